"""Parquet and CSV, read by pyarrow, DuckDB, polars and pandas."""

import csv
import json
import unittest

import exports
from exports import needs


def plain(value):
    """A value without what JSON leaves out: nulls, empty lists and maps."""
    if isinstance(value, dict):
        fields = {key: plain(field) for key, field in value.items()}
        return {key: field for key, field in fields.items() if field not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value


def as_record(row):
    """A row of the table of documents as the record that it was made of."""
    row = dict(row)
    if row.get("extra"):
        row["extra"] = json.loads(row["extra"])
    origin = row.get("provenance")
    if origin and origin.get("fields"):
        # Readers give a map as pairs, tuples or entries of two fields.
        pairs = origin["fields"].items() if isinstance(origin["fields"], dict) else origin["fields"]
        pairs = [tuple(pair.values()) if isinstance(pair, dict) else pair for pair in pairs]
        row["provenance"] = {**origin, "fields": dict(pairs)}
    return plain(row)


def arrow_type(kind):
    import pyarrow.types as types

    if types.is_struct(kind):
        return {kind.field(n).name: arrow_type(kind.field(n).type) for n in range(kind.num_fields)}
    if types.is_map(kind):
        return [{"key": arrow_type(kind.key_type), "value": arrow_type(kind.item_type)}]
    if types.is_list(kind) or types.is_large_list(kind):
        return [arrow_type(kind.value_type)]
    names = {"large_string": "string", "string_view": "string"}
    return names.get(str(kind), str(kind))


def polars_type(kind):
    import polars

    if isinstance(kind, polars.Struct):
        return {field.name: polars_type(field.dtype) for field in kind.fields}
    if isinstance(kind, polars.Map):
        return [{"key": polars_type(kind.key), "value": polars_type(kind.value)}]
    if isinstance(kind, polars.List):
        return [polars_type(kind.inner)]
    names = {"String": "string", "Int64": "int64", "Int32": "int32", "Float64": "double", "Boolean": "bool"}
    return names[str(kind)]


def duckdb_type(kind):
    if kind.id == "struct":
        return {name: duckdb_type(child) for name, child in kind.children}
    if kind.id == "map":
        return [{name: duckdb_type(child) for name, child in kind.children}]
    if kind.id == "list":
        return [duckdb_type(kind.children[0][1])]
    names = {"varchar": "string", "bigint": "int64", "integer": "int32", "double": "double", "boolean": "bool"}
    return names[kind.id]


class Parquet:
    """What holds of both views; `path` is the file."""

    def rows_by_arrow(self):
        import pyarrow.parquet

        return pyarrow.parquet.read_table(self.path).to_pylist()

    def rows_by_duckdb(self):
        import duckdb

        found = duckdb.sql(f"SELECT * FROM read_parquet('{self.path}')")
        return [dict(zip(found.columns, row)) for row in found.fetchall()]

    def rows_by_polars(self):
        import polars

        return polars.read_parquet(self.path).to_dicts()

    @needs("pyarrow", "duckdb", "polars")
    def test_three_readers_agree_on_the_schema(self):
        import duckdb
        import polars
        import pyarrow.parquet

        schema = pyarrow.parquet.read_schema(self.path)
        by_arrow = {field.name: arrow_type(field.type) for field in schema}
        by_polars = {name: polars_type(kind) for name, kind in polars.read_parquet_schema(self.path).items()}
        found = duckdb.sql(f"SELECT * FROM read_parquet('{self.path}')")
        by_duckdb = dict(zip(found.columns, map(duckdb_type, found.types)))
        self.assertEqual(by_polars, by_arrow)
        self.assertEqual(by_duckdb, by_arrow)
        self.assertEqual(list(by_duckdb), schema.names)

    @needs("pandas", "pyarrow")
    def test_pandas_reads_it(self):
        import pandas

        frame = pandas.read_parquet(self.path)
        self.assertEqual(list(frame["id"]), [row["id"] for row in self.rows_by_arrow()])


class Documents(Parquet, unittest.TestCase):
    def setUp(self):
        self.path = exports.read("documents.parquet")
        self.expected = [plain(record) for record in exports.records(exports.read("documents.jsonl"))]
        self.assertEqual(len(self.expected), 3)

    @needs("pyarrow")
    def test_arrow_reads_the_records(self):
        self.assertEqual([as_record(row) for row in self.rows_by_arrow()], self.expected)

    @needs("duckdb")
    def test_duckdb_reads_the_records(self):
        self.assertEqual([as_record(row) for row in self.rows_by_duckdb()], self.expected)

    @needs("polars")
    def test_polars_reads_the_records(self):
        self.assertEqual([as_record(row) for row in self.rows_by_polars()], self.expected)

    @needs("pyarrow")
    def test_the_store_gives_the_same_documents(self):
        import pyarrow.parquet

        rows = pyarrow.parquet.read_table(exports.exported("documents.parquet")).to_pylist()
        expected = [plain(record) for record in exports.records(exports.exported("documents.jsonl"))]
        self.assertEqual([as_record(row) for row in rows], expected)

    @needs("duckdb")
    def test_spans_count_characters(self):
        import duckdb

        words = duckdb.sql(
            "SELECT substr(text, c[1] + 1, c[2] - c[1]) FROM (SELECT text, unnest(a.content) AS c FROM "
            f"(SELECT text, unnest(attributions) AS a FROM read_parquet('{self.path}')))"
        ).fetchall()
        expected = [
            record["text"][start:end]
            for record in self.expected
            for attribution in record.get("attributions", [])
            for start, end in attribution["content"]
        ]
        self.assertEqual(sorted(word for word, in words), sorted(expected))


class Statements(Parquet, unittest.TestCase):
    def setUp(self):
        self.path = exports.exported("statements.parquet", "--flat")
        self.table = exports.exported("statements.csv")
        with self.table.open(encoding="utf-8", newline="") as lines:
            self.rows = list(csv.DictReader(lines, strict=True))

    def as_cells(self, row):
        """A typed row as CSV has it."""
        cells = {}
        for name, value in row.items():
            if isinstance(value, (list, tuple)):
                value = json.dumps([list(span) for span in value], separators=(",", ":"))
            cells[name] = "" if value is None else str(value)
        return cells

    def test_there_is_a_row_for_each_statement(self):
        records = exports.records(exports.exported("documents.jsonl"))
        expected = [(record["id"], one["id"]) for record in records for one in exports.statements(record)]
        self.assertEqual([(row["id"], row["attribution"]) for row in self.rows], expected)
        self.assertGreater(len(expected), 4)

    def test_numbers_are_those_of_the_store(self):
        found = exports.run("search", "toll", "--db", exports.folder() / "store.db", "--format", "jsonl")
        hits = [json.loads(line) for line in found.splitlines()]
        rows = {row["statement"]: row for row in self.rows}
        self.assertTrue(hits)
        for hit in hits:
            row = rows[str(hit["statement"])]
            for name in set(hit) - {"highlights"}:
                self.assertEqual(row[name], "" if hit[name] is None else str(hit[name]), name)

    @needs("pyarrow")
    def test_arrow_reads_what_csv_has(self):
        self.assertEqual([self.as_cells(row) for row in self.rows_by_arrow()], self.rows)

    @needs("duckdb")
    def test_duckdb_reads_what_csv_has(self):
        self.assertEqual([self.as_cells(row) for row in self.rows_by_duckdb()], self.rows)

    @needs("polars")
    def test_polars_reads_what_csv_has(self):
        self.assertEqual([self.as_cells(row) for row in self.rows_by_polars()], self.rows)

    @needs("pandas")
    def test_pandas_reads_the_csv(self):
        import pandas

        frame = pandas.read_csv(self.table, dtype=str, keep_default_na=False)
        self.assertEqual(frame.to_dict("records"), self.rows)

    @needs("duckdb")
    def test_duckdb_reads_the_csv(self):
        import duckdb

        found = duckdb.sql(f"SELECT * FROM read_csv('{self.table}', header = true, all_varchar = true)")
        rows = [dict(zip(found.columns, ["" if cell is None else cell for cell in row])) for row in found.fetchall()]
        self.assertEqual(rows, self.rows)

    def test_a_table_for_spreadsheets_runs_nothing(self):
        with exports.exported("guarded.csv", "--for-spreadsheets").open(encoding="utf-8", newline="") as lines:
            guarded = list(csv.DictReader(lines, strict=True))
        self.assertTrue(any(row["outlet"].startswith("=") for row in self.rows))
        for row, safe in zip(self.rows, guarded, strict=True):
            for name, cell in safe.items():
                self.assertFalse(cell.startswith(("=", "+", "-", "@")), cell)
                self.assertEqual(cell.removeprefix("'"), row[name].removeprefix("'"))


if __name__ == "__main__":
    unittest.main()
