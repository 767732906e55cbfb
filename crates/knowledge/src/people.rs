use std::collections::BTreeSet;

use crate::date::{Date, Tenure};
use crate::file::Table;
use crate::fold::{fold, name_key};
use crate::knowledge::{Gender, Knowledge, Term, gender, wikidata};
use crate::office::{Kind, Office, likeness};

/// How much of a person's name a text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// One word of it, mostly the surname.
    Surname,
    /// Several words of it in their order, or all of it with more between.
    Partial,
    /// All of it in another transliteration.
    Variant,
    /// All of it, marks and case aside.
    Full,
}

/// Somebody whom a name may mean, with the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Wikidata id, or the id in the user's own table.
    pub wikidata: Option<String>,
    /// The person's name as the table has it.
    pub name: String,
    /// The person's gender.
    pub gender: Option<Gender>,
    /// How much of the name matched.
    pub matched: NameMatch,
    /// How many people in the tables bear the last word of the name asked for.
    pub namesakes: usize,
    /// Every office held, with how it stands to the date; without a date, all [`Tenure::Unsure`].
    pub terms: Vec<(Term, Tenure)>,
    /// Whether the user's own table named them.
    pub own: bool,
    /// The evidence without context as a number, for ordering; see [`crate::decide`] for decisions.
    pub score: f32,
}

impl Candidate {
    /// The offices that the person holds, or may hold, on the day.
    pub fn held(&self) -> impl Iterator<Item = &Term> {
        self.terms
            .iter()
            .filter(|(_, tenure)| *tenure >= Tenure::Unsure)
            .map(|(term, _)| term)
    }

    /// The office that says most of the person on the day: what they hold for sure before what they may hold or held,
    /// leaders before ministers before members of parliament, the latest first.
    pub fn main_term(&self) -> Option<&(Term, Tenure)> {
        self.terms.iter().max_by(|(one, now), (other, then)| {
            let weight = |term: &Term| (rank(term.office.kind), term.period.from);
            now.cmp(then).then(weight(one).cmp(&weight(other)))
        })
    }

    /// The countries they hold or held office in, that of the main office first; never `INT`.
    pub fn countries(&self) -> Vec<&str> {
        let main = self.main_term().into_iter();
        let mut countries: Vec<&str> = main
            .chain(&self.terms)
            .map(|(term, _)| term.country.as_str())
            .collect();
        countries.retain(|country| *country != "INT");
        let mut seen = BTreeSet::new();
        countries.retain(|country| seen.insert(*country));
        countries
    }
}

/// How much news there is of an office: larger is more.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::President | Kind::HeadOfGovernment | Kind::Monarch | Kind::Leader => 9,
        Kind::International => 8,
        Kind::Minister => 7,
        Kind::DeputyLeader | Kind::Speaker => 6,
        Kind::Spokesperson | Kind::Military | Kind::Security | Kind::CentralBank => 5,
        Kind::Regional | Kind::Party | Kind::Spouse => 4,
        Kind::DeputyMinister | Kind::Ambassador | Kind::Prosecutor | Kind::Judge => 3,
        Kind::Other => 2,
        Kind::Legislator => 1,
    }
}

/// No name is borne by more people than are worth looking at.
const MOST: usize = 200;

impl Knowledge {
    /// The people a name may mean, best first: by the full name or, where it is part of one, by each of its words.
    /// Marks, case and transliteration are folded; titles must have been taken off. With a `date` the offices say how
    /// they stand to it. At most 200 people are looked at for each way of matching.
    pub fn people(&self, name: &str, date: Option<Date>) -> Vec<Candidate> {
        let own = self.own.candidates(name, date);
        if !own.is_empty() {
            return own;
        }
        let (asked, key) = (fold(name), name_key(name));
        if key.chars().count() < 2 {
            return Vec::new();
        }
        let words: Vec<&str> = key.split(' ').collect();
        let Some(last) = words.last() else {
            return Vec::new();
        };
        let mut found: Vec<(usize, NameMatch)> = Vec::new();
        for person in self.bearers(Table::Names, &key) {
            found.push((
                person,
                if self.is_spelt(person, &asked) {
                    NameMatch::Full
                } else {
                    NameMatch::Variant
                },
            ));
        }
        if found.is_empty() {
            for word in if words.len() > 1 {
                vec![*last, words[0]]
            } else {
                vec![*last]
            } {
                for person in self.bearers(Table::Surnames, word) {
                    if let Some(matched) = self.partial(person, &words) {
                        found.push((person, matched));
                    }
                }
            }
        }
        let namesakes = self.file.find(Table::Surnames, last).len();
        let mut seen = BTreeSet::new();
        found.retain(|(person, _)| seen.insert(*person));
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .map(|(person, matched)| self.candidate(person, matched, namesakes, date))
            .collect();
        candidates.sort_by(|one, other| {
            other
                .score
                .total_cmp(&one.score)
                .then_with(|| one.name.cmp(&other.name))
                .then_with(|| one.wikidata.cmp(&other.wikidata))
        });
        candidates
    }

    fn bearers(&self, table: Table, key: &str) -> Vec<usize> {
        let rows = self.file.rows(table);
        self.file
            .find(table, key)
            .take(MOST)
            .map(|row| rows.get(row, 1) as usize)
            .collect()
    }

    fn is_spelt(&self, person: usize, asked: &str) -> bool {
        fold(self.file.string(self.file.rows(Table::People).get(person, 1))) == asked
    }

    /// Whether the words are all in the person's name in their order, or the other way round.
    fn partial(&self, person: usize, words: &[&str]) -> Option<NameMatch> {
        let name = name_key(self.file.string(self.file.rows(Table::People).get(person, 1)));
        let full: Vec<&str> = name.split(' ').collect();
        match words {
            [_] => Some(NameMatch::Surname),
            _ if is_within(words, &full) || full.len() > 1 && is_within(&full, words) => {
                Some(NameMatch::Partial)
            }
            _ => None,
        }
    }

    fn candidate(
        &self,
        person: usize,
        matched: NameMatch,
        namesakes: usize,
        date: Option<Date>,
    ) -> Candidate {
        let people = self.file.rows(Table::People);
        let stands = |term: &Term| date.map_or(Tenure::Unsure, |date| term.period.at(date));
        let mut candidate = Candidate {
            wikidata: wikidata(people.get(person, 0)),
            name: self.file.string(people.get(person, 1)).to_owned(),
            gender: gender(people.get(person, 2)),
            matched,
            namesakes,
            terms: self
                .terms_of(person)
                .into_iter()
                .map(|term| (stands(&term), term))
                .map(|(now, term)| (term, now))
                .collect(),
            own: false,
            score: 0.0,
        };
        close_stale(&mut candidate.terms);
        candidate.score = standing(&candidate, date);
        candidate
    }
}

/// A term that was open when its table was made has ended if another of the person's ended after that: who is known to
/// have left one office has mostly left those beside it.
fn close_stale(terms: &mut [(Term, Tenure)]) {
    let ends: Vec<Date> = terms
        .iter()
        .filter(|(_, tenure)| *tenure == Tenure::Past)
        .filter_map(|(term, _)| term.period.to)
        .collect();
    for (term, tenure) in terms
        .iter_mut()
        .filter(|(term, tenure)| *tenure == Tenure::Unsure && term.period.to.is_none())
    {
        let stale = |end: &Date| term.period.as_of.is_some_and(|as_of| as_of <= *end);
        if ends.iter().any(stale) {
            *tenure = Tenure::Past;
        }
    }
}

fn is_within(few: &[&str], many: &[&str]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|word| rest.any(|other| other == word))
}

/// The evidence for a candidate without context: how much of the name, how rare, how prominent, how near in time.
fn standing(candidate: &Candidate, date: Option<Date>) -> f32 {
    let long = candidate.name.split(' ').count() > 2;
    let name = match candidate.matched {
        NameMatch::Full if long => 2.5,
        NameMatch::Full => 2.0,
        NameMatch::Variant => 1.75,
        NameMatch::Partial => 1.25,
        NameMatch::Surname => 0.0,
    };
    let rare = if candidate.namesakes <= 3 { 0.5 } else { 0.0 };
    let office = candidate.main_term().map_or(0.0, |(term, tenure)| {
        let weight = f32::from(rank(term.office.kind)) / 6.0;
        match tenure {
            Tenure::Current => weight + 0.25,
            Tenure::Unsure => weight * 0.75,
            // Who left office is still heard of, less as years pass; who comes to it was known before.
            Tenure::Past | Tenure::Future => weight * 0.6 - 0.05 * years_away(candidate, date).min(20.0),
        }
    });
    name + rare + office + if candidate.own { 10.0 } else { 0.0 }
}

fn years_away(candidate: &Candidate, date: Option<Date>) -> f32 {
    let Some(date) = date else { return 0.0 };
    let ends = candidate
        .terms
        .iter()
        .flat_map(|(term, _)| [term.period.from, term.period.to])
        .flatten();
    ends.map(|end| end.year().abs_diff(date.year()))
        .min()
        .unwrap_or(0) as f32
}

/// What the text around a name says of the person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Countries that the mention's own words name ("the Ukrainian …"), ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Countries that the article is about, weaker evidence.
    pub article_countries: Vec<String>,
    /// The office that the mention's words name ("Foreign Minister …").
    pub office: Option<Office>,
    /// Whether they call it a former one.
    pub former: bool,
    /// The gender that pronouns or titles ("Mr") give.
    pub gender: Option<Gender>,
}

/// The evidence for a candidate in its context; [`decide`] says what it is worth.
pub fn evidence(candidate: &Candidate, context: &Context) -> f32 {
    let countries = candidate.countries();
    let in_country = |named: &[String]| named.iter().any(|country| countries.contains(&country.as_str()));
    let mut evidence = candidate.score;
    if !context.countries.is_empty() && !countries.is_empty() {
        evidence += if in_country(&context.countries) { 1.5 } else { -3.0 };
    }
    if !context.article_countries.is_empty() && in_country(&context.article_countries) {
        evidence += 0.75;
    }
    if let Some(office) = &context.office {
        evidence += office_evidence(candidate, office, context.former);
    }
    if let (Some(given), Some(known)) = (context.gender, candidate.gender) {
        evidence += if given == known { 0.1 } else { -4.0 };
    }
    evidence
}

fn office_evidence(candidate: &Candidate, office: &Office, former: bool) -> f32 {
    let leads = |kind| matches!(kind, Kind::President | Kind::HeadOfGovernment | Kind::Monarch);
    let fits =
        |held: &Office| likeness(office, held) > 0.0 || office.kind == Kind::Leader && leads(held.kind);
    let wanted = |tenure: Tenure| {
        if former {
            tenure == Tenure::Past
        } else {
            tenure >= Tenure::Unsure
        }
    };
    let mut best: f32 = -1.0;
    for (term, tenure) in &candidate.terms {
        if fits(&term.office) {
            best = best.max(if wanted(*tenure) { 2.0 } else { 0.5 });
        }
    }
    // Tables miss offices: a president who isn't known as one is less likely meant than a "director".
    if best < 0.0
        && matches!(
            office.kind,
            Kind::Other | Kind::Military | Kind::Party | Kind::Leader
        )
    {
        -0.25
    } else {
        best
    }
}

/// What a decision needs: this much evidence …
pub const ENOUGH: f32 = 3.0;
/// … and this much more than for anybody else.
pub const MARGIN: f32 = 0.75;

/// Decides whom a name means, or that it can't be said.
///
/// The evidence is a sum. From the name: 2 for all of it (2.5 of three words or more), 1.75 in another transliteration, 1.25 for several of its words,
/// 0 for one; half a point more where three people at most in the tables bear the last word. From offices: up to 1.75 for
/// a leader in office, less for lesser offices, for rough dates, and with the years since. From the context: 1.5 for a
/// country that the mention names (−3 where it names another), 0.75 for one the article is about; 2 for the office that
/// the mention names, held on the day, 0.5 held on another, −1 never; −4 for the other gender.
///
/// A person is decided on where that reaches [`ENOUGH`] and leads by [`MARGIN`]. So a surname alone never decides, nor
/// does the full name of a mere member of parliament with a common name (the John Smith problem): one needs country,
/// office or prominence beside it.
pub fn decide<'a>(candidates: &'a [Candidate], context: &Context) -> Option<&'a Candidate> {
    let mut weighed: Vec<(f32, &Candidate)> = candidates
        .iter()
        .map(|candidate| (evidence(candidate, context), candidate))
        .collect();
    weighed.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let (best, candidate) = *weighed.first()?;
    let next = weighed.get(1).map_or(f32::MIN, |(next, _)| *next);
    (best >= ENOUGH && best - next >= MARGIN).then_some(candidate)
}
