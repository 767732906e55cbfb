//! What `onrecord actor` gives.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, run, run_with_input};

#[test]
fn a_phrase_becomes_a_line_of_json() {
    let ran = run([
        "actor",
        "Ukrainian soldiers",
        "the Ukrainian foreign minister",
        "--date",
        "2022-02-25",
    ])
    .ended(0);
    let actors = ran.records();
    assert_eq!(actors.len(), 2);
    let keys: Vec<&str> = actors[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "phrase",
        "name",
        "type",
        "country",
        "sector",
        "secondary_sector",
        "wikidata",
        "role",
        "evidence",
    ];
    assert_eq!(keys, expected);
    assert_eq!(
        (&actors[0]["country"], &actors[0]["sector"]),
        (&"UKR".into(), &"MIL".into())
    );
    assert_eq!(actors[0]["wikidata"], "");
    assert_eq!(actors[1]["name"], "Dmytro Kuleba");
    assert!(actors[1]["wikidata"].as_str().unwrap().starts_with('Q'));
}

#[test]
fn without_a_date_no_office_has_a_holder() {
    let ran = run(["actor", "the Ukrainian foreign minister"]).ended(0);
    let actor = &ran.records()[0];
    assert_eq!((&actor["name"], &actor["sector"]), (&"".into(), &"GOV".into()));
    assert!(actor["evidence"].as_str().unwrap().contains("no date"));
}

#[test]
fn lines_of_standard_input_are_phrases() {
    let ran = run_with_input(["actor"], b"Shanghai police\r\n\nBoko Haram\n\xff\n").ended(0);
    let actors = ran.records();
    assert_eq!(actors.len(), 4);
    assert_eq!(
        (&actors[0]["country"], &actors[0]["sector"]),
        (&"CHN".into(), &"COP".into())
    );
    assert_eq!(
        (&actors[2]["country"], &actors[2]["sector"]),
        (&"NGA".into(), &"REB".into())
    );
}

#[test]
fn the_context_gives_a_country_where_the_phrase_has_none() {
    let ran = run(["actor", "the police", "--context", "Clashes went on in Kenya."]).ended(0);
    assert_eq!(ran.records()[0]["country"], "KEN");
}

#[test]
fn own_people_win() {
    let folder = Folder::new();
    let table = "name,aliases,id,role,from,to\nAda Brandt,A. Brandt|Brandt,X1,Mayor of Lagos,2030,\n";
    let path = folder.write("people.csv", table);
    let path = path.to_str().unwrap();
    let ran = run(["actor", "Ada Brandt", "--people", path, "--date", "2031-03-14"]).ended(0);
    let actor = &ran.records()[0];
    assert_eq!(
        (&actor["wikidata"], &actor["role"]),
        (&"X1".into(), &"Mayor of Lagos".into())
    );
    assert_eq!(
        (&actor["country"], &actor["sector"]),
        (&"NGA".into(), &"GOV".into())
    );
}

#[test]
fn what_is_wrong_with_own_people_is_said_with_its_line() {
    let folder = Folder::new();
    let path = folder.write(
        "people.csv",
        "name,role,from\nAda Brandt,Mayor,2030\nBo Lind,Mayor,May 2030\n",
    );
    run(["actor", "Ada Brandt", "--people", path.to_str().unwrap()])
        .ended(2)
        .says(&["people.csv", "line 3", "YYYY"]);
    let path = folder.path("none.csv");
    run(["actor", "Ada Brandt", "--people", path.to_str().unwrap()])
        .ended(2)
        .says(&["none.csv"]);
}
