//! Records into tables and Parquet, and back.

#![allow(clippy::unwrap_used)]

use arrow_array::RecordBatch;
use bytes::Bytes;
use onrecord_record::{Kept, KeptStatement, Record};
use onrecord_table::{Records, RecordsParquet, Row, StatementsParquet, records_schema, statements_schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const TITLE: &str = "Olsen: “no toll” 🦀";
const TEXT: &str = "“We will not pay,” Mara Olsen said on Friday, “not this year.”\n\nThe ministry denied that 12 had struck.";

/// A record in which nothing is missing.
fn full() -> Record {
    serde_json::from_value(json!({
        "schema": "onrecord/1", "id": "courier-7", "url": "https://www.courier.example/toll", "publisher": null,
        "title": TITLE, "author": "Ida Lund", "date": "2031-04-02T08:00:00+02:00", "updated": "2031-04-03",
        "section": "Harbour", "language": "en",
        "duplicate": {"of": "courier-6", "kind": "update", "similarity": 0.75},
        "sha256": "00", "text": TEXT, "block_quotes": [[0, 18]], "captions": ["The harbour.", ""],
        "provenance": {"file": "news.warc.gz", "uri": "https://courier.example/toll", "record": "<urn:uuid:1>",
            "offset": 1234567890123u64, "fetched": "2031-04-02T09:00:00Z", "digest": "sha1:A",
            "fields": {"date": "json-ld datePublished", "title": "og:title"}},
        "producer": {"name": "onrecord", "version": "0.1.0", "model": "m"},
        "attributions": [
            {"id": "a1", "type": "direct", "source": [[19, 29]], "cue": [[30, 34]], "content": [[0, 18], [46, 62]],
             "speaker": "e1", "speaker_confidence": 0.9, "evidence": "named in the source", "via": "e2", "time": "t1",
             "stance": "asserts", "parent": null, "confidence": 0.93},
            {"id": "a2", "type": "indirect", "source": [], "cue": [[77, 83]], "content": [[84, 102]], "speaker": null,
             "via": null, "time": "t0", "stance": "denies", "parent": "a1", "confidence": 1.0}],
        "title_attributions": [
            {"id": "h1", "type": "mixed", "source": [[0, 5]], "cue": [], "content": [[7, 16]], "speaker": "e1",
             "via": null, "time": null, "stance": null, "parent": null, "confidence": 0.5}],
        "entities": [
            {"id": "e1", "name": "Mara Olsen", "type": "person", "named": true, "role": "minister", "country": "VRN",
             "sector": "GOV", "wikidata": "Q42", "candidates": [{"wikidata": "Q1", "name": "M", "score": 0.5}],
             "evidence": "office by date", "mentions": [[19, 29]]},
            {"id": "e2", "name": "the Courier", "type": "organisation", "named": null, "role": null, "country": null,
             "sector": null, "wikidata": null, "mentions": []}],
        "times": [{"id": "t1", "span": [38, 44], "type": "DATE", "value": "2031-03-28", "mod": "APPROX",
            "earliest": "2031-03-28", "latest": "2031-03-29", "anchor": "t0", "quant": "EVERY", "freq": "2X"}],
        "quantities": [{"id": "q1", "span": [89, 91], "words": "12", "low": 12.0, "high": 12.5, "value": 12.0,
            "qualifier": "about", "unit": "percent", "of": [[92, 95]], "measure": "on strike", "polarity": "negative",
            "hypothetical": true, "attribution": "a2", "time": "t1"}],
        "rivals": [{"measure": "on strike", "group": "fishers", "accounts": [
            {"claimant": [[64, 76]], "attribution": "a2", "quantity": "q1", "span": [89, 91]}]}],
        "events": [{"id": "v1", "type": "PROTEST", "mode": "strike", "anchor": [[96, 102]], "actor": "e1",
            "recipient": "e2", "time": "t1", "place": "e2", "attribution": "a2"}],
        "extra": {"tags": ["x", {"deep": [1, null]}]}
    }))
    .unwrap()
}

/// A record in which everything is missing that may be.
fn bare() -> Record {
    Record {
        schema: "onrecord/1".into(),
        id: "bare".into(),
        ..Record::default()
    }
}

fn kept() -> Kept {
    let statement = |statement| KeptStatement {
        statement,
        speaker: Some("Mara K. Olsen".into()),
        speaker_id: Some(9),
        ..KeptStatement::default()
    };
    Kept {
        record: full(),
        document: 5,
        statements: [70, 71, 72].map(statement).into(),
    }
}

/// A table's rows as JSON without its nulls.
fn rows(batch: &RecordBatch) -> Vec<Value> {
    let rows: Vec<Value> = serde_arrow::from_record_batch(batch).unwrap();
    rows.into_iter().map(bare_of_nulls).collect()
}

fn bare_of_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let fields = object.into_iter().filter(|(_, value)| !value.is_null());
            fields.map(|(key, value)| (key, bare_of_nulls(value))).collect()
        }
        Value::Array(values) => values.into_iter().map(bare_of_nulls).collect(),
        value => value,
    }
}

/// JSON as a table can hold it: without nulls, and with `extra` as a string.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let fields = object.into_iter().filter(|(_, value)| !value.is_null());
            let fields = fields.map(|(key, value)| match key.as_str() {
                "extra" => (key, value.to_string().into()),
                _ => (key, plain(value)),
            });
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.into_iter().map(plain).collect(),
        Value::Number(number)
            if number
                .as_i64()
                .is_some_and(|n| number.is_f64() && n as f64 == 0.0) =>
        {
            0.into()
        }
        value => value,
    }
}

fn table(records: &[Record]) -> RecordBatch {
    let mut table = Records::new().unwrap();
    for record in records {
        table.push(record).unwrap();
    }
    table.take().unwrap()
}

fn expected(records: &[Record]) -> Vec<Value> {
    records
        .iter()
        .map(|record| plain(serde_json::to_value(record).unwrap()))
        .collect()
}

#[test]
fn a_table_of_records_holds_what_json_holds() {
    let records = [full(), bare(), full()];
    let batch = table(&records);
    assert_eq!(batch.schema(), records_schema());
    assert_eq!(rows(&batch), expected(&records));
    assert_eq!(table(&[]).num_rows(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_spans_come_back(text in "\\PC*|[\u{0}-\u{20}🦀]*", cuts in prop::collection::btree_set(0usize..2_000_000, 0..12)) {
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let spans: Vec<[usize; 2]> = cuts.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        let mut json = serde_json::to_value(full()).unwrap();
        json["text"] = text.into();
        json["attributions"][0]["content"] = json!(spans);
        let record: Record = serde_json::from_value(json).unwrap();
        prop_assert_eq!(rows(&table(std::slice::from_ref(&record))), expected(&[record]));
    }
}

fn read(parquet: Vec<u8>) -> (arrow_schema::SchemaRef, Vec<Value>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(parquet)).unwrap();
    let schema = builder.schema().clone();
    let batches = builder.build().unwrap();
    (schema, batches.flat_map(|batch| rows(&batch.unwrap())).collect())
}

fn records_parquet(records: &[Record]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut parquet = RecordsParquet::new(&mut bytes).unwrap();
    for record in records {
        parquet.write(record).unwrap();
    }
    parquet.finish().unwrap();
    drop(parquet);
    bytes
}

#[test]
fn parquet_of_records_reads_back_whole_and_is_the_same_each_time() {
    let records: Vec<Record> = (0..2500)
        .map(|n| if n % 7 == 0 { bare() } else { full() })
        .collect();
    let bytes = records_parquet(&records);
    assert_eq!(bytes, records_parquet(&records));
    let (schema, rows) = read(bytes);
    assert_eq!(schema, records_schema());
    assert_eq!(rows, expected(&records));
    assert_eq!(read(records_parquet(&[])).1, Vec::<Value>::new());
}

#[test]
fn a_row_is_a_statement_the_headline_first() {
    let record = full();
    let rows = Row::of(&record);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.part,
                row.attribution,
                row.words.as_str(),
                row.speaker,
                row.said_from,
                row.said_to,
            )
        })
        .collect();
    let olsen = Some("Mara Olsen");
    assert_eq!(
        told,
        [
            ("title", "h1", "“no toll”", olsen, None, None),
            (
                "text",
                "a1",
                "“We will not pay,” … “not this year.”",
                olsen,
                Some("2031-03-28"),
                Some("2031-03-29")
            ),
            ("text", "a2", "that 12 had struck", None, None, None),
        ]
    );
    let first = &rows[1];
    assert_eq!(
        (first.outlet.as_deref(), first.day),
        (Some("courier.example"), Some("2031-04-02"))
    );
    assert_eq!(
        (first.source.as_deref(), first.cue.as_deref()),
        (Some("Mara Olsen"), Some("said"))
    );
    assert_eq!(
        (first.statement, first.document, rows[2].source.as_ref()),
        (None, None, None)
    );
}

#[test]
fn what_a_store_knows_goes_before_the_record() {
    let kept = kept();
    let rows = Row::of_kept(&kept);
    let numbers: Vec<_> = rows.iter().map(|row| (row.statement, row.document)).collect();
    assert_eq!(
        numbers,
        [(Some(70), Some(5)), (Some(71), Some(5)), (Some(72), Some(5))]
    );
    assert_eq!(
        (rows[1].speaker, rows[1].speaker_id),
        (Some("Mara K. Olsen"), Some(9))
    );
    // Corrected to be open.
    assert_eq!((rows[1].wikidata, rows[1].said_from), (None, None));
}

#[test]
fn parquet_of_statements_reads_back_and_its_groups_are_bounded() {
    let kept = kept();
    let rows = Row::of_kept(&kept);
    let mut bytes = Vec::new();
    let mut parquet = StatementsParquet::new(&mut bytes).unwrap();
    const TIMES: usize = 44_000;
    for _ in 0..TIMES {
        parquet.write(&rows).unwrap();
    }
    parquet.finish().unwrap();
    drop(parquet);
    let builder = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).unwrap();
    assert_eq!(builder.schema(), &statements_schema());
    let groups = builder
        .metadata()
        .row_groups()
        .iter()
        .map(|group| group.num_rows());
    assert_eq!(groups.collect::<Vec<_>>(), [131_072, 3 * TIMES as i64 - 131_072]);
    let first = builder
        .with_batch_size(3)
        .build()
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let expected: Vec<Value> = rows
        .iter()
        .map(|row| plain(serde_json::to_value(row).unwrap()))
        .collect();
    assert_eq!(self::rows(&first), expected);
}

#[test]
fn the_columns_of_statements_are_the_fields_of_a_row() {
    let record = full();
    let row = serde_json::to_value(&Row::of(&record)[0]).unwrap();
    let fields: Vec<&String> = row.as_object().unwrap().keys().collect();
    let schema = statements_schema();
    let columns: Vec<&String> = schema.fields().iter().map(|field| field.name()).collect();
    assert_eq!(fields, columns);
}

#[test]
fn a_closed_output_is_an_error_of_the_output() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let written = RecordsParquet::new(Full).and_then(|mut parquet| {
        parquet.write(&full())?;
        parquet.finish()
    });
    let Err(onrecord_table::Error::Output(error)) = written else {
        panic!("{written:?}");
    };
    assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
}
