"""The pointer: from a statement to the date that it was made on, to an earlier statement of the same occasion, or to
nothing. It is fitted when the encoder is done, on frozen vectors.

What it is asked comes from the Rust crate `time` (its example `questions`), whose properties are rows of a table here:
there is no second place where they are found out. `onrecord-model` computes the same from the written weights.
"""

import json
import random
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from .data import Document, Pieces
from .model import Linear, Reader
from .names import LAYERS, Beside, vectors

SIZE = 64
STATEMENT_WORDS, DATE_WORDS = 7, 5
# How many properties there are: of a statement, of a date, of a statement with a date, with an earlier statement.
PROPERTIES = (11, 17, 88, 81)


@dataclass
class Asked:
    """A document. Words are row numbers of its vectors, the last of which is nothing; properties are padded with the last
    row of their table, which is zero. S statements, D dates, N choices at most."""

    id: str
    ids: list[str]  # of the statements
    statement_words: torch.Tensor  # S x 7
    statement_properties: torch.Tensor
    date_words: torch.Tensor  # D x 5
    date_properties: torch.Tensor
    dates: torch.Tensor  # S x N, -1 where there are fewer
    dates_properties: torch.Tensor
    earlier: torch.Tensor
    earlier_properties: torch.Tensor
    value: torch.Tensor  # of every date, from 1
    values: list[str]
    target: torch.Tensor  # of every statement: 0 has none, -1 is not annotated or has no date of that value
    weight: torch.Tensor  # of every statement, in the loss


def padded(rows: list[list[int]], none: int) -> torch.Tensor:
    longest = max(map(len, rows), default=0)
    return torch.tensor([row + [none] * (longest - len(row)) for row in rows], dtype=torch.long).reshape(len(rows), longest)


def asked(line: dict, starts: list[int], said: dict[str, str]) -> Asked:
    """`starts`: where each word of the document begins. `said`: values by the statements' ids, `-` for none."""
    place = {start: number for number, start in enumerate(starts)}
    words = lambda all, count: torch.tensor([[place.get(w, len(starts)) for w in one["words"]] for one in all],
                                            dtype=torch.long).reshape(len(all), count)
    statements, dates = line["statements"], line["dates"]
    own = lambda all, count: padded([one["properties"] for one in all], count)

    def choices(name, count):
        longest = max((len(one[name]) for one in statements), default=0)
        numbers = padded([[number for number, _ in one[name]] for one in statements], -1)
        width = max((len(on) for one in statements for _, on in one[name]), default=0)
        on = torch.full((len(statements), longest, width), count)
        for s, one in enumerate(statements):
            for c, (_, properties) in enumerate(one[name]):
                on[s, c, : len(properties)] = torch.tensor(properties)
        return numbers, on

    values = sorted({date["value"] for date in dates})
    number = {value: n for n, value in enumerate(values, 1)}
    target = [0 if said.get(one["id"]) == "-" else number.get(said.get(one["id"]), -1) for one in statements]
    return Asked(line["id"], [one["id"] for one in statements], words(statements, STATEMENT_WORDS),
                 own(statements, PROPERTIES[0]), words(dates, DATE_WORDS), own(dates, PROPERTIES[1]),
                 *choices("dates", PROPERTIES[2]), *choices("earlier", PROPERTIES[3]),
                 torch.tensor([number[date["value"]] for date in dates], dtype=torch.long), values,
                 torch.tensor(target, dtype=torch.long), weights(target))


def weights(target: list[int]) -> torch.Tensor:
    """n statements of one value that follow each other are nearly one decision: each weighs 1/√n."""
    lengths = (len(list(run)) for _, run in groupby(target))
    return torch.tensor([length**-0.5 for length in lengths for _ in range(length)])


def property_rows(properties: int) -> nn.Embedding:
    """A row for each property, and behind them one of zeros for what is padded."""
    rows = nn.Embedding(properties + 1, SIZE, padding_idx=properties)
    with torch.no_grad():
        nn.init.normal_(rows.weight[:properties], std=0.05)
    return rows


class Sum(nn.Module):
    """`relu(words + properties)`."""

    def __init__(self, words: int, properties: int):
        super().__init__()
        self.words = nn.Linear(words * SIZE, SIZE)
        self.properties = property_rows(properties)

    def forward(self, views, words, properties):
        return F.relu(self.words(views[words].flatten(1)) + self.properties(properties).sum(1))


class Pair(nn.Module):
    """`weight relu(from + to + properties)`."""

    def __init__(self, properties: int, dropout: float):
        super().__init__()
        self.one, self.other = nn.Linear(SIZE, SIZE), nn.Linear(SIZE, SIZE, bias=False)
        self.properties = property_rows(properties)
        self.weight = nn.Linear(SIZE, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, statements, others, places, properties):
        if not places.shape[1]:
            return statements.new_zeros(len(statements), 0)
        to = self.other(others)[places.clamp(min=0)]
        hidden = F.relu(self.one(statements)[:, None] + to + self.properties(properties).sum(2))
        return self.weight(self.dropout(hidden))[..., 0].masked_fill(places < 0, -1e9)


class Views(nn.Module):
    """What the pointer sees of a word: part of the graph that the encoder is in."""

    def __init__(self, layers: int, hidden=384, dropout=0.5):
        super().__init__()
        self.layers = LAYERS[layers]
        self.down = Linear(len(self.layers) * hidden, SIZE)
        self.beside = nn.ModuleList([Beside(SIZE), Beside(SIZE)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        """x: ... x W x (4 x 384), the vectors of `layers` side by side."""
        x = self.down(self.dropout(x))
        for beside in self.beside:
            x = beside(x)
        return F.gelu(x)


class Pointer(nn.Module):
    def __init__(self, layers: int, dropout=0.4):
        super().__init__()
        self.views = Views(layers)
        self.statement, self.date = Sum(STATEMENT_WORDS, PROPERTIES[0]), Sum(DATE_WORDS, PROPERTIES[1])
        self.to_date, self.to_earlier = Pair(PROPERTIES[2], dropout), Pair(PROPERTIES[3], dropout)
        self.none = nn.Linear(SIZE, 1)

    def forward(self, vectors, doc: Asked):
        """The probability of each value, `none` first, for every statement: S x (1 + values). What is pointed to on the way
        is summed over: an earlier statement passes on what it points to."""
        views = self.views(vectors.float())
        views = torch.cat([views, views.new_zeros(1, SIZE)])
        statements = self.statement(views, doc.statement_words, doc.statement_properties)
        dates = self.date(views, doc.date_words, doc.date_properties)
        scores = torch.cat([self.none(statements), self.to_date(statements, dates, doc.dates, doc.dates_properties),
                            self.to_earlier(statements, statements, doc.earlier, doc.earlier_properties)], 1)
        share = torch.softmax(scores, 1)
        count = doc.dates.shape[1]
        direct = share.new_zeros(len(share), 1 + len(doc.values))
        direct[:, 0] = share[:, 0]
        if count:
            direct = direct.scatter_add(1, doc.value[doc.dates.clamp(min=0)], share[:, 1 : 1 + count])
        rows = []
        for row, earlier, passed in zip(direct, doc.earlier.tolist(), share[:, 1 + count :]):
            known = [number for number in earlier if number >= 0]
            rows.append(row + passed[: len(known)] @ torch.stack([rows[n] for n in known]) if known else row)
        return torch.stack(rows)


def fit(pointer: Pointer, docs: list[tuple[torch.Tensor, Asked]], *, epochs=5, rate=6e-4, batch=4, decay=0.05, seed=1,
        each=None) -> Pointer:
    """Fits a pointer to documents with their word vectors, in place."""
    torch.manual_seed(seed)
    rng, docs = random.Random(seed), [(v, d) for v, d in docs if (d.target >= 0).any()]
    optimizer = torch.optim.AdamW(pointer.parameters(), lr=rate, weight_decay=decay)
    steps, step = epochs * -(-len(docs) // batch), 0
    for _ in range(epochs):
        pointer.train()
        rng.shuffle(docs)
        for i in range(0, len(docs), batch):
            loss, count = 0, 0
            for vectors, doc in docs[i : i + batch]:
                known = doc.target >= 0
                share = pointer(vectors, doc)[known].clamp(min=1e-6)
                weight = doc.weight[known]
                loss = loss + (F.nll_loss(share.log(), doc.target[known], reduction="none") * weight).sum()
                count += float(weight.sum())
            optimizer.zero_grad()
            (loss / count).backward()
            nn.utils.clip_grad_norm_(pointer.parameters(), 1.0)
            step += 1
            optimizer.param_groups[0]["lr"] = rate * min(1, step / 60) * (1 - step / (steps + 1))
            optimizer.step()
        if each:
            each(pointer.eval())
    return pointer.eval()


def annotations(path: Path) -> dict[str, dict[str, str]]:
    """Values by document and statement from `statement_times_whole.tsv`, `-` for none."""
    result = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        document, dated, none = line.split("\t")
        result[document] = dict(pair.split(":", 1) for pair in dated.split()) | {one: "-" for one in none.split()}
    return result


def fitted(model: Reader, docs: dict[str, Document], lines: list[dict], said: dict[str, dict[str, str]], cut: Pieces,
           table: torch.Tensor, **how) -> Pointer:
    """The pointer for an encoder. `lines` are questions, `said` the annotations, both of some of the documents."""
    torch.manual_seed(1)
    pointer = Pointer(len(model.encoder.layers))
    data = []
    for line in lines:
        if line["id"] in said:
            doc = docs[line["id"]]
            starts = [word.start for word in doc.words]
            data.append((vectors(model, doc, cut, table, pointer.views.layers), asked(line, starts, said[doc.id])))
    return fit(pointer, data, **how)


def questions(path: Path) -> list[dict]:
    """What the Rust crate `time` asks, a line for every document."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
