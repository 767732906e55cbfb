"""brat's files, read by bioc and held to brat's own rules (https://brat.nlplab.org/standoff.html)."""

import re
import tarfile
import unittest

import exports
from exports import needs

SPAN = re.compile(r"(T[1-9]\d*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
EVENT = re.compile(r"(E[1-9]\d*)\t(\S+):(T[1-9]\d*)((?: \S+:[TE][1-9]\d*)*)")


class Brat(unittest.TestCase):
    def setUp(self):
        self.folder = exports.exported("brat", "--format", "brat")
        self.records = exports.records(exports.exported("documents.jsonl"))
        self.names = sorted(path.stem for path in self.folder.glob("*.ann"))

    def files(self, name):
        return [(self.folder / (name + ending)).read_bytes().decode() for ending in (".txt", ".ann")]

    def test_there_are_two_files_for_each_document(self):
        self.assertEqual(len(self.names), len(self.records))
        self.assertEqual(self.names, sorted(path.stem for path in self.folder.glob("*.txt")))
        texts = sorted(self.files(name)[0] for name in self.names)
        self.assertEqual(texts, sorted(record["text"] for record in self.records))

    def test_the_files_keep_the_rules(self):
        for name in self.names:
            text, ann = self.files(name)
            spans, events = {}, set()
            for line in ann.split("\n")[:-1]:
                if span := SPAN.fullmatch(line):
                    number, kind, places, words = span.groups()
                    self.assertNotIn(number, spans)
                    pieces = [tuple(map(int, place.split())) for place in places.split(";")]
                    self.assertEqual(pieces, sorted(pieces))
                    self.assertEqual(words, " ".join(text[start:end] for start, end in pieces))
                    self.assertTrue(all("\n" not in text[start:end] for start, end in pieces))
                    spans[number] = kind
                else:
                    event = EVENT.fullmatch(line)
                    self.assertIsNotNone(event, line)
                    number, kind, trigger, roles = event.groups()
                    self.assertNotIn(number, events)
                    events.add(number)
                    self.assertEqual(spans[trigger], kind)
                    for role in roles.split():
                        label, value = role.split(":")
                        self.assertEqual(spans[value], label)

    @needs("bioc")
    def test_bioc_reads_the_statements(self):
        from bioc import brat

        found = 0
        for name in self.names:
            document = brat.loads(*self.files(name), name)
            for event in document.events:
                content = document.get_annotation(event.arguments["Content"])
                pieces = [document.text[span.begin : span.end] for span in sorted(content.locations)]
                self.assertEqual(" ".join(pieces), content.text)
            found += len(list(document.events))
        self.assertEqual(found, sum(len(record["attributions"]) for record in self.records))
        self.assertGreater(found, 4)

    def test_an_archive_holds_the_same_files(self):
        with tarfile.open(exports.exported("brat.tar")) as archive:
            files = {member.name: archive.extractfile(member).read() for member in archive}
        expected = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.assertEqual(files, expected)


if __name__ == "__main__":
    unittest.main()
