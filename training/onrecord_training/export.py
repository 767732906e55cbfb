"""A trained model to the file that the Rust program carries.

The file is in the safetensors format: `graph` (the ONNX graph, int8, as bytes), `embeddings` (Q4_0 rows of the word
embeddings, as they came), `pieces` (JSON list, as bytes), `scores`, the linker's tables, the transitions and the
pointer's weights; the settings of reading and decoding stand in its metadata under `onrecord`.
"""

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .data import WINDOW
from .decode import Settings
from .model import FAR, REACH, Reader, distance_bucket
from .names import NameHead
from .pointer import SIZE, Pointer
from .vocabulary import Vocabulary

VERSION = 3


class Exported(nn.Module):
    """The graph: vectors 1 x T x 384, quotes 1 x T, heads W -> one table W x (7 + 192 + 384 + 7)."""

    def __init__(self, model: Reader, names: NameHead, window: int):
        super().__init__()
        self.encoder, self.names = model.encoder, names
        # No window is longer, and 320 positions less are half a megabyte.
        self.position = nn.Parameter(model.encoder.position.weight[:window].detach().clone())
        weight = torch.cat([model.role.weight, model.link_word.weight, model.link_cue.weight]).detach()
        bias = torch.cat([model.role.bias, model.link_word.bias, torch.zeros(model.link_cue.weight.shape[0])]).detach()
        self.project = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            self.project.weight.copy_(weight)
            self.project.bias.copy_(bias)

    def forward(self, vectors, quotes, heads):
        e = self.encoder
        t = vectors.shape[1]
        x = e.norm(vectors + self.position[:t] + e.quote(quotes))
        read = []
        for number, layer in enumerate(e.layers, 1):
            h = x.shape[2]
            q, k, v = layer.qkv(x).split(h, dim=2)
            size = h // layer.heads
            shape = (1, t, layer.heads, size)
            q, k, v = (y.reshape(shape).transpose(1, 2) for y in (q * size**-0.5, k, v))
            y = torch.softmax(q @ k.transpose(2, 3), -1) @ v
            x = layer.norm1(x + layer.out(y.transpose(1, 2).reshape(1, t, h)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
            if number in self.names.layers:
                read.append(x[0].index_select(0, heads))
        words = self.project(x[0].index_select(0, heads))
        return torch.cat([words, self.names(torch.cat(read, 1))], 1)


def onnx_graph(model: Reader, names: NameHead, path: Path, window: int) -> None:
    """The float graph, for windows of up to so many pieces."""
    exported = Exported(model, names, window).eval()
    t, w = 40, 30
    with torch.no_grad():
        torch.onnx.export(
            exported, (torch.randn(1, t, 384), torch.zeros(1, t, dtype=torch.int32), torch.arange(w, dtype=torch.int32)),
            str(path), input_names=["vectors", "quotes", "heads"], output_names=["words"], opset_version=20, dynamo=True,
            dynamic_shapes={"vectors": {1: torch.export.Dim("pieces", min=2, max=window)},
                            "quotes": {1: torch.export.Dim("pieces", min=2, max=window)},
                            "heads": {0: torch.export.Dim("words", min=1, max=window)}},
            external_data=False)


def quantised(source: Path, target: Path) -> None:
    """Dynamic int8: weights by channel, activations at run time. Products of two activations (attention) stay float."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(source).graph
    matrices = {i.name for i in graph.initializer if len(i.dims) == 2}
    keep = [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm") and not matrices & set(n.input)]
    quantize_dynamic(str(source), str(target), per_channel=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul", "Gemm"], nodes_to_exclude=keep)


def write(target: Path, name: str, model: Reader, names: NameHead, vocabulary: Vocabulary, settings: Settings,
          confidence: list[float], back: int, window: int = WINDOW, float32: bool = False) -> None:
    """Writes the file that `onrecord-model` loads."""
    from safetensors.numpy import save_file

    f = lambda t: np.ascontiguousarray(t.detach().float().numpy())
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "f32.onnx"), Path(folder, "int8.onnx")
        onnx_graph(model, names, whole, window)
        if not float32:
            quantised(whole, small)
        graph = (whole if float32 else small).read_bytes()
    header = {"version": VERSION, "name": name, "window": window, "back": back, "decoding": {
        "source_null": settings.source_null, "content_null": settings.content_null, "own_source": settings.own_source,
        "least_confidence": settings.least_confidence, "least_sourceless": settings.least_sourceless,
        "confidence": [round(float(w), 6) for w in confidence]}}
    bytes_ = lambda b: np.frombuffer(b, np.uint8)
    save_file({
        "graph": bytes_(graph),
        "embeddings": np.ascontiguousarray(vocabulary.rows),
        "pieces": bytes_(json.dumps(vocabulary.pieces, ensure_ascii=False, separators=(",", ":")).encode()),
        "scores": np.asarray(vocabulary.scores, np.float32),
        "buckets": (distance_bucket(torch.arange(REACH + 1)) - FAR).numpy().astype(np.float32),
        "transitions": f(model.transition * settings.crf),
        "link.distance": f(model.link_distance.weight),
        "link.paragraph": f(model.link_paragraph.weight),
        "link.weight": f(model.link_out.weight),
        "link.bias": f(model.link_out.bias),
    }, target, metadata={"onrecord": json.dumps(header)})


def add_pointer(file: Path, pointer: Pointer) -> None:
    """Puts a pointer into a model's file: its views into the graph, whose table grows by 64 columns and is else as it was;
    its weights beside it."""
    import onnx
    from safetensors import safe_open
    from safetensors.numpy import load_file, save_file

    with safe_open(file, "numpy") as opened:
        metadata = opened.metadata()
    tensors = load_file(file)
    whole = onnx.load_model_from_string(tensors["graph"].tobytes())
    graph = whole.graph
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder, "f32.onnx"), Path(folder, "int8.onnx")
        width = pointer.views.down.in_features
        torch.onnx.export(pointer.views.eval(), (torch.randn(30, width),), str(path), input_names=["layers"],
                          output_names=["times"], opset_version=20, dynamo=True,
                          dynamic_shapes={"x": {0: torch.export.Dim("words", min=1, max=WINDOW)}}, external_data=False)
        quantised(path, small)
        views = onnx.compose.add_prefix(onnx.load(small), "pointer.").graph
    # The first normalisation is the embeddings'; each layer has two.
    norms = [node.output[0] for node in graph.node if node.op_type == "LayerNormalization"]
    take = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == norms[-1])
    heads = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == take.output[0])
    last = next(node for node in graph.node if graph.output[0].name in node.output)
    assert last.op_type == "Concat" and not any(node.name.startswith("pointer.") for node in graph.node)
    parts = []
    for layer in pointer.views.layers:
        one, words = f"pointer.{layer}", f"pointer.{layer}.words"
        graph.node.append(onnx.helper.make_node("Gather", [norms[2 * layer], take.input[1]], [one], axis=0))
        graph.node.append(onnx.helper.make_node("Gather", [one, heads.input[1]], [words], axis=0))
        parts.append(words)
    graph.node.append(onnx.helper.make_node("Concat", parts, ["pointer.layers"], axis=1))
    graph.node.extend(views.node)
    graph.initializer.extend(views.initializer)
    graph.node.remove(last)
    last.input.append("pointer.times")
    graph.node.append(last)
    columns = graph.output[0].type.tensor_type.shape.dim[1]
    columns.dim_value += SIZE
    onnx.checker.check_model(whole)
    tensors["graph"] = np.frombuffer(whole.SerializeToString(), np.uint8)

    # As bfloat16, the upper halves of floats, rounded.
    f = lambda t: ((np.ascontiguousarray(t.detach().float().numpy()).view(np.uint32) + 0x8000) >> 16).astype(np.uint16)
    # What always holds is a property like the others, the last one: there stands the intercept.
    rows = lambda embedding, bias: f(torch.cat([embedding.weight[:-1], bias[None]]))
    ends = lambda linear: f(torch.cat([linear.weight[0], linear.bias]))
    for name, one in (("statement", pointer.statement), ("date", pointer.date)):
        tensors[f"pointer.{name}.words"] = f(one.words.weight.T)
        tensors[f"pointer.{name}.properties"] = rows(one.properties, one.words.bias)
    for name, one in (("to_date", pointer.to_date), ("to_earlier", pointer.to_earlier)):
        tensors[f"pointer.{name}.from"], tensors[f"pointer.{name}.to"] = f(one.one.weight.T), f(one.other.weight.T)
        tensors[f"pointer.{name}.properties"] = rows(one.properties, one.one.bias)
        tensors[f"pointer.{name}.weight"] = ends(one.weight)
    tensors["pointer.none"] = ends(pointer.none)
    header = json.loads(metadata["onrecord"]) | {"version": VERSION}
    save_file(tensors, file, metadata={"onrecord": json.dumps(header)})


def leave_shared(file: Path, other: Path) -> None:
    """Takes out of a model's file what stands in another's byte for byte, as the vocabulary does: the program holds both
    files, and gives the other one to whom loads this one."""
    from safetensors import safe_open
    from safetensors.numpy import load_file, save_file

    with safe_open(file, "numpy") as opened:
        metadata = opened.metadata()
    there = load_file(other)
    kept = {name: tensor for name, tensor in load_file(file).items()
            if name not in there or tensor.tobytes() != there[name].tobytes()}
    save_file(kept, file, metadata=metadata)
