//! The compiled file: a pool of strings and sorted tables of 32-bit numbers, read where it lies.
//!
//! Layout, all numbers little-endian `u32`: the eight bytes `ONRKNOW1`; for the pool and then for each of
//! [`TABLES`] its first byte and its length in bytes; then their bytes. A string is one number, its place in the pool
//! times 256 plus its length (at most 255 bytes). A code (`RUS`, `GOV`) is one number, its up to four letters as bytes.

use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"ONRKNOW1";

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

/// Every table with the number of its columns.
pub const TABLES: [(Table, usize); 11] = [
    (Table::Countries, 5),
    (Table::Places, 3),
    (Table::People, 4),
    (Table::Terms, 6),
    (Table::ByCountry, 2),
    (Table::Titles, 5),
    (Table::Names, 2),
    (Table::Surnames, 2),
    (Table::Actors, 10),
    (Table::Agents, 4),
    (Table::GivenNames, 3),
];

/// A compiled file in memory.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    pool: &'a str,
    tables: [Rows<'a>; TABLES.len()],
}

/// The rows of a table.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    bytes: &'a [u8],
    width: usize,
}

impl<'a> File<'a> {
    /// A file without rows.
    pub fn empty() -> Self {
        Self {
            pool: "",
            tables: TABLES.map(|(_, width)| Rows { bytes: &[], width }),
        }
    }

    /// Takes the file's bytes as they are. `None` where they are not such a file.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut heads = bytes.strip_prefix(MAGIC)?.chunks_exact(8);
        let mut part = || {
            let head = heads.next()?;
            let (first, length) = (number(head, 0) as usize, number(head, 4) as usize);
            bytes.get(first..first.checked_add(length)?)
        };
        let pool = std::str::from_utf8(part()?).ok()?;
        let mut tables = [Rows { bytes: &[], width: 1 }; TABLES.len()];
        for (rows, (_, width)) in tables.iter_mut().zip(TABLES) {
            *rows = Rows {
                bytes: part()?,
                width,
            };
        }
        Some(Self { pool, tables })
    }

    /// The rows of `table`.
    pub fn rows(&self, table: Table) -> Rows<'a> {
        self.tables[table as usize]
    }

    /// The string that `place` stands for.
    pub fn string(&self, place: u32) -> &'a str {
        let first = (place >> 8) as usize;
        self.pool
            .get(first..first + (place & 255) as usize)
            .unwrap_or_default()
    }

    /// The rows of `table`, whose first column is a string, where that is `key`.
    pub fn find(&self, table: Table, key: &str) -> std::ops::Range<usize> {
        let rows = self.rows(table);
        let first = rows.partition(|row| self.string(rows.get(row, 0)) < key);
        let mut last = first;
        while last < rows.len() && self.string(rows.get(last, 0)) == key {
            last += 1;
        }
        first..last
    }
}

impl Rows<'_> {
    /// How many.
    pub fn len(&self) -> usize {
        self.bytes.len() / (self.width * 4)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number in a row and column; zero outside the table.
    pub fn get(&self, row: usize, column: usize) -> u32 {
        number(self.bytes, (row * self.width + column) * 4)
    }

    /// The first row for which `before` is false, where it is true for all rows before that.
    pub fn partition(&self, before: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
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
}

fn number(bytes: &[u8], place: usize) -> u32 {
    let four = bytes.get(place..place + 4).and_then(|four| four.try_into().ok());
    u32::from_le_bytes(four.unwrap_or_default())
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

/// Makes a compiled file.
#[derive(Debug, Default)]
pub struct Writer {
    pool: String,
    known: BTreeMap<String, u32>,
    tables: BTreeMap<usize, Vec<Vec<u32>>>,
}

impl Writer {
    /// Puts a string into the pool once; gives its number. What goes beyond 255 bytes is cut.
    pub fn string(&mut self, text: &str) -> u32 {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        let mut cut = text.len().min(255);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let text = &text[..cut];
        let place = (self.pool.len() as u32) << 8 | cut as u32;
        self.pool.push_str(text);
        self.known.insert(text.to_owned(), place);
        place
    }

    /// Appends a row, which has as many numbers as `table` has columns.
    pub fn row(&mut self, table: Table, row: Vec<u32>) {
        debug_assert_eq!(row.len(), TABLES[table as usize].1);
        self.tables.entry(table as usize).or_default().push(row);
    }

    /// The file's bytes. `None` where the pool is too large (16 MiB).
    pub fn finish(self) -> Option<Vec<u8>> {
        if self.pool.len() >= 1 << 24 {
            return None;
        }
        let mut parts = vec![self.pool.into_bytes()];
        for table in 0..TABLES.len() {
            let rows = self.tables.get(&table).into_iter().flatten().flatten();
            parts.push(rows.flat_map(|number| number.to_le_bytes()).collect());
        }
        let mut bytes = MAGIC.to_vec();
        let mut first = MAGIC.len() + 8 * parts.len();
        for part in &parts {
            bytes.extend((first as u32).to_le_bytes());
            bytes.extend((part.len() as u32).to_le_bytes());
            first += part.len();
        }
        bytes.extend(parts.concat());
        Some(bytes)
    }
}
