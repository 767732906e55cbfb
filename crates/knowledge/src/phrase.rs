//! A phrase cut into words, and what its stretches of words are known as.

use crate::country::Naming;
use crate::date::{Date, Period, Tenure};
use crate::file::{Table, letters};
use crate::fold::fold;
use crate::knowledge::Knowledge;

/// A word of a phrase.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub folded: String,
    /// Begins with a capital or a figure.
    pub capital: bool,
    /// Ended in a possessive, which was cut off.
    pub possessive: bool,
    /// A comma or the like stands before it.
    pub apart: bool,
}

/// What a stretch of words is known as.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    Country(String, Naming),
    /// A named group or organisation, a row of `Table::Actors`.
    Group(Group),
    /// What people do: sector and second sector.
    Agent(String, String),
}

/// A named group or organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: String,
    pub country: String,
    pub sector: String,
    pub second: String,
    pub kind: String,
    pub wikidata: Option<String>,
    /// Whether the hand-written table names it.
    pub ours: bool,
}

impl Group {
    /// Whether many countries have one of that name.
    pub fn is_shared(&self) -> bool {
        self.kind == "defa"
    }

    /// Whether it is a body that acts, by the hand-written table: not a people ("Kurds") nor a dictionary's person.
    pub fn is_body(&self) -> bool {
        self.ours && (self.sector != "CVL" || !self.second.is_empty())
    }

    /// Whether it says more of its people than a word for what they do: "Wagner mercenaries", "UN observers".
    pub fn outweighs(&self, agent: &str) -> bool {
        match self.sector.as_str() {
            "IGO" | "NGO" => true,
            "REB" | "PRM" | "UAF" | "CRM" => matches!(agent, "REB" | "UAF" | "CRM" | "MIL" | "PRM"),
            "BUS" => agent == "GOV",
            _ => false,
        }
    }
}

/// A known stretch: words `first..last`.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub first: usize,
    pub last: usize,
    pub known: Known,
}

/// More words than any phrase for an actor has; the rest is left aside.
const MOST_WORDS: usize = 60;

/// Words that end other words by a hyphen and say where from: "London-based".
const TIES: [&str; 10] = [
    "based",
    "born",
    "led",
    "backed",
    "linked",
    "run",
    "controlled",
    "aligned",
    "funded",
    "sponsored",
];

/// Cuts a phrase into words.
pub fn words(phrase: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut apart = false;
    for token in phrase.split(|letter: char| letter.is_whitespace() || matches!(letter, '—' | '–' | '/'))
    {
        apart |= token.starts_with(['(', ',', ';', ':', '"', '“']);
        let ends = token.ends_with([',', ';', ':', ')', '(']);
        let bare = token
            .trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '\'' | '’'));
        let bare = if bare.matches('.').count() == 1 && bare.len() > 3 {
            bare.trim_end_matches('.')
        } else {
            bare
        };
        let tied = bare
            .rsplit_once('-')
            .filter(|(_, tie)| TIES.contains(&fold(tie).as_str()));
        let parts = match tied {
            Some((place, tie)) => vec![place, tie],
            None => vec![bare],
        };
        for part in parts {
            let cut = ["'s", "’s", "'", "’"]
                .iter()
                .find_map(|ending| part.strip_suffix(ending));
            let text = cut.unwrap_or(part).trim_start_matches(['\'', '’']);
            let folded = fold(text);
            if folded.is_empty() {
                continue;
            }
            words.push(Word {
                capital: text
                    .chars()
                    .next()
                    .is_some_and(|letter| letter.is_uppercase() || letter.is_numeric())
                    || text.contains('-') && text.chars().any(char::is_uppercase),
                text: text.to_owned(),
                folded,
                possessive: cut.is_some(),
                apart,
            });
            apart = false;
        }
        apart |= ends;
        if words.len() >= MOST_WORDS {
            words.truncate(MOST_WORDS);
            break;
        }
    }
    words
}

/// Words that only ever speak for somebody: which body says the words beside them.
pub const VOICES: [&str; 14] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "spokespersons",
    "spokespeople",
    "spokeswomen",
    "official",
    "officials",
    "representative",
    "representatives",
    "source",
    "sources",
    "statement",
];

impl Knowledge {
    /// The longest known stretches from left to right; they don't overlap.
    pub(crate) fn stretches(&self, words: &[Word], date: Option<Date>) -> Vec<Stretch> {
        let cased = words.iter().any(|word| word.capital);
        let mut stretches = Vec::new();
        let mut first = 0;
        while first < words.len() {
            let most = (words.len() - first).min(8);
            let longest = (1..=most).rev().find_map(|length| {
                let part = &words[first..first + length];
                // A stretch doesn't go on over a comma; a possessive ends a name.
                let whole = part.iter().skip(1).all(|word| !word.apart);
                let known = whole.then(|| self.known(part, cased, date)).flatten()?;
                Some(Stretch {
                    first,
                    last: first + length,
                    known,
                })
            });
            match longest {
                Some(stretch) => {
                    first = stretch.last;
                    stretches.push(stretch);
                }
                None => first += 1,
            }
        }
        stretches
    }

    fn known(&self, part: &[Word], cased: bool, date: Option<Date>) -> Option<Known> {
        let key = part
            .iter()
            .map(|word| word.folded.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let named = part[0].capital || !cased || part.last().is_some_and(|word| word.capital);
        let group = self.group(&key, date);
        if let Some(group) = group
            .as_ref()
            .filter(|group| group.ours && named && is_name(&key, part))
        {
            return Some(Known::Group(group.clone()));
        }
        if named
            && let Some(named) = self.country(
                &part
                    .iter()
                    .map(|word| word.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        {
            return Some(Known::Country(named.country.iso3, named.naming));
        }
        let voiced = part.len() > 1 && part.iter().any(|word| VOICES.contains(&word.folded.as_str()));
        if !voiced && let Some((sector, second)) = self.agent(&key) {
            return Some(Known::Agent(sector, second));
        }
        // The dictionary's single words are too often other words, unless they are written as names.
        let name_like = part
            .iter()
            .filter(|word| word.folded.len() > 3)
            .all(|word| word.capital)
            && (part[0].capital || !cased);
        group
            .filter(|group| !group.ours && name_like && key.len() > 2)
            .map(Known::Group)
    }

    /// The sector of an agent phrase, singular or plural.
    pub(crate) fn agent(&self, key: &str) -> Option<(String, String)> {
        let rows = self.file.rows(Table::Agents);
        let found = forms(key)
            .into_iter()
            .filter_map(|form| self.file.find(Table::Agents, &form).next());
        // Ours in the singular before a dictionary's plural.
        let row = found.min_by_key(|row| rows.get(*row, 3))?;
        Some((letters(rows.get(row, 1)), letters(rows.get(row, 2))))
    }

    /// The group of a name, as it stands on the date.
    pub(crate) fn group(&self, key: &str, date: Option<Date>) -> Option<Group> {
        let key = key.strip_prefix("the ").unwrap_or(key);
        let rows = self.file.rows(Table::Actors);
        let fits = |row: &usize| {
            let period = Period {
                from: Date::unpacked(rows.get(*row, 5)),
                to: Date::unpacked(rows.get(*row, 6)),
                as_of: None,
            };
            let bound = period.from.is_some() || period.to.is_some();
            match date {
                Some(date) => !bound || !matches!(period.at(date), Tenure::Past | Tenure::Future),
                None => !bound || period.to.is_none(),
            }
        };
        let row = self.file.find(Table::Actors, key).find(fits)?;
        let shown = self.file.string(rows.get(row, 1));
        Some(Group {
            name: shown.to_owned(),
            country: letters(rows.get(row, 2)),
            sector: letters(rows.get(row, 3)),
            second: letters(rows.get(row, 4)),
            kind: letters(rows.get(row, 7)),
            wikidata: crate::knowledge::wikidata(rows.get(row, 8)),
            ours: rows.get(row, 9) < 100_000,
        })
    }
}

/// Whether a short name is written as one: "who", "us" and "ice" are words, WHO and ICE names.
fn is_name(key: &str, part: &[Word]) -> bool {
    key.len() > 4 || part.iter().all(|word| word.capital)
}

/// A phrase and, where its last word is a plural, its singulars.
fn forms(key: &str) -> Vec<String> {
    let mut forms = vec![key.to_owned()];
    for (plural, singular) in [
        ("ies", "y"),
        ("women", "woman"),
        ("men", "man"),
        ("es", ""),
        ("s", ""),
    ] {
        if let Some(stem) = key.strip_suffix(plural).filter(|stem| stem.len() > 2) {
            forms.push(format!("{stem}{singular}"));
        }
    }
    forms
}

/// Words that join what a head noun belongs to: "leader *of* the rebels", "students *in* Jakarta".
pub const JOINTS: [&str; 26] = [
    "of",
    "in",
    "at",
    "for",
    "from",
    "to",
    "near",
    "with",
    "who",
    "that",
    "which",
    "by",
    "on",
    "and",
    "against",
    "under",
    "inside",
    "across",
    "throughout",
    "outside",
    "around",
    "linked",
    "loyal",
    "within",
    "based",
    "fleeing",
];

pub fn is_voice(word: &Word) -> bool {
    VOICES.contains(&word.folded.as_str())
}

pub fn shown(words: &[Word], stretch: &Stretch) -> String {
    joined(&words[stretch.first..stretch.last])
}

pub fn joined(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the head ends: at the first joint that is inside no known stretch.
pub fn head_end(words: &[Word], stretches: &[Stretch]) -> usize {
    let inside = |place: usize| {
        stretches
            .iter()
            .any(|stretch| stretch.first <= place && place < stretch.last)
    };
    let joint = |place: &usize| {
        *place > 0
            && (JOINTS.contains(&words[*place].folded.as_str()) || words[*place].apart && *place > 1)
            && !inside(*place)
    };
    (0..words.len()).find(joint).unwrap_or(words.len())
}
