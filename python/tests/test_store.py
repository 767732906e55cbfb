"""Questions to a store that the command made: the command's answers."""

from __future__ import annotations

import json
import threading
import unittest
from typing import Any

import onrecord
from support import EXAMPLES, Case, run


class Questions(Case):
    def setUp(self) -> None:
        self.path = self.folder / "store.db"
        run("add", EXAMPLES / "batch.jsonl", EXAMPLES / "harbour.txt", "--model", "fast", "--db", self.path, "--quiet")
        self.store = onrecord.Store(self.path)

    def asked(self, *question: str) -> Any:
        return json.loads(run(*question, "--db", self.path, "--format", "json"))

    def test_search(self) -> None:
        found = self.store.search("wall OR seawall")
        self.assertTrue(found)
        self.assertEqual(found, self.asked("search", "wall OR seawall"))
        direct = self.store.search("wall OR seawall", type="direct", limit=1)
        self.assertEqual(direct, self.asked("search", "wall OR seawall", "--type", "direct", "--limit", "1"))
        self.assertEqual(self.store.search("wall", outlet="Nobody’s Paper"), [])
        with self.assertRaises(ValueError):
            self.store.search('"unfinished')

    def test_who(self) -> None:
        told = self.store.who("Ilse Marandt")
        self.assertTrue(told)
        self.assertEqual(told, self.asked("who", "Ilse Marandt"))
        with self.assertRaises(LookupError):
            self.store.who("Nobody Atall")

    def test_speakers(self) -> None:
        [marandt] = self.store.speakers("Ilse Marandt")
        self.assertEqual(set(marandt), {"voice", "aliases", "outlets", "channels", "topics"})
        self.assertEqual(marandt["voice"]["statements"], len(self.store.who("Ilse Marandt")))
        self.assertEqual(self.store.speakers(f"#{marandt['voice']['speaker_id']}"), [marandt])
        with self.assertRaises(LookupError):
            self.store.speakers("Nobody Atall")

    def test_a_name_of_several_speakers_is_told_with_their_numbers(self) -> None:
        for given, day in (("Ada", "2031-03-14"), ("Bert", "2031-03-15")):
            text = f"{given} Quillon, the harbour master, said that the crane was safe. Quillon said that it was tested."
            self.file(f"{given}.txt", text)
            run("add", self.folder / f"{given}.txt", "--date", day, "--model", "fast", "--db", self.path, "--quiet")
        numbers = [f"#{one['voice']['speaker_id']}" for one in self.store.speakers("Quillon")]
        self.assertEqual(len(numbers), 2)
        with self.assertRaisesRegex(LookupError, f"{numbers[0]} Ada Quillon, {numbers[1]} Bert Quillon"):
            self.store.who("Quillon")
        self.assertTrue(all(one["speaker"] == "Ada Quillon" for one in self.store.who(numbers[0])))

    def test_same(self) -> None:
        statement = self.store.search("wall OR seawall")[0]["statement"]
        self.assertEqual(self.store.same(statement), self.asked("same", str(statement)))
        with self.assertRaises(LookupError):
            self.store.same(999_999)

    def test_figures_and_numbers(self) -> None:
        measures = {row["measure"] for row in self.store.search("the OR a OR of", has_figure=True) if row.get("measure")}
        for measure in measures | {"killed"}:
            self.assertEqual(self.store.figures(measure), self.asked("figures", measure))
        self.assertEqual(self.store.stats(), self.asked("stats"))

    def test_records_are_those_that_the_command_exports(self) -> None:
        run("export", "--db", self.path, "-o", self.folder / "records.jsonl")
        lines = (self.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(lines), 10)
        records = [self.store.record(document) for document in range(1, 11)]
        self.assertEqual([record.to_dict() for record in records], [json.loads(line) for line in lines])
        self.assertTrue(records[9].attributions)
        with self.assertRaises(LookupError):
            self.store.record(11)

    def test_several_threads_ask(self) -> None:
        answers: list[Any] = []

        def ask() -> None:
            answers.append(self.store.search("wall OR seawall"))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [self.store.search("wall OR seawall")] * 4)

    def test_it_is_read_while_the_command_adds(self) -> None:
        before = self.store.stats()
        run("add", EXAMPLES / "orme.jsonl", "--model", "fast", "--db", self.path, "--quiet")
        self.assertNotEqual(self.store.stats(), before)
        self.assertEqual(self.store.stats(), self.asked("stats"))

    def test_what_is_no_store_is_told(self) -> None:
        with self.assertRaises(OSError):
            onrecord.Store(self.folder / "none.db")
        with self.assertRaises(OSError):
            onrecord.Store(self.file("text.db", "no store at all"))


if __name__ == "__main__":
    unittest.main()
