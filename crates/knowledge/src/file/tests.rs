#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

fn file(names: &[(String, u32)]) -> Vec<u8> {
    let mut sorted = names.to_vec();
    sorted.sort();
    let mut writer = Writer::default();
    for (name, person) in &sorted {
        let name = writer.string(name);
        writer.row(Table::Names, vec![name, *person]);
    }
    writer.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_found_as_it_was_given(
        names in proptest::collection::vec(("[a-dé ]{0,3}", prop_oneof![0..4_u32, any::<u32>()]), 0..300),
    ) {
        let bytes = file(&names);
        let file = File::open(&bytes).unwrap();
        let rows = file.rows(Table::Names);
        prop_assert_eq!(rows.len(), names.len());
        for (name, _) in &names {
            let found: Vec<u32> = file.find(Table::Names, name).map(|row| rows.get(row, 1)).collect();
            let mut given: Vec<u32> =
                names.iter().filter(|(other, _)| other == name).map(|(_, person)| *person).collect();
            given.sort_unstable();
            prop_assert_eq!(found, given);
            let first = file.find(Table::Names, name).start;
            prop_assert_eq!(file.string(rows.get(first, 0)), name);
        }
        prop_assert!(file.find(Table::Names, "e").is_empty() && file.find(Table::Agents, "a").is_empty());
        prop_assert_eq!((rows.get(names.len(), 0), rows.get(0, 99)), (0, 0));
        prop_assert_eq!(file.string(u32::MAX), "");
    }

    #[test]
    fn no_bytes_break_it(mut bytes in proptest::collection::vec(any::<u8>(), 0..800), good in any::<bool>()) {
        if good {
            let mut real = file(&[("a".into(), 1), ("b".into(), 70_000)]);
            for (place, byte) in real.iter_mut().skip(8).zip(&bytes) {
                if byte % 16 == 0 {
                    *place = *byte;
                }
            }
            bytes = real;
        }
        if let Some(file) = File::open(&bytes) {
            for (table, width, _) in TABLES {
                let rows = file.rows(table);
                let _ = file.find(table, "a");
                let last = rows.len().saturating_sub(1);
                (0..width).for_each(|column| _ = file.string(rows.get(last, column)));
            }
        }
    }
}
