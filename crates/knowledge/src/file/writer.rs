use std::collections::{BTreeMap, BTreeSet};

use super::{BLOCK, END, MAGIC, TABLES, Table};

/// Makes a compiled file.
#[derive(Debug)]
pub struct Writer {
    /// Each string with the number that it has until all are known.
    strings: BTreeMap<String, u32>,
    tables: BTreeMap<usize, Vec<Vec<u32>>>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            strings: BTreeMap::from([(String::new(), 0)]),
            tables: BTreeMap::new(),
        }
    }
}

impl Writer {
    /// Takes a string; gives the number that stands for it in a row. A line feed in it becomes a space.
    pub fn string(&mut self, text: &str) -> u32 {
        let next = self.strings.len() as u32;
        *self.strings.entry(text.replace('\n', " ")).or_insert(next)
    }

    /// Appends a row, which has as many numbers as `table` has columns.
    pub fn row(&mut self, table: Table, row: Vec<u32>) {
        debug_assert_eq!(row.len(), TABLES[table as usize].1);
        self.tables.entry(table as usize).or_default().push(row);
    }

    /// The file's bytes. `None` where they are more than a `u32` counts.
    pub fn finish(self) -> Option<Vec<u8>> {
        let (strings, blocks) = self.pool()?;
        let mut parts = vec![strings, blocks];
        let sorted = self.sorted();
        for (table, (_, width, strings)) in TABLES.iter().enumerate() {
            let rows = self.tables.get(&table).map_or(&[][..], Vec::as_slice);
            for column in 0..*width {
                let numbers = rows.iter().map(|row| match row[column] {
                    string if strings.contains(&column) => sorted[string as usize],
                    number => number,
                });
                parts.push(packed(&numbers.collect::<Vec<_>>()));
            }
        }
        let mut bytes = MAGIC.to_vec();
        let mut first = MAGIC.len() + 8 * parts.len();
        for part in &parts {
            bytes.extend(u32::try_from(first).ok()?.to_le_bytes());
            bytes.extend(u32::try_from(part.len()).ok()?.to_le_bytes());
            first += part.len();
        }
        bytes.extend(parts.concat());
        Some(bytes)
    }

    /// The strings, and where every [`BLOCK`]th begins.
    fn pool(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut pool, mut blocks) = (Vec::new(), Vec::new());
        for (number, string) in self.strings.keys().enumerate() {
            if number % BLOCK == 0 {
                blocks.extend(u32::try_from(pool.len()).ok()?.to_le_bytes());
            }
            pool.extend(string.bytes());
            pool.push(END);
        }
        Some((pool, blocks))
    }

    /// Of each string's first number the place among the sorted.
    fn sorted(&self) -> Vec<u32> {
        let mut sorted = vec![0; self.strings.len()];
        for (place, number) in self.strings.values().enumerate() {
            sorted[*number as usize] = place as u32;
        }
        sorted
    }
}

/// A column in the fewer bytes: the numbers themselves, or the values there are and which of them a row has.
fn packed(numbers: &[u32]) -> Vec<u8> {
    let values: Vec<u32> = numbers
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let width = width(values.last().copied().unwrap_or_default());
    let fewer = self::width(values.len().saturating_sub(1) as u32);
    if fewer * numbers.len() + 4 * values.len() < width * numbers.len() {
        let places = numbers
            .iter()
            .map(|number| values.partition_point(|value| value < number) as u32);
        column(fewer, &values, &places.collect::<Vec<_>>())
    } else {
        column(width, &[], numbers)
    }
}

fn column(width: usize, values: &[u32], rows: &[u32]) -> Vec<u8> {
    let mut bytes = vec![width as u8];
    bytes.extend((values.len() as u32).to_le_bytes());
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    for plane in 0..width {
        bytes.extend(rows.iter().map(|row| row.to_le_bytes()[plane]));
    }
    bytes
}

/// As many bytes as numbers up to `most` take.
fn width(most: u32) -> usize {
    most.to_le_bytes()
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(1, |last| last + 1)
}
