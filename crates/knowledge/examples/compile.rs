//! Compiles the tables of facts and the hand-written ones into the file that ships:
//!
//! ```text
//! cargo run --release -p onrecord-knowledge --example compile -- ../shared/kb crates/knowledge/data
//! ```
//!
//! The first folder holds holders.tsv, legislators.tsv, persons.tsv, countries.tsv, actors.tsv and agents.tsv; of
//! countries.tsv only the columns of the first source (PDDL) are read. The second holds the hand-written tables and
//! takes `knowledge.bin`. The same tables give the same bytes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "compile/actors.rs"]
mod actors;
#[path = "compile/countries.rs"]
mod countries;
#[path = "compile/people.rs"]
mod people;
#[path = "compile/tsv.rs"]
mod tsv;

use std::path::PathBuf;

use onrecord_knowledge::file::Writer;

fn main() {
    let folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let [kb, own] = folders.as_slice() else {
        panic!("name two folders: the tables of facts and the hand-written ones");
    };
    let mut writer = Writer::default();
    countries::compile(kb, own, &mut writer);
    people::compile(kb, own, &mut writer);
    actors::compile(kb, own, &mut writer);
    let bytes = writer.finish().expect("the strings are more than 16 MiB");
    println!("{} bytes", bytes.len());
    std::fs::write(own.join("knowledge.bin"), bytes).unwrap();
}
