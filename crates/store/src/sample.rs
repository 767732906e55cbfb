use std::collections::BTreeMap;

use crate::{Error, Statement, Store, statement};

/// By what a sample is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stratum {
    Outlet,
    Type,
    Stance,
    Speaker,
    Day,
    Model,
}

impl Stratum {
    fn column(self) -> &'static str {
        match self {
            Self::Outlet => "d.outlet",
            Self::Type => "a.type",
            Self::Stance => "a.stance",
            Self::Speaker => "a.speaker",
            Self::Day => "d.day",
            Self::Model => "r.model",
        }
    }
}

impl Store {
    /// `number` statements for checks by hand, as evenly spread over the strata as these allow; without strata, drawn
    /// from all. The same store and seed give the same sample.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn sample(&self, number: usize, strata: &[Stratum], seed: u64) -> Result<Vec<Statement>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let columns: Vec<&str> = strata.iter().map(|stratum| stratum.column()).collect();
        let key = if columns.is_empty() {
            "''".to_owned()
        } else {
            format!("json_array({})", columns.join(", "))
        };
        let sql = format!(
            "SELECT a.id, {key} FROM kept_attributions a JOIN documents d ON d.id = a.document AND d.current = 1 \
             JOIN runs r ON r.id = d.run WHERE a.rejected = 0"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut drawn: BTreeMap<String, Vec<(u64, i64)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let stratum = drawn.entry(row.get(1)?).or_default();
            stratum.push((shuffled(seed, id), id));
            // What can't be drawn any more is forgotten.
            if stratum.len() > 2 * number + 64 {
                stratum.sort_unstable();
                stratum.truncate(number);
            }
        }
        for stratum in drawn.values_mut() {
            stratum.sort_unstable();
        }
        let mut ids = Vec::with_capacity(number);
        for round in 0.. {
            let round: Vec<i64> = drawn
                .values()
                .filter_map(|stratum| stratum.get(round))
                .map(|(_, id)| *id)
                .collect();
            if round.is_empty() || ids.len() >= number {
                break;
            }
            ids.extend(round);
        }
        ids.truncate(number);
        statement::load(&self.connection, &ids)
    }
}

/// A number that looks drawn by lot: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn shuffled(seed: u64, id: i64) -> u64 {
    let mut z =
        (seed ^ id.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
