"""Spark on two threads of this machine, a task tried three times: what it writes is what the library writes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyspark
from pyspark.sql import Row, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema

import onrecord
import onrecord.spark
from onrecord.spark import command
from onrecord.spark.warcs import listed, read_file, rows

sys.path.insert(0, str(Path(__file__).parents[1]))
from support import EXAMPLES, warc  # noqa: E402  what the package's other tests share

PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2031-03-{day:02}">
</head><body><article><h1>{title}</h1><p>Work on the new ferry port of Kelmouth was halted on Friday after inspectors found
cracks in the wall, the Ministry of Ports of Varenia said in a statement.</p><p>“No ship will berth behind that wall until I
have seen the report,” said Ports Minister Ilse Marandt. “Number {day} has to wait.” She said that the work would go on in
spring, when the weather allows it, and that nobody would lose a day’s pay by it.</p><p>The builders said that the concrete
had been tested twice before it left the works, and that they would show the papers to anybody who asked.</p></article>
</body></html>"""


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.spark = (
            SparkSession.builder.master("local[2, 3]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.addClassCleanup(cls.spark.stop)

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def enterContext(self, context):  # Python 3.10 has none
        entered = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return entered

    def documents(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in (EXAMPLES / "batch.jsonl").read_text().splitlines()]

    def three_warcs(self) -> Path:
        folder = self.folder / "warcs"
        folder.mkdir()
        for file in range(3):
            pages = [
                (f"https://post{file}.example/{page}", PAGE.format(title=f"Wall {file} cracks", day=1 + 3 * file + page))
                for page in range(3)
            ]
            (folder / f"{file}.warc.gz").write_bytes(warc(pages))
        return folder


class Reading(Spark):
    def test_the_columns_are_the_library_s(self) -> None:
        for view in ("nested", "flat", "json"):
            there = to_arrow_schema(onrecord.spark.schema(view))
            here = pa.schema(onrecord.schema(view, failures=True))
            self.assertEqual([field.name for field in there], [field.name for field in here])

    def test_rows_are_the_records_of_the_library(self) -> None:
        documents = self.documents()
        rows = [Row(id=one["id"], text=one["text"], date=one.get("date"), title=one.get("title")) for one in documents]
        table = self.spark.createDataFrame(rows, "id string, text string, date string, title string")
        read = onrecord.spark.read(
            table.repartition(2), "text", "id", date="date", title="title", view="json", model="fast"
        )
        reader = onrecord.Reader(model="fast")
        expected = {
            one["id"]: reader.read(one["text"], id=one["id"], date=one.get("date"), title=one.get("title")).to_json()
            for one in documents
        }
        self.assertEqual({row.id: row.record for row in read.collect()}, expected)
        self.assertTrue(all(row.failure is None for row in read.collect()))

    def test_statements_are_rows(self) -> None:
        said = "“The ferry waits,” said Tom Reyes, the mayor of Kelmouth."
        table = self.spark.createDataFrame([Row(id="one", text=said)])
        rows = onrecord.spark.read(table, "text", "id", view="flat", model="fast").collect()
        self.assertEqual([(row.id, row.words, row.speaker) for row in rows], [("one", "“The ferry waits,”", "Tom Reyes")])

    def test_a_bad_document_is_a_row_and_the_others_are_read(self) -> None:
        rows = [Row(id="bad", text="The mayor said no.", date="the day before"), Row(id="good", text="The mayor said no.", date=None)]
        table = self.spark.createDataFrame(rows, "id string, text string, date string")
        read = {row.id: row for row in onrecord.spark.read(table, "text", "id", date="date", model="fast").collect()}
        self.assertIn("the day before", read["bad"].failure.message)
        self.assertIsNone(read["bad"].text)
        self.assertIsNone(read["good"].failure)


class Warcs(Spark):
    def test_files_are_read_whole_and_named(self) -> None:
        folder = self.three_warcs()
        rows = onrecord.spark.warcs(self.spark, str(folder), view="nested", model="fast").collect()
        self.assertEqual(len(rows), 9)
        self.assertEqual({Path(row.provenance.file).name for row in rows}, {f"{file}.warc.gz" for file in range(3)})
        self.assertTrue(all(row.attributions for row in rows))

    def test_a_corrupt_file_costs_nothing_but_its_end(self) -> None:
        folder = self.three_warcs()
        whole = (folder / "1.warc.gz").read_bytes()
        (folder / "1.warc.gz").write_bytes(whole[:-100])
        rows = onrecord.spark.warcs(self.spark, str(folder), model="fast").collect()
        failures = [row for row in rows if row.failure is not None]
        self.assertEqual([Path(row.failure.file).name for row in failures], ["1.warc.gz"])
        self.assertEqual(len(rows) - len(failures), 8)

    def test_a_task_that_is_done_again_gives_the_same(self) -> None:
        folder = self.three_warcs()
        mark = str(self.folder / "died")
        twice = onrecord.spark.warcs(self.spark, str(folder), view="json", model="fast")
        once = {row.id: row.record for row in twice.collect()}

        def die_once(batches):
            for batch in batches:
                if not os.path.exists(mark):
                    Path(mark).touch()
                    os._exit(9)
                yield batch

        self.spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
        again = twice.mapInArrow(die_once, twice.schema)
        self.assertEqual({row.id: row.record for row in again.collect()}, once)

    def test_what_the_way_to_a_file_breaks_off_is_no_failure_of_the_file(self) -> None:
        class Broken(io.BytesIO):
            def read(self, number: int = -1) -> bytes:
                if self.tell():
                    raise OSError("the network is gone")
                return super().read(1000)

        page = warc([("https://post.example/1", PAGE.format(title="Wall cracks", day=1))] * 3)
        with unittest.mock.patch("onrecord.spark.warcs.opened", lambda path: Broken(page)):
            with self.assertRaisesRegex(OSError, "the network is gone"):
                list(read_file("s3a://bucket/1.warc.gz", "json", None, {"model": "fast"}))

    def test_a_file_that_can_t_be_opened_is_a_row_and_the_others_are_read(self) -> None:
        folder = self.three_warcs()
        files = [path for path, _ in listed(self.spark, str(folder))]
        gone = str(folder / "gone.warc.gz")
        for view in ("nested", "flat", "json"):
            found = rows(self.spark, [files[0], f"file:{gone}", files[1]], view, None, {"model": "fast"}).collect()
            [failure] = [row.failure for row in found if row.failure is not None]
            self.assertEqual((failure.kind, failure.file, failure.offset), ("failed", gone, None))
            self.assertIn(f"{gone}: there is no such file", failure.message)
            self.assertGreater(len(found), 6)

    def test_a_file_that_may_not_be_read_is_named_and_an_outage_is_raised(self) -> None:
        def refused(error: OSError) -> Any:
            def opened(path: str) -> Any:
                raise error

            return unittest.mock.patch("onrecord.spark.warcs.opened", opened)

        with refused(PermissionError("AccessDenied")):
            [batch] = read_file("s3a://bucket/1.warc.gz", "json", None, {"model": "fast"})
            self.assertIn("s3a://bucket/1.warc.gz: you have no permission", batch.to_pylist()[0]["failure"]["message"])
        with refused(OSError("the network is gone")), self.assertRaisesRegex(OSError, "the network is gone"):
            list(read_file("s3a://bucket/1.warc.gz", "json", None, {"model": "fast"}))

    def test_folders_are_read_with_all_in_them_and_each_file_once(self) -> None:
        folder = self.three_warcs()
        deep = folder / "2031" / "with [a] name"
        deep.mkdir(parents=True)
        (folder / "2.warc.gz").rename(deep / "2 [b].warc.gz")
        read = onrecord.spark.warcs(self.spark, [str(folder), str(folder / "1.warc.gz")], view="json", model="fast")
        self.assertEqual(read.count(), 9)

    def test_nothing_to_read_is_told(self) -> None:
        (self.folder / "empty").mkdir()
        for paths in ([], [str(self.folder / "empty")]):
            with self.assertRaises(ValueError):
                onrecord.spark.warcs(self.spark, paths)


class Command(Spark):
    def call(self, *arguments: str) -> tuple[int, str]:
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            code = command.main([*arguments, "--model", "fast"])
        return code, said.getvalue()

    def rows(self, output: Path) -> list[str]:
        return sorted(row.url for row in self.spark.read.parquet(str(output)).collect())

    def test_portions_are_written_resumed_and_done_anew(self) -> None:
        folder, output = self.three_warcs(), self.folder / "records"
        call = (str(folder), "--output", str(output), "--portion", "2")
        code, said = self.call(*call)
        self.assertEqual(code, 0, said)
        rows = self.rows(output)
        self.assertEqual(len(rows), 9)
        days = {path.name for path in output.glob("portion=*/published=*")}
        self.assertIn("published=2031-03-01", days)

        # One portion interrupted: its mark is not there, some of its rows are.
        mark = sorted((output / "_portions").glob("*.json"))[0]
        mark.unlink()
        self.assertEqual(self.call(*call)[0], 0)
        self.assertEqual(self.rows(output), rows)

        # A file more: the others are not read again.
        (folder / "9.warc.gz").write_bytes(warc([("https://late.example/1", PAGE.format(title="Late", day=9))]))
        code, said = self.call(*call)
        self.assertIn("3 of 4 files were read already", said)
        self.assertEqual(len(self.rows(output)), 10)

    def test_spark_submit_takes_it(self) -> None:
        submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
        script = Path(sys.executable).parent / "onrecord-spark.py"
        done = subprocess.run([submit, "--master", "local[1]", script, "--help"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("usage: onrecord-spark", done.stdout)

    def test_other_settings_want_another_folder(self) -> None:
        folder, output = self.three_warcs(), self.folder / "records"
        self.assertEqual(self.call(str(folder), "--output", str(output))[0], 0)
        code, said = self.call(str(folder), "--output", str(output), "--view", "flat")
        self.assertEqual(code, 2)
        self.assertIn("other settings", said)

    def test_a_missing_file_is_told(self) -> None:
        code, said = self.call(str(self.folder / "none.warc"), "--output", str(self.folder / "records"))
        self.assertEqual(code, 2)
        self.assertIn("none.warc", said)


class Alike(Spark):
    def test_copies_are_those_that_one_memory_finds(self) -> None:
        words = [f"w{number}" for number in range(2000)]
        texts = {
            "a": words[:200],
            "b": words[:190] + words[500:510],  # nearly a
            "c": words[300:500],
            "d": words[:200],  # a again
            "e": words[300:495] + words[600:605],  # nearly c
            "f": words[700:720],  # short
            "g": words[700:720],
            "h": words[800:1000],
            "i": words[1000:1200],  # h's address, other words
        }
        urls = {"h": "https://post.example/1", "i": "http://www.post.example/1?utm_source=x"}
        rows = [Row(id=id, text=" ".join(text), url=urls.get(id)) for id, text in texts.items()]
        table = self.spark.createDataFrame(rows, "id string, text string, url string").repartition(2)
        found = {row.id: (row.of, row.kind, row.similarity) for row in onrecord.spark.copies(table, url="url").collect()}
        seen = onrecord.Copies()
        expected = {
            row.id: twin
            for row in rows
            if (twin := seen.check(row.id, row.url, onrecord.Signature.of(row.text))) is not None
        }
        self.assertEqual(found, expected)
        self.assertEqual({id: of for id, (of, *_) in found.items()}, {"b": "a", "d": "a", "e": "c", "g": "f", "i": "h"})

    def test_statements_are_the_same_as_for_the_engine(self) -> None:
        told = {
            "1": "No ship will berth behind that wall until I have seen the report",
            "2": "No ship will berth behind that wall until I’ve seen the report!",
            "3": "no ship will berth behind that wall",
            "4": "NO SHIP WILL BERTH BEHIND THAT WALL UNTIL I HAVE SEEN THE REPORT.",
            "5": "it is what it is",
            "6": "It is what it is.",
            "7": "the concrete was tested twice before it left the works",
            # Nearly the same, though the rarest words of each are not in the other.
            "8": "the harbour board of Kelmouth will meet in the old customs house next week to hear what builders, unions, "
            "fishers, Xanthe, Yorick, Zelda and Quill have to say about the wall",
            "9": "the harbour board of Kelmouth will meet in the old customs house next week to hear what builders, unions, "
            "fishers, Vesper, Ulric, Thora and Sorrel have to say about the wall",
        }
        table = self.spark.createDataFrame([Row(id=id, words=words) for id, words in told.items()]).repartition(2)
        found = {(row.one, row.other): (row.likeness, row.score) for row in onrecord.spark.same(table).collect()}
        expected = {
            (one, other): verdict
            for one in told
            for other in told
            if one < other and (verdict := onrecord.same(told[one], told[other])) is not None
        }
        self.assertEqual(found, expected)
        self.assertEqual(found["8", "9"][0], "near")
        self.assertEqual({("1", "4"), ("5", "6")}, {pair for pair, (kind, _) in found.items() if kind == "equal"})

    @unittest.skipUnless(os.environ.get("ONRECORD"), "the environment's ONRECORD names no command to make a store with")
    def test_statements_are_the_same_as_in_a_store(self) -> None:
        path = str(self.folder / "store.db")
        examples = [str(EXAMPLES / name) for name in ("batch.jsonl", "orme.jsonl", "harbour.txt")]
        add = [os.environ["ONRECORD"], "add", *examples, "--db", path, "--model", "fast", "--quiet"]
        subprocess.run(add, check=True, stdout=subprocess.DEVNULL)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            told = connection.execute("SELECT statement, words FROM statements").fetchall()
        store = onrecord.Store(path)
        expected = {
            (min(number, twin["statement"]), max(number, twin["statement"])): (twin["likeness"], twin["score"])
            for number, _ in told
            for twin in store.same(number)
            if twin["likeness"] != "paraphrase" and twin["statement"] != number
        }
        table = self.spark.createDataFrame([Row(id=str(number), words=words) for number, words in told]).repartition(2)
        rows = onrecord.spark.same(table).collect()
        found = {tuple(sorted((int(row.one), int(row.other)))): (row.likeness, row.score) for row in rows}
        self.assertEqual(found, expected)
        self.assertTrue(found)


if __name__ == "__main__":
    unittest.main()
