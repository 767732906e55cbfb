use std::collections::HashSet;

use onrecord_record::{Account, Polarity, Quantity, Rivals};

use crate::lookup::Lookup;
use crate::when::when;

/// A figure, or the refusal to give one, and whose it is.
pub(crate) struct Figure {
    /// `None` for the article itself.
    pub claimant: Option<String>,
    /// The article's words: "over 1,000"; or those that decline to give a figure.
    pub words: String,
    /// What is counted, as the article words it; "of …" where the words end with a unit.
    pub of: Option<String>,
    /// What the words don't already say: the numbers meant, whether it is denied or only supposed, as of when.
    pub notes: Vec<String>,
    /// The place of the statement that holds it.
    pub statement: Option<usize>,
}

/// Rival accounts of one thing.
pub(crate) struct Rivalry {
    /// "killed: Russian soldiers".
    pub heading: String,
    pub accounts: Vec<Figure>,
}

/// The record's rival figures.
pub(crate) fn rivalries(lookup: &Lookup) -> Vec<Rivalry> {
    let rivalry = |rivals: &Rivals| Rivalry {
        heading: match &rivals.group {
            Some(group) => format!("{}: {group}", rivals.measure),
            None => rivals.measure.clone(),
        },
        accounts: rivals
            .accounts
            .iter()
            .map(|account| of_account(lookup, account))
            .collect(),
    };
    lookup.record.rivals.iter().map(rivalry).collect()
}

/// The figures that somebody in the article claims, but for those of [`rivalries`].
pub(crate) fn claimed(lookup: &Lookup) -> Vec<Figure> {
    let accounts = lookup.record.rivals.iter().flat_map(|rivals| &rivals.accounts);
    let told: HashSet<&String> = accounts.filter_map(|account| account.quantity.as_ref()).collect();
    let quantities = lookup.record.quantities.iter();
    quantities
        .filter(|quantity| !told.contains(&quantity.id))
        .filter_map(|quantity| {
            let attribution = lookup.attribution(quantity.attribution.as_ref())?;
            let claimant = lookup.claimant(Some(attribution));
            let mut figure = of_quantity(lookup, quantity, claimant);
            figure.notes.splice(..0, measure(quantity, &figure));
            Some(figure)
        })
        .collect()
}

fn of_account(lookup: &Lookup, account: &Account) -> Figure {
    let attribution = lookup.attribution(account.attribution.as_ref());
    let claimant = lookup
        .claimant(attribution)
        .or_else(|| lookup.words(&account.claimant));
    match lookup.quantity(account.quantity.as_ref()) {
        Some(quantity) => of_quantity(lookup, quantity, claimant),
        None => Figure {
            claimant,
            words: lookup.words(&[account.span]).unwrap_or_default(),
            of: None,
            notes: Vec::new(),
            statement: lookup.attribution_index(account.attribution.as_ref()),
        },
    }
}

fn of_quantity(lookup: &Lookup, quantity: &Quantity, claimant: Option<String>) -> Figure {
    let mut notes: Vec<String> = meant(quantity).into_iter().collect();
    if quantity.polarity == Polarity::Negative {
        notes.push("denied".into());
    }
    if quantity.hypothetical {
        notes.push("supposed".into());
    }
    if let Some(time) = lookup.time(quantity.time.as_ref()) {
        notes.push(when(time, lookup.text));
    }
    Figure {
        claimant,
        words: lookup
            .words(&[quantity.span])
            .unwrap_or_else(|| quantity.words.clone()),
        of: lookup.words(&quantity.of).map(|of| match quantity.unit {
            Some(_) => format!("of {of}"),
            None => of,
        }),
        notes,
        statement: lookup.attribution_index(quantity.attribution.as_ref()),
    }
}

/// What is measured ("killed"), where that isn't what is counted.
fn measure(quantity: &Quantity, figure: &Figure) -> Option<String> {
    let measure = quantity.measure.as_ref()?;
    let shown = format!("{} {}", figure.words, figure.of.as_deref().unwrap_or_default());
    (!shown.to_lowercase().contains(&measure.to_lowercase())).then(|| measure.clone())
}

/// The numbers that a figure stands for, where these are not just the one that it names: "over 1,000" is 1,001 or more,
/// "at least 1,000" what it says.
pub(crate) fn meant(quantity: &Quantity) -> Option<String> {
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => (quantity.value != Some(low)).then(|| number(low)),
        (Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (Some(bound), None) | (None, Some(bound)) if quantity.value == Some(bound) => None,
        (Some(low), None) => Some(format!("{} or more", number(low))),
        (None, Some(high)) => Some(format!("{} at most", number(high))),
        (None, None) => None,
    }
}

/// "1,001", "14.5".
fn number(number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e15 {
        return number.to_string();
    }
    let written = format!("{:.3}", number.abs());
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let part = part.trim_end_matches('0');
    let sign = if number < 0.0 { "-" } else { "" };
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_do() {
        for (given, written) in [
            (0.0, "0"),
            (137.0, "137"),
            (1001.0, "1,001"),
            (780_000_000.0, "780,000,000"),
            (14.5, "14.5"),
            (-2400.25, "-2,400.25"),
            (1e18, "1000000000000000000"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(given), written);
        }
    }

    #[test]
    fn what_the_words_already_say_is_not_said_again() {
        let quantity = |low, high, value| {
            let json = serde_json::json!({
                "id": "q1", "span": [0, 1], "words": "", "low": low, "high": high, "value": value, "qualifier": null,
                "unit": null, "of": [], "measure": null, "polarity": "positive", "hypothetical": false,
                "attribution": null, "time": null
            });
            meant(&serde_json::from_value(json).unwrap())
        };
        assert_eq!(quantity(Some(137.0), Some(137.0), Some(137.0)), None);
        assert_eq!(
            quantity(Some(1001.0), None, Some(1000.0)).unwrap(),
            "1,001 or more"
        );
        assert_eq!(quantity(None, Some(19.0), Some(20.0)).unwrap(), "19 at most");
        assert_eq!(quantity(None, Some(20.0), Some(20.0)), None);
        assert_eq!(quantity(Some(20.0), None, Some(20.0)), None);
        assert_eq!(quantity(Some(10.0), Some(20.0), None).unwrap(), "10 to 20");
        assert_eq!(quantity(Some(12.0), Some(12.0), None).unwrap(), "12");
        assert_eq!(quantity(None, None, None), None);
    }
}
