use serde::Serialize;

/// Precision, recall and F1, with the counts that they stand on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Precision, 0..=1; that of nothing predicted is 1 where gold is empty as well, else 0.
    pub p: f64,
    /// Recall, 0..=1; that of nothing in gold is 1 where nothing was predicted either, else 0.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Items in gold.
    pub gold: usize,
    /// Items predicted.
    pub pred: usize,
    /// Items of gold that were found.
    pub correct: usize,
}

/// Correct and all items, on gold's side and on the prediction's.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub gold: usize,
    pub predicted: usize,
    pub gold_correct: usize,
    pub predicted_correct: usize,
}

impl Count {
    pub fn add(&mut self, gold: usize, predicted: usize, correct: usize) {
        self.gold += gold;
        self.predicted += predicted;
        self.gold_correct += correct;
        self.predicted_correct += correct;
    }

    pub fn measure(&self) -> Measure {
        let p = ratio(self.predicted_correct, self.predicted, self.gold);
        let r = ratio(self.gold_correct, self.gold, self.predicted);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Measure {
            p,
            r,
            f1,
            gold: self.gold,
            pred: self.predicted,
            correct: self.gold_correct,
        }
    }
}

fn ratio(correct: usize, total: usize, other: usize) -> f64 {
    match (total, other) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => correct as f64 / total as f64,
    }
}

/// What was odd about the predictions, and how often, in the order in which it was first met.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Problems(Vec<(&'static str, usize)>);

impl Problems {
    pub fn count(&mut self, problem: &'static str) {
        self.add(problem, 1);
    }

    pub fn add(&mut self, problem: &'static str, times: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == problem) {
            Some((_, count)) => *count += times,
            None if times > 0 => self.0.push((problem, times)),
            None => {}
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.0.iter().copied()
    }
}
