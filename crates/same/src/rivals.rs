use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::Polarity;

use crate::fold::is_function_word;
use crate::porter::stem;
use crate::wording::Wording;

/// A figure that somebody gives, as far as it matters beside others.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// Whose figure it is, however the caller tells speakers apart; empty for the outlet's own account.
    pub claimant: &'a str,
    /// Who published it.
    pub outlet: &'a str,
    /// What is measured: `killed`, …
    pub measure: &'a str,
    /// ISO 4217 code, `percent`, …; empty for things counted.
    pub unit: &'a str,
    /// What is counted, in the words of the text; empty where it isn't said.
    pub group: &'a str,
    /// First day that it holds for, `YYYY-MM-DD`; the day of publication where it isn't said; empty where that isn't known,
    /// either.
    pub from: &'a str,
    /// Last day that it holds for.
    pub to: &'a str,
    /// Lowest number meant; `None` where there is none.
    pub low: Option<f64>,
    /// Highest number meant; `None` where there is none.
    pub high: Option<f64>,
    /// Whether it is claimed or denied.
    pub polarity: Polarity,
    /// Whether it is only thought of: such figures are nobody's account.
    pub hypothetical: bool,
}

/// Sets of figures that tell the same thing differently, as places in `figures`: in order within a set, the sets in the
/// order of their first figures.
///
/// Figures are of the same thing where measure and unit are equal, the words of the group are (but for endings, order and
/// function words), and all of them hold for a common day; a figure for a long time stands with the earliest ones that it
/// meets. All need a day, and those with a unit a group: so many killed are people, so many dollars could be anything. They
/// differ where claimant or outlet is another and either no number fits both, or one claims what the other
/// denies. Every figure of such a set that differs from at least one other is given. Takes time in proportion to
/// n log n, and within a set to the square of its figures, of which [`MOST_ACCOUNTS`] are looked at.
pub fn rivals(figures: &[Figure]) -> Vec<Vec<usize>> {
    let mut things: BTreeMap<(&str, &str, BTreeSet<String>), Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let known = !figure.from.is_empty() && (figure.unit.is_empty() || !figure.group.is_empty());
        if !figure.hypothetical && known && figure.from <= figure.to {
            things
                .entry((figure.measure, figure.unit, group(figure.group)))
                .or_default()
                .push(at);
        }
    }
    let mut sets: Vec<Vec<usize>> = things
        .into_values()
        .flat_map(|thing| of_one_time(figures, thing))
        .map(|set| differing(figures, &set))
        .filter(|set| !set.is_empty())
        .collect();
    sets.sort_unstable();
    sets
}

/// Accounts of one thing that are compared with each other; those after them are left out.
pub const MOST_ACCOUNTS: usize = 1_000;

fn group(words: &str) -> BTreeSet<String> {
    Wording::of(words)
        .forms()
        .filter(|form| !is_function_word(form))
        .map(stem)
        .collect()
}

/// Cuts figures into sets that hold for a common day.
fn of_one_time(figures: &[Figure], mut thing: Vec<usize>) -> Vec<Vec<usize>> {
    thing.sort_by_key(|at| (figures[*at].from, figures[*at].to, *at));
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut until = "";
    for at in thing {
        let figure = &figures[at];
        match sets.last_mut() {
            Some(set) if figure.from <= until => {
                until = until.min(figure.to);
                set.push(at);
            }
            _ => {
                until = figure.to;
                sets.push(vec![at]);
            }
        }
    }
    sets
}

fn differing(figures: &[Figure], set: &[usize]) -> Vec<usize> {
    let set = &set[..set.len().min(MOST_ACCOUNTS)];
    let rival = |at: &&usize| set.iter().any(|other| differ(&figures[**at], &figures[*other]));
    let mut differing: Vec<usize> = set.iter().filter(rival).copied().collect();
    differing.sort_unstable();
    differing
}

fn differ(one: &Figure, other: &Figure) -> bool {
    let below = |one: &Figure, other: &Figure| one.high.zip(other.low).is_some_and(|(high, low)| high < low);
    let apart = below(one, other) || below(other, one);
    // Both deny: neither says what is true instead.
    let stated = one.polarity == Polarity::Positive || other.polarity == Polarity::Positive;
    let contradict = if one.polarity == other.polarity {
        apart
    } else {
        !apart
    };
    (one.claimant, one.outlet) != (other.claimant, other.outlet) && stated && contradict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure<'a>(
        claimant: &'a str,
        outlet: &'a str,
        group: &'a str,
        days: [&'a str; 2],
        number: f64,
    ) -> Figure<'a> {
        Figure {
            claimant,
            outlet,
            measure: "killed",
            unit: "",
            group,
            from: days[0],
            to: days[1],
            low: Some(number),
            high: Some(number),
            polarity: Polarity::Positive,
            hypothetical: false,
        }
    }

    const MAY: [&str; 2] = ["2031-05-01", "2031-05-31"];
    const THIRD: [&str; 2] = ["2031-05-03", "2031-05-03"];
    const FOURTH: [&str; 2] = ["2031-05-04", "2031-05-04"];

    #[test]
    fn same_thing_other_numbers() {
        let figures = [
            figure("Maren", "The Post", "of the soldiers", THIRD, 40.0),
            figure("Harrow", "The Post", "soldiers", MAY, 400.0),
            figure("Maren", "The Echo", "soldier", THIRD, 40.0),
            figure("Harrow", "The Post", "civilians", THIRD, 7.0),
            figure("Harrow", "The Post", "soldiers", FOURTH, 500.0),
        ];
        assert_eq!(rivals(&figures), [vec![0, 1, 2]]);
    }

    #[test]
    fn ranges_that_meet_dont_differ() {
        let mut over = figure("Harrow", "The Post", "", THIRD, 30.0);
        over.high = None;
        let figures = [figure("Maren", "The Post", "", THIRD, 40.0), over.clone()];
        assert!(rivals(&figures).is_empty());
        over.polarity = Polarity::Negative;
        assert_eq!(rivals(&[figures[0].clone(), over]), [[0, 1]]);
    }

    #[test]
    fn what_is_counted_and_when_has_to_be_known() {
        let of = |group, day, unit| {
            let one = figure("Maren", "The Post", group, [day; 2], 40.0);
            let other = figure("Harrow", "The Echo", group, [day; 2], 400.0);
            rivals(&[Figure { unit, ..one }, Figure { unit, ..other }]).len()
        };
        assert_eq!(of("", "2031-05-03", ""), 1, "people");
        assert_eq!(of("", "2031-05-03", "USD"), 0, "whatever the money is for");
        assert_eq!(of("of the harbour", "2031-05-03", "USD"), 1);
        assert_eq!(of("soldiers", "", ""), 0);
    }

    #[test]
    fn one_teller_and_mere_thoughts_dont_differ() {
        let one = figure("Maren", "The Post", "", THIRD, 40.0);
        let mut thought = figure("Harrow", "The Post", "", THIRD, 900.0);
        thought.hypothetical = true;
        assert!(rivals(&[one.clone(), figure("Maren", "The Post", "", THIRD, 41.0), thought]).is_empty());
        assert!(rivals(&[]).is_empty());
    }
}
