//! People, their names and their offices.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use onrecord_knowledge::file::{Table, Writer, code};
use onrecord_knowledge::fold::{fold, name_key};
use onrecord_knowledge::{Date, Kind, Office};

use crate::tsv::read;

#[derive(Default)]
struct Person {
    qid: u32,
    name: String,
    names: BTreeSet<String>,
    gender: u32,
    terms: BTreeSet<Term>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    country: String,
    title: String,
    kind: Kind,
    portfolios: u64,
    from: u32,
    to: u32,
    as_of: u32,
}

/// Members of parliament who left before are not kept.
const SINCE: u32 = 2000;

pub fn compile(kb: &Path, own: &Path, writer: &mut Writer) {
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    offices(kb, &mut people);
    legislators(kb, &mut people);
    names(kb, &mut people, writer);
    hand_written(own, &mut people);
    write(people, writer);
}

fn date(text: &str) -> u32 {
    Date::parse(text).map_or(0, Date::packed)
}

fn offices(kb: &Path, people: &mut BTreeMap<String, Person>) {
    for row in read(kb, "holders.tsv") {
        let title = row.get("position");
        let label = row.get("position_label");
        let kind = kind(row.get("role"), title, label);
        // The label says of what ("President of Ukraine"); the title alone is what is asked for.
        let office = Office::of_kind(kind, title);
        let mut portfolios = office.portfolios;
        match row.get("role") {
            "foreign_minister" => portfolios |= 1,
            "defence_minister" => portfolios |= 2,
            _ => {}
        }
        let country = row.get("country_iso3").to_owned();
        let person = person(people, row.get("person_qid"), row.get("person"));
        let (from, to, as_of) = (
            date(row.get("start")),
            date(row.get("end")),
            date(row.get("as_of")),
        );
        person.terms.insert(Term {
            country,
            title: title.to_owned(),
            kind,
            portfolios,
            from,
            to,
            as_of,
        });
    }
}

/// The table's role where it is surer than the words of the title.
fn kind(role: &str, title: &str, label: &str) -> Kind {
    let said = Office::parse(title)
        .or_else(|| Office::parse(label))
        .map_or(Kind::Other, |office| office.kind);
    match role {
        "head_of_state" if matches!(said, Kind::President | Kind::Monarch) => said,
        "head_of_state" if title.contains("resident") => Kind::President,
        "head_of_state" => Kind::Monarch,
        "head_of_government" => Kind::HeadOfGovernment,
        "foreign_minister" | "defence_minister" | "minister" => Kind::Minister,
        "deputy_minister" => Kind::DeputyMinister,
        "deputy_leader" => Kind::DeputyLeader,
        "spokesperson" => Kind::Spokesperson,
        "ambassador" => Kind::Ambassador,
        "regional" => Kind::Regional,
        "speaker" => Kind::Speaker,
        "military" => Kind::Military,
        "security" => Kind::Security,
        "central_bank" => Kind::CentralBank,
        "prosecutor" => Kind::Prosecutor,
        "judiciary" => Kind::Judge,
        "spouse" => Kind::Spouse,
        "international" => Kind::International,
        _ if matches!(said, Kind::Party | Kind::Military | Kind::Security) => said,
        _ => Kind::Other,
    }
}

fn legislators(kb: &Path, people: &mut BTreeMap<String, Person>) {
    // Consecutive terms in one chamber are one.
    let mut seats: BTreeMap<[String; 4], Vec<(u32, u32)>> = BTreeMap::new();
    for row in read(kb, "legislators.tsv") {
        let key =
            ["person_qid", "person", "country_iso3", "position"].map(|column| row.get(column).to_owned());
        seats
            .entry(key)
            .or_default()
            .push((date(row.get("start")), date(row.get("end"))));
    }
    for ([qid, name, country, title], mut terms) in seats {
        terms.sort_unstable();
        let from = terms
            .iter()
            .map(|(from, _)| *from)
            .filter(|from| *from != 0)
            .min()
            .unwrap_or(0);
        let open = terms.iter().any(|(from, to)| *to == 0 && *from != 0);
        let to = if open {
            0
        } else {
            terms.iter().map(|(_, to)| *to).max().unwrap_or(0)
        };
        if !open && to / 10_000 < SINCE && from / 10_000 < SINCE {
            continue;
        }
        // An end long after which the table was not kept says little.
        let term = Term {
            country,
            title,
            kind: Kind::Legislator,
            portfolios: 0,
            from,
            to,
            as_of: if open { 20_220_801 } else { 0 },
        };
        person(people, &qid, &name).terms.insert(term);
    }
}

fn person<'a>(people: &'a mut BTreeMap<String, Person>, qid: &str, name: &str) -> &'a mut Person {
    let key = if qid.is_empty() { name } else { qid };
    let person = people.entry(key.to_owned()).or_default();
    person.qid = qid.trim_start_matches('Q').parse().unwrap_or(0);
    if person.name.is_empty() {
        name.clone_into(&mut person.name);
    }
    person
}

/// Names and genders; and, on the way, whose first name is whose.
fn names(kb: &Path, people: &mut BTreeMap<String, Person>, writer: &mut Writer) {
    let mut given: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for row in read(kb, "persons.tsv") {
        let gender = match row.get("gender") {
            "male" => 1,
            "female" => 2,
            _ => 0,
        };
        let Some(person) = people.get_mut(row.get("qid")) else {
            continue;
        };
        person.gender = gender;
        let article = row.get("enwiki").split(" (").next().unwrap_or_default();
        if !is_latin(&person.name) && is_latin(article) {
            article.clone_into(&mut person.name);
        }
        person.names.extend(
            row.several("other_names")
                .chain([row.get("name"), article])
                .map(str::to_owned),
        );
        let surname_first = |term: &Term| {
            matches!(
                term.country.as_str(),
                "CHN" | "TWN" | "HKG" | "PRK" | "KOR" | "VNM" | "KHM"
            )
        };
        let folded = fold(&person.name);
        let words: Vec<&str> = folded.split(' ').collect();
        if gender > 0
            && words.len() > 1
            && words[0].len() > 2
            && is_latin(words[0])
            && !person.terms.iter().any(surname_first)
        {
            given.entry(words[0].to_owned()).or_default()[gender as usize - 1] += 1;
        }
    }
    for (name, [men, women]) in given {
        if men + women >= 3 {
            let name = writer.string(&name);
            writer.row(Table::GivenNames, vec![name, men, women]);
        }
    }
}

fn is_latin(name: &str) -> bool {
    !name.is_empty() && fold(name).is_ascii()
}

/// The hand-written office holders. Who has no id is the one person of that name in the tables, if there is one.
fn hand_written(own: &Path, people: &mut BTreeMap<String, Person>) {
    let mut known: BTreeMap<String, Vec<(bool, String)>> = BTreeMap::new();
    for (key, person) in people.iter() {
        let office = person.terms.iter().any(|term| term.kind != Kind::Legislator);
        let names: BTreeSet<String> = person
            .names
            .iter()
            .chain([&person.name])
            .map(|name| fold(name))
            .collect();
        for name in names {
            known.entry(name).or_default().push((office, key.clone()));
        }
    }
    let mut added = BTreeMap::new();
    for row in read(own, "holders.tsv") {
        let names: Vec<&str> = row.several("person").collect();
        let country = row.get("country");
        let in_country = |key: &String| people[key].terms.iter().any(|term| term.country == country);
        let namesakes = known.get(&fold(names[0])).cloned().unwrap_or_default();
        let offices: Vec<&String> = namesakes
            .iter()
            .filter(|(office, _)| *office)
            .map(|(_, key)| key)
            .collect();
        let local: Vec<&String> = namesakes
            .iter()
            .map(|(_, key)| key)
            .filter(|key| in_country(key))
            .collect();
        let found = match (local.as_slice(), offices.as_slice()) {
            ([one], _) | ([], [one]) => Some((*one).clone()),
            _ => local.into_iter().find(|key| offices.contains(key)).cloned(),
        };
        let key = match (row.get("qid"), added.get(names[0]), found) {
            ("", Some(key), _) => String::clone(key),
            ("", None, Some(key)) => key,
            ("", None, None) => names[0].to_owned(),
            (qid, _, _) => qid.to_owned(),
        };
        added.insert(names[0].to_owned(), key.clone());
        let qid = if key.starts_with('Q') && key[1..].bytes().all(|byte| byte.is_ascii_digit()) {
            key.clone()
        } else {
            String::new()
        };
        let one = people.entry(key).or_default();
        if one.name.is_empty() {
            names[0].clone_into(&mut one.name);
        }
        if one.qid == 0 {
            one.qid = qid.trim_start_matches('Q').parse().unwrap_or(0);
        }
        one.names.extend(names.iter().map(|name| (*name).to_owned()));
        match row.get("gender") {
            "m" => one.gender = 1,
            "f" => one.gender = 2,
            _ => {}
        }
        add_terms(one, &row);
    }
}

fn add_terms(one: &mut Person, row: &crate::tsv::Row) {
    let title = row.get("title");
    if title.is_empty() {
        return;
    }
    let office = Office::parse(title).unwrap_or_else(|| Office::of_kind(Kind::Other, title));
    let kind = if row.get("country") == "INT" {
        Kind::International
    } else {
        office.kind
    };
    let (from, to) = (date(row.get("from")), date(row.get("to")));
    // The same office from about the same day is already there, perhaps without its end: the end is what we add.
    let similar = |term: &Term| {
        term.country == row.get("country")
            && term.kind == kind
            && term.portfolios == office.portfolios
            && term.from / 10_000 == from / 10_000
    };
    one.terms.retain(|term| !similar(term));
    let as_of = if to == 0 { 20_250_601 } else { 0 };
    one.terms.insert(Term {
        country: row.get("country").to_owned(),
        title: title.to_owned(),
        kind,
        portfolios: office.portfolios,
        from,
        to,
        as_of,
    });
}

fn write(people: BTreeMap<String, Person>, writer: &mut Writer) {
    let mut titles: BTreeSet<(String, Kind, u64)> = BTreeSet::new();
    for term in people.values().flat_map(|person| &person.terms) {
        titles.insert((term.title.clone(), term.kind, term.portfolios));
    }
    let titles: Vec<_> = titles.into_iter().collect();
    for (label, kind, portfolios) in &titles {
        let words = writer.string(&Office::of_kind(*kind, label).words.join(" "));
        let label = writer.string(label);
        writer.row(
            Table::Titles,
            vec![
                label,
                *kind as u32,
                *portfolios as u32,
                (*portfolios >> 32) as u32,
                words,
            ],
        );
    }
    let (mut full, mut words, mut countries) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut term_row = 0;
    let people = people.into_values().filter(|person| is_latin(&person.name));
    for (number, person) in people.enumerate() {
        let name = writer.string(&person.name);
        writer.row(Table::People, vec![person.qid, name, person.gender, term_row]);
        for term in &person.terms {
            let key = (term.title.clone(), term.kind, term.portfolios);
            let title = titles.binary_search(&key).unwrap_or_default() as u32;
            writer.row(
                Table::Terms,
                vec![
                    title,
                    code(&term.country),
                    term.from,
                    term.to,
                    term.as_of,
                    number as u32,
                ],
            );
            if term.kind != Kind::Legislator {
                countries.insert((code(&term.country), term_row));
            }
            term_row += 1;
        }
        let office = person.terms.iter().any(|term| term.kind != Kind::Legislator);
        for name in person
            .names
            .iter()
            .chain([&person.name])
            .filter(|name| is_latin(name))
        {
            full.insert((name_key(name), number as u32));
        }
        let key = name_key(&person.name);
        let parts: Vec<&str> = key.split(' ').collect();
        for (place, part) in parts.iter().enumerate() {
            let first_too = person.terms.iter().any(|term| {
                matches!(
                    term.country.as_str(),
                    "CHN" | "TWN" | "HKG" | "PRK" | "KOR" | "VNM" | "SGP"
                )
            });
            if place + 1 == parts.len() || office && (place > 0 || first_too) || place == 0 && first_too {
                words.insert(((*part).to_owned(), number as u32));
            }
        }
    }
    for (country, term) in countries {
        writer.row(Table::ByCountry, vec![country, term]);
    }
    for (table, keys) in [(Table::Names, full), (Table::Surnames, words)] {
        for (key, person) in keys {
            let key = writer.string(&key);
            writer.row(table, vec![key, person]);
        }
    }
}
