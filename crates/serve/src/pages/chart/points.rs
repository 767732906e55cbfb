//! Claims of a number over time, a row of points for each claimant.

use std::fmt::Write;

use onrecord_export::html::escape;

use super::scale::{Numbers, day, written};
use crate::pages::ask::figures::Claim;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 320.0;
/// Room for "100 million".
const LEFT: f64 = 84.0;
const RIGHT: f64 = 40.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;

/// Claimants with a mark of their own; all others share one.
const MARKED: usize = 6;

/// Days written under the axis, at most.
const DAYS: usize = 7;

/// Claims that can be drawn: with a day and a number, neither denied nor only thought of.
pub(in crate::pages) struct Points {
    numbers: Numbers,
    /// First and last day.
    days: (i64, i64),
    /// Days that are written under the axis.
    labels: Vec<(i64, String)>,
    /// Claimants with their numbers across documents, and their points, those with most first.
    pub series: Vec<Series>,
}

/// The claims of one claimant; of several, where it is the last of many.
pub(in crate::pages) struct Series {
    pub name: String,
    pub speaker: Option<i64>,
    /// Its mark, as a drawing for a legend.
    pub key: String,
    points: Vec<Point>,
}

struct Point {
    day: i64,
    /// The number to draw, and the bounds of what is meant.
    number: f64,
    low: f64,
    high: f64,
    /// What shows when somebody points at it.
    title: String,
}

impl Points {
    /// The points of claims; `None` where none can be drawn.
    pub fn of(claims: &[Claim]) -> Option<Self> {
        let mut series: Vec<Series> = Vec::new();
        let mut labels: Vec<(i64, String)> = Vec::new();
        for claim in claims {
            let Some(point) = Point::of(claim) else { continue };
            labels.push((point.day, claim.day.as_deref()?.get(..10)?.to_owned()));
            let name = claim.claimant.as_deref().unwrap_or("told as fact");
            match series
                .iter_mut()
                .find(|one| one.name == name && one.speaker == claim.speaker)
            {
                Some(one) => one.points.push(point),
                None => series.push(Series {
                    name: name.to_owned(),
                    speaker: claim.speaker,
                    key: String::new(),
                    points: vec![point],
                }),
            }
        }
        series.sort_by_key(|one| std::cmp::Reverse(one.points.len()));
        if series.len() > MARKED + 1 {
            let points = series
                .split_off(MARKED)
                .into_iter()
                .flat_map(|one| one.points)
                .collect();
            series.push(Series {
                name: "others".into(),
                speaker: None,
                key: String::new(),
                points,
            });
        }
        for (n, one) in series.iter_mut().enumerate() {
            one.key = key(n);
        }
        labels.sort_unstable();
        labels.dedup();
        let days = (labels.first()?.0, labels.last()?.0);
        Some(Self {
            numbers: Numbers::of(series.iter().flat_map(|one| &one.points).map(|point| point.high))?,
            labels: spread(labels, days),
            days,
            series,
        })
    }

    fn x(&self, day: i64) -> f64 {
        let (first, last) = self.days;
        let share = match last - first {
            0 => 0.5,
            days => (day - first) as f64 / days as f64,
        };
        // Some room at both ends for the marks.
        LEFT + 12.0 + share * (WIDTH - LEFT - RIGHT - 24.0)
    }

    fn y(&self, number: f64) -> f64 {
        TOP + (1.0 - self.numbers.place(number)) * (HEIGHT - TOP - BOTTOM)
    }

    /// The drawing.
    pub fn svg(&self) -> String {
        let mut svg = format!(
            "<svg class=\"points\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"the-chart\">\n\
             <title id=\"the-chart\">Claims over time, by claimant; the table below has them all</title>\n"
        );
        // Writing to a string can't fail.
        for tick in self.numbers.ticks() {
            let y = self.y(tick);
            let _ = writeln!(
                svg,
                "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 8.0,
                y + 4.0,
                written(tick)
            );
        }
        for (day, label) in &self.labels {
            let x = self.x(*day);
            let _ = write!(
                svg,
                "<path class=\"axis\" d=\"M{x:.1} {0}v5\"/><text x=\"{x:.1}\" y=\"{1}\" text-anchor=\"middle\">",
                HEIGHT - BOTTOM,
                HEIGHT - BOTTOM + 20.0
            );
            escape::line(&mut svg, label);
            svg.push_str("</text>\n");
        }
        let _ = writeln!(
            svg,
            "<path class=\"axis\" d=\"M{LEFT} {}H{}\"/>",
            HEIGHT - BOTTOM,
            WIDTH - RIGHT
        );
        for (n, series) in self.series.iter().enumerate() {
            let _ = writeln!(svg, "<g class=\"s{n}\">");
            if series.points.len() > 1 && n < MARKED {
                let places: Vec<String> = series
                    .points
                    .iter()
                    .map(|point| format!("{:.1} {:.1}", self.x(point.day), self.y(point.number)))
                    .collect();
                let _ = writeln!(svg, "<path class=\"run\" d=\"M{}\"/>", places.join("L"));
            }
            for point in &series.points {
                self.point(&mut svg, point, n);
            }
            svg.push_str("</g>\n");
        }
        svg + "</svg>"
    }

    fn point(&self, svg: &mut String, point: &Point, n: usize) {
        let (x, y) = (self.x(point.day), self.y(point.number));
        svg.push_str("<g><title>");
        escape::line(svg, &point.title);
        svg.push_str("</title>");
        if point.high > point.low {
            let _ = write!(
                svg,
                "<path class=\"range\" d=\"M{x:.1} {:.1}V{:.1}\"/>",
                self.y(point.low),
                self.y(point.high)
            );
        }
        let _ = writeln!(svg, "<path class=\"mark\" d=\"M{x:.1} {y:.1}{}\"/></g>", shape(n));
    }
}

impl Point {
    fn of(claim: &Claim) -> Option<Self> {
        if claim.denied || claim.supposed {
            return None;
        }
        let number = claim.value.or(claim.low).or(claim.high)?;
        if !number.is_finite() || number <= 0.0 {
            return None;
        }
        let bound = |bound: Option<f64>| {
            bound
                .filter(|bound| bound.is_finite() && *bound > 0.0)
                .unwrap_or(number)
        };
        let date = claim.day.as_deref()?;
        Some(Self {
            day: day(date)?,
            number,
            low: bound(claim.low).min(number),
            high: bound(claim.high).max(number),
            title: format!(
                "{date}, {}: {}",
                claim.claimant.as_deref().unwrap_or("told as fact"),
                claim.words
            ),
        })
    }
}

/// Of many days as many as have room, the first and the last among them.
fn spread(labels: Vec<(i64, String)>, (first, last): (i64, i64)) -> Vec<(i64, String)> {
    let room = ((last - first) as f64 / DAYS as f64).max(0.0);
    let mut kept: Vec<(i64, String)> = Vec::new();
    for label in labels {
        let near = |other: i64| ((label.0 - other) as f64) < room;
        match kept.last().map(|last| last.0) {
            Some(before) if near(before) && label.0 != last => {}
            Some(before) if near(before) && kept.len() > 1 => {
                kept.pop();
                kept.push(label);
            }
            _ => kept.push(label),
        }
    }
    kept
}

/// A mark's outline around a point, so that claimants differ by more than colour.
fn shape(n: usize) -> &'static str {
    match n {
        0 => "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
        1 => "m-5 -5h10v10h-10z",
        2 => "m0 -6l6 10h-12z",
        3 => "m0 -6.500l6.500 6.500l-6.500 6.500l-6.500 -6.500z",
        4 => "m0 6l6 -10h-12z",
        5 => "m-6 -2h4v-4h4v4h4v4h-4v4h-4v-4h-4z",
        _ => "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
    }
}

/// The mark of the `n`-th claimant, for a legend.
fn key(n: usize) -> String {
    format!(
        "<svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><g class=\"s{n}\"><path class=\"mark\" d=\"M8 8{}\"/></g></svg>",
        shape(n)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(day: &str, claimant: &str, number: f64) -> Claim {
        Claim {
            day: Some(day.into()),
            claimant: Some(claimant.into()),
            words: format!("{number}<"),
            value: Some(number),
            low: Some(number),
            ..Claim::default()
        }
    }

    #[test]
    fn claimants_are_drawn_apart_and_nothing_foreign_gets_out() {
        let claims = [
            claim("2031-05-02", "<Ministry>", 14.0),
            claim("2031-05-03", "<Ministry>", 19.0),
            claim("2031-05-02", "Union", 31.0),
            claim("soon", "Union", 31.0),
            claim("2031-05-02", "Union", f64::INFINITY),
        ];
        let points = Points::of(&claims).unwrap();
        assert_eq!(points.series.len(), 2);
        let svg = points.svg();
        assert_eq!(svg.matches("class=\"mark\"").count(), 3);
        assert!(svg.contains("&lt;Ministry&gt;: 14&lt;") && !svg.contains("<Ministry>"));
        assert!(Points::of(&[]).is_none());
    }

    #[test]
    fn of_many_claimants_the_last_share_a_mark() {
        let claims: Vec<Claim> = (0..30)
            .map(|n| claim("2031-05-02", &format!("Voice {n}"), 5.0))
            .collect();
        let points = Points::of(&claims).unwrap();
        assert_eq!(points.series.len(), MARKED + 1);
        assert_eq!(points.svg().matches("class=\"mark\"").count(), 30);
    }
}
