//! Phrases of our own making against the codes they should get.

#![allow(clippy::unwrap_used)]

use onrecord_knowledge::{Date, Knowledge};

#[test]
fn nine_phrases_in_ten_get_country_and_sector() {
    let (mut right, mut all) = (0, 0);
    for line in include_str!("actors.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let actor = Knowledge::shipped().actor(fields[0], Date::parse(fields[1]), "");
        all += 1;
        if actor.country == fields[2] && actor.sector == fields[3] {
            right += 1;
        } else {
            println!("{line}\n    {actor:?}");
        }
    }
    println!("{right} of {all}");
    assert!(all >= 60);
    assert!(f64::from(right) >= 0.9 * f64::from(all), "{right} of {all}");
}
