//! Which person a phrase names, or who holds the office it names.

use crate::actor::Reading;
use crate::date::{Date, Tenure};
use crate::knowledge::{Gender, Knowledge};
use crate::office::{Kind, Office};
use crate::people::{Candidate, Context, NameMatch, decide};
use crate::phrase::{JOINTS, Known, Stretch, Word, head_end, joined};

/// Words that make an office a former one.
pub(super) const FORMER: [&str; 10] = [
    "former",
    "ex",
    "then",
    "ousted",
    "deposed",
    "exiled",
    "onetime",
    "late",
    "retired",
    "erstwhile",
];

impl Knowledge {
    pub(super) fn read_person(
        &self,
        words: &[Word],
        stretches: &[Stretch],
        date: Option<Date>,
        former: bool,
        context: &str,
        reading: &mut Reading,
    ) -> std::ops::Range<usize> {
        let office = words_office(words, stretches);
        let evidence = Context {
            countries: reading.country.iter().map(|(iso3, _)| iso3.clone()).collect(),
            article_countries: if context.is_empty() {
                Vec::new()
            } else {
                self.countries_in(context)
            },
            former,
            office,
            gender: gender_of(words),
        };
        for (first, last) in runs(words) {
            for length in (1..=(last - first).min(6)).rev() {
                for start in first..=last - length {
                    let part = &words[start..start + length];
                    if self.try_person(part, words, stretches, start, date, &evidence, reading) {
                        return start..start + length;
                    }
                }
            }
        }
        // A name that nobody here bears is still a name.
        let unknown = runs(words).into_iter().rev().find_map(|(first, last)| {
            let free = |place: &usize| {
                !stretches
                    .iter()
                    .any(|stretch| (stretch.first..stretch.last).contains(place))
            };
            let ends = words.get(last).is_none_or(|word| {
                word.apart || JOINTS.contains(&word.folded.as_str()) && !words[last - 1].possessive
            });
            let start = (first..last).find(|place| ends && (*place..last).all(|place| free(&place)))?;
            let titled = start > 0
                && stretches
                    .iter()
                    .any(|stretch| stretch.last == start && matches!(stretch.known, Known::Agent(..)));
            (last - start >= 2 || titled).then(|| joined(&words[start..last]))
        });
        reading.name = unknown.unwrap_or_default();
        0..0
    }

    #[allow(clippy::too_many_arguments)]
    fn try_person(
        &self,
        part: &[Word],
        words: &[Word],
        stretches: &[Stretch],
        start: usize,
        date: Option<Date>,
        evidence: &Context,
        reading: &mut Reading,
    ) -> bool {
        let end = start + part.len();
        // "Jordan" and "police" are no surnames; a dictionary's person may be.
        let other = |stretch: &Stretch| !matches!(&stretch.known, Known::Group(group) if !group.ours || group.kind == "pers");
        let overlaps = |stretch: &&Stretch| stretch.first < end && start < stretch.last && other(stretch);
        let overlap = stretches.iter().any(|stretch| overlaps(&stretch));
        let whole = part.len() == words.len();
        if part.len() == 1 && (overlap || evidence.office.is_none() && !whole) {
            return false;
        }
        let candidates = self.people(&joined(part), date);
        let Some(candidate) = decide(&candidates, evidence).or_else(|| prominent(&candidates, evidence))
        else {
            return false;
        };
        if overlap && candidate.matched < NameMatch::Variant {
            return false;
        }
        // "Ann Lee's lawyer" is not Ann Lee, but of her country.
        if part.last().is_some_and(|word| word.possessive) && end < words.len() {
            let country = candidate.countries().first().map(|iso3| (*iso3).to_owned());
            let said = format!("owner \"{}\"", joined(part));
            reading.owner_country = country.map(|iso3| (iso3, said));
            return false;
        }
        reading.evidence.push(match candidate.matched {
            NameMatch::Full | NameMatch::Variant => format!("name \"{}\"", joined(part)),
            NameMatch::Partial | NameMatch::Surname => format!("part of a name \"{}\"", joined(part)),
        });
        reading.name.clone_from(&candidate.name);
        reading.person = Some(candidate.clone());
        true
    }

    /// Who holds the office that the phrase names, where it names one person: "Germany's defence minister".
    pub(super) fn read_office(
        &self,
        words: &[Word],
        stretches: &[Stretch],
        date: Option<Date>,
        former: bool,
        context: &str,
        reading: &mut Reading,
    ) -> String {
        let Some(office) = words_office(words, stretches) else {
            return String::new();
        };
        let title = title_words(words, stretches);
        let indefinite = words
            .first()
            .is_some_and(|word| matches!(word.folded.as_str(), "a" | "an" | "some" | "two" | "three"));
        let single = matches!(
            office.kind,
            Kind::President
                | Kind::HeadOfGovernment
                | Kind::Monarch
                | Kind::Leader
                | Kind::Minister
                | Kind::International
                | Kind::CentralBank
        ) && (office.kind != Kind::Minister || office.portfolios != 0);
        if reading.person.is_some()
            || !reading.name.is_empty()
            || indefinite
            || former
            || !single
            || is_plural(words, stretches)
        {
            return title;
        }
        let country = reading
            .country
            .as_ref()
            .map(|(iso3, _)| iso3.clone())
            .or_else(|| self.countries_in(context).into_iter().next());
        let (Some(country), Some(date)) = (country, date) else {
            if date.is_none() {
                reading
                    .evidence
                    .push("no date, so no holder of the office".to_owned());
            }
            return title;
        };
        let holders = self.holder(&country, &office, date);
        let Some(best) = holders.first() else { return title };
        if holders.get(1).is_some_and(|next| best.score - next.score < 0.005) {
            return title;
        }
        let since = best
            .term
            .period
            .from
            .map_or_else(String::new, |from| format!(" since {from}"));
        let rough = if best.tenure == Tenure::Current {
            ""
        } else {
            ", not sure to the day"
        };
        reading
            .evidence
            .push(format!("office by date: {}{since}{rough}", best.term.title));
        reading.name.clone_from(&best.name);
        reading.person = self
            .people(&best.name, Some(date))
            .into_iter()
            .find(|one| one.wikidata == best.wikidata);
        title
    }
}

/// A person so much better known than all others of the name that no context is needed: a leader in office or before.
fn prominent<'a>(candidates: &'a [Candidate], context: &Context) -> Option<&'a Candidate> {
    let full = |candidate: &&Candidate| candidate.matched >= NameMatch::Partial;
    let mut known = candidates.iter().filter(full);
    let (first, second) = (known.next()?, known.next());
    let elsewhere = !context.countries.is_empty()
        && !first.countries().is_empty()
        && !context
            .countries
            .iter()
            .any(|country| first.countries().contains(&country.as_str()));
    (second.is_none() && !elsewhere && first.score >= 2.25).then_some(first)
}

/// Runs of words with capitals, with the small particles of names between them.
fn runs(words: &[Word]) -> Vec<(usize, usize)> {
    const PARTICLES: [&str; 16] = [
        "al", "el", "bin", "ibn", "de", "da", "dos", "la", "van", "von", "der", "den", "di", "du", "ul",
        "abu",
    ];
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut place = 0;
    while place < words.len() {
        if !words[place].capital {
            place += 1;
            continue;
        }
        let first = place;
        let mut last = place + 1;
        place += 1;
        while place < words.len() && !words[place].apart && !words[place - 1].possessive {
            if words[place].capital {
                last = place + 1;
            } else if !PARTICLES.contains(&words[place].folded.as_str()) {
                break;
            }
            place += 1;
        }
        place = place.max(last);
        runs.push((first, last));
    }
    runs
}

/// The words of the office that a phrase names, without country and name.
fn title_words(words: &[Word], stretches: &[Stretch]) -> String {
    let mut title: Vec<&str> = Vec::new();
    for stretch in stretches {
        if let Known::Agent(..) = stretch.known {
            title.extend(
                words[stretch.first..stretch.last]
                    .iter()
                    .map(|word| word.text.as_str()),
            );
        }
    }
    let title = title.join(" ");
    if Office::parse(&title).is_some() {
        title
    } else {
        String::new()
    }
}

fn words_office(words: &[Word], stretches: &[Stretch]) -> Option<Office> {
    let named = |place: usize| {
        stretches.iter().any(|stretch| {
            (stretch.first..stretch.last).contains(&place) && matches!(stretch.known, Known::Country(..))
        })
    };
    let end = head_end(words, stretches);
    let in_agent = |place: usize| {
        stretches.iter().any(|stretch| {
            (stretch.first..stretch.last).contains(&place) && matches!(stretch.known, Known::Agent(..))
        })
    };
    let kept: Vec<&str> = (0..words.len())
        .filter(|place| {
            !named(*place)
                && (*place < end || in_agent(*place))
                && (in_agent(*place) || !words[*place].capital)
        })
        .map(|place| words[place].folded.as_str())
        .filter(|word| !FORMER.contains(word))
        .collect();
    Office::parse(&kept.join(" "))
}

fn is_plural(words: &[Word], stretches: &[Stretch]) -> bool {
    let end = head_end(words, stretches);
    words[..end].iter().any(|word| {
        matches!(
            word.folded.as_str(),
            "ministers" | "presidents" | "leaders" | "kings" | "officials" | "secretaries" | "supporters"
        )
    })
}

fn gender_of(words: &[Word]) -> Option<Gender> {
    words.iter().find_map(|word| match word.folded.as_str() {
        "mr" | "king" | "prince" | "chairman" | "congressman" | "sir" | "lord" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "queen" | "princess" | "chairwoman" | "congresswoman" | "dame" | "lady" => {
            Some(Gender::Female)
        }
        _ => None,
    })
}
