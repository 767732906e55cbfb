use crate::file::{Table, letters};
use crate::fold::fold;
use crate::knowledge::{Country, Knowledge};

/// How a phrase names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Naming {
    /// By its name: "Ukraine", "Republic of Korea", "US".
    Name,
    /// By the adjective: "Ukrainian".
    Adjective,
    /// By its people: "Ukrainians", "a Dane".
    People,
    /// By its capital, which may speak for the government: "Kyiv".
    Capital,
    /// By another place in it: "Shanghai", "Donbas".
    Place,
    /// By a seat or nickname of its government: "Kremlin", "Downing Street".
    Metonym,
}

const NAMINGS: [Naming; 6] = [
    Naming::Name,
    Naming::Adjective,
    Naming::People,
    Naming::Capital,
    Naming::Place,
    Naming::Metonym,
];

impl Naming {
    /// The word for it in evidence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "adjective",
            Self::People => "people",
            Self::Capital => "capital",
            Self::Place => "place",
            Self::Metonym => "seat of government",
        }
    }

    /// The naming with a number that `as u32` gave.
    pub fn numbered(number: u32) -> Self {
        NAMINGS.get(number as usize).copied().unwrap_or(Self::Place)
    }
}

/// A country and how a phrase named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCountry {
    /// The country.
    pub country: Country,
    /// How it was named.
    pub naming: Naming,
}

impl Knowledge {
    /// The country that a whole phrase names: "Ukraine", "Ukrainian", "the Ukrainians", "Kyiv", "the Kremlin",
    /// "Downing Street", "Shanghai". Articles and a possessive ending are left aside. "us" and "uk" count only in
    /// capitals.
    pub fn country(&self, phrase: &str) -> Option<NamedCountry> {
        let phrase = phrase.trim();
        let phrase = phrase
            .strip_suffix("'s")
            .or_else(|| phrase.strip_suffix("’s"))
            .unwrap_or(phrase);
        let key = fold(phrase);
        let key = key.strip_prefix("the ").unwrap_or(&key);
        if !is_written_so(key, phrase) {
            return None;
        }
        let row = self.file.find(Table::Places, key).next()?;
        let rows = self.file.rows(Table::Places);
        Some(NamedCountry {
            country: self.country_of_code(&letters(rows.get(row, 1)))?,
            naming: Naming::numbered(rows.get(row, 2)),
        })
    }
}

/// Short names that are other words in small letters.
fn is_written_so(key: &str, phrase: &str) -> bool {
    let small = phrase.chars().any(char::is_lowercase) && !phrase.starts_with("the ");
    let letters = key.len() <= 3 && key.bytes().all(|byte| byte.is_ascii_lowercase());
    !(letters && small && matches!(key, "us" | "uk" | "uae" | "drc" | "roc" | "prc"))
}
