"""One document after the other, pages and archives: what the library reads is what the command writes."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import sys
import threading
import unittest

import onrecord
from support import EXAMPLES, GERMAN, PAGE, SAID, Case, documents, many, reader, run, three_pages, warc


class LikeTheCommand(Case):
    def lines(self, *arguments: object) -> list[str]:
        return run("read", "--format", "jsonl", "--quiet", *arguments, folder=self.folder).splitlines()

    def test_files_give_the_same_bytes(self) -> None:
        for path in sorted(EXAMPLES.iterdir()):
            shutil.copy(path, self.folder)
        for name in sorted(path.name for path in EXAMPLES.iterdir()):
            path = self.folder / name
            for model in ("accurate", "fast"):
                expected = self.lines(path, "--date", "2031-03-14", "--model", model)
                records = onrecord.Reader(model).read_files(path, date=datetime.date(2031, 3, 14))
                self.assertEqual([record.to_json() for record in records], expected, name)

    def test_documents_give_the_same_bytes(self) -> None:
        path = self.file("news.jsonl", (EXAMPLES / "batch.jsonl").read_bytes())
        expected = self.lines(path, "--model", "fast")
        self.assertEqual(len(expected), 9)
        for threads in (1, 2, 7):
            records = reader().read_many(documents(), threads=threads, name=str(path))
            self.assertEqual([record.to_json() for record in records], expected)

    def test_copies_are_told_as_the_command_tells_them(self) -> None:
        twice = [*documents(), {**documents()[0], "id": "again", "url": None}]
        path = self.file("twice.jsonl", "".join(json.dumps(one) + "\n" for one in twice))
        expected = self.lines(path, "--model", "fast")
        records = [*reader().read_many(twice, name=str(path))]
        self.assertEqual([record.to_json() for record in records], expected)
        assert records[-1].duplicate
        self.assertEqual(records[-1].duplicate["of"], "courier-0001")
        records = [*reader().read_many(twice, duplicates=False)]
        self.assertIsNone(records[-1].duplicate)

    def test_settings_do_what_the_switches_do(self) -> None:
        people = self.file("people.csv", "name,id,role\nIlse Marandt,our-7,Warden of the Wall\n")
        path = EXAMPLES / "harbour.txt"
        switches = ("--min-confidence", "0.8", "--vague-numbers", "acled", "--explain", "--people", people)
        settled = onrecord.Reader("fast", min_confidence=0.8, vague_numbers="acled", explain=True, people=people)
        records = [*settled.read_files(path)]
        self.assertEqual([record.to_json() for record in records], self.lines(path, "--model", "fast", *switches))
        self.assertTrue(all(one.confidence >= 0.8 for one in records[0].attributions))
        self.assertTrue(any(one.evidence for one in records[0].attributions))

    def test_archives_give_the_same_bytes(self) -> None:
        path = self.file("news.warc.gz", warc(three_pages()))
        expected = self.lines(path, "--model", "fast")
        self.assertEqual(len(expected), 3)
        self.assertEqual([record.to_json() for record in reader().read_warc(path)], expected)
        with path.open("rb") as file:
            self.assertEqual([record.to_json() for record in reader().read_warc(file)], expected)
        memory = io.BytesIO(path.read_bytes())
        records = reader().read_warc(memory, name=str(path), threads=3)
        self.assertEqual([record.to_json() for record in records], expected)

    def test_pages_give_the_same_record(self) -> None:
        path = self.file("page.html", PAGE.format(title="Wall cracks"))
        expected = json.loads(self.lines(path, "--model", "fast")[0])
        record = reader().read_html(path.read_text(encoding="utf-8")).to_dict()
        for name in set(expected) - {"provenance"}:
            self.assertEqual(record[name], expected[name], name)


class One(Case):
    def test_a_text_and_what_is_known_of_it(self) -> None:
        record = reader().read(
            SAID + " It left on Friday, he said.",
            id="courier-1",
            date=datetime.date(2031, 3, 14),
            title="Ferry waits",
            url="https://courier.example/1",
            publisher="Courier",
            author="Ida Lund",
            language="en",
            desk={"tags": ["harbour"]},
        )
        self.assertEqual((record.id, record.date, record.title), ("courier-1", "2031-03-14", "Ferry waits"))
        self.assertEqual((record.url, record.publisher), ("https://courier.example/1", "Courier"))
        self.assertEqual((record.author, record.language), ("Ida Lund", "en"))
        self.assertEqual(record.extra, {"desk": {"tags": ["harbour"]}})
        self.assertIn("2031-03-14", [time.value for time in record.times])
        self.assertEqual(record.attributions[0].words, "“The ferry waits,”")

    def test_dates_are_days_or_minutes(self) -> None:
        for given, kept in [
            ("2031-03-14", "2031-03-14"),
            (datetime.date(2031, 3, 14), "2031-03-14"),
            (datetime.datetime(2031, 3, 14, 9, 30), "2031-03-14"),
            (datetime.datetime(2031, 3, 14, 9, 30, tzinfo=datetime.timezone.utc), "2031-03-14T09:30:00+00:00"),
        ]:
            self.assertEqual(reader().read(SAID, date=given).date, kept)
        with self.assertRaisesRegex(onrecord.DocumentError, "the day before"):
            reader().read(SAID, date="the day before")

    def test_without_an_id_the_content_gives_one(self) -> None:
        self.assertEqual(reader().read(SAID).id, reader().read(SAID).id)
        self.assertNotEqual(reader().read(SAID).id, reader().read(SAID + " Yes.").id)

    def test_any_string_is_read(self) -> None:
        for text in ["", " ", "{", "{}", '{"text": 1', "[", "\0", "a\u2028b", "\ud800 half", "🦀" * 10, "“" * 1000]:
            record = reader().read(text, id="x", any="thing")
            self.assertEqual(record.id, "x")
            self.assertEqual(record.text.replace("\ufffd", ""), text.replace("\ud800", ""))

    def test_an_error_names_the_document(self) -> None:
        with self.assertRaises(onrecord.DocumentError) as raised:
            reader().read("The mayor said no.", id="courier-1", date="yesterday")
        self.assertEqual(raised.exception.document, "courier-1")
        self.assertIn("courier-1", str(raised.exception))
        self.assertIn("yesterday", str(raised.exception))
        with self.assertRaisesRegex(TypeError, "set"):
            reader().read("The mayor said no.", tags={"a"})

    def test_a_page_that_holds_no_article_is_skipped(self) -> None:
        with self.assertRaises(onrecord.Skipped) as raised:
            reader().read_html(GERMAN, url="https://post.example/de")
        self.assertIn("https://post.example/de", str(raised.exception))
        self.assertTrue(onrecord.Reader("fast", any_language=True).read_html(GERMAN).text)
        with self.assertRaises(onrecord.DocumentError):
            reader().read_html("")

    def test_a_page_s_address_and_day(self) -> None:
        page = PAGE.format(title="Wall cracks").replace('<meta property="article:published_time" content="2031-03-14">', "")
        for given in (page, page.encode()):
            record = reader().read_html(given, url="https://post.example/7", date="2031-03-20")
            self.assertEqual((record.url, record.date), ("https://post.example/7", "2031-03-20"))

    def test_wrong_settings_say_which_are_right(self) -> None:
        with self.assertRaisesRegex(ValueError, "accurate"):
            onrecord.Reader("slow")  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "acled"):
            onrecord.Reader("fast", vague_numbers="some")  # type: ignore[arg-type]
        for least in (-0.1, 1.1, float("nan")):
            with self.assertRaisesRegex(ValueError, "0 to 1"):
                onrecord.Reader("fast", min_confidence=least)
        with self.assertRaises(FileNotFoundError):
            onrecord.Reader("fast", people=self.folder / "nobody.csv")
        with self.assertRaisesRegex(ValueError, "people.csv"):
            onrecord.Reader("fast", people=self.file("people.csv", "who\nme\n"))


class Threads(Case):
    def test_other_threads_run_while_a_document_is_read(self) -> None:
        # With an interval this long a thread gets on only where another one lets go of the interpreter by itself.
        before = sys.getswitchinterval()
        self.addCleanup(sys.setswitchinterval, before)
        steps, done = 0, threading.Event()

        def step() -> None:
            nonlocal steps
            while not done.wait(0.001):
                steps += 1

        other = threading.Thread(target=step)
        other.start()
        self.addCleanup(other.join)
        self.addCleanup(done.set)
        text = " ".join([SAID] * 2000)
        engine = reader()
        many_records = engine.read_many([text] * 3, threads=1)
        sys.setswitchinterval(1000)
        start = steps
        engine.read(text)
        single = steps
        next(many_records)
        streamed = steps
        sys.setswitchinterval(before)
        self.assertGreater(single, start)
        self.assertGreater(streamed, single)

    def test_one_reader_serves_many_threads(self) -> None:
        texts = [one["text"] for one in many(8)]
        expected = [reader().read(text).to_json() for text in texts]
        found: list[list[str]] = [[] for _ in range(4)]

        def work(mine: list[str]) -> None:
            mine.extend(reader().read(text).to_json() for text in texts)

        threads = [threading.Thread(target=work, args=(mine,)) for mine in found]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 4)


if __name__ == "__main__":
    unittest.main()
