mod person;
mod sector;

use serde::Serialize;

use crate::country::Naming;
use crate::date::{Date, Tenure};
use crate::knowledge::{Knowledge, Term};
use crate::office::Kind;
use crate::people::Candidate;
use crate::phrase::{Group, Known, Stretch, Word, head_end, shown, words};
use person::FORMER;

/// What an actor phrase says: every field is a plain string, empty where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// The phrase as it was given.
    pub phrase: String,
    /// The name of the person, group or country.
    pub name: String,
    /// `person`, `organisation`, `group`, `place`, `generic` or `unknown`.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO 3166-1 alpha-3; empty for actors of no one country, such as the United Nations.
    pub country: String,
    /// PLOVER sector. `IGO` and `NGO` stand here for actors of no one country.
    pub sector: String,
    /// A second PLOVER sector: `GOV` and `MIL` for a defence ministry, `ELI` and `GOV` for a former president.
    pub secondary_sector: String,
    /// Wikidata id.
    pub wikidata: String,
    /// The office, as the table has it or else as the phrase has it.
    pub role: String,
    /// What decided, in words.
    pub evidence: String,
}

/// Words of those who led: of them a former one is of the elite.
const LED: [&str; 16] = [
    "chief",
    "director",
    "head",
    "commissioner",
    "commander",
    "general",
    "admiral",
    "leader",
    "chairman",
    "chairwoman",
    "colonel",
    "president",
    "minister",
    "secretary",
    "judge",
    "official",
];

/// What a phrase was read as, before it becomes an answer.
#[derive(Default)]
struct Reading {
    country: Option<(String, String)>,
    sector: Option<(String, String, String)>,
    group: Option<Group>,
    /// The country of the person who only owns the actor, with the words for it: "Ann Lee's lawyer".
    owner_country: Option<(String, String)>,
    /// Whether the group only owns the actor: "Hamas's leader" is not Hamas.
    owner: bool,
    person: Option<Candidate>,
    name: String,
    evidence: Vec<String>,
}

impl Knowledge {
    /// Reads a phrase for an actor: "Ukrainian soldiers", "former President Nursultan Nazarbayev", "Shanghai police".
    ///
    /// `date` decides who holds an office and what a group was; without one no fact that depends on a date is used,
    /// and the evidence says so. `context` is the text around the phrase, searched for a country where the phrase
    /// names none; it may be empty.
    pub fn actor(&self, phrase: &str, date: Option<Date>, context: &str) -> Actor {
        let words = words(phrase);
        let mut reading = Reading::default();
        let stretches = self.stretches(&words, date);
        let former = words
            .iter()
            .any(|word| FORMER.contains(&word.folded.as_str()) || word.folded.starts_with("ex "));
        self.read_country(&words, &stretches, &mut reading);
        let span = self.read_person(&words, &stretches, date, former, context, &mut reading);
        // What the name's own words mean elsewhere says nothing here.
        let (inside, stretches): (Vec<Stretch>, Vec<Stretch>) = stretches
            .into_iter()
            .partition(|stretch| span.start <= stretch.first && stretch.last <= span.end);
        self.read_country(&words, &stretches, &mut reading);
        reading.country = reading.country.take().or(reading.owner_country.take());
        self.read_sector(&words, &stretches, &mut reading);
        if reading.sector.is_none()
            && reading
                .person
                .as_ref()
                .is_none_or(|person| person.terms.is_empty())
        {
            self.read_sector(&words, &inside, &mut reading);
        }
        let title = self.read_office(&words, &stretches, date, former, context, &mut reading);
        self.answer(phrase, &words, &stretches, former, title, reading, context, date)
    }

    /// The first country that words name, anywhere in a phrase.
    pub(crate) fn first_country(&self, phrase: &str) -> Option<String> {
        let words = words(phrase);
        let country = |stretch: Stretch| match stretch.known {
            Known::Country(iso3, _) => Some(iso3),
            Known::Group(group) if !group.country.is_empty() => Some(group.country),
            _ => None,
        };
        self.stretches(&words, None).into_iter().find_map(country)
    }

    /// The countries of a text, each once, in the order of their first mention.
    fn countries_in(&self, text: &str) -> Vec<String> {
        let words = words(text);
        let mut countries = Vec::new();
        for stretch in self.stretches(&words, None) {
            if let Known::Country(iso3, _) = stretch.known
                && !countries.contains(&iso3)
            {
                countries.push(iso3);
            }
        }
        countries
    }

    #[allow(clippy::too_many_arguments)]
    fn answer(
        &self,
        phrase: &str,
        words: &[Word],
        stretches: &[Stretch],
        former: bool,
        title: String,
        reading: Reading,
        context: &str,
        date: Option<Date>,
    ) -> Actor {
        let mut actor = Actor {
            phrase: phrase.to_owned(),
            role: title,
            name: reading.name.clone(),
            ..Actor::default()
        };
        let mut evidence = reading.evidence;
        if let Some((country, said)) = &reading.country {
            actor.country.clone_from(country);
            evidence.push(format!("{country} by {said}"));
        }
        if let Some((sector, second, said)) = &reading.sector {
            actor.sector.clone_from(sector);
            actor.secondary_sector.clone_from(second);
            evidence.push(said.clone());
        }
        if let Some(person) = &reading.person {
            self.describe(person, &mut actor, &mut evidence, date);
        }
        let led = words.iter().any(|word| LED.contains(&word.folded.as_str()));
        let office = match actor.sector.as_str() {
            "GOV" | "LEG" | "SPY" | "JUD" | "IGO" => led || !actor.role.is_empty(),
            "COP" | "MIL" | "PTY" => led,
            _ => false,
        };
        if former && office {
            actor.secondary_sector = std::mem::replace(&mut actor.sector, "ELI".to_owned());
            evidence.push("a former office".to_owned());
        }
        if let Some(group) = &reading.group {
            if actor.name.is_empty() && reading.person.is_none() && !reading.owner {
                // A row without an id may list several bodies of one country and sector.
                actor.name = if group.name.is_empty() || group.wikidata.is_none() {
                    group_words(words, stretches)
                } else {
                    group.name.clone()
                };
                actor.wikidata = group.wikidata.clone().unwrap_or_default();
            }
            let apart = matches!(group.sector.as_str(), "IGO" | "NGO") && group.country.is_empty();
            if apart
                && matches!(
                    stretches.first(),
                    Some(Stretch {
                        known: Known::Group(_),
                        ..
                    })
                )
            {
                actor.country.clear();
            }
        }
        if actor.country.is_empty()
            && !matches!(actor.sector.as_str(), "IGO" | "NGO")
            && reading.group.is_none()
            && !context.is_empty()
            && let Some(country) = self.countries_in(context).into_iter().next()
        {
            evidence.push(format!("{country} by the context"));
            actor.country = country;
        }
        actor.kind = kind(&actor, words, stretches, reading.person.is_some()).to_owned();
        let somebody = words
            .first()
            .is_some_and(|word| matches!(word.folded.as_str(), "a" | "an" | "one" | "two"));
        if actor.sector.is_empty() && (actor.kind == "group" || actor.kind == "generic" && somebody) {
            actor.sector = "CVL".to_owned();
            evidence.push("people of whom nothing else is said".to_owned());
        }
        let part = stretches
            .iter()
            .any(|stretch| matches!(stretch.known, Known::Country(_, Naming::Place)));
        if actor.kind == "place" && actor.name.is_empty() && !part {
            let country = self.country_of_code(&actor.country);
            actor.name = country
                .as_ref()
                .map_or_else(String::new, |country| country.name.clone());
            actor.wikidata = country.and_then(|country| country.wikidata).unwrap_or_default();
        }
        actor.evidence = evidence.join("; ");
        actor
    }

    /// The sector of an office: of those that only lead or speak, that of the body in the title ("Leader of Hamas").
    fn sector_of_term(&self, term: &Term) -> String {
        let kind = term.office.kind;
        if matches!(
            kind,
            Kind::Other | Kind::Leader | Kind::Party | Kind::Spokesperson
        ) {
            let words = words(&term.title);
            let mut reading = Reading::default();
            self.read_sector(&words, &self.stretches(&words, None), &mut reading);
            if let Some((sector, _, _)) = reading.sector {
                return sector;
            }
        }
        kind.sector().to_owned()
    }

    /// What the tables say of a person, where the phrase itself says nothing.
    fn describe(
        &self,
        person: &Candidate,
        actor: &mut Actor,
        evidence: &mut Vec<String>,
        date: Option<Date>,
    ) {
        actor.name.clone_from(&person.name);
        actor.wikidata = person.wikidata.clone().unwrap_or_default();
        let Some((term, tenure)) = person.main_term() else {
            return;
        };
        if actor.country.is_empty() && term.country != "INT" {
            actor.country.clone_from(&term.country);
        }
        if actor.role.is_empty() {
            actor.role.clone_from(&term.title);
        }
        if !actor.sector.is_empty() && !matches!(actor.sector.as_str(), "UNK" | "NON") {
            return;
        }
        let sector = self.sector_of_term(term);
        match tenure {
            _ if date.is_none() => evidence.push("no date, so no office".to_owned()),
            Tenure::Past => {
                let until = term
                    .period
                    .to
                    .map_or_else(String::new, |to| format!(" until {to}"));
                evidence.push(format!("{}{until}", term.title));
                actor.sector = sector;
                if matches!(
                    actor.sector.as_str(),
                    "GOV" | "LEG" | "SPY" | "JUD" | "IGO" | "MIL" | "COP"
                ) {
                    actor.secondary_sector = std::mem::replace(&mut actor.sector, "ELI".to_owned());
                }
            }
            Tenure::Future => evidence.push("no office yet".to_owned()),
            Tenure::Unsure | Tenure::Current => {
                actor.sector = sector;
                evidence.push(format!("{} on the day", term.title));
            }
        }
        if term.country == "INT" && actor.sector == "IGO" {
            actor.country.clear();
        }
    }
}

fn group_words(words: &[Word], stretches: &[Stretch]) -> String {
    let group = stretches
        .iter()
        .find(|stretch| matches!(stretch.known, Known::Group(_)));
    group.map_or_else(String::new, |stretch| shown(words, stretch))
}

fn kind(actor: &Actor, words: &[Word], stretches: &[Stretch], person: bool) -> &'static str {
    let all = |known: fn(&Known) -> bool| {
        let covered: usize = stretches
            .iter()
            .filter(|stretch| known(&stretch.known))
            .map(|stretch| stretch.last - stretch.first)
            .sum();
        let idle = words.iter().filter(|word| word.folded == "the").count();
        covered > 0 && covered + idle >= words.len()
    };
    if person
        || !actor.name.is_empty()
            && stretches
                .iter()
                .all(|stretch| !matches!(stretch.known, Known::Group(_)))
    {
        return "person";
    }
    if all(|known| matches!(known, Known::Group(_))) {
        return "organisation";
    }
    if all(|known| {
        matches!(
            known,
            Known::Country(
                _,
                Naming::Name | Naming::Capital | Naming::Place | Naming::Metonym
            )
        )
    }) {
        return "place";
    }
    let last = words
        .get(head_end(words, stretches).saturating_sub(1))
        .map(|word| word.folded.clone())
        .unwrap_or_default();
    const BODIES: [&str; 24] = [
        "ministry",
        "government",
        "army",
        "navy",
        "police",
        "court",
        "parliament",
        "party",
        "union",
        "bank",
        "agency",
        "council",
        "committee",
        "commission",
        "company",
        "administration",
        "military",
        "senate",
        "embassy",
        "department",
        "office",
        "university",
        "newspaper",
        "force",
    ];
    if BODIES.contains(&last.as_str()) {
        return "organisation";
    }
    if last.ends_with('s')
        || matches!(
            last.as_str(),
            "people" | "men" | "women" | "gunmen" | "militia" | "troops" | "youth" | "clergy"
        )
    {
        return "group";
    }
    if actor.sector.is_empty() && actor.country.is_empty() {
        "unknown"
    } else {
        "generic"
    }
}
