//! The questions that other crates ask.

#![allow(clippy::unwrap_used)]

use onrecord_knowledge::{Context, Date, Gender, Kind, Knowledge, NameMatch, Naming, Office, Tenure, decide};
use proptest::prelude::*;

fn known() -> &'static Knowledge {
    Knowledge::shipped()
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text)
}

#[test]
fn countries_by_every_kind_of_name() {
    for (phrase, iso3, naming) in [
        ("Ukraine", "UKR", Naming::Name),
        ("the Ukrainians", "UKR", Naming::People),
        ("Ukrainian", "UKR", Naming::Adjective),
        ("Kiev", "UKR", Naming::Capital),
        ("Kyiv's", "UKR", Naming::Capital),
        ("Shanghai", "CHN", Naming::Place),
        ("U.S.", "USA", Naming::Name),
        ("Côte d’Ivoire", "CIV", Naming::Name),
        ("the Democratic Republic of the Congo", "COD", Naming::Name),
        ("Niger", "NER", Naming::Name),
        ("Nigerien", "NER", Naming::Adjective),
        ("South Korean", "KOR", Naming::Adjective),
    ] {
        let named = known().country(phrase).unwrap_or_else(|| panic!("{phrase}"));
        assert_eq!(
            (named.country.iso3.as_str(), named.naming),
            (iso3, naming),
            "{phrase}"
        );
    }
    for phrase in ["us", "Ruritania", "", "the", "soldiers"] {
        assert_eq!(known().country(phrase), None, "{phrase}");
    }
}

#[test]
fn names_in_other_spellings_are_one_person() {
    let day = date("2022-02-25");
    for (spellings, id) in [
        (
            [
                "Volodymyr Zelensky",
                "Volodymyr Zelenskiy",
                "Volodymyr Zelenskyy",
                "VOLODYMYR ZELENSKYI",
            ],
            "Q3874799",
        ),
        (
            [
                "Recep Tayyip Erdogan",
                "Tayyip Erdogan",
                "Recep Tayyip Erdoğan",
                "recep tayyip erdogan",
            ],
            "Q39259",
        ),
        (
            [
                "Vladimir Putin",
                "Vladimir V. Putin",
                "Wladimir Putin",
                "Vladimir Vladimirovich Putin",
            ],
            "Q7747",
        ),
    ] {
        for spelling in spellings {
            let people = known().people(spelling, day);
            assert_eq!(
                people.first().and_then(|person| person.wikidata.as_deref()),
                Some(id),
                "{spelling}"
            );
        }
    }
}

#[test]
fn a_surname_alone_never_decides() {
    let people = known().people("Putin", date("2022-02-25"));
    assert_eq!(people[0].wikidata.as_deref(), Some("Q7747"));
    assert_eq!(people[0].matched, NameMatch::Surname);
    assert_eq!(decide(&people, &Context::default()), None);
    let context = Context {
        countries: vec!["RUS".into()],
        office: Office::parse("president"),
        ..Context::default()
    };
    assert_eq!(decide(&people, &context).unwrap().name, "Vladimir Putin");
}

#[test]
fn a_common_name_needs_more_than_itself() {
    let people = known().people("John Smith", date("2021-06-01"));
    assert!(!people.is_empty());
    assert_eq!(decide(&people, &Context::default()), None);
}

#[test]
fn the_context_speaks_against_a_name() {
    let people = known().people("Vladimir Putin", date("2022-02-25"));
    assert!(decide(&people, &Context::default()).is_some());
    let abroad = Context {
        countries: vec!["FRA".into()],
        ..Context::default()
    };
    assert_eq!(decide(&people, &abroad), None);
    let woman = Context {
        gender: Some(Gender::Female),
        ..Context::default()
    };
    assert_eq!(decide(&people, &woman), None);
}

#[test]
fn an_office_resolves_by_the_date() {
    let office = Office::parse("foreign minister").unwrap();
    let name = |day: &str| known().holder("UKR", &office, date(day).unwrap())[0].name.clone();
    assert_eq!(name("2022-02-25"), "Dmytro Kuleba");
    assert_eq!(name("2005-06-01"), "Borys Tarasyuk");
    assert!(
        known()
            .holder("UKR", &office, date("1950-01-01").unwrap())
            .is_empty()
    );
}

#[test]
fn leaders_are_those_who_lead() {
    let leader = Office::parse("leader").unwrap();
    let name = |country: &str| {
        known().holder(country, &leader, date("2019-06-01").unwrap())[0]
            .name
            .clone()
    };
    for (country, who) in [
        ("RUS", "Vladimir Putin"),
        ("DEU", "Angela Merkel"),
        ("GBR", "Theresa May"),
        ("FRA", "Emmanuel Macron"),
        ("IRN", "Ali Khamenei"),
    ] {
        assert_eq!(name(country), who, "{country}");
    }
}

#[test]
fn open_terms_are_unsure_after_their_snapshot() {
    let office = Office::parse("Minister of Foreign Affairs").unwrap();
    let holders = known().holder("MNG", &office, date("2030-01-01").unwrap());
    assert!(
        holders.iter().all(|holder| holder.tenure == Tenure::Unsure),
        "{holders:?}"
    );
}

#[test]
fn offices_are_read_from_many_wordings() {
    for (phrase, kind) in [
        ("prime minister", Kind::HeadOfGovernment),
        ("vice president", Kind::DeputyLeader),
        ("Secretary of State", Kind::Minister),
        ("chancellor of the exchequer", Kind::Minister),
        ("chancellor", Kind::HeadOfGovernment),
        ("press secretary", Kind::Spokesperson),
        ("deputy foreign minister", Kind::DeputyMinister),
        ("central bank governor", Kind::CentralBank),
        ("mayor", Kind::Regional),
        ("speaker of parliament", Kind::Speaker),
        ("ambassador to France", Kind::Ambassador),
    ] {
        assert_eq!(
            Office::parse(phrase).map(|office| office.kind),
            Some(kind),
            "{phrase}"
        );
    }
    assert_eq!(Office::parse("the baker"), None);
}

#[test]
fn first_names_have_a_gender() {
    assert_eq!(known().given_name_gender("Maria").unwrap().0, Gender::Female);
    assert_eq!(known().given_name_gender("john").unwrap().0, Gender::Male);
    assert_eq!(known().given_name_gender("Xqzt"), None);
}

#[test]
fn dates_are_read_as_far_as_they_go() {
    for text in ["2022", "2022-02", "2022-02-25"] {
        assert_eq!(date(text).unwrap().to_string(), text);
    }
    for text in [
        "",
        "22",
        "2022-13",
        "2022-00",
        "2022-02-32",
        "2022-2-5",
        "May 2022",
        "2022-02-25-01",
    ] {
        assert_eq!(date(text), None, "{text}");
    }
}

const TABLE: &str = "name,aliases,id,role,from,to\n\
    Ada Brandt,A. Brandt|Brandt,Q1,Foreign Minister of Norway,2030-01-01,2031-01-01\n\
    Vladimir Putin,,mine,Baker,,\n";

#[test]
fn own_people_win() {
    let own = known().with_people(TABLE.as_bytes()).unwrap();
    let people = own.people("Brandt", date("2030-06-01"));
    assert_eq!(people[0].wikidata.as_deref(), Some("Q1"));
    assert_eq!(people[0].terms[0].1, Tenure::Current);
    assert_eq!(people[0].countries(), ["NOR"]);
    assert_eq!(decide(&people, &Context::default()).unwrap().name, "Ada Brandt");
    assert_eq!(
        own.people("Vladimir Putin", None)[0].wikidata.as_deref(),
        Some("mine")
    );
    assert_eq!(
        own.people("Angela Merkel", None)[0].wikidata.as_deref(),
        Some("Q567")
    );
}

#[test]
fn what_is_wrong_with_own_people_names_its_line() {
    for (table, part) in [
        ("who,id\nAda,1\n", "name"),
        ("name,from\nAda,2030\nBo,spring\n", "line 3"),
        ("name,from\n,2030\n", "line 2"),
        ("name,from,to\nAda,2031,2030\n", "line 2"),
        ("name,country\nAda,Ruritania\n", "Ruritania"),
        ("name,id\nAda,1,2\n", "line 2"),
    ] {
        let error = known().with_people(table.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_phrase_gives_an_answer(phrase in "\\PC{0,200}", context in "\\PC{0,80}") {
        let actor = known().actor(&phrase, date("2020-01-01"), &context);
        prop_assert_eq!(actor.phrase, phrase.clone());
        prop_assert!(actor.country.is_empty() || actor.country.len() == 3);
        known().people(&phrase, None);
        known().country(&phrase);
        Office::parse(&phrase);
    }

    #[test]
    fn any_table_is_taken_or_refused(table in "\\PC{0,200}") {
        let _ = known().with_people(table.as_bytes());
        let _ = known().with_people(format!("name,from,to,country\n{table}").as_bytes());
    }
}

#[test]
fn a_line_of_megabytes_takes_no_time() {
    for long in [
        "Putin ".repeat(1_000_000),
        "x".repeat(5_000_000),
        "a.'".repeat(1_000_000),
    ] {
        known().actor(&long, date("2020-01-01"), &long);
        known().people(&long, None);
        known().country(&long);
        Office::parse(&long);
    }
}

#[test]
fn a_part_is_not_its_country() {
    for (phrase, iso3) in [
        ("Crimea", "UKR"),
        ("Darfur", "SDN"),
        ("Scotland", "GBR"),
        ("Gaza", "PSE"),
    ] {
        let named = known().country(phrase).unwrap();
        assert_eq!(
            (named.country.iso3.as_str(), named.naming),
            (iso3, Naming::Place),
            "{phrase}"
        );
    }
}

#[test]
fn the_owner_of_an_actor_is_another() {
    for phrase in ["Hillary Clinton's campaign", "Donald Trump’s lawyer"] {
        let actor = known().actor(phrase, date("2018-09-16"), "");
        assert_eq!(
            (
                actor.country.as_str(),
                actor.wikidata.as_str(),
                actor.name.as_str()
            ),
            ("USA", "", ""),
            "{phrase}"
        );
    }
    let actor = known().actor("Vladimir Putin's spokesman Dmitry Peskov", date("2016-09-16"), "");
    assert_eq!(actor.name, "Dmitry Peskov");
}
