//! Accounts that differ.

mod dropped;
mod plain;

use std::collections::BTreeMap;

use onrecord_record::{Polarity, Stance};
use onrecord_same::Told;
use serde::Serialize;

use crate::figures::measure_is;
use crate::{Error, Figure, Filter, Statement, Store};

pub use dropped::{Dropped, Sentence};

/// A figure that others contradict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Account {
    /// Figures of one number are of the same thing, and differ.
    pub set: usize,
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
}

/// A claim or its denial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// A claim and its denial have one number.
    pub pair: usize,
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
}

/// Statements on a topic that are compared, the best matches first.
const COMPARED: usize = 500;

impl Store {
    /// Figures of the same measure, group and day that claimants or outlets give differently, set by set; of all measures
    /// where `measure` is `None`.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn rivals(&self, measure: Option<&str>) -> Result<Vec<Account>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let mut measures: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for figure in self.claims(measure.and_then(measure_is), None)? {
            measures.entry(figure.measure.clone()).or_default().push(figure);
        }
        let mut accounts = Vec::new();
        let mut set = 0;
        for figures in measures.into_values() {
            for rivals in rivals_among(&figures) {
                set += 1;
                accounts.extend(rivals.into_iter().map(|figure| Account { set, figure }));
            }
        }
        Ok(accounts)
    }

    /// Claims beside their denials by others, among the 500 statements that match best what was typed (as for
    /// [`Store::search`]), pair by pair.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn denials(&self, typed: &str, filter: &Filter) -> Result<Vec<Side>, Error> {
        let hits = self.search(typed, filter, COMPARED)?;
        let statements: Vec<Statement> = hits.into_iter().map(|hit| hit.statement).collect();
        let mut sides = Vec::new();
        for (pair, places) in (1..).zip(denials_among(&statements)) {
            for place in places {
                sides.push(Side {
                    pair,
                    statement: statements[place].clone(),
                });
            }
        }
        Ok(sides)
    }
}

/// Sets of figures of the same measure, group and day that are given differently.
pub fn rivals_among(figures: &[Figure]) -> Vec<Vec<Figure>> {
    let compared: Vec<onrecord_same::Figure> = figures.iter().map(compared).collect();
    let sets = onrecord_same::rivals(&compared).into_iter();
    sets.map(|set| set.into_iter().map(|place| figures[place].clone()).collect())
        .collect()
}

/// Claims and their denials by others among statements, by their places.
pub fn denials_among(statements: &[Statement]) -> Vec<[usize; 2]> {
    let told: Vec<Told> = statements.iter().map(told).collect();
    let pairs = onrecord_same::denials(&told).into_iter();
    pairs.map(|pair| [pair.one, pair.other]).collect()
}

fn told(statement: &Statement) -> Told<'_> {
    Told {
        claimant: statement.speaker.as_deref().unwrap_or_default(),
        outlet: statement.outlet.as_deref().unwrap_or_default(),
        stance: statement.stance.as_deref().and_then(stance),
        words: &statement.words,
    }
}

fn compared(figure: &Figure) -> onrecord_same::Figure<'_> {
    let day = figure
        .day
        .as_deref()
        .and_then(|day| day.get(..10))
        .unwrap_or_default();
    onrecord_same::Figure {
        claimant: figure.claimant.as_deref().unwrap_or_default(),
        outlet: figure.outlet.as_deref().unwrap_or_default(),
        measure: &figure.measure,
        unit: figure.unit.as_deref().unwrap_or_default(),
        group: &figure.of,
        from: day,
        to: day,
        low: figure.low,
        high: figure.high,
        polarity: if figure.polarity == "negative" {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        hypothetical: figure.hypothetical,
    }
}

fn stance(name: &str) -> Option<Stance> {
    serde_json::from_value(name.into()).ok()
}
