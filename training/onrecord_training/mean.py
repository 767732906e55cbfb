"""The mean of several related models' weights (Wortsman et al. 2022, "Model soups"), and a name head fitted to it."""

import torch
from torch.nn import functional as F

from .data import Document, Pieces
from .model import Reader
from .read import reading_windows
from .train import SILVER, collate, encode


def mean(models: list[Reader], shares: list[float]) -> Reader:
    """A model whose weights are the weighted mean of those of models that were trained one from another."""
    states = [m.state_dict() for m in models]
    result = Reader(len(models[0].encoder.layers))
    result.load_state_dict({name: sum(share * state[name] for state, share in zip(states, shares)) for name in states[0]})
    return result.eval()


def fit_names(model: Reader, docs: list[Document], cut: Pieces, table: torch.Tensor, *, epochs=6, rate=2e-3, seed=1) -> None:
    """Fits the name head anew, in place, on the frozen encoder's vectors of documents with names: the mean of encoders
    that were taught names and others that were not fits neither's head."""
    torch.manual_seed(seed)
    vectors, labels, weights = [], [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for doc in docs:
            for window in reading_windows(doc, cut, limit=192, back=0):
                _, middle = encode(model, collate([window], [doc], table))
                vectors.append(middle[0].to(torch.bfloat16))
                labels += doc.names[window.first : window.first + len(window.words)]
                weights += [SILVER if doc.silver else 1.0] * len(window.words)
    x, y, weight = torch.cat(vectors), torch.tensor(labels), torch.tensor(weights)
    optimizer = torch.optim.AdamW(model.name.parameters(), lr=rate, weight_decay=0.01)
    steps, step = epochs * -(-len(x) // 512), 0
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for some in order.split(512):
            loss = (F.cross_entropy(model.name(x[some].float()), y[some], reduction="none") * weight[some]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            optimizer.param_groups[0]["lr"] = rate * (1 - step / steps)
