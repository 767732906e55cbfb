//! Names of months, and the zones that clocks are written in.

use std::sync::LazyLock;

use jiff::civil::{DateTime, Weekday};
use jiff::tz::Offset;

/// Names of the months, January first, in English and the languages that news is most often read in beside it.
const MONTHS: [&str; 12] = [
    "januar january janvier enero gennaio janeiro januari stycznia январ jan ene gen janv янв ocak",
    "februar february février fevrier febrero febbraio fevereiro februari lutego феврал feb fév fev févr фев şubat",
    "märz march mars marzo março marco maret maart marca март mar mär mrz мар mart",
    "april avril abril aprile kwietnia апрел apr avr abr апр nisan",
    "may mai mayo maggio maio mei maja мая май mag maj mayıs",
    "june juni juin junio giugno junho czerwca июн jun giu haziran",
    "july juli juillet julio luglio julho lipca июл jul juil lug temmuz",
    "august août aout agosto agustus augustus augusti sierpnia август aug ago авг ağustos",
    "september septembre septiembre setiembre settembre setembro września сентябр sept sep set сен eylül",
    "october oktober octobre octubre ottobre outubro października октябр oct okt ott out окт ekim",
    "november novembre noviembre novembro listopada ноябр nov ноя kasım",
    "december dezember décembre decembre diciembre dicembre dezembro desember grudnia декабр dec dez dic déc des дек aralık",
];

/// The month that a word names, 1 to 12. Russian names may carry an ending ("октября").
pub(crate) fn month(word: &str) -> Option<i8> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    if let Ok(at) = NAMES.binary_search_by(|(name, _)| (*name).cmp(&word)) {
        return NAMES.get(at).map(|(_, month)| *month);
    }
    let is_russian = word.starts_with(|char| ('а'..='я').contains(&char));
    let is_stem = |name: &str| name.chars().count() > 3 && word.starts_with(name);
    let (_, month) = NAMES
        .iter()
        .filter(|_| is_russian)
        .find(|(name, _)| is_stem(name))?;
    Some(*month)
}

/// The names in the order of their letters, each with its month.
static NAMES: LazyLock<Vec<(&str, i8)>> = LazyLock::new(|| {
    let of_month =
        |(names, month): (&'static &'static str, i8)| names.split(' ').map(move |name| (name, month));
    let mut names: Vec<_> = MONTHS.iter().zip(1..).flat_map(of_month).collect();
    names.sort_unstable();
    names
});

/// No name of a month is longer, in bytes: "сентября" with room for other endings.
const LONGEST: usize = 24;

/// What the name of a zone says about the clock beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// So many minutes east of Greenwich.
    Fixed(i32),
    /// Minutes east of Greenwich in winter; an hour more in summer, by the rule of the United States.
    American(i32),
}

impl Zone {
    /// How far its clocks are from Greenwich at a time they show.
    pub(crate) fn offset(self, at: DateTime) -> Option<Offset> {
        let minutes = match self {
            Zone::Fixed(minutes) => minutes,
            Zone::American(minutes) => minutes + if american_summer(at)? { 60 } else { 0 },
        };
        Offset::from_seconds(minutes * 60).ok()
    }
}

/// The zone of a name. `country` is the last label of the page's host: "IST" is another clock in India than in Ireland.
pub(crate) fn zone(name: &str, country: Option<&str>) -> Option<Zone> {
    let hours = |hours: i32| Some(Zone::Fixed(hours * 60));
    match name.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "UT" | "WET" => hours(0),
        "ET" => Some(Zone::American(-300)),
        "CT" => Some(Zone::American(-360)),
        "MT" => Some(Zone::American(-420)),
        "PT" => Some(Zone::American(-480)),
        "CST" if country == Some("cn") => hours(8),
        "IST" => match country? {
            "in" => Some(Zone::Fixed(330)),
            "ie" => hours(1),
            "il" => hours(2),
            _ => None,
        },
        "BST" if country == Some("bd") => hours(6),
        "BST" | "CET" | "MEZ" | "WAT" | "WEST" => hours(1),
        "CEST" | "MESZ" | "EET" | "SAST" | "CAT" => hours(2),
        "EEST" | "MSK" | "EAT" => hours(3),
        "PKT" => hours(5),
        "WIB" => hours(7),
        "HKT" | "SGT" | "PHT" | "AWST" => hours(8),
        "JST" | "KST" => hours(9),
        "ACST" => Some(Zone::Fixed(570)),
        "AEST" => hours(10),
        "AEDT" => hours(11),
        "NZST" => hours(12),
        "NZDT" => hours(13),
        "NST" => Some(Zone::Fixed(-210)),
        "NDT" => Some(Zone::Fixed(-150)),
        "ADT" | "BRT" | "ART" => hours(-3),
        "AST" | "EDT" => hours(-4),
        "EST" | "CDT" => hours(-5),
        "CST" | "MDT" => hours(-6),
        "MST" | "PDT" => hours(-7),
        "PST" | "AKDT" => hours(-8),
        "AKST" => hours(-9),
        "HST" => hours(-10),
        _ => None,
    }
}

/// Whether American clocks show summer time. The rule since 2007; before, from the first Sunday of April to the last of
/// October.
fn american_summer(at: DateTime) -> Option<bool> {
    let year = at.year();
    let sunday = |month, nth| {
        jiff::civil::date(year, month, 1)
            .nth_weekday_of_month(nth, Weekday::Sunday)
            .ok()
    };
    let (begin, end) = if year >= 2007 {
        (sunday(3, 2)?, sunday(11, 1)?)
    } else {
        (sunday(4, 1)?, sunday(10, -1)?)
    };
    Some(begin.at(2, 0, 0, 0) <= at && at < end.at(2, 0, 0, 0))
}

/// Whether 03/04 is the third of April where a page of a language and country is written.
pub(crate) fn day_first(language: &str, country: Option<&str>) -> Option<bool> {
    let (language, region) = language.split_once('-').unwrap_or((language, ""));
    match (
        language.to_lowercase().as_str(),
        region.to_uppercase().as_str(),
        country,
    ) {
        ("en" | "fil" | "tl", "US" | "PH", _) => Some(false),
        ("en", "GB" | "IE" | "AU" | "NZ" | "IN" | "ZA" | "NG" | "KE", _) => Some(true),
        (_, _, Some("us" | "gov" | "mil" | "ph")) => Some(false),
        (
            _,
            _,
            Some(
                "uk" | "ie" | "au" | "nz" | "in" | "za" | "ng" | "ke" | "de" | "fr" | "it" | "es" | "br"
                | "pt" | "nl" | "ru",
            ),
        ) => Some(true),
        (
            "de" | "fr" | "it" | "es" | "pt" | "nl" | "ru" | "pl" | "sv" | "da" | "nb" | "no" | "fi" | "cs"
            | "tr" | "id" | "el" | "ro" | "uk",
            ..,
        ) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months() {
        for (name, number) in [
            ("January", 1),
            ("FEB", 2),
            ("März", 3),
            ("abril", 4),
            ("мая", 5),
            ("juin", 6),
            ("lug", 7),
            ("августа", 8),
            ("Sept", 9),
            ("outubro", 10),
            ("Oktober", 10),
            ("октября", 10),
            ("ноября", 11),
            ("Déc", 12),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        for none in ["", "m", "maybe", "marching", "decide", "monday", "номер"] {
            assert_eq!(month(none), None, "{none}");
        }
    }

    #[test]
    fn zones() {
        let seconds = |name, country, at: &str| {
            zone(name, country)?
                .offset(at.parse().unwrap())
                .map(|offset| offset.seconds() / 60)
        };
        assert_eq!(seconds("ET", None, "2019-11-03T01:59:00"), Some(-240));
        assert_eq!(seconds("ET", None, "2019-11-03T02:00:00"), Some(-300));
        assert_eq!(seconds("pt", None, "2019-03-10T02:00:00"), Some(-420));
        assert_eq!(seconds("CT", None, "2005-03-20T12:00:00"), Some(-360));
        assert_eq!(seconds("EST", None, "2019-07-01T12:00:00"), Some(-300));
        assert_eq!(seconds("BST", Some("uk"), "2019-07-01T12:00:00"), Some(60));
        assert_eq!(seconds("IST", Some("in"), "2019-07-01T12:00:00"), Some(330));
        assert_eq!(seconds("IST", Some("com"), "2019-07-01T12:00:00"), None);
        assert_eq!(seconds("XYZ", None, "2019-07-01T12:00:00"), None);
    }
}
