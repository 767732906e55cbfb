"""The network: a BERT encoder over pieces, a role head over words, and a linker conditioned on a cue.

Shapes: B windows, T pieces, W words, C cues; hidden size 384.
"""

import torch
from torch import nn
from torch.nn import functional as F

from .data import LINKS, NAMES, ROLES
from .encoder import E5File
from .words import QUOTE_STATES

LINK_SIZE = 192
REACH = 250  # the linker looks this many words to either side of a cue
FAR = 23  # distance buckets to either side
PARAGRAPHS = 3


def distance_bucket(d: torch.Tensor) -> torch.Tensor:
    """Signed word distances to buckets 0..46: exact below 8, then logarithmic up to REACH; 23 is the cue itself."""
    a = d.abs().clamp(max=REACH).float()
    log = 8 + (torch.log(a.clamp(min=8) / 8) / torch.log(torch.tensor(REACH / 8)) * (FAR - 8 - 1e-3)).floor()
    size = torch.where(a < 8, a, log).long()
    return FAR + torch.sign(d).long() * size


class Dropout(nn.Module):
    """Dropout whose masks are cut out of one pool of random numbers: drawing them anew costs a tenth of the training."""

    def __init__(self, p: float):
        super().__init__()
        self.p, self.pool = p, None

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        n = x.numel()
        if self.pool is None or self.pool.numel() < 4 * n or self.pool.dtype != x.dtype:
            self.pool = (torch.rand(8 * n, device=x.device) >= self.p).to(x.dtype) / (1 - self.p)
        start = int(torch.randint(self.pool.numel() - n, ()))
        return x * self.pool[start : start + n].view(x.shape)


def as_int8(x: torch.Tensor) -> torch.Tensor:
    """Activations as the int8 network sees them: 256 steps between the least and the greatest of a window (its first
    dimension). The gradient passes straight through (Bengio et al. 2013)."""
    rest = tuple(range(1, x.dim()))
    low, high = x.detach().amin(rest, keepdim=True).clamp(max=0), x.detach().amax(rest, keepdim=True).clamp(min=0)
    step = ((high - low) / 255).clamp(min=1e-8)
    return x + ((x.detach() / step).round() * step - x.detach())


class Linear(nn.Linear):
    """A matrix that the int8 network holds in int8. With `int8` on, training sees what rounding will do to it and to
    what goes in, and learns to live with it."""

    int8 = False

    def forward(self, x):
        if not (self.int8 and self.training):
            return super().forward(x)
        step = (self.weight.detach().abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
        weight = self.weight + ((self.weight.detach() / step).round() * step - self.weight.detach())
        return F.linear(as_int8(x), weight, self.bias)


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.qkv = Linear(hidden, 3 * hidden)
        self.out = Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = Linear(hidden, inner)
        self.down = Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(y.transpose(1, 2).reshape(b, t, h))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, hidden=384, heads=12, inner=1536, layers=12, positions=512, dropout=0.1):
        super().__init__()
        self.position = nn.Embedding(positions, hidden)
        self.quote = nn.Embedding(QUOTE_STATES, hidden)
        nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout) for _ in range(layers))
        # Names are read some layers below the end: the last ones turn to who says what.
        self.middle = round(0.7 * layers)

    def every_layer(self, vectors, quotes, mask=None) -> list[torch.Tensor]:
        """vectors: the pieces' word embeddings, B x T x 384; quotes: B x T; mask: B x 1 x 1 x T, True where a piece is.
        Gives the vectors of each layer, the first one's first."""
        x = vectors + self.position.weight[: vectors.shape[1]] + self.quote(quotes)
        x = self.dropout(self.norm(x))
        every = []
        for layer in self.layers:
            x = layer(x, mask)
            every.append(x)
        return every

    def forward(self, vectors, quotes, mask=None):
        """The last layer's vectors and those of the `middle` one."""
        every = self.every_layer(vectors, quotes, mask)
        return every[-1], every[self.middle - 1]


class Reader(nn.Module):
    def __init__(self, layers=12, dropout=0.1):
        super().__init__()
        hidden = 384
        self.encoder = Encoder(layers=layers, dropout=dropout)
        self.role = Linear(hidden, len(ROLES))
        self.name = Linear(hidden, len(NAMES))
        self.link_word = Linear(hidden, LINK_SIZE)
        self.link_cue = Linear(hidden, 2 * LINK_SIZE, bias=False)
        self.link_distance = nn.Embedding(2 * FAR + 1, LINK_SIZE)
        self.link_paragraph = nn.Embedding(2 * PARAGRAPHS + 1, LINK_SIZE)
        self.link_out = nn.Linear(LINK_SIZE, len(LINKS))
        self.transition = nn.Parameter(torch.zeros(len(ROLES) + 1, len(ROLES)))  # last row: from the start
        nn.init.normal_(self.link_distance.weight, std=0.05)
        nn.init.normal_(self.link_paragraph.weight, std=0.05)

    def round_to_int8(self, on: bool) -> None:
        """Whether training sees the rounding of the int8 network."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.int8 = on

    def link(self, word, first, last, distance, paragraph):
        """word: C x W x 192; first, last: C x 192; distance (signed words from the cue), paragraph: C x W."""
        hidden = word + (first + last).unsqueeze(1) + self.link_distance(distance_bucket(distance))
        hidden = hidden + self.link_paragraph(paragraph.clamp(-PARAGRAPHS, PARAGRAPHS) + PARAGRAPHS)
        return self.link_out(torch.relu(hidden))


def load_pretrained(encoder: Encoder, source: E5File, keep_layers: list[int]) -> None:
    t = torch.from_numpy
    with torch.no_grad():
        encoder.position.weight.copy_(t(source.floats("emb.pos").reshape(-1, source.hidden))
                                      + t(source.floats("emb.type")[: source.hidden]))
        encoder.norm.weight.copy_(t(source.floats("emb.ln.w")))
        encoder.norm.bias.copy_(t(source.floats("emb.ln.b")))
        for layer, n in zip(encoder.layers, keep_layers, strict=True):
            m = lambda name, columns: t(source.matrix(f"l{n}.{name}", columns))
            f = lambda name: t(source.floats(f"l{n}.{name}"))
            layer.qkv.weight.copy_(torch.cat([m("q.w", 384), m("k.w", 384), m("v.w", 384)]))
            layer.qkv.bias.copy_(torch.cat([f("q.b"), f("k.b"), f("v.b")]))
            layer.out.weight.copy_(m("ao.w", 384))
            layer.out.bias.copy_(f("ao.b"))
            layer.norm1.weight.copy_(f("aln.w"))
            layer.norm1.bias.copy_(f("aln.b"))
            layer.up.weight.copy_(m("fi.w", 384))
            layer.up.bias.copy_(f("fi.b"))
            layer.down.weight.copy_(m("fo.w", 1536))
            layer.down.bias.copy_(f("fo.b"))
            layer.norm2.weight.copy_(f("oln.w"))
            layer.norm2.bias.copy_(f("oln.b"))


def crf_loss(emission, transition, roles, lengths):
    """Negative log likelihood of the labels, summed over windows. emission: B x W x 7 (float32)."""
    b, w, k = emission.shape
    trans, start = transition[:k], transition[k]
    alpha = emission[:, 0] + start
    score = alpha.gather(1, roles[:, :1]).squeeze(1)
    active = torch.arange(w, device=emission.device)[None] < lengths[:, None]
    steps = emission.gather(2, roles.unsqueeze(2)).squeeze(2)[:, 1:] + trans[roles[:, :-1], roles[:, 1:]]
    score = score + (steps * active[:, 1:]).sum(1)
    for i in range(1, w):
        new = torch.logsumexp(alpha.unsqueeze(2) + trans, 1) + emission[:, i]
        alpha = torch.where(active[:, i : i + 1], new, alpha)
    return (torch.logsumexp(alpha, 1) - score).sum()
