"""A trained model to the file that the Rust program carries.

The file is in the safetensors format: `graph` (the ONNX graph, int8, as bytes), `embeddings` (Q4_0 rows of the word
embeddings, as they came), `pieces` (JSON list, as bytes), `scores`, the linker's tables and the transitions; the
settings of reading and decoding stand in its metadata under `onrecord`.
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
from .vocabulary import Vocabulary


class Exported(nn.Module):
    """The graph: vectors 1 x T x 384, quotes 1 x T, heads W -> one table W x (7 + 192 + 384 + 7)."""

    def __init__(self, model: Reader):
        super().__init__()
        self.encoder, self.name = model.encoder, model.name
        weight = torch.cat([model.role.weight, model.link_word.weight, model.link_cue.weight]).detach()
        bias = torch.cat([model.role.bias, model.link_word.bias, torch.zeros(model.link_cue.weight.shape[0])]).detach()
        self.project = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            self.project.weight.copy_(weight)
            self.project.bias.copy_(bias)

    def forward(self, vectors, quotes, heads):
        e = self.encoder
        t = vectors.shape[1]
        x = e.norm(vectors + e.position.weight[:t] + e.quote(quotes))
        middle = x
        for number, layer in enumerate(e.layers, 1):
            h = x.shape[2]
            q, k, v = layer.qkv(x).split(h, dim=2)
            size = h // layer.heads
            shape = (1, t, layer.heads, size)
            q, k, v = (y.reshape(shape).transpose(1, 2) for y in (q * size**-0.5, k, v))
            y = torch.softmax(q @ k.transpose(2, 3), -1) @ v
            x = layer.norm1(x + layer.out(y.transpose(1, 2).reshape(1, t, h)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
            if number == e.middle:
                middle = x
        words = self.project(x[0].index_select(0, heads))
        return torch.cat([words, self.name(middle[0].index_select(0, heads))], 1)


def onnx_graph(model: Reader, path: Path) -> None:
    """The float graph."""
    exported = Exported(model).eval()
    t, w = 40, 30
    with torch.no_grad():
        torch.onnx.export(
            exported, (torch.randn(1, t, 384), torch.zeros(1, t, dtype=torch.int32), torch.arange(w, dtype=torch.int32)),
            str(path), input_names=["vectors", "quotes", "heads"], output_names=["words"], opset_version=20, dynamo=True,
            dynamic_shapes={"vectors": {1: torch.export.Dim("pieces", min=2, max=512)},
                            "quotes": {1: torch.export.Dim("pieces", min=2, max=512)},
                            "heads": {0: torch.export.Dim("words", min=1, max=512)}},
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


def write(target: Path, name: str, model: Reader, vocabulary: Vocabulary, settings: Settings, confidence: list[float],
          back: int, window: int = WINDOW, float32: bool = False) -> None:
    """Writes the file that `onrecord-model` loads."""
    from safetensors.numpy import save_file

    f = lambda t: np.ascontiguousarray(t.detach().float().numpy())
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "f32.onnx"), Path(folder, "int8.onnx")
        onnx_graph(model, whole)
        if not float32:
            quantised(whole, small)
        graph = (whole if float32 else small).read_bytes()
    header = {"version": 2, "name": name, "window": window, "back": back, "decoding": {
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
