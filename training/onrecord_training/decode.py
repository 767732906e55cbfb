"""From scores to attributions: the reference of the Rust crate `onrecord-attribution`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .calibrate import features
from .data import Document

if TYPE_CHECKING:
    from .read import Layers, Linker

FORBIDDEN = -1e9
# which label may follow which: an I- only its own B- or I-
ALLOWED = np.zeros((8, 7), np.float32)
for _to, _before in ((2, (1, 2)), (4, (3, 4)), (6, (5, 6))):
    for _from in range(8):
        if _from not in _before:
            ALLOWED[_from, _to] = FORBIDDEN


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def viterbi(emission: np.ndarray, transition: np.ndarray) -> np.ndarray:
    """The best label sequence. transition: 8 x 7, the last row from the start."""
    n = len(emission)
    if n == 0:
        return np.zeros(0, int)
    score = emission[0] + transition[7]
    back = np.zeros((n, 7), np.int8)
    for i in range(1, n):
        total = score[:, None] + transition[:7]
        back[i] = total.argmax(0)
        score = total.max(0) + emission[i]
    path = np.zeros(n, int)
    path[-1] = int(score.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def spans(path: np.ndarray) -> dict[int, list[tuple[int, int]]]:
    """Label sequence to spans (first, last + 1) of each role: 0 source, 1 cue, 2 content."""
    result = {0: [], 1: [], 2: []}
    start, role = None, None
    for i, label in enumerate(list(path) + [0]):
        inside = label > 0 and label % 2 == 0
        if start is not None and not inside:
            result[role].append((start, i))
            start = None
        if label % 2 == 1:
            start, role = i, (label - 1) // 2
    return result


@dataclass
class Found:
    cue: tuple[int, int]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]
    claims: list[float] = field(default_factory=list)  # of the cue, to each content span
    source_claim: float = 0.0
    features: list[float] = field(default_factory=list)  # of the confidence


@dataclass
class Settings:
    """Chosen on development data; `crf` is folded into the transitions that the model file holds."""

    crf: float = 0.7  # weight of the learned transitions
    source_null: float = 0.2  # the null's share of what a source's claim leaves of 1
    content_null: float = 0.5
    own_source: float = 0.35  # a cue without a source takes the linker's own words above this
    least_confidence: float = 0.3  # attributions of less are left out
    least_sourceless: float = 0.2  # the same for those without a source, of which fewer are found


def linked(doc: Document, layer: "Layers", linker: "Linker", learned: np.ndarray, crf: float):
    """What is needed of a document before any threshold: log probabilities, labels, spans, and the links of cues."""
    log_probability = np.log(softmax(layer.roles.astype(np.float64)))
    path = viterbi(log_probability, ALLOWED + crf * learned)
    found = spans(path)
    links = []
    for first, end in found[1]:
        start, logits = linker(layer, doc, first, end - 1)
        links.append((start, softmax(logits)))
    return log_probability, path, found, links


def decode(doc: Document, ready, s: Settings) -> list[Found]:
    """`ready` is what `linked` gave."""
    log_probability, path, found, links = ready

    def claim(k, span, label):
        start, table = links[k]
        a, b = max(span[0], start) - start, min(span[1], start + len(table)) - start
        return float(table[a:b, label : label + 2].sum()) / (span[1] - span[0]) if a < b else 0.0

    result = [Found(c, [], []) for c in found[1]]
    for span in found[2]:
        claims = [claim(k, span, 3) for k in range(len(result))]
        if claims:
            k = int(np.argmax(claims))
            if claims[k] > s.content_null * (1 - claims[k]):
                result[k].content.append(span)
                result[k].claims.append(claims[k])
    for k, r in enumerate(result):
        if not r.content:
            continue
        claims = [claim(k, span, 1) for span in found[0]]
        best = int(np.argmax(claims)) if claims else -1
        if best >= 0 and claims[best] > s.source_null * (1 - claims[best]):
            r.source, r.source_claim = [found[0][best]], claims[best]
        else:
            own(doc, r, *links[k], s.own_source)
        r.features = features(doc, r, path, log_probability)
    return [r for r in result if r.content]


def own(doc: Document, r: Found, start: int, table: np.ndarray, least: float) -> None:
    """The first stretch of words, within a paragraph, that the linker alone takes for the source."""
    of = table[:, 1:3].sum(1)
    above = np.nonzero(of > least)[0]
    if len(above):
        i = j = int(above[0])
        while j < len(of) and of[j] > least and doc.paragraph[start + j] == doc.paragraph[start + i]:
            j += 1
        r.source, r.source_claim = [(start + i, start + j)], float(of[i:j].mean())


def as_json(doc: Document, found: list[Found]) -> dict:
    at = lambda span: [doc.words[span[0]].start, doc.words[span[1] - 1].end]
    return {"id": doc.id, "attributions": [
        {"id": f"a{n + 1}", "source": [at(x) for x in r.source], "cue": [at(r.cue)], "content": [at(x) for x in r.content]}
        for n, r in enumerate(found)]}
