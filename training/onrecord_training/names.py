"""The name head that ships: it reads several layers of the encoder at once, and beside a word its neighbours.

It is fitted when the encoder is done, on frozen vectors. While the encoder learns, a single matrix on one of its layers
(`Reader.name`) teaches it to keep names apart."""

import random

import torch
from torch import nn
from torch.nn import functional as F

from .data import NAMES, Document, Pieces
from .model import Linear, Reader
from .read import reading_windows
from .train import SILVER, collate

# The layers that are read, of an encoder of so many: early ones know words, later ones what is said of them.
LAYERS = {10: (3, 5, 7, 9), 5: (2, 3, 4, 5)}
SIZE = 128
STRETCH = 128  # words that are fitted in one piece


class Beside(nn.Module):
    """What a word's vector and those of its two neighbours say together is added to it."""

    def __init__(self, size: int):
        super().__init__()
        self.mix = Linear(3 * size, size)

    def forward(self, x):
        """x: ... x W x size; past the ends stand zeros."""
        y = F.gelu(x)
        none = torch.zeros_like(y[..., :1, :])
        left, right = torch.cat([none, y[..., :-1, :]], -2), torch.cat([y[..., 1:, :], none], -2)
        return x + F.gelu(self.mix(torch.cat([left, y, right], -1)))


class NameHead(nn.Module):
    def __init__(self, layers: int, hidden=384, dropout=0.2):
        super().__init__()
        self.layers = LAYERS[layers]
        self.down = Linear(len(self.layers) * hidden, SIZE)
        self.beside = nn.ModuleList([Beside(SIZE), Beside(SIZE)])
        self.out = Linear(SIZE, len(NAMES))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        """x: ... x W x (4 x 384), the vectors of `layers` side by side. Gives a score for each label."""
        x = self.down(self.dropout(x))
        for beside in self.beside:
            x = beside(x)
        return self.out(F.gelu(self.dropout(x)))


@torch.no_grad()
def vectors(model: Reader, doc: Document, cut: Pieces, table: torch.Tensor, layers: tuple[int, ...], back=48) -> torch.Tensor:
    """A document's word vectors (bfloat16), those of several layers side by side: of every word from where it stands
    furthest from its window's edges, as when reading."""
    count, size = len(doc.words), 384 * len(layers)
    result, best = torch.zeros(count, size, dtype=torch.bfloat16), torch.full((count,), -1)
    for window in reading_windows(doc, cut, limit=192, back=back):
        batch = collate([window], [doc], table)
        with torch.autocast("cpu", torch.bfloat16):
            every = model.encoder.every_layer(batch.vectors, batch.quotes, batch.mask)
        heads, first, n = batch.heads[0], window.first, len(window.words)
        own = torch.cat([every[number - 1][0][heads] for number in layers], 1).to(torch.bfloat16)
        at = torch.arange(n)
        left, right = at + (10**6 if first == 0 else 0), n - 1 - at + (10**6 if first + n == count else 0)
        edge = torch.minimum(left, right)
        take = torch.nonzero(edge > best[first : first + n]).flatten()
        best[first + take], result[first + take] = edge[take], own[take]
    return result


def stretches(model: Reader, head: NameHead, doc: Document, cut: Pieces, table: torch.Tensor, back=48):
    """A document's word vectors with their labels, in stretches."""
    own, labels = vectors(model, doc, cut, table, head.layers, back), torch.tensor(doc.names)
    weight = SILVER if doc.silver else 1.0
    return [(own[i : i + STRETCH], labels[i : i + STRETCH], weight) for i in range(0, len(doc.words), STRETCH)]


def fit(head: NameHead, data: list, *, epochs=6, rate=1e-3, batch=16, seed=1) -> NameHead:
    """Fits a head to stretches of words, in place."""
    torch.manual_seed(seed)
    rng, data = random.Random(seed), list(data)
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    steps, step = epochs * -(-len(data) // batch), 0
    head.train()
    for _ in range(epochs):
        rng.shuffle(data)
        for i in range(0, len(data), batch):
            some = data[i : i + batch]
            longest = max(len(vectors) for vectors, _, _ in some)
            x = torch.stack([F.pad(vectors.float(), (0, 0, 0, longest - len(vectors))) for vectors, _, _ in some])
            y = torch.stack([F.pad(labels, (0, longest - len(labels)), value=-1) for _, labels, _ in some])
            weight = torch.tensor([w for _, _, w in some])[:, None] * (y >= 0)
            each = F.cross_entropy(head(x).transpose(1, 2), y.clamp(min=0), reduction="none")
            loss = (each * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            step += 1
            optimizer.param_groups[0]["lr"] = rate * min(1, step / 50) * (1 - step / (steps + 1))
            optimizer.step()
    return head.eval()


def fitted(model: Reader, docs: list[Document], cut: Pieces, table: torch.Tensor, **how) -> NameHead:
    """The name head for an encoder, from documents with names."""
    head = NameHead(len(model.encoder.layers))
    return fit(head, [s for doc in docs for s in stretches(model, head, doc, cut, table)], **how)
