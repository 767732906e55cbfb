"""Records as Arrow tables, to and from what other libraries have, without a copy of theirs."""

from __future__ import annotations

import datetime
import json
import unittest
from typing import Any, Iterator

import onrecord
from onrecord.reader import View
from support import SAID, Case, documents, many, needs, reader, run

COLUMNS: dict[str, Any] = {"id": "id", "date": "date", "title": "title", "url": "url", "publisher": "publisher"}


def plain(value: Any) -> Any:
    """A value without what JSON leaves out: nulls, empty lists and maps."""
    if isinstance(value, dict):
        fields = {key: plain(field) for key, field in value.items()}
        return {key: field for key, field in fields.items() if field not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value


def rows(table: Any) -> list[Any]:
    """The rows of a nested table as the records they were made of."""
    found = []
    for row in table.to_pylist():
        if row.get("extra"):
            row["extra"] = json.loads(row["extra"])
        if (row.get("provenance") or {}).get("fields"):
            row["provenance"]["fields"] = dict(row["provenance"]["fields"])
        found.append(plain(row))
    return found


def records(given: list[dict[str, Any]]) -> list[onrecord.Record]:
    fields = ("text", *COLUMNS)
    return [*reader().read_many([{key: one.get(key) for key in fields} for one in given])]


@needs("pyarrow")
class Out(Case):
    def test_rows_of_documents_are_the_records(self) -> None:
        given = documents()
        table = reader().read_many(given).to_arrow(batch_size=4).read_all()
        self.assertEqual(rows(table), [plain(record.to_dict()) for record in reader().read_many(given)])
        self.assertEqual(table.schema, onrecord.schema())

    def test_json_is_the_command_s(self) -> None:
        table = reader().read_many(documents()).to_arrow(view="json").read_all()
        expected = [*reader().read_many(documents())]
        self.assertEqual(table.column("id").to_pylist(), [record.id for record in expected])
        self.assertEqual(table.column("record").to_pylist(), [record.to_json() for record in expected])
        self.assertEqual(table.schema, onrecord.schema("json"))

    def test_statements_are_rows(self) -> None:
        table = reader().read_many(documents()).to_arrow(view="flat").read_all()
        expected = [
            (record.id, part, one.id, one.words)
            for record in reader().read_many(documents())
            for part, told in (("title", record.title_attributions), ("text", record.attributions))
            for one in told
        ]
        found = [(row["id"], row["part"], row["attribution"], row["words"]) for row in table.to_pylist()]
        self.assertEqual(found, expected)
        self.assertEqual(table.schema, onrecord.schema("flat"))

    def test_tables_are_those_that_the_command_writes(self) -> None:
        import pyarrow.parquet

        path = self.file("news.jsonl", "".join(json.dumps(one) + "\n" for one in documents()))
        views: tuple[tuple[View, tuple[str, ...]], ...] = (("nested", ()), ("flat", ("--flat",)))
        for view, switches in views:
            run("read", path, "--model", "fast", "--quiet", "-o", self.folder / f"{view}.parquet", *switches)
            written = pyarrow.parquet.read_table(self.folder / f"{view}.parquet")
            table = reader().read_files(path).to_arrow(view=view).read_all()
            self.assertEqual(table.to_pylist(), written.to_pylist())
            self.assertTrue(table.schema.equals(written.schema))

    def test_batches_are_as_long_as_asked(self) -> None:
        batches = reader().read_many(many(10)).to_arrow(batch_size=4)
        self.assertEqual([batch.num_rows for batch in batches], [4, 4, 2])
        long = [SAID + " " + "x" * 3_000_000] * 3
        self.assertEqual([batch.num_rows for batch in reader().read_many(long).to_arrow()], [2, 1])

    def test_the_first_batch_comes_while_documents_are_still_to_come(self) -> None:
        taken = 0

        def endless() -> Iterator[str]:
            nonlocal taken
            while True:
                taken += 1
                yield SAID

        batches = reader().read_many(endless(), threads=1).to_arrow(batch_size=10)
        self.assertEqual(batches.read_next_batch().num_rows, 10)
        self.assertLess(taken, 60)

    def test_the_rest_of_a_stream_is_given_once(self) -> None:
        stream = reader().read_many(many(5))
        next(stream)
        self.assertEqual(stream.to_arrow().read_all().num_rows, 4)
        with self.assertRaisesRegex(RuntimeError, "given out"):
            next(stream)
        with self.assertRaisesRegex(RuntimeError, "given out"):
            stream.to_arrow()

    def test_an_unknown_view_says_which_there_are(self) -> None:
        with self.assertRaisesRegex(ValueError, "nested"):
            onrecord.schema("wide")  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "nested"):
            reader().read_many([]).to_arrow(view="wide")  # type: ignore[arg-type]


@needs("pyarrow")
class Failures(Case):
    GIVEN: list[dict[str, Any]] = [
        {"id": "a", "text": SAID},
        {"id": "bad", "text": SAID, "date": "the day before"},
        {"id": "de", "text": "Der Hafen bleibt zu.", "language": "de"},
        {"id": "none"},
        {"id": "e", "text": SAID},
    ]

    def test_a_failure_is_a_row_where_it_is_kept(self) -> None:
        for view in ("nested", "flat", "json"):
            stream = reader().read_many(self.GIVEN, errors="keep")
            found = stream.to_arrow(view=view).read_all()
            self.assertEqual(found.schema, onrecord.schema(view, failures=True))
            self.assertEqual([row["id"] for row in found.to_pylist()], ["a", "bad", "none", "e"], view)
            for row in found.to_pylist():
                failed = row["id"] in ("bad", "none")
                self.assertEqual(row.pop("failure") is not None, failed)
                if failed:
                    self.assertEqual({key for key, value in row.items() if value is not None}, {"id"})

    def test_a_failure_says_where_and_why(self) -> None:
        found = reader().read_many(self.GIVEN, errors="keep").to_arrow(skipped=True).read_all().to_pylist()
        self.assertEqual([row["id"] for row in found], ["a", "bad", "de", "none", "e"])
        bad, skipped = found[1]["failure"], found[2]["failure"]
        self.assertEqual((bad["kind"], bad["file"], bad["line"], bad["offset"]), ("failed", "documents", 2, None))
        self.assertIn("the day before", bad["message"])
        self.assertEqual(skipped["kind"], "skipped")

    def test_without_keeping_the_first_failure_is_raised(self) -> None:
        with self.assertRaisesRegex(Exception, "the day before"):
            reader().read_many(self.GIVEN).to_arrow().read_all()

    def test_what_was_read_before_a_failure_is_given_out(self) -> None:
        batches = reader().read_many(self.GIVEN).to_arrow(batch_size=64)
        self.assertEqual(batches.read_next_batch().column("id").to_pylist(), ["a"])
        with self.assertRaisesRegex(Exception, "the day before"):
            batches.read_next_batch()
        with self.assertRaisesRegex(Exception, "text"):
            batches.read_next_batch()
        self.assertEqual(batches.read_next_batch().column("id").to_pylist(), ["e"])
        with self.assertRaises(StopIteration):
            batches.read_next_batch()

    def test_what_a_generator_raises_is_raised(self) -> None:
        def generator() -> Iterator[str]:
            yield SAID
            raise KeyError("the database is gone")

        batches = reader().read_many(generator()).to_arrow(batch_size=1)
        self.assertEqual(batches.read_next_batch().num_rows, 1)
        with self.assertRaisesRegex(Exception, "the database is gone"):
            batches.read_next_batch()


@needs("pyarrow")
class In(Case):
    def read(self, source: Any) -> list[str]:
        found = reader().read_arrow(source, view="json", **COLUMNS).read_all()
        return found.column("record").to_pylist()

    def setUp(self) -> None:
        import pyarrow as pa

        given = documents()
        fields = ("text", *COLUMNS)
        self.table = pa.table({field: [one.get(field) for one in given] for field in fields})
        self.expected = [record.to_json() for record in records(given)]

    def test_pyarrow(self) -> None:
        import pyarrow as pa

        self.assertEqual(self.read(self.table), self.expected)
        self.assertEqual(self.read(pa.RecordBatchReader.from_batches(self.table.schema, self.table.to_batches(3))), self.expected)
        self.assertEqual(self.read(self.table.to_batches()[0]), self.expected)
        self.assertEqual(self.read(self.table.slice(2, 4)), self.expected[2:6])

    def test_pyarrow_s_kinds_of_strings(self) -> None:
        import pyarrow as pa

        for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
            columns = [column.cast(kind) for column in self.table.columns]
            self.assertEqual(self.read(pa.table(columns, self.table.column_names)), self.expected, kind)

    @needs("polars")
    def test_polars(self) -> None:
        import polars

        frame = polars.from_arrow(self.table)
        self.assertEqual(self.read(frame), self.expected)
        back = polars.from_arrow(reader().read_arrow(frame, id="id", view="flat"))
        assert isinstance(back, polars.DataFrame)
        self.assertEqual(back.columns, onrecord.schema("flat").names)
        self.assertGreater(back.height, 40)
        self.assertEqual(len(polars.from_arrow(reader().read_arrow(frame, id="id"))), 9)

    @needs("duckdb")
    def test_duckdb(self) -> None:
        import duckdb

        news = self.table
        with duckdb.connect() as database:
            found = database.sql("SELECT * FROM news ORDER BY id DESC")
            by_id = sorted(self.expected, key=lambda line: json.loads(line)["id"], reverse=True)
            self.assertEqual(self.read(found), by_id)
            told = reader().read_arrow(news, id="id", view="flat")
            [(number,)] = database.sql("SELECT count(*) FROM told").fetchall()
            self.assertGreater(number, 40)
            nested = reader().read_arrow(news, id="id")
            counted = database.sql("SELECT id, len(attributions) FROM nested").fetchall()
            self.assertEqual([id for id, _ in counted], [json.loads(line)["id"] for line in self.expected])

    @needs("pandas")
    def test_pandas(self) -> None:
        import pandas

        frame = pandas.DataFrame([{field: one.get(field) for field in ("text", *COLUMNS)} for one in documents()])
        self.assertEqual(self.read(frame), self.expected)
        back = reader().read_arrow(frame, id="id", view="flat").read_pandas()
        self.assertEqual(list(back.columns), onrecord.schema("flat").names)

    def test_columns_have_any_name_and_the_others_are_left(self) -> None:
        table = self.table.rename_columns(["body", "key", *self.table.column_names[2:]])
        read = reader().read_arrow(table, text="body", id="key", view="json").read_all()
        self.assertEqual(read.column("id").to_pylist(), self.table.column("id").to_pylist())
        self.assertNotIn("title", {key for key, value in json.loads(read.column("record")[0].as_py()).items() if value})
        with self.assertRaisesRegex(ValueError, "no column 'nothing'|no column \"nothing\""):
            reader().read_arrow(self.table, text="nothing")

    def test_days_and_numbers_are_what_they_say(self) -> None:
        import pyarrow as pa

        table = pa.table({"text": [SAID] * 2, "date": [datetime.date(2031, 3, 14), None], "id": [7, 8]})
        read = reader().read_arrow(table, id="id", date="date").read_all()
        self.assertEqual(read.column("id").to_pylist(), ["7", "8"])
        self.assertEqual(read.column("date").to_pylist(), ["2031-03-14", None])
        moments = [datetime.datetime(2031, 3, 14, 9, 30), None]
        table = table.set_column(1, "date", pa.array(moments, pa.timestamp("us")))
        self.assertEqual(reader().read_arrow(table, date="date").read_all().column("date")[0].as_py(), "2031-03-14")

        for zone, expected in (
            ("UTC", "2031-03-14T09:30:00.25Z"),
            ("+05:30", "2031-03-14T15:00:00.25+05:30"),
            ("Europe/Berlin", "2031-03-14T10:30:00.25+01:00"),
        ):
            moment = datetime.datetime(2031, 3, 14, 9, 30, 0, 250_000, datetime.timezone.utc)
            zoned = table.set_column(1, "date", pa.array([moment, None], pa.timestamp("ms", zone)))
            self.assertEqual(reader().read_arrow(zoned, date="date").read_all().column("date")[0].as_py(), expected)

    def test_days_that_are_none_are_told(self) -> None:
        import pyarrow as pa

        days = pa.array([2**31 - 1, 0], pa.int32()).cast(pa.date32())
        read = reader().read_arrow(pa.table({"text": [SAID] * 2, "date": days}), date="date", errors="keep").read_all()
        self.assertIn("2147483647", read.column("failure")[0].as_py()["message"])
        self.assertEqual(read.column("date")[1].as_py(), "1970-01-01")

    def test_a_column_of_what_no_document_has_is_told(self) -> None:
        import pyarrow as pa

        with self.assertRaisesRegex(ValueError, '"text" holds .*strings'):
            reader().read_arrow(pa.table({"text": [[SAID]]}))

    def test_rows_that_can_t_be_read_keep_their_ids_and_places(self) -> None:
        import pyarrow as pa

        table = pa.table({"key": ["a", "b", "c", "d"], "text": [None, SAID, None, SAID]})
        read = reader().read_arrow(table, id="key", errors="keep", view="json").read_all().to_pylist()
        self.assertEqual([(row["id"], row["failure"] is None) for row in read], list(zip("abcd", (False, True) * 2)))
        empty = reader().read_arrow(pa.table({"text": [None, SAID]}), errors="keep").read_all().to_pylist()
        self.assertEqual([row["text"] for row in empty], [None, SAID])
        with self.assertRaisesRegex(Exception, "text"):
            reader().read_arrow(table, id="key").read_all()

    def test_a_table_without_rows(self) -> None:
        self.assertEqual(reader().read_arrow(self.table.slice(0, 0)).read_all().num_rows, 0)

    def test_a_table_whose_reading_fails(self) -> None:
        import pyarrow as pa

        def batches() -> Iterator[Any]:
            yield self.table.to_batches()[0]
            raise OSError("the disk is gone")

        source = pa.RecordBatchReader.from_batches(self.table.schema, batches())
        with self.assertRaisesRegex(Exception, "the disk is gone"):
            reader().read_arrow(source, errors="keep").read_all()

    def test_what_is_no_table_says_what_would_be(self) -> None:
        with self.assertRaisesRegex(TypeError, "from_pylist"):
            reader().read_arrow([{"text": SAID}])


if __name__ == "__main__":
    unittest.main()
