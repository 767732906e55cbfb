use std::collections::BTreeMap;
use std::path::Path;

/// A row: the values under their column's names.
pub struct Row(BTreeMap<String, String>);

impl Row {
    /// The value of a column that every table of this kind has.
    pub fn get(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// The values of a column that holds several, parted by `|`.
    pub fn several(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }
}

/// Reads a tab-separated table: `#` begins a comment line, the first other line names the columns, missing last values
/// are empty.
pub fn read(folder: &Path, name: &str) -> Vec<Row> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let (_, header) = lines
        .next()
        .unwrap_or_else(|| panic!("{}: no header", path.display()));
    let columns: Vec<&str> = header.split('\t').collect();
    let row = |(number, line): (usize, &str)| {
        let values: Vec<&str> = line.split('\t').collect();
        assert!(
            values.len() <= columns.len(),
            "{}:{}: too many values",
            path.display(),
            number + 1
        );
        let value = |place: usize| values.get(place).copied().unwrap_or_default().to_owned();
        Row(columns
            .iter()
            .enumerate()
            .map(|(place, column)| ((*column).to_owned(), value(place)))
            .collect())
    };
    lines.map(row).collect()
}
