"""A record as an object: what it says is what its JSON says."""

from __future__ import annotations

import copy
import html.parser
import json
import pickle
import unittest
from typing import Any

import onrecord
from support import EXAMPLES, SAID, Case, documents, many, reader

HOSTILE = "<script>alert(1)</script> “</iframe><img src=x onerror=alert(2)>,” said Tom \"'&quot; Reyes."


class Tags(html.parser.HTMLParser):
    """What stands in a page: its elements with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.words += data


class Objects(Case):
    def setUp(self) -> None:
        [self.record] = reader().read_files(EXAMPLES / "harbour.txt", date="2031-03-14")
        self.json: dict[str, Any] = json.loads(self.record.to_json())

    def test_fields_are_those_of_the_json(self) -> None:
        self.assertEqual(self.record.to_dict(), self.json)
        for name in ("id", "url", "publisher", "title", "author", "date", "language", "text", "sha256", "provenance", "producer"):
            self.assertEqual(getattr(self.record, name), self.json.get(name), name)
        self.assertEqual(self.record.producer["version"], onrecord.__version__)
        self.assertEqual(self.record.producer["model"], reader().model)
        self.assertEqual(self.record.rivals, self.json.get("rivals") or [])

    def test_what_is_changed_in_a_dict_changes_no_record(self) -> None:
        self.record.to_dict()["id"] = "other"
        self.assertEqual(self.record.to_dict(), self.json)

    def test_objects_lose_nothing(self) -> None:
        for name in ("attributions", "entities", "times", "quantities", "title_attributions"):
            objects, given = getattr(self.record, name), self.json.get(name) or []
            self.assertEqual([one.id for one in objects], [one["id"] for one in given])
            for one, fields in zip(objects, given):
                for field, value in fields.items():
                    kept = getattr(one, field)
                    if isinstance(kept, (onrecord.Attribution, onrecord.Entity, onrecord.Time)):
                        kept = kept.id
                    self.assertEqual(plain(kept), value, f"{name}.{field}")

    def test_spans_know_their_words(self) -> None:
        record = reader().read("🦀🦀 ran.\n\n" + SAID, title="🦀 Mayor says ferry waits")
        told = record.attributions[0]
        self.assertEqual((told.words, told.cue_words, told.source_words), ("“The ferry waits,”", "said", told.source[0].text))
        self.assertEqual(record.text[told.content[0].start : told.content[0].end], "“The ferry waits,”")
        spans = [span for one in self.record.attributions for span in (*one.source, *one.cue, *one.content)]
        spans += [span for entity in self.record.entities for span in entity.mentions]
        spans += [time.span for time in self.record.times]
        spans += [span for one in self.record.quantities for span in (one.span, *one.of)]
        self.assertGreater(len(spans), 100)
        for span in spans:
            self.assertEqual(span.text, self.record.text[span.start : span.end])

    def test_the_headline_s_places_are_in_the_headline(self) -> None:
        records = [*reader().read_many(documents())]
        told = [(record, one) for record in records for one in record.title_attributions]
        self.assertTrue(told)
        for record, one in told:
            assert record.title is not None
            self.assertTrue(one.in_title)
            self.assertIn(one.content[0].text, record.title)

    def test_parts_are_one_object_wherever_they_stand(self) -> None:
        speakers = [one.speaker for one in self.record.attributions if one.speaker]
        self.assertTrue(speakers)
        self.assertTrue(all(any(speaker is entity for entity in self.record.entities) for speaker in speakers))
        claimed = [one for one in self.record.quantities if one.attribution]
        self.assertTrue(claimed)
        self.assertTrue(all(any(one.attribution is told for told in self.record.attributions) for one in claimed))

    def test_interrupted_words_are_joined(self) -> None:
        interrupted = [one for one in self.record.attributions if len(one.content) > 1]
        self.assertTrue(interrupted)
        self.assertEqual(interrupted[0].words.split(" … "), [span.text for span in interrupted[0].content])

    def test_records_are_compared_kept_and_sent(self) -> None:
        again = pickle.loads(pickle.dumps(self.record))
        self.assertEqual(again, self.record)
        self.assertEqual(hash(again), hash(self.record))
        self.assertEqual(again.to_json(), self.record.to_json())
        self.assertEqual(again.attributions, self.record.attributions)
        self.assertEqual(copy.deepcopy(self.record), self.record)
        self.assertEqual(len({again, self.record, reader().read(SAID)}), 2)
        self.assertNotEqual(self.record, self.record.to_json())
        self.assertEqual(pickle.loads(pickle.dumps(self.record.attributions[0])), self.record.attributions[0])
        self.assertIn(self.record.id, repr(self.record))

    def test_errors_are_sent_whole(self) -> None:
        error = onrecord.Skipped("it is in German", document="de-1", file="news.jsonl", line=3, offset=70)
        again = pickle.loads(pickle.dumps(error))
        self.assertIs(type(again), onrecord.Skipped)
        self.assertEqual((str(again), again.__dict__), (str(error), error.__dict__))
        self.assertIsInstance(error, onrecord.Error)


class Pages(Case):
    def test_a_notebook_shows_the_marked_article_and_runs_nothing(self) -> None:
        record = reader().read(HOSTILE, id="\"><script>alert(3)</script>", title=HOSTILE, url="javascript:alert(4)")
        outside = Tags(record._repr_html_())
        [(tag, attributes)] = outside.elements
        self.assertEqual((tag, attributes["sandbox"], outside.words.strip()), ("iframe", "", ""))
        self.assertEqual(set(attributes), {"sandbox", "srcdoc", "style", "title"})
        page = attributes["srcdoc"]
        assert page is not None
        inside = Tags(page)
        self.assertNotIn("script", [tag for tag, _ in inside.elements])
        self.assertNotIn("img", [tag for tag, _ in inside.elements])
        self.assertNotIn("iframe", [tag for tag, _ in inside.elements])
        for tag, attributes in inside.elements:
            self.assertFalse([name for name in attributes if name.startswith("on") or name == "src"], tag)
            self.assertFalse((attributes.get("href") or "").startswith("javascript:"))
        self.assertIn("<script>alert(1)</script>", inside.words)
        self.assertIn("Tom", inside.words)

    def test_a_record_without_statements_is_shown(self) -> None:
        self.assertIn("A dog slept", reader().read("A dog slept in the sun.")._repr_html_())


class Alike(Case):
    def test_texts(self) -> None:
        one, other = (onrecord.Signature.of(many(2)[n]["text"]) for n in (1, 0))
        self.assertEqual(one.similarity(one), 1.0)
        self.assertTrue(one.near(one))
        self.assertFalse(one.near(onrecord.Signature.of(EXAMPLES.joinpath("harbour.txt").read_text(encoding="utf-8"))))
        again = onrecord.Signature.from_bytes(bytes(one))
        self.assertEqual((again.words, again.bands, bytes(again)), (one.words, one.bands, bytes(one)))
        self.assertNotEqual(one.words, other.words)
        with self.assertRaisesRegex(ValueError, "136"):
            onrecord.Signature.from_bytes(b"short")

    def test_copies_and_updates(self) -> None:
        text = EXAMPLES.joinpath("harbour.txt").read_text(encoding="utf-8")
        seen = onrecord.Copies()
        signature = onrecord.Signature.of(text)
        self.assertIsNone(seen.check("a", "https://post.example/1", signature))
        self.assertEqual(seen.check("b", None, signature), ("a", "copy", 1.0))
        other = onrecord.Signature.of("The ferry is back in service, and the wall is whole again.")
        found = seen.check("c", "http://www.post.example/1?utm_source=x", other)
        assert found is not None
        self.assertEqual(found[:2], ("a", "update"))

    def test_addresses(self) -> None:
        told = onrecord.address("http://www.post.example/1?utm_source=x")
        self.assertEqual(told, onrecord.address("https://post.example/1"))
        self.assertIsNone(onrecord.address("no address"))

    def test_statements(self) -> None:
        self.assertEqual(onrecord.same("No ship will berth.", "no ship will berth"), ("equal", 1.0))
        self.assertIsNone(onrecord.same("No ship will berth.", "The concrete was tested twice."))
        self.assertIn(("ship", False), onrecord.wording("No ship will berth"))


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, onrecord.Span):
        return [value.start, value.end]
    return [plain(one) for one in value] if isinstance(value, tuple) else value


if __name__ == "__main__":
    unittest.main()
