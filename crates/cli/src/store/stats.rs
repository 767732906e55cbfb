use clap::Args;
use onrecord_store::Stat;

use super::listing::{Listing, Shape};
use super::place::Place;
use crate::failure::{Ending, Failure};

/// `onrecord stats`.
#[derive(Debug, Args)]
pub struct Stats {
    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Counts what is in the store.
pub fn stats(call: &Stats) -> Result<Ending, Failure> {
    let stats = call.place.open_read_only()?.stats()?;
    let mut listing = Listing::open(&call.shape)?;
    let stats = if listing.is_text() {
        by_longer_times(stats)
    } else {
        stats
    };
    let mut what = "";
    for stat in &stats {
        let kinds = (!stat.of.is_empty() && stat.what != what).then(|| format!("{:>10} {}:", "", stat.what));
        if let Some(kinds) = kinds {
            listing.say(|_| kinds)?;
        }
        listing.write(stat, |pen| match stat.of.as_str() {
            "" => format!("{:>10} {}", stat.number, stat.what),
            of => format!("{:>10}   {}", stat.number, pen.plain(of)),
        })?;
        what = &stat.what;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

/// Days that are listed to be read; where there are more, months or years are.
const MOST_DAYS: usize = 31;

/// What is counted by days.
const BY_DAY: &str = "documents on";

/// Counts months or years instead of days, where these would be too many to read.
fn by_longer_times(stats: Vec<Stat>) -> Vec<Stat> {
    let in_order = |length: usize| {
        let mut summed: Vec<Stat> = Vec::new();
        for stat in &stats {
            let of = match stat.what == BY_DAY && stat.of != "unknown" {
                true => stat.of.get(..length).unwrap_or(&stat.of),
                false => &stat.of,
            };
            match summed.last_mut() {
                Some(last) if last.what == stat.what && last.of == of => last.number += stat.number,
                _ => summed.push(Stat {
                    of: of.to_owned(),
                    ..stat.clone()
                }),
            }
        }
        summed
    };
    let lines = |stats: &[Stat]| stats.iter().filter(|stat| stat.what == BY_DAY).count();
    let [days, months, years] = ["YYYY-MM-DD", "YYYY-MM", "YYYY"].map(|day| in_order(day.len()));
    [days, months]
        .into_iter()
        .find(|stats| lines(stats) <= MOST_DAYS)
        .unwrap_or(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_days_are_told_by_months_or_years() {
        let stat = |of: String| Stat {
            what: BY_DAY.into(),
            of,
            number: 1,
        };
        let told = |days: Vec<String>| -> Vec<(String, i64)> {
            let stats = by_longer_times(days.into_iter().map(stat).collect());
            stats.into_iter().map(|stat| (stat.of, stat.number)).collect()
        };
        let days = |month: usize| (1..=28).map(move |day| format!("2031-{month:02}-{day:02}"));
        assert_eq!(told(days(5).collect()).len(), 28);
        let months = told(days(5).chain(days(6)).chain(["unknown".into()]).collect());
        let expected = [("2031-05", 28), ("2031-06", 28), ("unknown", 1)];
        assert_eq!(months, expected.map(|(of, number)| (of.to_owned(), number)));
        let months = (2000..2040).map(|year| format!("{year}-01-01"));
        assert_eq!(told(months.collect())[39], ("2039".into(), 1));
    }
}
