"""Records as they come: in order, a few at a time, with what could not be read in its place."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
import threading
import unittest
from typing import Any, Iterator

import onrecord
from support import GERMAN, PAGE, SAID, Case, many, reader, three_pages, warc

BAD = {"id": "bad", "text": SAID, "date": "the day before"}


class Broken:
    """A file whose reading fails after some bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        if part := self.content.read(min(size, 100)):
            return part
        raise OSError("the disk is gone")


class Order(Case):
    def test_records_come_in_the_order_of_their_documents(self) -> None:
        for threads in (1, 2, 16, None):
            records = reader().read_many(many(120), threads=threads)
            self.assertEqual([record.id for record in records], [str(n) for n in range(120)])

    def test_documents_are_texts_or_mappings(self) -> None:
        read = [*reader().read_many([SAID, {"text": SAID, "id": 7, "desk": "harbour"}])]
        self.assertEqual([record.text for record in read], [SAID, SAID])
        self.assertEqual((read[1].id, read[1].extra), ("7", {"desk": "harbour"}))

    def test_only_some_documents_are_taken_ahead(self) -> None:
        taken = 0

        def endless() -> Iterator[dict[str, Any]]:
            nonlocal taken
            for taken in itertools.count(1):
                yield {"id": str(taken), "text": SAID}

        records = reader().read_many(endless(), threads=2)
        self.assertEqual([next(records).id for _ in range(50)], [str(n) for n in range(1, 51)])
        self.assertLess(taken, 150)

    def test_documents_are_asked_for_on_the_caller_s_thread_only(self) -> None:
        asked = set()

        def documents() -> Iterator[str]:
            for _ in range(30):
                asked.add(threading.get_ident())
                yield SAID

        self.assertEqual(len([*reader().read_many(documents(), threads=4)]), 30)
        self.assertEqual(asked, {threading.get_ident()})

    def test_nothing_gives_nothing(self) -> None:
        self.assertEqual([*reader().read_many([])], [])
        self.assertEqual([*reader().read_many(iter(()))], [])

    def test_a_stream_that_is_left_alone_ends(self) -> None:
        # In another process: a thread that doesn't end would keep it.
        program = (
            "import itertools, onrecord\n"
            "records = onrecord.Reader('fast').read_many(itertools.repeat('The mayor said no.'), threads=3)\n"
            "print(next(records).attributions[0].words)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=300, check=True)
        self.assertEqual((done.stdout.split(), done.stderr), ([b"no"], b""))

    def test_threads_are_counted_from_one(self) -> None:
        with self.assertRaisesRegex(ValueError, "threads"):
            reader().read_many([SAID], threads=0)


class Errors(Case):
    def test_a_bad_document_is_raised_and_the_next_is_read(self) -> None:
        records = reader().read_many([{"id": "a", "text": SAID}, BAD, {"id": "c", "text": SAID}])
        self.assertEqual(next(records).id, "a")
        with self.assertRaises(onrecord.DocumentError) as raised:
            next(records)
        error = raised.exception
        self.assertEqual((error.document, error.file, error.line), ("bad", "documents", 2))
        self.assertIn("the day before", error.message)
        self.assertEqual(next(records).id, "c")
        self.assertEqual([*records], [])

    def test_a_bad_document_is_kept_in_its_place(self) -> None:
        given = [{"id": "a", "text": SAID}, BAD, {"id": "none"}, {"id": "d", "text": SAID}]
        read: list[Any] = [*reader().read_many(given, errors="keep", threads=3)]
        self.assertEqual([type(one).__name__ for one in read], ["Record", "DocumentError", "DocumentError", "Record"])
        self.assertEqual([one.document for one in read[1:3]], ["bad", "none"])
        self.assertIn("text", read[2].message)

    def test_the_first_document_decides_nothing(self) -> None:
        # An empty one, one that says nothing, one that looks like another format.
        for first in ({}, {"text": None}, {"id": None}, "{", "<html>", "From: a", {"text": "[]"}):
            read: list[Any] = [*reader().read_many([first, {"id": "b", "text": SAID}], errors="keep")]
            self.assertEqual(len(read), 2, first)
            self.assertEqual((read[1].id, read[1].text), ("b", SAID), first)

    def test_what_is_left_out_is_told_to_those_who_ask(self) -> None:
        german = {"id": "de", "language": "de", "text": "Der Minister sagte, der Hafen bleibe geschlossen."}
        given = [german, {"id": "b", "text": SAID}]
        self.assertEqual([record.id for record in reader().read_many(given)], ["b"])
        kept: list[Any] = [*reader().read_many(given, errors="keep")]
        self.assertIsInstance(kept[0], onrecord.Skipped)
        self.assertEqual(kept[0].document, "de")
        everything = onrecord.Reader("fast", any_language=True).read_many(given)
        self.assertEqual([record.id for record in everything], ["de", "b"])

    def test_what_a_generator_raises_comes_after_what_it_gave(self) -> None:
        def generator() -> Iterator[Any]:
            yield {"id": "a", "text": SAID}
            yield {"id": "b", "text": SAID}
            raise KeyError("the database is gone")

        for threads in (1, 4):
            records = reader().read_many(generator(), threads=threads)
            self.assertEqual([next(records).id, next(records).id], ["a", "b"])
            with self.assertRaisesRegex(KeyError, "the database is gone"):
                next(records)
            self.assertEqual([*records], [])

    def test_an_interruption_of_a_generator_stops_at_once(self) -> None:
        def generator() -> Iterator[Any]:
            yield {"id": "a", "text": SAID}
            raise KeyboardInterrupt

        records = reader().read_many(generator(), threads=4)
        with self.assertRaises(KeyboardInterrupt):
            [*records]
        self.assertEqual([*records], [])

    def test_a_document_of_no_known_kind_is_raised(self) -> None:
        for wrong in (7, None, {"text": SAID, "tags": {1}}):
            records = reader().read_many([SAID, wrong])  # type: ignore[list-item]
            next(records)
            with self.assertRaises(TypeError):
                next(records)

    def test_neither_raise_nor_keep_is_an_error(self) -> None:
        with self.assertRaisesRegex(ValueError, "keep"):
            reader().read_many([], errors="ignore")  # type: ignore[arg-type]

    def test_a_missing_file_is_named(self) -> None:
        with self.assertRaises(onrecord.DocumentError) as raised:
            next(reader().read_files(self.folder / "none.jsonl"))
        self.assertIn("none.jsonl", str(raised.exception))


class Archives(Case):
    def test_a_broken_archive_gives_what_stands_before(self) -> None:
        whole = warc(three_pages())
        path = self.file("cut.warc.gz", whole[: len(whole) * 5 // 6])
        read: list[Any] = [*reader().read_warc(path, errors="keep")]
        self.assertEqual([one.url for one in read[:2]], ["https://post.example/0", "https://post.example/1"])
        self.assertIsInstance(read[2], onrecord.DocumentError)
        self.assertEqual(read[2].file, str(path))
        self.assertIn("cut.warc.gz", str(read[2]))

    def test_a_file_object_that_fails_is_named(self) -> None:
        records = reader().read_warc(Broken(warc(three_pages())), name="s3://bucket/news.warc.gz")
        for _ in range(3):
            self.assertEqual(next(records).provenance["file"], "s3://bucket/news.warc.gz")  # type: ignore[index]
        with self.assertRaises(onrecord.DocumentError) as raised:
            next(records)
        self.assertIn("s3://bucket/news.warc.gz", str(raised.exception))
        self.assertIn("the disk is gone", str(raised.exception))

    def test_an_interruption_is_no_failure_of_the_file(self) -> None:
        class Interrupted(Broken):
            def read(self, size: int) -> bytes:
                if part := self.content.read(min(size, 100)):
                    return part
                raise KeyboardInterrupt

        records = reader().read_warc(Interrupted(warc(three_pages())), errors="keep")
        with self.assertRaises(KeyboardInterrupt):
            for record in records:
                self.assertIsInstance(record, onrecord.Record)
        self.assertEqual([*records], [])

    def test_pages_without_an_article_are_left_out(self) -> None:
        pages = [("https://post.example/de", GERMAN), ("https://post.example/en", PAGE.format(title="Wall cracks"))]
        archive = warc(pages)
        self.assertEqual([record.url for record in reader().read_warc(io.BytesIO(archive))], ["https://post.example/en"])
        kept: list[Any] = [*reader().read_warc(io.BytesIO(archive), errors="keep")]
        self.assertIsInstance(kept[0], onrecord.Skipped)
        self.assertEqual(kept[0].file, "archive.warc")

    def test_a_text_file_is_no_archive(self) -> None:
        with self.assertRaises(onrecord.DocumentError):
            next(reader().read_warc(io.StringIO("WARC/1.0")))  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main()
