//! Who held an office on a day.

#![allow(clippy::unwrap_used)]

use onrecord_knowledge::{Date, Knowledge, Office};

fn share(table: &str, least: f64, is_right: impl Fn(&onrecord_knowledge::Holder, &[&str]) -> bool) {
    let (mut right, mut all) = (0, 0);
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        all += 1;
        let office = Office::parse(fields[1]);
        let date = Date::parse(fields[2]).unwrap();
        let holders = office
            .map(|office| Knowledge::shipped().holder(fields[0], &office, date))
            .unwrap_or_default();
        if holders.first().is_some_and(|holder| is_right(holder, &fields)) {
            right += 1;
        } else {
            let found: Vec<_> = holders
                .iter()
                .take(3)
                .map(|holder| (&holder.name, &holder.term.title, holder.score))
                .collect();
            println!("{line}\n    {found:?}");
        }
    }
    println!("{right} of {all}");
    assert!(f64::from(right) >= least * f64::from(all), "{right} of {all}");
}

#[test]
fn offices_drawn_from_the_tables() {
    share(include_str!("offices.tsv"), 0.98, |holder, fields| {
        holder.wikidata.as_deref() == Some(fields[3])
    });
}

#[test]
fn offices_in_the_gaps_of_the_tables() {
    share(include_str!("offices_own.tsv"), 0.8, |holder, fields| {
        let named = Knowledge::shipped().people(fields[3], None);
        named
            .iter()
            .any(|person| person.name == holder.name && person.wikidata == holder.wikidata)
    });
}
