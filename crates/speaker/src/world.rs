//! What is known of the world beside the article.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_knowledge::{
    Candidate, Context, Country, Date, Gender as Known, Holder, Kind, Knowledge, NameMatch, Naming, Office,
    Tenure, decide,
};

use onrecord_record::EntityType;

use crate::NameKind;
use crate::cast::Figure;
use crate::lexicon::Gender;
use crate::names::NameMention;
use crate::person::misspelt;
use crate::phrase::{Common, Determiner};
use crate::reading::Reading;

/// Of the bearers of a given name, how many must be of one gender for it to tell.
const TELLING: f32 = 0.9;

/// The knowledge base, on the day of the article.
#[derive(Clone, Debug)]
pub(crate) struct World<'k> {
    pub(crate) knowledge: &'k Knowledge,
    pub(crate) date: Option<Date>,
    /// The countries that the article is about, ISO 3166-1 alpha-3.
    pub(crate) countries: Vec<String>,
    /// The article's capitalised words, each once, in the order of the alphabet: at most [`MOST`].
    capitals: Vec<String>,
}

/// What the knowledge base says of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// PLOVER sector.
    pub(crate) sector: Option<String>,
    pub(crate) wikidata: Option<String>,
    /// The office that the user's own table of people gives them on the day.
    pub(crate) role: Option<String>,
    pub(crate) evidence: Option<String>,
}

/// How many capitalised words are kept.
const MOST: usize = 2000;

impl<'k> World<'k> {
    pub(crate) fn new(knowledge: &'k Knowledge, date: Option<&str>) -> Self {
        let day = date.and_then(|date| Date::parse(date.get(..10).unwrap_or(date)));
        Self {
            knowledge,
            date: day,
            countries: Vec::new(),
            capitals: Vec::new(),
        }
    }

    /// Notes which countries the article is about: those that it names most.
    pub(crate) fn settle(&mut self, reading: &Reading, names: &[NameMention]) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in names
            .iter()
            .filter(|name| name.kind != Some(NameKind::Person))
            .take(500)
        {
            if let Some(named) = self.knowledge.country(&reading.phrase(&name.words)) {
                *counts.entry(named.country.iso3).or_default() += 1;
            }
        }
        let mut counted: Vec<(usize, String)> = counts
            .into_iter()
            .map(|(country, count)| (count, country))
            .collect();
        counted.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        let capitals = (0..reading.len())
            .filter(|&word| reading.is_capital(word) && reading.form(word).chars().count() > 5);
        let distinct: BTreeSet<&str> = capitals.map(|word| reading.form(word)).take(10 * MOST).collect();
        self.capitals = distinct.into_iter().take(MOST).map(Into::into).collect();
        self.countries = counted.into_iter().take(3).map(|(_, country)| country).collect();
    }

    /// The gender that a given name tells.
    pub(crate) fn gender(&self, given: &str) -> Option<Gender> {
        let (gender, share) = self.knowledge.given_name_gender(given)?;
        (share >= TELLING).then_some(gender.into())
    }

    /// Whether a run of capitalised words is a person: it begins with a given name, or is somebody's whole name.
    pub(crate) fn is_person(&self, name: &str, first: &str) -> bool {
        let whole = |candidate: &Candidate| matches!(candidate.matched, NameMatch::Full | NameMatch::Variant);
        self.is_given_name(first) || self.knowledge.people(name, self.date).first().is_some_and(whole)
    }

    /// Whether a word is somebody's given name.
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        word.chars().count() > 1 && self.knowledge.given_name_gender(word).is_some()
    }

    /// Who a named person is, by name, role, country and gender together; `None` where these leave it open.
    pub(crate) fn person(&self, reading: &Reading, figure: &Figure) -> (Option<Candidate>, Vec<Candidate>) {
        if !figure.is_person() || !figure.named {
            return (None, Vec::new());
        }
        let candidates = self.knowledge.people(&figure.name, self.date);
        let mut context = Context {
            gender: figure.gender.map(|gender| match gender {
                Gender::Female => Known::Female,
                Gender::Male => Known::Male,
            }),
            ..Context::default()
        };
        for role in &figure.roles {
            let phrase = reading.phrase(&role.words);
            if context.office.is_none() {
                context.office = Office::parse(&phrase);
                context.former = role
                    .modifiers
                    .iter()
                    .any(|word| matches!(word.as_str(), "former" | "ex" | "then" | "late"));
            }
            for word in role.words.clone() {
                let named = self.knowledge.country(reading.form(word));
                context.countries.extend(
                    named
                        .map(|named| named.country.iso3)
                        .filter(|_| reading.is_capital(word)),
                );
            }
        }
        context.article_countries = self.countries.clone();
        let chosen = decide(&candidates, &context).cloned();
        (chosen, candidates)
    }

    /// Country, sector and id of a figure, with what they rest on.
    pub(crate) fn facts(&self, reading: &Reading, figure: &Figure, speaks: bool) -> Facts {
        // A document is no actor: whose it is says its name.
        if figure.kind == EntityType::Document {
            return Facts::default();
        }
        if let Some(held) = &figure.office {
            let title = &held.holder.term.title;
            return Facts {
                country: Some(held.country.clone()),
                sector: Some(held.holder.term.office.kind.sector().into()),
                wikidata: held.holder.wikidata.clone(),
                role: None,
                evidence: Some(format!("inferred from office: {title}")),
            };
        }
        if let Some(named) = self
            .knowledge
            .country(&figure.name)
            .filter(|_| figure.named && !figure.is_person())
        {
            let country = named.naming == Naming::Name;
            return Facts {
                country: Some(named.country.iso3),
                sector: Some("GOV".to_owned()).filter(|_| country || named.naming == Naming::Metonym),
                wikidata: named.country.wikidata.filter(|_| country),
                role: None,
                evidence: Some(format!(
                    "{} of the country",
                    if country { "name" } else { "place or seat" }
                )),
            };
        }
        if !speaks && figure.known.is_none() {
            return Facts::default();
        }
        let role = figure
            .roles
            .first()
            .map(|role| reading.phrase(&role.words))
            .unwrap_or_default();
        let phrase = if figure.is_person() {
            format!("{role} {}", figure.name)
        } else {
            figure.name.clone()
        };
        let actor = self.knowledge.actor(phrase.trim(), self.date, "");
        let given = |value: String| Some(value).filter(|value| !value.is_empty());
        let mut facts = Facts {
            country: given(actor.country),
            sector: given(actor.sector),
            wikidata: given(actor.wikidata).filter(|_| !figure.is_person()),
            role: None,
            evidence: given(actor.evidence),
        };
        if let Some(known) = &figure.known {
            facts.wikidata.clone_from(&known.wikidata);
            let held = known
                .main_term()
                .filter(|(_, tenure)| known.own && *tenure >= Tenure::Unsure);
            facts.role = held.and_then(|(term, _)| given(term.title.clone()));
            facts.country = facts
                .country
                .or_else(|| known.countries().first().map(|country| (*country).to_owned()));
        }
        facts
    }

    /// The country that a capitalised word of the article names, in a misspelling too where the article has the right
    /// spelling elsewhere.
    fn country_at(&self, reading: &Reading, word: usize) -> Option<Country> {
        if !reading.is_capital(word) {
            return None;
        }
        let form = reading.form(word);
        if let Some(named) = self.knowledge.country(form) {
            return Some(named.country);
        }
        let low = reading.low(word);
        let alike = |other: &&String| {
            misspelt(low, &other.to_lowercase()) || same_letters(low, &other.to_lowercase())
        };
        let right = self
            .capitals
            .iter()
            .filter(alike)
            .find_map(|other| self.knowledge.country(other));
        right.map(|named| named.country)
    }

    /// Who holds the office that a definite description names with its country, on the article's day; `None` where the
    /// tables leave any doubt.
    pub(crate) fn holder(&self, reading: &Reading, common: &Common) -> Option<(String, Holder)> {
        let date = self.date?;
        if common.partitive || common.determiner != Determiner::Definite || common.words.len() > 12 {
            return None;
        }
        let unsure = |word: &str| {
            matches!(
                word,
                "former"
                    | "ex"
                    | "then"
                    | "late"
                    | "deputy"
                    | "next"
                    | "future"
                    | "elect"
                    | "spokesman"
                    | "spokeswoman"
            )
        };
        if common.words.clone().any(|word| unsure(reading.low(word))) {
            return None;
        }
        let country = common
            .words
            .clone()
            .find_map(|word| self.country_at(reading, word))?
            .iso3;
        let small: Vec<&str> = common
            .words
            .clone()
            .filter(|&word| !reading.is_capital(word) || word == common.head)
            .map(|word| reading.low(word))
            .collect();
        let office =
            Office::parse(&small.join(" ")).or_else(|| Office::parse(&reading.phrase(&common.words)))?;
        let single = matches!(
            office.kind,
            Kind::President | Kind::HeadOfGovernment | Kind::Monarch | Kind::Leader
        ) || office.kind == Kind::Minister && office.portfolios != 0;
        if !single {
            return None;
        }
        let holders = self.knowledge.holder(&country, &office, date);
        let best = holders
            .first()
            .filter(|best| best.tenure >= Tenure::Unsure)?
            .clone();
        let clear = holders
            .get(1)
            .is_none_or(|second| second.wikidata == best.wikidata || best.score - second.score > 0.25);
        (clear && best.wikidata.is_some()).then_some((country, best))
    }

    /// How a phrase names a country, if it does. Continents count.
    pub(crate) fn naming(&self, phrase: &str) -> Option<Naming> {
        if continent(phrase).is_some() {
            return Some(Naming::Adjective);
        }
        let found = self.knowledge.country(phrase)?;
        // "New Zealand" is an adjective, too.
        let own = found.naming == Naming::Adjective && found.country.name == phrase;
        Some(if own { Naming::Name } else { found.naming })
    }

    /// The place that an adjective belongs to: "Ukrainian": Ukraine.
    pub(crate) fn place_of_adjective(&self, word: &str) -> Option<String> {
        if let Some(continent) = continent(word) {
            return Some(continent.into());
        }
        let found = self
            .knowledge
            .country(word)
            .filter(|found| found.naming == Naming::Adjective)?;
        Some(found.country.name)
    }
}

fn continent(adjective: &str) -> Option<&'static str> {
    match adjective {
        "European" => Some("Europe"),
        "African" => Some("Africa"),
        "Asian" => Some("Asia"),
        _ => None,
    }
}

/// Whether two words of six letters or more are made of the same letters and begin alike: letters have changed places.
fn same_letters(left: &str, right: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    left.chars().count() > 5
        && left.chars().take(3).eq(right.chars().take(3))
        && sorted(left) == sorted(right)
}

impl From<Known> for Gender {
    fn from(known: Known) -> Self {
        match known {
            Known::Female => Self::Female,
            Known::Male => Self::Male,
        }
    }
}
