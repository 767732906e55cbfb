//! Two outlets, or two days, on one matter.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use onrecord_same::{Wording, same};
use onrecord_store::{Dropped, Error, Figure, Filter, Statement, Store, denials_among, rivals_among};
use serde::Deserialize;

use super::shell::{Here, page};
use crate::corrected::corrected;
use crate::{App, Problem};

/// Statements of each side.
const SHOWN: usize = 25;

/// Hits among which outlets and days are counted.
const BEST: usize = 150;

/// Outlets and days that are offered.
const OFFERED: usize = 30;

/// Wordings longer than this, in bytes, are not compared word by word.
const COMPARED: usize = 1_500;

/// What is compared.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Asked {
    /// The matter, in words.
    #[serde(default)]
    q: String,
    /// An outlet or a day.
    #[serde(default)]
    one: String,
    /// An outlet or a day.
    #[serde(default)]
    other: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    asked: Asked,
    outlets: Vec<(String, usize)>,
    days: Vec<(String, usize)>,
    sides: Option<[Side; 2]>,
    opposed: Vec<[Statement; 2]>,
    /// What one side attributes and the other tells as plain fact.
    dropped: Vec<Dropped>,
    differing: Vec<Vec<Figure>>,
    problem: Option<String>,
}

/// What one side says.
struct Side {
    name: String,
    lines: Vec<Line>,
}

struct Line {
    one: Statement,
    /// The same statement on the other side.
    also: Option<i64>,
}

/// `GET /compare`.
pub(super) async fn compare(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let mut part = Page {
        asked: asked.clone(),
        outlets: Vec::new(),
        days: Vec::new(),
        sides: None,
        opposed: Vec::new(),
        dropped: Vec::new(),
        differing: Vec::new(),
        problem: None,
    };
    if !asked.q.trim().is_empty() {
        part = app
            .read(move |store| -> Result<_, Problem> {
                match part.ask(store) {
                    Ok(()) => {}
                    Err(error @ (Error::Query(_) | Error::Unknown(_))) => {
                        part.problem = Some(error.to_string())
                    }
                    Err(error) => return Err(error.into()),
                }
                Ok(part)
            })
            .await?;
    }
    page(Here::Compare, "Compare", &part)
}

impl Page {
    /// "2 outlets and 1 day have".
    fn sides_there_are(&self) -> String {
        let of = |number: usize, one: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            number => Some(format!("{number} {one}s")),
        };
        let (outlets, days) = (self.outlets.len(), self.days.len());
        let sides: Vec<String> = of(outlets, "outlet").into_iter().chain(of(days, "day")).collect();
        format!(
            "{} {}",
            sides.join(" and "),
            if outlets + days == 1 { "has" } else { "have" }
        )
    }

    fn ask(&mut self, store: &Store) -> Result<(), Error> {
        let Asked { q, one, other } = self.asked.clone();
        let best = store.search(&q, &Filter::default(), BEST)?;
        let best = best.iter().map(|hit| &hit.statement);
        self.outlets = counted(best.clone().filter_map(|one| one.outlet.as_deref()));
        self.days = counted(best.filter_map(|one| one.day.as_deref()));
        self.days.sort();
        let (one, other) = (one.trim(), other.trim());
        if one.is_empty() || other.is_empty() {
            return Ok(());
        }
        let found = [said(store, &q, one)?, said(store, &q, other)?];
        let all: Vec<Statement> = found.iter().flatten().cloned().collect();
        let first = found[0].len();
        let apart = |[a, b]: &[usize; 2]| (*a < first) != (*b < first);
        self.opposed = denials_among(&all)
            .into_iter()
            .filter(apart)
            .map(|pair| pair.map(|place| all[place].clone()))
            .collect();
        let numbers =
            |said: &[Statement]| -> BTreeSet<i64> { said.iter().map(|one| one.statement).collect() };
        let (ours, shown) = (numbers(&all[..first]), numbers(&all));
        let documents: Vec<i64> = all.iter().map(|statement| statement.document).collect();
        let mut figures = store.figures_in(&documents, None)?;
        figures.retain(|figure| figure.statement.is_some_and(|one| shown.contains(&one)));
        let on_first = |figure: &Figure| figure.statement.is_some_and(|one| ours.contains(&one));
        self.differing = rivals_among(&figures);
        self.differing
            .retain(|set| set.iter().any(on_first) && !set.iter().all(on_first));
        self.dropped = store.dropped(&q, &Filter::default())?;
        self.dropped.retain(|pair| {
            let (statement, told) = (&pair.statement, &pair.told);
            let of = |side| {
                let stands = |outlet, day| stands_on(side, outlet, day);
                [
                    stands(&statement.outlet, &statement.day),
                    stands(&told.outlet, &told.day),
                ]
            };
            matches!(
                (of(one), of(other)),
                ([true, _], [_, true]) | ([_, true], [true, _])
            )
        });
        corrected(store, self.dropped.iter_mut().map(|pair| &mut pair.statement))?;
        let [one_said, other_said] = found;
        let twins = twins(&one_said, &other_said);
        let side = |name: &str, said: Vec<Statement>, of: &BTreeMap<i64, i64>| Side {
            name: name.to_owned(),
            lines: said
                .into_iter()
                .map(|one| Line {
                    also: of.get(&one.statement).copied(),
                    one,
                })
                .collect(),
        };
        let back = twins.iter().map(|(one, other)| (*other, *one)).collect();
        self.sides = Some([side(one, one_said, &twins), side(other, other_said, &back)]);
        Ok(())
    }
}

/// What an outlet reported on a matter, or what was reported of it on a day: in the order in which it was said.
fn said(store: &Store, matter: &str, side: &str) -> Result<Vec<Statement>, Error> {
    let side = Some(side.to_owned());
    let filter = match side.as_deref().is_some_and(is_day) {
        true => Filter {
            after: side.clone(),
            before: side,
            ..Filter::default()
        },
        false => Filter {
            outlet: side,
            ..Filter::default()
        },
    };
    let hits = store.search(matter, &filter, SHOWN)?;
    let mut said: Vec<Statement> = hits.into_iter().map(|hit| hit.statement).collect();
    corrected(store, &mut said)?;
    said.sort_by(|one, other| (one.when(), one.statement).cmp(&(other.when(), other.statement)));
    Ok(said)
}

/// Whether something of an outlet and a day belongs to a side.
fn stands_on(side: &str, outlet: &Option<String>, day: &Option<String>) -> bool {
    if is_day(side) {
        return day.as_deref() == Some(side);
    }
    outlet
        .as_ref()
        .is_some_and(|outlet| outlet.eq_ignore_ascii_case(side))
}

fn is_day(side: &str) -> bool {
    let shape: String = side
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    shape == "0000-00-00"
}

/// The statements of one side that the other has too, by their numbers.
fn twins(one: &[Statement], other: &[Statement]) -> BTreeMap<i64, i64> {
    let wordings = |said: &[Statement]| -> Vec<(i64, Wording)> {
        said.iter()
            .filter(|statement| statement.words.len() <= COMPARED)
            .map(|statement| (statement.statement, Wording::of(&statement.words)))
            .collect()
    };
    let other = wordings(other);
    let mut twins = BTreeMap::new();
    for (number, wording) in wordings(one) {
        // Other numbers make it another statement, however alike the words.
        let is_twin = |candidate: &Wording| {
            numbers(candidate) == numbers(&wording) && same(&wording, candidate).is_some()
        };
        let twin = other.iter().find(|(_, candidate)| is_twin(candidate));
        twins.extend(twin.map(|(twin, _)| (number, *twin)));
    }
    twins
}

/// The words that hold digits.
fn numbers(wording: &Wording) -> BTreeSet<&str> {
    let is_number = |form: &&str| form.contains(|c: char| c.is_ascii_digit());
    wording.forms().filter(is_number).collect()
}

/// How often each comes, the most frequent first.
fn counted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *numbers.entry(name).or_default() += 1;
    }
    let mut counted: Vec<(String, usize)> = numbers
        .into_iter()
        .map(|(name, number)| (name.to_owned(), number))
        .collect();
    counted.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    counted.truncate(OFFERED);
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_a_day_or_an_outlet() {
        assert!(is_day("2031-05-02") && !is_day("The 2031-05-02") && !is_day("2031-5-2"));
    }

    #[test]
    fn the_same_statement_on_both_sides_is_told() {
        let statement = |number, words: &str| Statement {
            statement: number,
            words: words.into(),
            ..Statement::default()
        };
        let one = [
            statement(1, "We will never sign this treaty"),
            statement(2, "that 24 people were killed there"),
        ];
        let other = [
            statement(3, "“We will never sign this treaty.”"),
            statement(4, "that 33 people were killed there"),
        ];
        assert_eq!(twins(&one, &other), BTreeMap::from([(1, 3)]));
    }
}
