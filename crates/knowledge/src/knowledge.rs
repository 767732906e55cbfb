use std::sync::LazyLock;

use crate::date::{Date, Period};
use crate::file::{File, Table, letters};
use crate::office::{Kind, Office};
use crate::own::OwnPeople;

/// The file that ships with the program.
static SHIPPED: &[u8] = include_bytes!("../data/knowledge.bin");

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::open(SHIPPED).unwrap_or_default());

/// What is known of people, offices, countries and groups.
///
/// Every lookup is a binary search in the compiled file; a phrase is looked at to its 400th character.
#[derive(Clone, Debug)]
pub struct Knowledge {
    pub(crate) file: File<'static>,
    pub(crate) own: OwnPeople,
}

/// A country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3; `XKX` is Kosovo.
    pub iso3: String,
    /// Its short English name.
    pub name: String,
    /// Its Wikidata id.
    pub wikidata: Option<String>,
}

/// An office that a person has held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The title as the table has it.
    pub title: String,
    /// What office that is.
    pub office: Office,
    /// ISO 3166-1 alpha-3 of the country; `INT` for organisations of states.
    pub country: String,
    /// From when to when.
    pub period: Period,
}

/// Grammatical gender of the words that stand for a person, as the tables state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Gender {
    Male,
    Female,
}

impl Default for Knowledge {
    /// Knows nothing.
    fn default() -> Self {
        Self {
            file: File::empty(),
            own: OwnPeople::default(),
        }
    }
}

impl Knowledge {
    /// What ships with the program; nothing is copied or parsed to load it.
    pub fn shipped() -> &'static Self {
        &KNOWLEDGE
    }

    /// Takes a file that the compiler of this crate made. `None` where it is something else.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        Some(Self {
            file: File::open(bytes)?,
            own: OwnPeople::default(),
        })
    }

    /// The country with an ISO 3166-1 alpha-3 code.
    pub fn country_of_code(&self, iso3: &str) -> Option<Country> {
        let (rows, code) = (self.file.rows(Table::Countries), crate::file::code(iso3));
        let row = (0..rows.len()).find(|row| rows.get(*row, 0) == code)?;
        Some(Country {
            iso3: iso3.to_owned(),
            name: self.file.string(rows.get(row, 1)).to_owned(),
            wikidata: wikidata(rows.get(row, 2)),
        })
    }

    /// Whether the head of state leads the country's government.
    pub(crate) fn led_by_state(&self, iso3: &str) -> bool {
        let (rows, code) = (self.file.rows(Table::Countries), crate::file::code(iso3));
        (0..rows.len()).any(|row| rows.get(row, 0) == code && rows.get(row, 4) == crate::file::code("S"))
    }

    pub(crate) fn term(&self, row: usize) -> Term {
        let terms = self.file.rows(Table::Terms);
        let (title, office) = self.title(terms.get(row, 0) as usize);
        Term {
            title: title.to_owned(),
            office,
            country: letters(terms.get(row, 1)),
            period: self.period(row),
        }
    }

    pub(crate) fn period(&self, row: usize) -> Period {
        let terms = self.file.rows(Table::Terms);
        let date = |column| Date::unpacked(terms.get(row, column));
        Period {
            from: date(2),
            to: date(3),
            as_of: date(4),
        }
    }

    fn title(&self, row: usize) -> (&'static str, Office) {
        let titles = self.file.rows(Table::Titles);
        let label = self.file.string(titles.get(row, 0));
        let office = Office {
            kind: Kind::numbered(titles.get(row, 1)),
            portfolios: u64::from(titles.get(row, 2)) | u64::from(titles.get(row, 3)) << 32,
            words: self
                .file
                .string(titles.get(row, 4))
                .split(' ')
                .map(str::to_owned)
                .collect(),
        };
        (label, office)
    }

    pub(crate) fn terms_of(&self, person: usize) -> Vec<Term> {
        let people = self.file.rows(Table::People);
        let first = people.get(person, 3) as usize;
        let last = if person + 1 < people.len() {
            people.get(person + 1, 3) as usize
        } else {
            self.file.rows(Table::Terms).len()
        };
        (first..last).map(|row| self.term(row)).collect()
    }

    /// Whether a first name is a man's or a woman's: the gender and the share of those of that name, 0.5 to 1. `None`
    /// for names that fewer than three people of known gender have.
    pub fn given_name_gender(&self, name: &str) -> Option<(Gender, f32)> {
        let key = crate::fold::fold(name);
        let row = self.file.find(Table::GivenNames, key.split(' ').next()?).next()?;
        let rows = self.file.rows(Table::GivenNames);
        let (men, women) = (rows.get(row, 1), rows.get(row, 2));
        let gender = if men >= women {
            Gender::Male
        } else {
            Gender::Female
        };
        Some((gender, men.max(women) as f32 / (men + women) as f32))
    }
}

pub(crate) fn wikidata(number: u32) -> Option<String> {
    (number != 0).then(|| format!("Q{number}"))
}

pub(crate) fn gender(number: u32) -> Option<Gender> {
    match number {
        1 => Some(Gender::Male),
        2 => Some(Gender::Female),
        _ => None,
    }
}
