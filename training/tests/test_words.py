"""Cases that `words.py` and the Rust crate `onrecord-text` must cut alike.

    python -m unittest tests.test_words        checks words.py against tests/words.json
    python -m tests.test_words --write         writes tests/words.json anew from TEXTS below

Both are run from `training/`. The Rust side reads the same file in `crates/text/tests/parity.rs`.
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from onrecord_training.words import blank, ignorable, paragraphs, words

FILE = Path(__file__).with_name("words.json")

TEXTS = {
    "empty": "",
    "blank lines alone": "\n \n\t\n\u00a0\n\u200b\n",
    "curly": "“We will pay,” Minister Ilse Varga said. “All of it.”",
    "straight": 'The mayor said: "No bridge is closed." Nobody "knew".',
    "doubled singles": "``We will pay,'' she said. ''Now.''",
    "single curly": "‘We won’t pay,’ she said. ‘It’s over.’",
    "single straight": "'We won't pay,' she said. 'It's over.'",
    "double in single": "‘He told me “never” twice,’ said Mr Okell.",
    "single in double": "“He told me ‘never’ twice,” said Mr Okell.",
    "straight nested": "\"He told me 'never' twice,\" said Mr Okell.",
    "guillemets": "«Nous paierons», dit-elle. ‹Oui›, »nein«",
    "low marks": "„Wir zahlen“, sagte sie; ‚gut‘, ‟hm”",
    "other marks": "❝Pay❞ 〝now〞 ＂later＂ ″x″ ´y´ `z` ＇q＇ ′r′",
    "apostrophes": "It's the Varga’s car; they'RE sure, we`ve and I´ll, don't, rock 'n' roll, '90s, James' hat, o'clock",
    "letter apostrophe": "itʼs Oʼ Brien ʼtis ʼ",
    "apostrophe and longer": "a'some b'sx c're1 d's'e 's t 's",
    "stray closing": "We will pay,” she said. “And soon,” she added.",
    "stray straight": 'She said it "twice and left. Then "he said.',
    "missing closing": "“We will pay, she said. Nobody answered.",
    "missing closing then new": "“We will pay, she said. “We will,” she repeated.",
    "single never closed": "He said 'we will pay and left.",
    "plain unclear": 'He wrote " and " and x"y and 5" pipes.',
    "after dashes and brackets": 'He—"I"—said ("maybe") ["or"] –"not"- {\'so\'}',
    "reopened paragraphs": "“We begin.\n“We go on.\n“We end,” said Anna Lind.\nThe end.",
    "no-break": "10\u00a0000\u202f“yes”\u00a0said\u2009Ó Briain\u3000.",
    "zero-width": "\u200b“Pay\u200b\u200b,\u200d” sa\u200bid\u200b \ufeff\u2060she\u200f. \u202a'x'\u202c a\u200b's",
    "soft hyphen": "The gov\u00adern\u00adment\u00ad said\u00ad.",
    "numbers": "1,000 3.5 10:30 1,000,000.50 1. 2, .5 5.x x.5 1..2 1,,2 1,\u200b2 ²,³ ½.½ Ⅷ 7–8 7-8 50% $3bn €4.2m 3rd",
    "dashes": "a-b a--b a---b a – b a—b a ‒ b ― c 3−2 - -- –",
    "ellipses and runs": "Well... so.. .... … ___ ***bold*** == ## ~~ -=- ?! !!! //",
    "capitals": "KELLBURG, Norland (NNP) — THE PM'S OFFICE SAID: \"NO.\"",
    "transcript": "SMITH: Did you go?\nLIND: No. [crosstalk] I'd — I wouldn't.",
    "emoji": "Great 🎉🎉 news 👩\u200d👩\u200d👧, she’s 🇳🇴! 🦀's",
    "accents precomposed": "Café Ångström naïve Đoković São",
    "accents combining": "Cafe\u0301 A\u030angstro\u0308m nai\u0308ve \u0301 x\u0345",
    "compatibility": "ﬁnd ﬂat ＡＢＣ１２ ①② ™ ½ ﷺ ㎏ ¨ ⓐ Ⓑ",
    "other scripts": "Привет мир, 你好世界。 नमस्ते Ελλάδα مرحبا 「はい」",
    "line ends": "One line.\r\nTwo \"lines\".\r\n\r\nA\u2028b\x0bc\x85d\x1ce\x00f\x7fg\r",
    "blank ends": " \t Padded paragraph. \u200b\u00a0\n\n\u00ad(next)\u00ad\n",
    "address": "See https://example.org/a_b?c=1&d=2#e or write to desk@example.org, @desk #vote",
    "symbols": "A&B <b>bold</b> {x} [y] (z) a/b a\\b 100°C §5 ©2020 £5 x^2 a|b",
    "abbreviations": "Mr. A. B. Lind of the U.S. and Sen. O’Dell, Jr., arrived at 5 p.m. on Jan. 3.",
}


def cut(text: str) -> list:
    return [
        {"span": [start, end], "words": [[w.start, w.end, w.form, w.spaced, w.quote] for w in words(text, start, end)]}
        for start, end in paragraphs(text)
    ]


def write() -> None:
    """Writes the file, with each paragraph's words on one line."""
    cases = []
    for name, text in TEXTS.items():
        rows = ",\n".join("      " + json.dumps(paragraph) for paragraph in cut(text))
        rows = f"[\n{rows}\n    ]" if rows else "[]"
        cases.append(f'  {{\n    "name": {json.dumps(name)},\n    "text": {json.dumps(text)},\n    "paragraphs": {rows}\n  }}')
    FILE.write_text("[\n" + ",\n".join(cases) + "\n]\n", encoding="ascii")


class Words(unittest.TestCase):
    def test_the_file_holds_these_texts(self):
        self.assertEqual({case["name"]: case["text"] for case in json.loads(FILE.read_text())}, TEXTS)

    def test_paragraphs_and_words(self):
        for case in json.loads(FILE.read_text()):
            with self.subTest(case["name"]):
                self.assertEqual(cut(case["text"]), case["paragraphs"])

    def test_every_character_that_shows_is_in_one_word(self):
        for name, text in TEXTS.items():
            for start, end in paragraphs(text):
                covered = [i for w in words(text, start, end) for i in range(w.start, w.end)]
                self.assertEqual(covered, sorted(set(covered)), name)
                left = set(range(start, end)) - set(covered)
                self.assertTrue(all(blank(text[i]) or ignorable(text[i]) for i in left), name)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        unittest.main()
