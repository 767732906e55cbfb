//! Groups and organisations, and the words for what people do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use onrecord_knowledge::Date;
use onrecord_knowledge::file::{Table, Writer, code};
use onrecord_knowledge::fold::fold;

use crate::countries::iso3;
use crate::tsv::{Row, read};

pub fn compile(kb: &Path, own: &Path, writer: &mut Writer) {
    let countries: BTreeSet<String> = read(kb, "countries.tsv")
        .iter()
        .map(|row| row.get("iso3").to_owned())
        .collect();
    let mut actors: BTreeMap<(String, u32), Vec<u32>> = BTreeMap::new();
    for (rank, row) in read(own, "organisations.tsv").iter().enumerate() {
        for name in row.several("names") {
            let shown = writer.string(row.several("names").next().unwrap_or_default());
            let codes = ["country", "sector", "second"].map(|column| code(row.get(column)));
            let qid = row.get("qid").trim_start_matches('Q').parse().unwrap_or(0);
            let kind = code(row.get("type"));
            put(
                &mut actors,
                writer,
                name,
                rank as u32,
                [
                    shown,
                    codes[0],
                    codes[1],
                    codes[2],
                    date(row, "from"),
                    date(row, "to"),
                    kind,
                    qid,
                ],
            );
        }
    }
    for row in read(kb, "actors.tsv") {
        let Some((country, sector, second)) = plover(row.get("code"), &countries) else {
            continue;
        };
        let rank = 100_000 + row.get("rank").parse::<u32>().unwrap_or(0);
        let codes = [
            0,
            code(&country),
            code(&sector),
            code(&second),
            date(&row, "from"),
            date(&row, "to"),
            0,
            0,
        ];
        put(&mut actors, writer, row.get("name"), rank, codes);
    }
    actors
        .into_values()
        .for_each(|row| writer.row(Table::Actors, row));
    agents(kb, own, writer);
}

fn date(row: &Row, column: &str) -> u32 {
    Date::parse(row.get(column)).map_or(0, Date::packed)
}

fn put(
    actors: &mut BTreeMap<(String, u32), Vec<u32>>,
    writer: &mut Writer,
    name: &str,
    rank: u32,
    rest: [u32; 8],
) {
    let key = fold(name);
    let key = key.strip_prefix("the ").unwrap_or(&key).to_owned();
    if key.len() < 2 || !key.is_ascii() {
        return;
    }
    let mut row = vec![writer.string(&key)];
    row.extend(rest);
    row.push(rank);
    actors.entry((key, rank)).or_insert(row);
}

/// Country, sector and second sector of PLOVER for a CAMEO code; `None` where it is a country alone or says nothing.
fn plover(cameo: &str, countries: &BTreeSet<String>) -> Option<(String, String, String)> {
    let parts: Vec<&str> = cameo
        .as_bytes()
        .chunks(3)
        .filter_map(|part| std::str::from_utf8(part).ok())
        .collect();
    let (first, rest) = parts.split_first()?;
    let first = iso3(first);
    let mut sectors: Vec<&str> = rest.iter().filter_map(|role| sector(role)).collect();
    sectors.dedup();
    let second = |sectors: &[&str]| sectors.get(1).copied().unwrap_or_default().to_owned();
    if countries.contains(first) {
        let sector = (*sectors.first()?).to_owned();
        return Some((first.to_owned(), sector, second(&sectors)));
    }
    // Of no one country: the organisation's own kind, and a country where one follows.
    let country = rest
        .iter()
        .map(|part| iso3(part))
        .find(|part| countries.contains(*part))
        .unwrap_or_default();
    let kind = match first {
        "IGO" | "NGO" => first,
        "MNC" => "BUS",
        "IMG" => "REB",
        _ => return None,
    };
    let other = sectors
        .first()
        .filter(|sector| **sector != kind)
        .copied()
        .unwrap_or_default();
    Some((country.to_owned(), kind.to_owned(), other.to_owned()))
}

/// The PLOVER sector of a CAMEO role, as the two dictionaries of agents translate it.
pub fn sector(role: &str) -> Option<&str> {
    Some(match role {
        "HLH" => "MED",
        "MED" => "JRN",
        "MUS" | "CHR" | "JEW" | "HIN" | "BUD" | "CTH" | "PRO" | "MAR" => "REL",
        "HRI" | "DEV" => "NGO",
        "ENV" => "SOC",
        "INS" | "SEP" | "RAD" => "REB",
        "GOV" | "MIL" | "REB" | "OPP" | "ELI" | "BUS" | "EDU" | "CVL" | "COP" | "JUD" | "SPY" | "LEG"
        | "AGR" | "LAB" | "REL" | "CRM" | "UAF" | "PTY" | "REF" | "NGO" | "IGO" | "JRN" | "PRM" => role,
        _ => return None,
    })
}

fn agents(kb: &Path, own: &Path, writer: &mut Writer) {
    let mut agents: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
    let own = read(own, "agents.tsv");
    for row in &own {
        for phrase in row.several("phrases") {
            let codes = (code(row.get("sector")), code(row.get("second")), 0);
            agents.entry(fold(phrase)).or_insert(codes);
        }
    }
    let listed = read(kb, "agents.tsv");
    for (dictionary, rank) in [("PLOVER_agents.txt", 1), ("Phoenix.agents.txt", 2)] {
        for row in listed.iter().filter(|row| row.get("dictionary") == dictionary) {
            let codes = row.get("code");
            let part = |place: usize| codes.get(place * 3..place * 3 + 3);
            // The older dictionary is in CAMEO.
            let translated = |part: Option<&str>| match (part, rank) {
                (Some(role), 2) => sector(role).map(str::to_owned),
                (part, _) => part.map(str::to_owned),
            };
            let (first, second) = (translated(part(0)), translated(part(1)));
            let Some(first) = first else { continue };
            let codes = (code(&first), code(&second.unwrap_or_default()), rank);
            agents.entry(fold(row.get("phrase"))).or_insert(codes);
        }
    }
    for (key, (first, second, rank)) in agents {
        if key.is_ascii() && key.len() > 1 {
            let key = writer.string(&key);
            writer.row(Table::Agents, vec![key, first, second, rank]);
        }
    }
}
