//! Countries and the words that name them.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord_knowledge::Naming;
use onrecord_knowledge::file::{Table, Writer, code};
use onrecord_knowledge::fold::fold;

use crate::tsv::read;

/// Words for countries that no longer are, or that other standards write otherwise.
pub fn iso3(cameo: &str) -> &str {
    match cameo {
        "KSV" => "XKX",
        "TMP" => "TLS",
        "ROM" => "ROU",
        "SUN" | "USR" => "RUS",
        "DDR" | "FRG" => "DEU",
        "YUG" | "SCG" | "FRY" | "SRP" => "SRB",
        "CSK" | "CFR" => "CZE",
        "KNT" => "KNA",
        "KRJ" => "HRV",
        "NMR" => "NAM",
        "cod" => "COD",
        code => code,
    }
}

pub fn compile(kb: &Path, own: &Path, writer: &mut Writer) {
    let mut countries: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    // A key keeps its first meaning: our own words, names, capitals, other places, the dictionary's.
    let mut places: BTreeMap<String, (String, Naming)> = BTreeMap::new();
    let mut put = |phrase: &str, iso3: &str, naming: Naming| {
        let key = fold(phrase);
        let key = key.strip_prefix("the ").unwrap_or(&key).to_owned();
        if key.len() > 1 && (key.is_ascii() || naming != Naming::Place) {
            places.entry(key).or_insert_with(|| (iso3.to_owned(), naming));
        }
    };
    let (listed, ours) = (read(kb, "countries.tsv"), read(own, "countries.tsv"));
    for row in &ours {
        for (column, naming) in [
            ("other_names", Naming::Name),
            ("adjectives", Naming::Adjective),
            ("people", Naming::People),
        ] {
            row.several(column)
                .for_each(|phrase| put(phrase, row.get("iso3"), naming));
        }
    }
    for row in &listed {
        for column in ["name", "official_name", "unterm_short", "m49_name"] {
            let name = row.get(column).trim_end_matches(" (the)");
            put(name, row.get("iso3"), Naming::Name);
        }
    }
    for row in read(own, "places.tsv") {
        row.several("capital")
            .for_each(|place| put(place, row.get("iso3"), Naming::Capital));
        row.several("metonyms")
            .for_each(|place| put(place, row.get("iso3"), Naming::Metonym));
        row.several("places")
            .for_each(|place| put(place, row.get("iso3"), Naming::Place));
    }
    for row in &listed {
        put(row.get("capital"), row.get("iso3"), Naming::Capital);
    }
    for row in read(kb, "actors.tsv") {
        let known = listed
            .iter()
            .any(|country| country.get("iso3") == iso3(row.get("code")));
        let is_code = row.get("name").len() <= 3;
        if known && row.get("to").is_empty() && !is_code {
            put(row.get("name"), iso3(row.get("code")), Naming::Place);
        }
    }
    for row in &listed {
        let leader = ours.iter().find(|our| our.get("iso3") == row.get("iso3"));
        let qid = row.get("qid").trim_start_matches('Q').parse().unwrap_or(0);
        let name = writer.string(row.get("name"));
        let leader = code(leader.map_or("G", |our| our.get("leader")));
        countries.insert(
            row.get("iso3").to_owned(),
            vec![code(row.get("iso3")), name, qid, code(row.get("iso2")), leader],
        );
    }
    countries
        .into_values()
        .for_each(|row| writer.row(Table::Countries, row));
    for (key, (iso3, naming)) in places {
        let key = writer.string(&key);
        writer.row(Table::Places, vec![key, code(&iso3), naming as u32]);
    }
}
