//! brat's stand-off files, read back.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::HashMap;
use std::fs;

use common::{TEXT, attribution, hostile, record};
use onrecord_export::{Brat, Error, Sink, ann};
use onrecord_record::{AttributionType, Record};
use onrecord_text::{Span, Text};
use proptest::prelude::*;

type Spans = Vec<(usize, usize)>;

#[test]
fn an_article() {
    insta::assert_snapshot!(ann(&record()).unwrap());
}

/// Reads attributions as source, cue and content, and checks every line against the text as brat does.
fn read(ann: &str, text: &str) -> Vec<[Spans; 3]> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans: HashMap<&str, (&str, Spans)> = HashMap::new();
    let mut attributions = Vec::new();
    for line in ann
        .strip_suffix('\n')
        .unwrap_or(ann)
        .split('\n')
        .filter(|line| !line.is_empty())
    {
        let fields: Vec<&str> = line.splitn(3, '\t').collect();
        if line.starts_with('T') {
            let (kind, offsets) = fields[1].split_once(' ').unwrap();
            let offsets: Spans = offsets
                .split(';')
                .map(|piece| {
                    piece
                        .split_once(' ')
                        .map(|(s, e)| (s.parse().unwrap(), e.parse().unwrap()))
                        .unwrap()
                })
                .collect();
            let pieces: Vec<String> = offsets
                .iter()
                .map(|&(s, e)| chars[s..e].iter().collect())
                .collect();
            assert!(pieces.iter().all(|piece| !piece.contains('\n')));
            assert_eq!(pieces.join(" "), fields[2]);
            assert!(spans.insert(fields[0], (kind, offsets)).is_none());
        } else {
            let mut roles = [vec![], vec![], vec![]];
            for (index, role) in fields[1].split(' ').enumerate() {
                let (role, id) = role.split_once(':').unwrap();
                let (kind, offsets) = &spans[id];
                assert_eq!(*kind, role);
                if let Some(place) = ["Source", "Cue", "Content"]
                    .iter()
                    .position(|known| *known == role)
                {
                    assert!(index > 0);
                    roles[place] = offsets.clone();
                }
            }
            let kind = if roles[0].is_empty() {
                "Attribution-no-source:"
            } else {
                "Attribution:"
            };
            assert!(fields[1].starts_with(kind), "{line}");
            attributions.push(roles);
        }
    }
    attributions
        .into_iter()
        .map(|roles| roles.map(|spans| joined(spans, &chars)))
        .collect()
}

/// Spans with only white space between them are one; white space at the ends of spans goes.
fn joined(spans: Spans, chars: &[char]) -> Spans {
    let space = |c: &char| c.is_whitespace() || c.is_control();
    let mut joined: Spans = Vec::new();
    for (mut start, mut end) in spans {
        while start < end && space(&chars[start]) {
            start += 1;
        }
        while start < end && space(&chars[end - 1]) {
            end -= 1;
        }
        match joined.last_mut() {
            _ if start == end => {}
            Some(last) if chars[last.1..start].iter().all(space) => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    joined
}

fn expected(record: &Record) -> Vec<[Spans; 3]> {
    let chars: Vec<char> = record.text.as_deref().unwrap().chars().collect();
    let spans = |spans: &[Span]| {
        joined(
            spans.iter().map(|span| (span.start(), span.end())).collect(),
            &chars,
        )
    };
    record
        .attributions
        .iter()
        .map(|a| [spans(&a.source), spans(&a.cue), spans(&a.content)])
        .collect()
}

#[test]
fn reads_back_as_the_same_attributions() {
    let record = record();
    assert_eq!(read(&ann(&record).unwrap(), TEXT), expected(&record));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_spans_read_back(
        chars in prop::collection::vec(prop::sample::select("ab é🦀\n\r\u{2028}\t".chars().collect::<Vec<_>>()), 1..50),
        cuts in prop::collection::vec(prop::collection::btree_set(0usize..50, 0..8), 0..12),
    ) {
        let string: String = chars.iter().collect();
        let text = Text::new(string.clone());
        let roles: Vec<Vec<Span>> = cuts
            .iter()
            .map(|cuts| {
                let cuts: Vec<usize> = cuts.iter().copied().collect();
                cuts.chunks_exact(2).filter_map(|pair| text.span(pair[0], pair[1])).collect()
            })
            .collect();
        let attributions = roles
            .chunks_exact(3)
            .map(|roles| {
                attribution("a", AttributionType::Indirect, [roles[0].clone(), roles[1].clone(), roles[2].clone()], 0.5)
            })
            // A record's contents are never empty; those of white space alone can't be shown in brat.
            .filter(|a| a.content.iter().any(|span| text.slice(*span).chars().any(|c| !c.is_whitespace())))
            .collect();
        let record = Record { text: Some(string.clone()), attributions, ..Default::default() };
        prop_assert_eq!(read(&ann(&record).unwrap(), &string), expected(&record));
    }
}

#[test]
fn files_stay_in_their_folder_and_never_meet() {
    let folder = tempfile::tempdir().unwrap();
    let mut brat = Brat::new(folder.path().join("out")).unwrap();
    let mut records = vec![record(), record(), hostile()];
    for id in ["COURIER-7", "courier-7-2", "../../courier-7", ""] {
        records.push(Record {
            id: id.into(),
            ..record()
        });
    }
    for record in &records {
        brat.write(record).unwrap();
    }
    brat.finish().unwrap();
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".ann"))
        .collect();
    names.sort();
    insta::assert_debug_snapshot!(names);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing outside of the folder"
    );
    assert_eq!(
        fs::read_dir(folder.path().join("out")).unwrap().count(),
        2 * records.len()
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("out/courier-7.txt")).unwrap(),
        TEXT
    );
}

#[test]
fn a_record_without_its_text_is_an_error() {
    let record = Record {
        text: None,
        ..record()
    };
    let error = ann(&record).unwrap_err();
    assert!(matches!(error, Error::NoText(_)));
    assert_eq!(
        error.to_string(),
        "record \"courier-7\" holds no text, which this format shows; make it with its text"
    );
}

#[cfg(unix)]
#[test]
fn others_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mut brat = Brat::new(folder.path()).unwrap();
    brat.write(&record()).unwrap();
    let plain = folder.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&folder.path().join("courier-7.ann")), mode(&plain));
}
