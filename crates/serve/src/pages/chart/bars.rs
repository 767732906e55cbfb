//! How many statements there are over time, as bars.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::scale::day;

/// Bars at most.
const MOST: i64 = 90;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 64.0;

/// Counts over equal stretches of days.
#[derive(Debug)]
pub(in crate::pages) struct Bars {
    /// By the number of the stretch: how many, and the first and last day that they have.
    counts: BTreeMap<i64, (usize, String, String)>,
    /// Stretches from the first to the last.
    number: i64,
    first: String,
    last: String,
}

impl Bars {
    /// Counts dates; those that are none are left out. `None` where there are not two different ones.
    pub fn over_time<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut days: Vec<(i64, &str)> = dates
            .filter_map(|date| Some((day(date)?, date.get(..10)?)))
            .collect();
        days.sort_unstable();
        let ((from, first), (to, last)) = (*days.first()?, *days.last()?);
        if from == to {
            return None;
        }
        let stretch = (to - from) / MOST + 1;
        let mut counts: BTreeMap<i64, (usize, String, String)> = BTreeMap::new();
        for (day, date) in days {
            let (number, _, latest) = counts
                .entry((day - from) / stretch)
                .or_insert_with(|| (0, date.to_owned(), String::new()));
            *number += 1;
            date.clone_into(latest);
        }
        Some(Self {
            counts,
            number: (to - from) / stretch + 1,
            first: first.to_owned(),
            last: last.to_owned(),
        })
    }

    /// The drawing, and below it the first and the last day. It holds nothing foreign: only digits and hyphens.
    pub fn svg(&self) -> String {
        let most = self
            .counts
            .values()
            .map(|(number, ..)| *number)
            .max()
            .unwrap_or(1);
        let width = (WIDTH / self.number as f64 * 0.8).clamp(2.0, 24.0);
        // The first bar begins where the axis does, and the last one ends with it.
        let step = (WIDTH - width) / (self.number - 1) as f64;
        let mut svg = format!(
            "<svg class=\"bars\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"Statements over time, from {} to \
             {}; at most {most} at once\">\n",
            HEIGHT + 1.0,
            self.first,
            self.last
        );
        for (place, (number, first, last)) in &self.counts {
            let height = (*number as f64 / most as f64 * HEIGHT).max(2.0);
            let days = if first == last {
                first.clone()
            } else {
                format!("{first} to {last}")
            };
            // Writing to a string can't fail.
            let _ = writeln!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"><title>{days}: {number}</title></rect>",
                *place as f64 * step,
                HEIGHT - height,
            );
        }
        let _ = write!(
            svg,
            "<path class=\"axis\" d=\"M0 {HEIGHT}H{WIDTH}\"/>\n</svg>\n\
             <p class=\"ends\"><span>{}</span> <span>{}</span></p>",
            self.first, self.last
        );
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_over_stretches() {
        let dates = ["2031-05-02", "2031-05-02T10:00", "2031-05-04", "soon", "<svg>"];
        let svg = Bars::over_time(dates.into_iter()).unwrap().svg();
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains("2031-05-02: 2</title>") && !svg.contains("soon"));
        assert!(
            svg.contains("<rect x=\"0.0\"") && svg.contains("<rect x=\"696.0\""),
            "{svg}"
        );
        assert!(
            svg.ends_with("<span>2031-05-02</span> <span>2031-05-04</span></p>"),
            "{svg}"
        );
        assert!(Bars::over_time(["2031-05-02"; 3].into_iter()).is_none());
        let far = Bars::over_time(["0001-01-01", "9999-12-31", "2031-05-02"].into_iter()).unwrap();
        assert!(far.number <= MOST + 1);
    }
}
