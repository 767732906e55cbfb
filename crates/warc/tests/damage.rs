//! Damage costs the record that it is in, and no other.
#![allow(clippy::unwrap_used, reason = "a test")]

mod writing;

use onrecord_warc::{Cause, Limits, Record, Records};
use proptest::prelude::*;
use writing::{FORMS, Form, damages, file, gzip, ids, page, read, record, response};

fn records(count: usize, length: usize) -> Vec<Vec<u8>> {
    let block = |id: usize| response(&page(id as u64, length + 97 * id));
    (0..count).map(|id| record("response", id, &block(id))).collect()
}

/// The number of the record that a byte is in.
fn at(offsets: &[usize], byte: usize) -> usize {
    offsets.partition_point(|&offset| offset <= byte) - 1
}

/// Every record but that of the damaged byte must come, in order.
fn check_flip(form: Form, records: &[Vec<u8>], byte: usize, mask: u8) {
    let (mut broken, offsets) = file(form, records);
    broken[byte] ^= mask;
    let hit = at(&offsets, byte);
    // Their ids may be what was damaged.
    let found = read(&broken, Limits::default());
    let number = |found: &Record| {
        records.iter().position(|record| {
            !found.block.is_empty() && record.ends_with(&[&found.block[..], b"\r\n\r\n"].concat())
        })
    };
    let numbers = found.iter().flatten().filter_map(number);
    let found: Vec<_> = numbers.filter(|&id| form == Form::OneGzip || id != hit).collect();
    let others: Vec<_> = (0..offsets.len()).filter(|&id| id != hit).collect();
    match form {
        // Nothing tells which record has the damage before the member's end.
        Form::OneGzip => assert!(found.is_sorted_by(|a, b| a < b), "byte {byte}: {found:?}"),
        _ => assert_eq!(
            found, others,
            "{form:?}, byte {byte} of record {hit}, mask {mask:#x}"
        ),
    }
}

#[test]
fn one_byte_flipped_anywhere() {
    let records = records(4, 300);
    for form in FORMS {
        for byte in 0..file(form, &records).0.len() {
            for mask in [0x01, 0x10, 0x80, 0xff] {
                check_flip(form, &records, byte, mask);
            }
        }
    }
}

#[test]
fn one_byte_flipped_in_a_file_with_a_dictionary() {
    let path = format!(
        "{}/tests/data/folded-dictionary.warc.zst",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).unwrap();
    let all = read(&bytes, Limits::default());
    let first = all[0].as_ref().unwrap().offset as usize;
    for byte in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[byte] ^= 0x10;
        let (found, _) = ids(&broken);
        // Every record needs the dictionary.
        assert!(found.len() >= 19 || byte < first, "byte {byte}: {found:?}");
    }
}

#[test]
fn cut_anywhere() {
    let records = records(4, 300);
    for form in FORMS {
        let (bytes, offsets) = file(form, &records);
        for length in 0..bytes.len() {
            let (found, damaged) = ids(&bytes[..length]);
            assert!(found.iter().enumerate().all(|(index, &id)| index == id));
            if form != Form::OneGzip {
                let whole = if length == 0 { 0 } else { at(&offsets, length - 1) };
                let has_last = found.len() == whole + 1;
                assert!(
                    found.len() == whole || has_last,
                    "{form:?}, {length} bytes: {found:?}"
                );
                assert_eq!(
                    damaged,
                    usize::from(length > 0 && !has_last),
                    "{form:?}, {length} bytes"
                );
            }
        }
    }
}

#[test]
fn everything_before_the_cut_in_one_large_member() {
    let records: Vec<_> = (0..200)
        .map(|id| record("response", id, page(id as u64, 3000).as_bytes()))
        .collect();
    let (bytes, _) = file(Form::OneGzip, &records);
    let (found, damaged) = ids(&bytes[..bytes.len() / 2]);
    assert!(found.len() > 95 && found.len() < 105, "{}", found.len());
    assert_eq!(damaged, 1);
}

#[test]
fn garbage_between_members() {
    let records = records(3, 500);
    for garbage in [
        &b"\0\0\0\0"[..],
        b"<html>garbage",
        b"\x1f\x8b\x08",
        b"WARC/1.",
        b"WARC/1.0\r\n\r\n",
    ] {
        let garbage = [garbage, b"\r\n\r\n"].concat();
        for form in [Form::Plain, Form::Gzip, Form::Zstd] {
            let (bytes, offsets) = file(form, &records);
            // A file is taken for what it begins like.
            let begins_like = match garbage[0] {
                0x1f => Some(Form::Gzip),
                b'W' => Some(Form::Plain),
                _ => None,
            };
            let is_misleading = begins_like.is_some_and(|other| form != other);
            for &offset in &offsets[usize::from(is_misleading)..] {
                let mut broken = bytes.clone();
                broken.splice(offset..offset, garbage.iter().copied());
                let (found, damaged) = ids(&broken);
                assert_eq!(found, [0, 1, 2], "{form:?}, {garbage:?} at {offset}");
                assert!(
                    (1..=2).contains(&damaged),
                    "{form:?}, {garbage:?} at {offset}: {damaged}"
                );
            }
        }
    }
}

#[test]
fn wrong_lengths() {
    let sound = record("response", 0, &response("<p>one</p>"));
    let after = record("response", 1, &response("<p>two</p>"));
    let length = response("<p>one</p>").len();
    let sound = String::from_utf8(sound).unwrap();
    for wrong in [
        "",
        "x",
        "-1",
        "1e3",
        "0x10",
        "9223372036854775808",
        "18446744073709551615",
        "99999999999999999999999",
        "0",
        "1",
        &(length + 60).to_string(),
        &(length - 20).to_string(),
        "1000000",
        "99999999",
    ] {
        let broken = sound.replace(
            &format!("Content-Length: {length}"),
            &format!("Content-Length: {wrong}"),
        );
        let plain = [broken.as_bytes(), &after].concat();
        assert_eq!(ids(&plain), (vec![1], 1), "{wrong}, plain");
        let in_gzip = [gzip(broken.as_bytes()), gzip(&after)].concat();
        assert_eq!(ids(&in_gzip), (vec![1], 1), "{wrong}, gzip");
        assert_eq!(ids(&gzip(&plain)), (vec![1], 1), "{wrong}, one member");
    }
    let missing = sound.replace("Content-Length", "Content-Size");
    assert_eq!(ids(&[missing.as_bytes(), &after].concat()), (vec![1], 1));
    let untyped = sound.replace("WARC-Type", "WARC-Tape");
    assert_eq!(ids(&[untyped.as_bytes(), &after].concat()), (vec![1], 1));
}

#[test]
fn damages_say_where_they_are() {
    let records = records(3, 500);
    let (mut bytes, offsets) = file(Form::Gzip, &records);
    let end = offsets[2];
    bytes[end - 6] ^= 1;
    bytes.truncate(bytes.len() - 30);
    let found = damages(&bytes, Limits::default());
    let shown: Vec<_> = found
        .iter()
        .map(|(offset, cause)| (*offset as usize, cause.to_string()))
        .collect();
    assert_eq!(
        shown,
        [
            (
                offsets[1],
                "the compressed data do not match their checksum".into()
            ),
            (offsets[2], "the record is cut short".into())
        ]
    );
}

#[test]
fn long_records_are_passed_over() {
    let limits = Limits {
        block: 10_000,
        header: 1000,
        ..Limits::default()
    };
    let records: Vec<_> = [
        ("response", 500),
        ("response", 50_000),
        ("response", 9000),
        ("metadata", 50_000),
        ("resource", 10),
    ]
    .iter()
    .enumerate()
    .map(|(id, &(kind, length))| record(kind, id, page(id as u64, length).as_bytes()))
    .collect();
    for form in FORMS {
        let (bytes, offsets) = file(form, &records);
        let found: Vec<_> = Records::new(&bytes[..], limits).collect();
        assert_eq!(found.len(), 4, "{form:?}");
        assert_eq!(found.iter().flatten().count(), 3, "{form:?}");
        let damage = found[1].as_ref().unwrap_err();
        assert!(
            matches!(damage.cause, Cause::TooLong(10_000)),
            "{form:?}: {damage}"
        );
        assert_eq!(damage.offset as usize, offsets[1]);
    }
}

#[test]
fn endless_headers() {
    let sound = record("resource", 1, b"text");
    for endless in ["WARC/1.0\r\n", "WARC/1.0", "", "WARC/1.0\r\nWARC-Type: "] {
        for filling in ["x", "X-A: b\r\n"] {
            let mut bytes = endless.as_bytes().to_vec();
            bytes.extend(filling.repeat(100_000_000 / filling.len()).bytes());
            bytes.extend(b"\r\n\r\n");
            bytes.extend(&sound);
            let found: Vec<_> = Records::new(&bytes[..], Limits::default()).collect();
            let read = found.iter().flatten().count();
            assert_eq!((read, found.len()), (1, 2), "{endless:?} {filling:?}");
        }
    }
}

#[test]
fn members_that_unfold_without_end() {
    use std::io::Read;
    let sound = record("resource", 1, b"text");
    let mut bomb = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\n".to_vec();
    std::io::repeat(0)
        .take(99_999_999)
        .read_to_end(&mut bomb)
        .unwrap();
    let file = [gzip(&bomb), gzip(&sound)].concat();
    let found: Vec<_> = Records::new(&file[..], Limits::default()).collect();
    assert!(matches!(
        found[0].as_ref().unwrap_err().cause,
        Cause::Expansion(250)
    ));
    assert!(found[1].is_ok() && found.len() == 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        ids(&bytes);
        for start in [&b"\x1f\x8b\x08\0\0\0\0\0\0\x03"[..], b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18", b"WARC/1.0\r\n"] {
            ids(&[start, &bytes].concat());
        }
    }

    #[test]
    fn any_damage(
        form in prop::sample::select(&FORMS[..]),
        place in any::<prop::sample::Index>(),
        length in 0..60_usize,
        noise in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let (mut bytes, offsets) = file(form, &records(6, 400));
        let from = place.index(bytes.len());
        let to = (from + length).min(bytes.len());
        let (first, last) = (at(&offsets, from), at(&offsets, to.max(from + 1) - 1));
        bytes.splice(from..to, noise);
        let (found, _) = ids(&bytes);
        let expected: Vec<_> = match form {
            Form::OneGzip => Vec::new(),
            _ => (0..6).filter(|&id| id < first || id > last).collect(),
        };
        for id in expected {
            prop_assert!(found.contains(&id), "{form:?}: {id} of {found:?} after {from}..{to}");
        }
    }
}
