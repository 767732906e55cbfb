"""Confidence: a logistic regression on development data, over the features that `onrecord-attribution` computes."""

import numpy as np

from .data import Document
from .words import OUTSIDE

FEATURES = 9


def logit(p: float) -> float:
    p = min(max(p, 0.002), 0.998)
    return float(np.log(p / (1 - p)))


def features(doc: Document, found, labels: np.ndarray, log_probability: np.ndarray) -> list[float]:
    """See `confidence.rs`."""
    score = lambda w: float(log_probability[w, labels[w]])
    words = [w for a, b in found.content for w in range(a, b)]
    ends = [score(b) for _, b in found.content if b < len(doc.words)]
    return [
        min(logit(c) for c in found.claims),
        logit(found.source_claim) if found.source else 0.0,
        float(not found.source),
        float(np.mean([score(w) for w in range(*found.cue)])),
        float(np.mean([score(w) for w in words])),
        min(score(a) for a, _ in found.content),
        min([0.0, *ends]),
        float(np.log(len(words))),
        float(any(doc.words[w].quote != OUTSIDE for w in words)),
    ]


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights and intercept of a ridge logistic regression, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def probability(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(np.hstack([x, np.ones((len(x), 1))]) @ w)))


def reliability(p: np.ndarray, y: np.ndarray, bins: int = 10) -> tuple[list[tuple[float, float, int]], float]:
    """Rows of (mean confidence, share right, count) and the expected calibration error."""
    rows, error = [], 0.0
    for b in range(bins):
        inside = (p >= b / bins) & ((p < (b + 1) / bins) | (b == bins - 1))
        if inside.any():
            rows.append((float(p[inside].mean()), float(y[inside].mean()), int(inside.sum())))
            error += inside.sum() / len(p) * abs(p[inside].mean() - y[inside].mean())
    return rows, float(error)


def crossed(x: np.ndarray, y: np.ndarray, group: np.ndarray, folds: int = 7) -> np.ndarray:
    """Every attribution's confidence from weights that were fitted without its document's fold."""
    p = np.zeros(len(y))
    for f in range(folds):
        out = group % folds == f
        p[out] = probability(fit(x[~out], y[~out]), x[out])
    return p
