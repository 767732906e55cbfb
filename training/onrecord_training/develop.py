"""Choosing the settings of decoding and fitting the confidence on development data, with the project's scorer."""

import importlib.util
from pathlib import Path

import numpy as np

from .calibrate import crossed, fit, probability, reliability
from .data import Document
from .decode import Found, Settings, as_json, decode, linked
from .model import Reader
from .read import Layers, Linker


def scorer(shared: Path):
    spec = importlib.util.spec_from_file_location("score_attributions", shared / "eval/score_attributions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(shared: Path, raw: list[dict], docs: list[Document], found: list[list[Found]]) -> dict:
    s = scorer(shared)
    return s.score({r["id"]: r for r in raw}, {d.id: as_json(d, f) for d, f in zip(docs, found)}).result()


def choose(shared: Path, raw, docs: list[Document], layers: list[Layers], model: Reader, log=print) -> Settings:
    """The settings with the best sum of relation and strict F1; few values, far apart, so that little is tuned."""
    linker, learned = Linker(model), model.transition.detach().numpy()
    best, best_value = None, -1.0
    for crf in (0.3, 0.6, 1.0):
        ready = [linked(d, layer, linker, learned, crf) for d, layer in zip(docs, layers)]
        for content_null in (0.25, 0.5):
            settings = Settings(crf, content_null=content_null)
            r = score(shared, raw, docs, [decode(d, x, settings) for d, x in zip(docs, ready)])
            value = r["relation"]["f1"] + r["relation_strict"]["f1"]
            log(f"{settings} {summary(r)}")
            if value > best_value:
                best, best_value = settings, value
    return best


def summary(r: dict) -> str:
    names = ("relation", "relation_strict", "relation_quoted", "content_only", "source_exact", "cue_exact", "content_exact")
    return " ".join(f"{n} {r[n]['f1']:.3f}" for n in names) + f" P {r['relation']['p']:.3f} R {r['relation']['r']:.3f}"


def correct(shared: Path, raw: dict, doc: Document, found: list[Found]) -> list[bool]:
    """Whether each attribution is right by the scorer's `relation`."""
    s = scorer(shared)
    text = s.Text(raw["text"])
    gold = [s.Attribution(text, a, s.Counter()) for a in raw["attributions"]]
    pred = [s.Attribution(text, a, s.Counter()) for a in as_json(doc, found)["attributions"]]
    scored = [((s.iou(g.mask["content"], p.mask["content"]), s.iou(g.mask["source"], p.mask["source"])), i, j)
              for i, g in enumerate(gold) for j, p in enumerate(pred) if g.mask["content"] & p.mask["content"]]
    value = {(i, j): v for v, i, j in scored}
    right = [False] * len(pred)
    for i, j in s.greedy(scored):
        content, source = value[i, j]
        neither = not gold[i].mask["source"] and not pred[j].mask["source"]
        right[j] = content >= 0.5 and (source >= 0.5 or neither)
    return right


def confidence(shared: Path, raw, docs, found: list[list[Found]], log=print) -> np.ndarray:
    """Fits the weights; prints the reliability of weights that were fitted without the fold they are judged on."""
    x = np.array([f.features for fs in found for f in fs])
    y = np.array([c for r, d, fs in zip(raw, docs, found) for c in correct(shared, r, d, fs)], float)
    group = np.array([i for i, fs in enumerate(found) for _ in fs])
    rows, error = reliability(crossed(x, y, group), y)
    for mean, share, count in rows:
        log(f"confidence {mean:.3f} right {share:.3f} of {count}")
    log(f"expected calibration error {error:.4f} (cross-fitted by document)")
    return fit(x, y)


def confident(found: list[list[Found]], weights: np.ndarray, settings: Settings) -> list[list[Found]]:
    """What the program writes: attributions of enough confidence, rounded as it rounds."""
    least = lambda f: settings.least_confidence if f.source else settings.least_sourceless
    return [[f for f in fs if round(float(probability(weights, np.array([f.features]))[0]), 3) >= least(f)] for fs in found]
