"""Reading whole documents with a model: overlapping windows, each word taken where it stands furthest from an edge.

The Rust crate `onrecord-model` does the same."""

from dataclasses import dataclass

import numpy as np
import torch

from .data import WINDOW, Document, Pieces, Window, build, segments
from .model import FAR, PARAGRAPHS, REACH, Reader, distance_bucket
from .train import collate, encode


@dataclass
class Layers:
    """Of every word: role logits (7), and the linker's views of it as a word (192) and as a cue's first and last word
    (2 x 192)."""

    roles: np.ndarray
    word: np.ndarray
    cue: np.ndarray


def reading_windows(doc: Document, cut: Pieces, limit=WINDOW, back=96, longest=WINDOW) -> list[Window]:
    """Windows of at most `limit` pieces; each begins whole segments, up to `back` pieces, before the last one ended."""
    ids = [cut(w.form, w.spaced) for w in doc.words]
    lengths = [len(i) for i in ids]
    parts = segments(doc, lengths, min(limit, longest) - 2)
    sizes = [sum(lengths[a:b]) + 1 for a, b in parts]
    result, start = [], 0
    while start < len(parts):
        end, size = start, 1
        while end < len(parts) and (end == start or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
        result.append(build(0, doc, ids, parts[start:end]))
        if end == len(parts):
            break
        step, room = end, min(back, limit - 1 - sizes[end])  # what follows must fit in
        while step - 1 > start and sizes[step - 1] <= room:
            step -= 1
            room -= sizes[step]
        start = step
    return result


@torch.no_grad()
def layers(model: Reader, doc: Document, cut: Pieces, table: torch.Tensor, limit=WINDOW, back=96, bf16=True, longest=WINDOW) -> Layers:
    n = len(doc.words)
    roles, word, cue = np.zeros((n, 7), np.float32), np.zeros((n, 192), np.float32), np.zeros((n, 384), np.float32)
    best = np.full(n, -1.0)
    model.eval()
    for w in reading_windows(doc, cut, limit, back, longest):
        batch = collate([w], [doc], table)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            hidden, _ = encode(model, batch)
            r, a, b = model.role(hidden)[0], model.link_word(hidden)[0], model.link_cue(hidden)[0]
        m = len(w.words)
        index = np.arange(m)
        left = index + (10**6 if w.first == 0 else 0)
        right = m - 1 - index + (10**6 if w.first + m == n else 0)
        edge = np.minimum(left, right)
        take = edge > best[w.first : w.first + m]
        where = w.first + index[take]
        best[where] = edge[take]
        roles[where], word[where], cue[where] = r.float().numpy()[take], a.float().numpy()[take], b.float().numpy()[take]
    return Layers(roles, word, cue)


@torch.no_grad()
def vectors(model: Reader, doc: Document, cut: Pieces, table: torch.Tensor) -> np.ndarray:
    """The encoder's vector of every word (float16), for a student to learn from."""
    result = np.zeros((len(doc.words), 384), np.float16)
    model.eval()
    for w in reading_windows(doc, cut, back=0):
        batch = collate([w], [doc], table)
        with torch.autocast("cpu", torch.bfloat16):
            hidden, _ = encode(model, batch)
        result[w.first : w.first + len(w.words)] = hidden[0].float().numpy()
    return result


class Linker:
    """The linker in numpy."""

    def __init__(self, model: Reader):
        f = lambda t: t.detach().float().numpy()
        self.distance, self.paragraph = f(model.link_distance.weight), f(model.link_paragraph.weight)
        self.weight, self.bias = f(model.link_out.weight), f(model.link_out.bias)
        self.buckets = distance_bucket(torch.arange(-REACH, REACH + 1)).numpy()

    def __call__(self, layer: Layers, doc: Document, first: int, last: int) -> tuple[int, np.ndarray]:
        """Logits (words x 5) of the words within reach of a cue, and the first of them."""
        start, end = max(0, first - REACH), min(len(doc.words), last + REACH + 1)
        at = np.arange(start, end)
        d = np.where(at < first, at - first, np.where(at > last, at - last, 0))
        p = np.clip(np.array(doc.paragraph[start:end]) - doc.paragraph[first], -PARAGRAPHS, PARAGRAPHS) + PARAGRAPHS
        hidden = layer.word[start:end] + layer.cue[first, :192] + layer.cue[last, 192:]
        hidden = hidden + self.distance[self.buckets[d + REACH]] + self.paragraph[p]
        return start, np.maximum(hidden, 0) @ self.weight.T + self.bias


assert FAR == 23
