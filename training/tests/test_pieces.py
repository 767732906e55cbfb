"""The unigram model cuts words as `pieces.json` says, which the Rust side is tested on too.

`python3 training/tests/test_pieces.py --write` makes the file anew from the vocabulary of the shipped model.
"""

import json
import struct
import sys
import unittest
from pathlib import Path

from onrecord_training.data import Pieces

CASES = Path(__file__).with_name("pieces.json")
MODEL = Path(__file__).parents[2] / "models/onrecord-en-1.safetensors"
WORDS = Path(__file__).with_name("words.json")
MORE = (
    "the said Zelensky Zelenskyy Nazarbayev antidisestablishmentarianism counterterrorism re-election Ukraniain "
    "UNPRECEDENTED WASHINGTON O'Neill 1,000 3.5 10:30 2014 1990s $ % € £ @ # [ ] = _ ^ ~ | \\ / & * + < > { } ` ½ "
    "naïve façade Müller Łódź İstanbul Ångström São Đoković Кремль 北京 ᚠᚢᚦ 🦀 x y I a ' \" \u2014 - ... . , ; : ! ? 's 't 're 'll "
    "ﬁ ² Ⅳ cooperation uncharacteristically bioethicist whistleblower disinformation zzzzqqqqxxxxjjjj".split()
)


def vocabulary() -> Pieces:
    data = MODEL.read_bytes()
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])

    def tensor(name: str) -> bytes:
        start, end = header[name]["data_offsets"]
        return data[8 + size + start : 8 + size + end]

    scores = tensor("scores")
    return Pieces(json.loads(tensor("pieces")), list(struct.unpack(f"<{len(scores) // 4}f", scores)))


class PiecesTest(unittest.TestCase):
    def test_cases(self):
        cut = vocabulary()
        for case in json.loads(CASES.read_text(encoding="utf-8")):
            self.assertEqual(cut(case["form"], case["spaced"]), case["pieces"], case)


def forms() -> list[str]:
    found = dict.fromkeys(MORE)

    def walk(value):
        if isinstance(value, list) and len(value) == 5 and isinstance(value[2], str):
            found[value[2]] = None
        elif isinstance(value, (list, dict)):
            for item in value.values() if isinstance(value, dict) else value:
                walk(item)

    walk(json.loads(WORDS.read_text(encoding="utf-8")))
    return [form for form in found if form]


if __name__ == "__main__":
    if "--write" in sys.argv:
        cut = vocabulary()
        cases = [{"form": f, "spaced": s, "pieces": cut(f, s)} for f in forms() for s in (True, False)]
        lines = ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases)
        CASES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    else:
        unittest.main()
