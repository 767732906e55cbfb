use serde::Serialize;

/// How far the confidences of predictions tell how often they are right (by `relation`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Ten bins of equal width; an edge belongs to the bin above it.
    pub bins: Vec<Bin>,
    /// Expected calibration error: the distance between mean confidence and share of right ones, averaged over the
    /// bins by their counts. 0 where nothing has a confidence.
    pub error: f64,
    /// Predictions with a confidence.
    pub judged: usize,
    /// Predictions without one; they are left out.
    pub without: usize,
}

/// The predictions of similar confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// The lowest confidence that belongs here.
    pub from: f64,
    /// The one that belongs to the next bin.
    pub to: f64,
    /// How many there are.
    pub count: usize,
    /// Their mean confidence; 0 where there are none.
    pub confidence: f64,
    /// The share of them that is right; 0 where there are none.
    pub right: f64,
}

const BINS: usize = 10;

/// Counts of one bin while predictions come in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reliability {
    bins: [(usize, f64, usize); BINS],
    without: usize,
}

impl Reliability {
    /// Takes one prediction in. A confidence outside of 0..=1 is taken for the nearer end.
    pub fn add(&mut self, confidence: Option<f64>, right: bool) {
        let Some(confidence) = confidence.filter(|c| !c.is_nan()) else {
            self.without += 1;
            return;
        };
        let confidence = confidence.clamp(0.0, 1.0);
        let bin = &mut self.bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
        bin.0 += 1;
        bin.1 += confidence;
        bin.2 += usize::from(right);
    }

    pub fn result(&self) -> Calibration {
        let judged: usize = self.bins.iter().map(|bin| bin.0).sum();
        let mut error = 0.0;
        let bins = self.bins.iter().enumerate().map(|(index, &(count, sum, right))| {
            let share = |of: f64| if count == 0 { 0.0 } else { of / count as f64 };
            let (confidence, right) = (share(sum), share(right as f64));
            if judged > 0 {
                error += (confidence - right).abs() * count as f64 / judged as f64;
            }
            let edge = |index: usize| index as f64 / BINS as f64;
            Bin {
                from: edge(index),
                to: edge(index + 1),
                count,
                confidence,
                right,
            }
        });
        Calibration {
            bins: bins.collect(),
            error,
            judged,
            without: self.without,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_error_by_hand() {
        let mut reliability = Reliability::default();
        for (confidence, right) in [
            (0.9, true),
            (0.95, false),
            (1.0, true),
            (0.25, false),
            (7.0, true),
        ] {
            reliability.add(Some(confidence), right);
        }
        reliability.add(None, true);
        let result = reliability.result();
        assert_eq!((result.judged, result.without), (5, 1));
        assert_eq!((result.bins[9].count, result.bins[2].count), (4, 1));
        assert_eq!(result.bins[9].right, 0.75);
        // Four of mean .9625, three right: .2125 apart; one of .25, wrong: .25 apart.
        assert!((result.error - (0.2125 * 0.8 + 0.25 * 0.2)).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_well_calibrated() {
        assert_eq!(Reliability::default().result().error, 0.0);
    }
}
