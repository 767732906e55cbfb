//! The compiled file: sorted strings and tables of numbers, read where they lie.
//!
//! It is laid out to be small, and smaller still when it is compressed. All numbers are little-endian. The eight bytes
//! `ONRKNOW2`; then of each part its first byte and its length, as `u32`; then the parts:
//!
//! * all strings, each once, in the order of their bytes and ended by a line feed. A string's number is its place among
//!   them; number 0 is the empty string;
//! * of every [`BLOCK`]th string its first byte among the strings, as `u32`;
//! * the columns of each of [`TABLES`], one after the other: see [`Column`].
//!
//! A code (`RUS`, `GOV`) is one number, its up to four letters as bytes.

mod writer;

use std::cmp::Ordering;
use std::ops::Range;

pub use writer::Writer;

const MAGIC: &[u8; 8] = b"ONRKNOW2";

/// So many strings stand between two whose places are known.
const BLOCK: usize = 8;

/// What ends a string, and is in none.
const END: u8 = b'\n';

/// The tables, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Table {
    /// iso3, name, Wikidata number, iso2, who leads (`S` or `G`); by iso3.
    Countries,
    /// Key, iso3, kind; by key.
    Places,
    /// Wikidata number, name, gender, first row in `Terms`; by that row.
    People,
    /// Title (row in `Titles`), iso3, from, to, as_of, person; by person.
    Terms,
    /// iso3, row in `Terms`; by both.
    ByCountry,
    /// Label, kind, portfolios (low, high half), the words that count; by label.
    Titles,
    /// Name key, person; by both.
    Names,
    /// One word of a name, person; by both.
    Surnames,
    /// Key, name, iso3, sector, second sector, from, to, type, Wikidata number, rank; by key and rank.
    Actors,
    /// Key, sector, second sector, rank; by key and rank.
    Agents,
    /// Key, men, women of that first name; by key.
    GivenNames,
}

/// Every table with the number of its columns, and which of them hold strings.
pub const TABLES: [(Table, usize, &[usize]); 11] = [
    (Table::Countries, 5, &[1]),
    (Table::Places, 3, &[0]),
    (Table::People, 4, &[1]),
    (Table::Terms, 6, &[]),
    (Table::ByCountry, 2, &[]),
    (Table::Titles, 5, &[0, 4]),
    (Table::Names, 2, &[0]),
    (Table::Surnames, 2, &[0]),
    (Table::Actors, 10, &[0, 1]),
    (Table::Agents, 4, &[0]),
    (Table::GivenNames, 3, &[0]),
];

/// The columns of the widest table.
const WIDEST: usize = 10;

/// A compiled file in memory.
#[derive(Clone, Debug)]
pub struct File<'a> {
    strings: &'a str,
    /// Where every [`BLOCK`]th string begins.
    blocks: &'a [u8],
    tables: [Rows<'a>; TABLES.len()],
}

/// The rows of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rows<'a> {
    columns: [Column<'a>; WIDEST],
    length: usize,
}

/// The numbers of a column: the bytes that each takes, 1 to 4; how many values there are to
/// choose from, as `u32`, and these in their order, as `u32` each; then the lowest bytes of all rows, the next bytes of
/// all rows, and so on. Where there are values, a row says which of them it has, else it is the number itself.
#[derive(Clone, Copy, Debug, Default)]
struct Column<'a> {
    values: &'a [u8],
    width: usize,
    bytes: &'a [u8],
    rows: usize,
}

impl<'a> File<'a> {
    /// A file without rows.
    pub fn empty() -> Self {
        Self {
            strings: "",
            blocks: &[],
            tables: Default::default(),
        }
    }

    /// Takes the file's bytes as they are. `None` where they are not such a file.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut heads = bytes.strip_prefix(MAGIC)?.chunks_exact(8);
        let mut part = || {
            let head = heads.next()?;
            let (first, length) = (number(head, 0) as usize, number(head, 1) as usize);
            bytes.get(first..first.checked_add(length)?)
        };
        let strings = std::str::from_utf8(part()?).ok()?;
        let blocks = part()?;
        let mut tables: [Rows; TABLES.len()] = Default::default();
        for (rows, (_, width, _)) in tables.iter_mut().zip(TABLES) {
            for column in rows.columns.iter_mut().take(width) {
                *column = Column::open(part()?)?;
            }
            rows.length = rows.columns[0].rows;
        }
        Some(Self {
            strings,
            blocks,
            tables,
        })
    }

    /// The rows of `table`.
    pub fn rows(&self, table: Table) -> &Rows<'a> {
        &self.tables[table as usize]
    }

    /// The string of that number; empty where there is none.
    pub fn string(&self, number: u32) -> &'a str {
        let number = number as usize;
        if number / BLOCK >= self.blocks.len() / 4 {
            return "";
        }
        let mut first = self.block(number / BLOCK);
        for _ in 0..number % BLOCK {
            first += self.length(first) + 1;
        }
        let last = first + self.length(first);
        self.strings.get(first..last).unwrap_or_default()
    }

    /// Where a block of strings begins.
    fn block(&self, block: usize) -> usize {
        number(self.blocks, block) as usize
    }

    /// The length of the string that begins there.
    fn length(&self, first: usize) -> usize {
        let rest = self.strings.as_bytes().get(first..).unwrap_or_default();
        rest.iter().position(|byte| *byte == END).unwrap_or(rest.len())
    }

    /// How the string that begins there stands to `key`.
    fn compare(&self, first: usize, key: &[u8]) -> Ordering {
        let rest = self.strings.as_bytes().get(first..).unwrap_or_default();
        let (start, rest) = rest.split_at(key.len().min(rest.len()));
        // What ends a string comes before all that a string has in it.
        let longer = rest.first().is_some_and(|next| *next != END);
        start.cmp(key).then(if longer {
            Ordering::Greater
        } else {
            Ordering::Equal
        })
    }

    /// The number of a string that is `key`.
    fn number_of(&self, key: &str) -> Option<u32> {
        let key = key.as_bytes();
        let starts = |block| self.compare(self.block(block), key).is_le();
        let block = partition(self.blocks.len() / 4, starts).checked_sub(1)?;
        let mut first = self.block(block);
        for place in 0..BLOCK {
            match self.compare(first, key) {
                Ordering::Less => first += self.length(first) + 1,
                Ordering::Equal => return u32::try_from(block * BLOCK + place).ok(),
                Ordering::Greater => return None,
            }
        }
        None
    }

    /// The rows of `table`, whose first column is a string, where that is `key`.
    pub fn find(&self, table: Table, key: &str) -> Range<usize> {
        let Some(number) = self.number_of(key) else {
            return 0..0;
        };
        let rows = self.rows(table);
        let first = rows.partition(|row| rows.get(row, 0) < number);
        let found = (first..rows.len()).take_while(|row| rows.get(*row, 0) == number);
        first..first + found.count()
    }
}

impl Rows<'_> {
    /// How many.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The number in a row and column; zero outside the table.
    pub fn get(&self, row: usize, column: usize) -> u32 {
        self.columns.get(column).map_or(0, |column| column.get(row))
    }

    /// The first row for which `before` is false, where it is true for all rows before that.
    pub fn partition(&self, before: impl Fn(usize) -> bool) -> usize {
        partition(self.length, before)
    }
}

impl<'a> Column<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let (width, rest) = bytes.split_first()?;
        let (values, rest) = rest.split_at_checked(4)?;
        let (values, bytes) = rest.split_at_checked(number(values, 0) as usize * 4)?;
        let width = usize::from(*width);
        Some(Self {
            values,
            width,
            bytes,
            rows: bytes.len() / width.max(1),
        })
    }

    fn get(&self, row: usize) -> u32 {
        if row >= self.rows {
            return 0;
        }
        let byte = |place: usize| self.bytes.get(place).copied().unwrap_or_default();
        let places = (0..self.width.min(4)).rev().map(|plane| plane * self.rows + row);
        let found = places.fold(0, |number, place| number << 8 | u32::from(byte(place)));
        if self.values.is_empty() {
            found
        } else {
            number(self.values, found as usize)
        }
    }
}

fn partition(length: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = usize::midpoint(low, high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The number at a place among `u32`s; zero behind them.
fn number(bytes: &[u8], place: usize) -> u32 {
    let four = place
        .checked_mul(4)
        .and_then(|first| bytes.get(first..)?.first_chunk());
    four.map_or(0, |four| u32::from_le_bytes(*four))
}

/// A code of up to four letters as a number; the empty code is zero.
pub fn code(letters: &str) -> u32 {
    let mut bytes = [0; 4];
    for (byte, letter) in bytes.iter_mut().zip(letters.bytes()) {
        *byte = letter;
    }
    u32::from_le_bytes(bytes)
}

/// The letters of a code.
pub fn letters(code: u32) -> String {
    code.to_le_bytes()
        .into_iter()
        .take_while(|byte| *byte != 0)
        .map(char::from)
        .collect()
}

#[cfg(test)]
mod tests;
