use std::io::Read;

use serde::Deserialize;

use crate::date::{Date, Period, Tenure};
use crate::fold::{fold, name_key};
use crate::knowledge::{Knowledge, Term};
use crate::office::{Kind, Office};
use crate::people::{Candidate, NameMatch};

/// What is wrong with a user's table of people.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PeopleError {
    #[error(
        "the first line must name the columns name, aliases, id, role, from, to (name at least); it lacks \"name\""
    )]
    NoName,
    #[error("line {line}: {problem}")]
    Line { line: u64, problem: String },
    #[error("it can't be read: {0}")]
    Unreadable(String),
}

/// One line of a user's table.
#[derive(Debug, Deserialize)]
struct Line {
    name: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// A user's own people; they win over what ships.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnPeople(Vec<OwnPerson>);

#[derive(Clone, Debug)]
struct OwnPerson {
    name: String,
    /// Keys of the name and of the aliases, sorted.
    keys: Vec<String>,
    id: Option<String>,
    term: Option<Term>,
}

impl Knowledge {
    /// The same knowledge with a user's own table of people, which wins wherever one of its names or aliases matches.
    ///
    /// CSV (RFC 4180, UTF-8) whose first line names the columns: `name`; and, as there are any, `aliases` (parted by `|`
    /// or `;`), `id` (a Wikidata id, or any other), `role`, `country` (any name or ISO 3166-1 alpha-3 code; without it
    /// the role is searched for one), `from`, `to` (YYYY, YYYY-MM or YYYY-MM-DD). A person with several offices has
    /// several lines. Other columns are left aside.
    ///
    /// # Errors
    /// The line and what is wrong with it: a name that is empty, a date that is none, a country that is not known, too
    /// few or too many fields.
    pub fn with_people(&self, table: impl Read) -> Result<Self, PeopleError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(table);
        let headers = reader.headers().map_err(|error| unreadable(&error))?.clone();
        let lowered: csv::StringRecord = headers
            .iter()
            .map(|header| header.trim_start_matches('\u{feff}').trim().to_lowercase())
            .collect();
        if !lowered.iter().any(|header| header == "name") {
            return Err(PeopleError::NoName);
        }
        let mut people = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let wrong = |problem: String| PeopleError::Line { line, problem };
            let fields: Line = record
                .deserialize(Some(&lowered))
                .map_err(|error| wrong(error.to_string()))?;
            people.push(self.person(&fields).map_err(wrong)?);
        }
        Ok(Self {
            file: self.file.clone(),
            own: OwnPeople(people),
        })
    }

    fn person(&self, line: &Line) -> Result<OwnPerson, String> {
        if line.name.is_empty() {
            return Err("the name is empty; give one or delete the line".to_owned());
        }
        let date = |text: &str| match Date::parse(text) {
            None if !text.is_empty() => Err(format!(
                "\"{text}\" is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
            )),
            date => Ok(date),
        };
        let period = Period {
            from: date(&line.from)?,
            to: date(&line.to)?,
            as_of: None,
        };
        if let (Some(from), Some(to)) = (period.from, period.to)
            && from.earliest() > to.latest()
        {
            return Err(format!("it ends ({to}) before it begins ({from})"));
        }
        let country = self.country_in(line)?;
        let aliases = line
            .aliases
            .split(['|', ';'])
            .map(str::trim)
            .filter(|alias| !alias.is_empty());
        let mut keys: Vec<String> = std::iter::once(line.name.as_str())
            .chain(aliases)
            .map(name_key)
            .collect();
        keys.sort();
        let known = !line.role.is_empty() || !country.is_empty();
        Ok(OwnPerson {
            name: line.name.clone(),
            keys,
            id: (!line.id.is_empty()).then(|| line.id.clone()),
            term: known.then(|| Term {
                title: line.role.clone(),
                office: Office::parse(&line.role).unwrap_or_else(|| Office::of_kind(Kind::Other, &line.role)),
                country,
                period,
            }),
        })
    }

    fn country_in(&self, line: &Line) -> Result<String, String> {
        let unknown = || {
            format!(
                "\"{}\" is no country; write its English name or its ISO 3166-1 alpha-3 code",
                line.country
            )
        };
        if !line.country.is_empty() {
            let by_code = self.country_of_code(&line.country.to_uppercase());
            let country = by_code.or_else(|| self.country(&line.country).map(|named| named.country));
            return country.map(|country| country.iso3).ok_or_else(unknown);
        }
        Ok(self.first_country(&line.role).unwrap_or_default())
    }
}

fn unreadable(error: &csv::Error) -> PeopleError {
    match error.position() {
        Some(position) => PeopleError::Line {
            line: position.line(),
            problem: plainly(error),
        },
        None => PeopleError::Unreadable(error.to_string()),
    }
}

fn plainly(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "it has {len} fields and the first line {expected_len}; put fields that hold a comma in quotation marks"
            )
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8; save the table as UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

impl OwnPeople {
    /// The people a name or alias means, one candidate for each id or name, or none.
    pub(crate) fn candidates(&self, name: &str, date: Option<Date>) -> Vec<Candidate> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let (asked, key) = (fold(name), name_key(name));
        let mut candidates: Vec<Candidate> = Vec::new();
        for person in self.0.iter().filter(|person| person.keys.contains(&key)) {
            let stands = |term: &Term| date.map_or(Tenure::Unsure, |date| term.period.at(date));
            let terms = person.term.iter().map(|term| (term.clone(), stands(term)));
            let same = |one: &&mut Candidate| one.wikidata == person.id && one.name == person.name;
            if let Some(candidate) = candidates.iter_mut().find(same) {
                candidate.terms.extend(terms);
                continue;
            }
            candidates.push(Candidate {
                wikidata: person.id.clone(),
                name: person.name.clone(),
                gender: None,
                matched: if fold(&person.name) == asked {
                    NameMatch::Full
                } else {
                    NameMatch::Variant
                },
                namesakes: 1,
                terms: terms.collect(),
                own: true,
                score: 10.0,
            });
        }
        candidates
    }
}
