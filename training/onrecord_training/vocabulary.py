"""Cuts the multilingual vocabulary to the pieces that news in English needs."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .data import Pieces, document, read_jsonl
from .encoder import E5File, dequantise

SIZE = 32_000


@dataclass
class Vocabulary:
    """The pieces that are kept, with their log probabilities and their rows of the word embeddings (Q4_0 bytes)."""

    pieces: list[str]
    scores: list[float]
    rows: np.ndarray

    @classmethod
    def cut(cls, source: E5File, shared: Path) -> "Vocabulary":
        keep = choose(source, shared)
        return cls([source.pieces[i] for i in keep], [float(source.scores[i]) for i in keep],
                   source.blocks("emb.word", source.hidden)[keep])

    def splitter(self) -> Pieces:
        return Pieces(self.pieces, self.scores)

    def table(self) -> torch.Tensor:
        """The word embeddings; bfloat16 halves what training keeps in memory."""
        return torch.from_numpy(dequantise(self.rows)).bfloat16()


def latin(piece: str) -> bool:
    """Only Latin letters, digits, punctuation and signs."""
    for char in piece.replace("\u2581", ""):
        if char.isalpha() and "LATIN" not in unicodedata.name(char, ""):
            return False
        if unicodedata.category(char) in ("Mn", "Mc", "Lo", "Co", "Cn", "So"):
            return False
    return True


def choose(source: E5File, shared: Path) -> list[int]:
    """Row numbers of the pieces to keep: the special ones, all single Latin signs, every piece that English text of
    the corpora or a name of the knowledge base uses, then the likeliest Latin ones up to SIZE."""
    cut = Pieces(source.pieces, source.scores)
    counts: dict[int, int] = {}

    def use(text: str, weight: int = 1):
        for w in document({"id": "", "text": text}).words:
            for form in {w.form, w.form.lower(), w.form.capitalize()}:
                for i in cut(form, w.spaced):
                    counts[i] = counts.get(i, 0) + weight
    data = shared / "data"
    for path in (data / "polnear/train.jsonl", data / "unlabelled/news.jsonl.gz"):
        for raw in read_jsonl(path):
            use(raw["text"])
    for name in ("persons.tsv", "countries.tsv"):
        lines = (shared / "kb" / name).read_text(encoding="utf-8").split("\n")
        use("\n".join(lines[1 :: 5 if name == "persons.tsv" else 1]))
    keep = [0, 1, 2, 3]
    chosen = set(keep)
    single = [i for i, p in enumerate(source.pieces) if i > 3 and len(p.replace("\u2581", "")) <= 1 and latin(p)]
    likely = sorted((i for i in counts if i > 3 and latin(source.pieces[i])), key=lambda i: (-counts[i], i))
    # after what is used, pieces as they come: the file lists them by falling likelihood
    rest = [i for i, p in enumerate(source.pieces) if i > 3 and latin(p) and p.replace("\u2581", "").isascii()]
    for group in (single, likely, rest):
        for i in group:
            if len(keep) >= SIZE:
                break
            if i not in chosen:
                chosen.add(i)
                keep.append(i)
    return keep[:4] + sorted(keep[4:])
