//! Where the bytes of a store are.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use onrecord_record::Record;
use onrecord_store::Store;

/// Adds the records of a file, one a line, and prints the time that took, the size of the store over that of texts and
/// titles, and the bytes of each table and index over the same.
pub fn keep(path: &Path, records: &Path) {
    let mut store = Store::open(path).unwrap();
    let (mut adding, mut text) = (Duration::ZERO, 0);
    for line in BufReader::new(File::open(records).unwrap()).lines() {
        let record: Record = serde_json::from_str(&line.unwrap()).unwrap();
        text += [&record.text, &record.title]
            .into_iter()
            .flatten()
            .map(String::len)
            .sum::<usize>();
        let before = Instant::now();
        store.add(&record).unwrap();
        adding += before.elapsed();
    }
    println!("added in {:.2} s", adding.as_secs_f64());
    let over_text = |bytes: i64| bytes as f64 / text as f64;
    let mut parts = store
        .connection()
        .prepare(
            "SELECT name, sum(pgsize), sum(unused), sum(ncell) FROM dbstat GROUP BY name ORDER BY 2 DESC",
        )
        .unwrap();
    let mut rows = parts.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let [bytes, unused, cells] = [1, 2, 3].map(|n| row.get::<_, i64>(n).unwrap());
        let name: String = row.get(0).unwrap();
        println!(
            "{:6.3} {name}: {bytes} bytes, {unused} unused, {cells} cells",
            over_text(bytes)
        );
    }
    drop(rows);
    drop(parts);
    drop(store);
    let size = fs::metadata(path).unwrap().len() as i64;
    println!("{size} bytes over {text} bytes of text: {:.2}", over_text(size));
}
