"""PolNeAR documents as words with labels, and the windows the encoder reads."""

import bisect
import gzip
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from .words import OUTSIDE, Word, paragraphs, words

ROLES = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
NAMES = ["O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place"]
LINKS = ["O", "B-source", "I-source", "B-content", "I-content"]
KINDS = ["person", "organisation", "place"]
WINDOW = 256  # pieces, the leading <s> and the </s> after every paragraph among them
BOS, PAD, EOS, UNK = 0, 1, 2, 3


@dataclass
class Attribution:
    """Word sets of one attribution; indices into the document's words."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Document:
    id: str
    text: str
    words: list[Word]
    paragraph: list[int]  # of every word
    attributions: list[Attribution] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)  # of every word; empty where nobody marked them
    silver: bool = False  # whether another program marked the names
    weight: list[float] = field(default_factory=list)  # of every word, in the loss of the roles

    def weigh_sourceless(self, weight: float) -> None:
        """Gives cues and contents of attributions without a source more weight: they are few and missed most."""
        for a in self.attributions:
            if not a.source:
                for w in a.cue + a.content:
                    self.weight[w] = weight

    def mark_names(self, names) -> None:
        """Labels the words of `names`, which have `start`, `end` and `kind`."""
        self.names = [0] * len(self.words)
        starts = [w.end for w in self.words]
        for name in names:
            begin = 1 + 2 * KINDS.index(name.kind)
            first = bisect.bisect_right(starts, name.start)
            for w in range(first, len(self.words)):
                if self.words[w].start >= name.end:
                    break
                self.names[w] = begin + (w > first)


def read_jsonl(path: Path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def document(raw: dict) -> Document:
    ws, paragraph = [], []
    for number, (start, end) in enumerate(paragraphs(raw["text"])):
        found = words(raw["text"], start, end)
        ws += found
        paragraph += [number] * len(found)
    doc = Document(raw["id"], raw["text"], ws, paragraph)
    doc.roles = [0] * len(ws)
    owner = {}
    for number, w in enumerate(ws):
        for i in range(w.start, w.end):
            owner[i] = number
    for a in raw.get("attributions") or []:
        parts = {}
        for label, role in ((1, "source"), (3, "cue"), (5, "content")):
            members = []
            for start, end in a[role]:
                span = sorted({owner[i] for i in range(start, end) if i in owner})
                members += span
                for n, w in enumerate(span):
                    doc.roles[w] = label + (n > 0)
            parts[role] = sorted(set(members))
        doc.attributions.append(Attribution(**parts))
    doc.weight = [1.0] * len(ws)
    return doc


class Pieces:
    """The unigram model over the shipped vocabulary; every distinct word is cut once."""

    def __init__(self, pieces: list[str], scores: list[float]):
        from tokenizers.models import Unigram

        self.model = Unigram(list(zip(pieces, map(float, scores))), UNK, False)
        self.cache: dict[str, list[int]] = {}

    def __call__(self, form: str, spaced: bool) -> list[int]:
        key = "\u2581" + form if spaced else form
        ids = self.cache.get(key)
        if ids is None:
            ids = [t.id for t in self.model.tokenize(key)][:16] if key else []
            self.cache[key] = ids = ids or [UNK]
        return ids


@dataclass
class Window:
    document: int
    first: int  # index of its first word in the document
    words: list[Word]
    paragraph: list[int]
    pieces: list[int]
    quotes: list[int]  # a quotation state for every piece
    heads: list[int]  # position of every word's first piece


def segments(doc: Document, lengths: list[int], limit: int) -> list[tuple[int, int]]:
    """Paragraphs as ranges of words; those longer than `limit` pieces are cut after sentence ends where possible."""
    result, start, n = [], 0, len(doc.words)
    while start < n:
        end = start
        size, last_stop = 0, -1
        while end < n and doc.paragraph[end] == doc.paragraph[start]:
            if size + lengths[end] > limit:
                break
            size += lengths[end]
            end += 1
            if doc.words[end - 1].form in (".", "!", "?", '"') and end - start > 20:
                last_stop = end
        if end < n and doc.paragraph[end] == doc.paragraph[start] and last_stop > 0:
            end = last_stop
        end = max(end, start + 1)
        result.append((start, end))
        start = end
    return result


def windows(number: int, doc: Document, cut: Pieces, first_limit: int = WINDOW, limit: int = WINDOW) -> list[Window]:
    ids = [cut(w.form, w.spaced) for w in doc.words]
    lengths = [len(i) for i in ids]
    parts = segments(doc, lengths, limit - 2)
    groups, group, size, room = [], [], 1, first_limit
    for start, end in parts:
        need = sum(lengths[start:end]) + 1
        if group and size + need > room:
            groups.append(group)
            group, size, room = [], 1, limit
        group.append((start, end))
        size += need
    if group:
        groups.append(group)
    return [build(number, doc, ids, group) for group in groups]


def build(number: int, doc: Document, ids: list[list[int]], group: list[tuple[int, int]]) -> Window:
    pieces, quotes, heads, ws, par = [BOS], [OUTSIDE], [], [], []
    for start, end in group:
        for w in range(start, end):
            heads.append(len(pieces))
            pieces += ids[w]
            quotes += [doc.words[w].quote] * len(ids[w])
            ws.append(doc.words[w])
            par.append(doc.paragraph[w])
        pieces.append(EOS)
        quotes.append(OUTSIDE)
    return Window(number, group[0][0], ws, par, pieces, quotes, heads)


def disturb(doc: Document, rng: random.Random) -> Document:
    """A copy of a document as dirty text would have it: other case, other or missing marks, typing errors."""
    kind = rng.random()
    if kind > 0.25:
        return doc
    copy = Document(doc.id, doc.text, [Word(w.start, w.end, w.form, w.spaced, w.quote) for w in doc.words],
                    doc.paragraph, doc.attributions, doc.roles, doc.names, doc.silver, doc.weight)
    chosen = lambda share: {p for p in set(doc.paragraph) if rng.random() < share}
    if kind < 0.03:
        some = chosen(0.5)
        for w, p in zip(copy.words, copy.paragraph):
            if p in some:
                w.form = w.form.lower()
    elif kind < 0.06:
        some = chosen(0.4)
        for w, p in zip(copy.words, copy.paragraph):
            if p in some:
                w.form = w.form.upper()
    elif kind < 0.12:
        for w in copy.words:
            if w.form == '"':
                w.form = "'"
    elif kind < 0.18:
        # a mark lost: the structure after it can't be told
        some = chosen(0.3)
        for w, p in zip(copy.words, copy.paragraph):
            if p in some:
                w.quote = OUTSIDE
                if w.form == '"' and rng.random() < 0.5:
                    w.form = rng.choice([",", "'", "\u2014"])
    else:
        for w in copy.words:
            if len(w.form) > 4 and w.form.isalpha() and rng.random() < 0.03:
                i = rng.randrange(1, len(w.form) - 1)
                w.form = w.form[:i] + rng.choice([w.form[i + 1] + w.form[i] + w.form[i + 2 :], w.form[i + 1 :],
                                                  w.form[i] + w.form[i:]])
    return copy


