"""Training: `train(...)` for the accurate model, and for the fast one with a teacher's outputs beside the labels."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from .data import PAD, Document, Pieces, Window, disturb, windows
from .model import REACH, Reader, crf_loss

BATCH = 6
SILVER = 0.5  # weight of names that another program marked


@dataclass
class Batch:
    vectors: torch.Tensor
    quotes: torch.Tensor
    mask: torch.Tensor
    heads: torch.Tensor
    lengths: torch.Tensor
    paragraph: torch.Tensor
    roles: torch.Tensor
    names: torch.Tensor  # -100 where nobody marked them
    weight: torch.Tensor


def collate(group: list[Window], docs: list[Document], table: torch.Tensor) -> Batch:
    t = max(len(w.pieces) for w in group)
    n = max(len(w.words) for w in group)
    b = len(group)
    pieces = torch.full((b, t), PAD)
    quotes = torch.zeros((b, t), dtype=torch.long)
    mask = torch.zeros((b, 1, 1, t), dtype=torch.bool)
    heads, paragraph, roles = (torch.zeros((b, n), dtype=torch.long) for _ in range(3))
    names, weight = torch.full((b, n), -100), torch.zeros((b, n))
    for i, w in enumerate(group):
        k, m = len(w.pieces), len(w.words)
        pieces[i, :k] = torch.tensor(w.pieces)
        quotes[i, :k] = torch.tensor(w.quotes)
        mask[i, :, :, :k] = True
        heads[i, :m] = torch.tensor(w.heads)
        paragraph[i, :m] = torch.tensor(w.paragraph)
        doc = docs[w.document]
        roles[i, :m] = torch.tensor(doc.roles[w.first : w.first + m])
        weight[i, :m] = torch.tensor(doc.weight[w.first : w.first + m])
        if doc.names:
            names[i, :m] = torch.tensor(doc.names[w.first : w.first + m])
    return Batch(table[pieces].float(), quotes, mask, heads, torch.tensor([len(w.words) for w in group]), paragraph, roles,
                 names, weight)


def runs(members: list[int]) -> list[list[int]]:
    result = []
    for m in members:
        if result and m == result[-1][-1] + 1:
            result[-1].append(m)
        else:
            result.append([m])
    return result


def link_labels(doc: Document, window: Window, attribution) -> torch.Tensor:
    labels = torch.zeros(len(window.words), dtype=torch.long)
    for members, begin in ((attribution.source, 1), (attribution.content, 3)):
        for run in runs(members):
            for n, w in enumerate(run):
                if 0 <= w - window.first < len(labels):
                    labels[w - window.first] = begin + (n > 0)
    return labels


def cues_of(group, docs, role_probability, rng, hard):
    """Cues of a batch: (window, first word, last word, labels). The true ones, now and then with other ends, and
    words that the role head takes for cues but that are none: their labels are all O."""
    result = []
    for i, window in enumerate(group):
        doc = docs[window.document]
        n = len(window.words)
        true = set()
        for a in doc.attributions:
            inside = [w - window.first for w in a.cue if 0 <= w - window.first < n]
            if not inside or len(inside) < len(a.cue):
                continue
            true.update(inside)
            first, last = inside[0], inside[-1]
            if rng.random() < 0.15:
                first = min(last, first + 1) if rng.random() < 0.5 else first
                last = max(first, last - 1) if rng.random() < 0.5 else min(n - 1, last + 1)
            result.append((i, first, last, link_labels(doc, window, a)))
        true_all = {w for w in range(n) if doc.roles[window.first + w] in (3, 4)} | true
        if hard:
            probability = role_probability[i, :n, 3]
            false = [w for w in torch.nonzero(probability > 0.08).flatten().tolist() if w not in true_all]
            rng.shuffle(false)
            for w in false[:3]:
                last = w
                while last + 1 < n and role_probability[i, last + 1, 4] > 0.4:
                    last += 1
                result.append((i, w, last, torch.zeros(n, dtype=torch.long)))
    return result


def link_inputs(model, hidden, batch, cues):
    """Link logits of the cues of a batch (C x W x 5) and which words are within reach (C x W)."""
    index = torch.tensor([c[0] for c in cues])
    first = torch.tensor([c[1] for c in cues])
    last = torch.tensor([c[2] for c in cues])
    a = model.link_word(hidden)
    b = model.link_cue(hidden)
    size = a.shape[-1]
    position = torch.arange(hidden.shape[1])[None]
    distance = torch.where(position < first[:, None], position - first[:, None],
                           torch.where(position > last[:, None], position - last[:, None], 0))
    paragraph = batch.paragraph[index] - batch.paragraph[index, first][:, None]
    logits = model.link(a[index], b[index, first, :size], b[index, last, size:], distance, paragraph)
    reach = (position < batch.lengths[index][:, None]) & (distance.abs() <= REACH)
    return logits, reach


def encode(model, batch):
    """Of every word, the last layer's vector and the one that names are read from."""
    index = batch.heads.unsqueeze(2).expand(-1, -1, 384)
    return tuple(hidden.gather(1, index) for hidden in model.encoder(batch.vectors, batch.quotes, batch.mask))


def divergence(student, teacher, temperature=1.5):
    """Kullback-Leibler divergence of every item, at a temperature."""
    return F.kl_div(F.log_softmax(student / temperature, -1), F.log_softmax(teacher / temperature, -1), log_target=True,
                    reduction="none").sum(-1) * temperature**2


def predicted_cues(probability, lengths):
    """Cues as the role scores have them: (window, first word, last word)."""
    result = []
    label = probability.argmax(-1)
    for i, n in enumerate(lengths.tolist()):
        for w in torch.nonzero(probability[i, :n, 3] > 0.25).flatten().tolist():
            last = w
            while last + 1 < n and label[i, last + 1] == 4:
                last += 1
            result.append((i, w, last))
    return result


@dataclass
class Teacher:
    """A trained model with its vectors of every word by document."""

    model: Reader
    vectors: dict[str, np.ndarray]

    def aim(self, hidden, group, docs):
        """Its vectors of a batch, and of which words there are any."""
        aim = torch.zeros(hidden.shape, dtype=torch.float32)
        told = torch.zeros(hidden.shape[:2], dtype=torch.bool)
        for i, w in enumerate(group):
            vectors = self.vectors.get(docs[w.document].id)
            if vectors is not None:
                n = len(w.words)
                aim[i, :n] = torch.from_numpy(vectors[w.first : w.first + n].astype(np.float32))
                told[i, :n] = True
        return aim, told


def mean_logits(logits: list[torch.Tensor]) -> torch.Tensor:
    """Logits of the mean of what several models think probable."""
    return torch.stack([torch.log_softmax(x.float(), -1) for x in logits]).logsumexp(0)


def teaching(model, teachers: list[Teacher], hidden, emission, batch, group, docs):
    """The loss against the teachers: the first one's vectors, and the mean of all their role probabilities and, for
    the cues that they see, links."""
    aims, told = [], None
    for t in teachers:
        aim, told = t.aim(hidden, group, docs)
        aims.append(aim)
    count = told.sum().clamp(min=1)
    with torch.no_grad():
        roles = mean_logits([t.model.role(aim) for t, aim in zip(teachers, aims)])
        cues = [c for c in predicted_cues(torch.softmax(roles, -1), batch.lengths) if told[c[0], 0]]
    # what the teachers are known to miss is not theirs to teach
    loss = (divergence(emission, roles) * (told & (batch.weight <= 1))).sum() / count
    distance = ((hidden.float() - aims[0]) ** 2).mean(-1) / (aims[0] ** 2).mean(-1).clamp(min=1e-6)
    loss = loss + 0.3 * (distance * told).sum() / count
    if cues:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            told_links = [link_inputs(t.model, aim, batch, cues) for t, aim in zip(teachers, aims)]
        reach = told_links[0][1]
        right = mean_logits([logits for logits, _ in told_links])
        with torch.autocast("cpu", torch.bfloat16):
            logits, _ = link_inputs(model, hidden, batch, cues)
        loss = loss + (divergence(logits.float(), right) * reach).sum() / count
    return loss


def train(model: Reader, docs: list[Document], cut: Pieces, table: torch.Tensor, *, epochs: int, seed: int, out: Path,
          encoder_rate=1e-4, head_rate=1e-3, teachers: list[Teacher] = [], average=0.998, unlabelled=0, int8_from=None,
          log=print):
    """Trains in place and writes `out` after every epoch: the weights' moving average. Documents with no attributions
    that teachers have read are trained on their word alone (`unlabelled` of them an epoch, drawn anew). From the epoch
    `int8_from` (counted from 0) on, training sees the rounding of the int8 network."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    encoder = [p for p in model.encoder.parameters()]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": encoder_rate}, {"params": heads, "lr": head_rate}],
                                  betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True)
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    marked = [bool(d.attributions) or bool(d.names) and not d.silver for d in docs]
    labelled = [i for i, m in enumerate(marked) if m]
    rest = [i for i, m in enumerate(marked) if not m]
    total, step, began, warm = None, 0, time.time(), None
    for epoch in range(epochs):
        use = labelled + rng.sample(rest, min(unlabelled, len(rest)))
        shown = list(docs)
        pool = []
        for i in use:
            shown[i] = disturb(docs[i], rng)
            pool += windows(i, shown[i], cut, rng.randrange(64, 256))
        pool.sort(key=lambda w: len(w.pieces) + rng.randrange(12))
        groups = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        rng.shuffle(groups)
        if total is None:
            total = len(groups) * epochs
            warm = max(1, int(0.06 * total))
        sums = np.zeros(5)
        model.train()
        model.round_to_int8(int8_from is not None and epoch >= int8_from)
        for group in groups:
            rate = min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
            for g, base in zip(optimizer.param_groups, (encoder_rate, head_rate)):
                g["lr"] = base * rate
            batch = collate(group, shown, table)
            with torch.autocast("cpu", torch.bfloat16):
                hidden, middle = encode(model, batch)
                named = model.name(middle).float()
                emission = model.role(hidden).float()
            words = batch.lengths.sum()
            active = torch.arange(emission.shape[1])[None] < batch.lengths[:, None]
            gold = torch.tensor([bool(shown[w.document].attributions) for w in group])
            graded = active & gold[:, None]
            counted = graded.sum().clamp(min=1)
            weight = batch.weight * graded
            role = (F.cross_entropy(emission.transpose(1, 2), batch.roles, reduction="none") * weight).sum()
            role = role / weight.sum().clamp(min=1)
            loss = role
            crf = torch.zeros(())
            if gold.any():
                crf = crf_loss(emission[gold], model.transition, batch.roles[gold], batch.lengths[gold]) / counted
                loss = 0.5 * role + 0.5 * crf
            probability = torch.softmax(emission.detach(), -1)
            cues = [c for c in cues_of(group, shown, probability, rng, step > warm) if gold[c[0]]]
            link = torch.zeros(())
            if cues:
                with torch.autocast("cpu", torch.bfloat16):
                    logits, reach = link_inputs(model, hidden, batch, cues)
                labels = torch.zeros(logits.shape[:2], dtype=torch.long)
                for n, c in enumerate(cues):
                    labels[n, : len(c[3])] = c[3]
                each = (F.cross_entropy(logits.float().transpose(1, 2), labels, reduction="none") * reach).sum(1)
                link = each.sum() / counted
                loss = loss + link
            if teachers:
                loss = 0.5 * loss + teaching(model, teachers, hidden, emission, batch, group, shown)
            if (batch.names >= 0).any():
                silver = torch.tensor([shown[w.document].silver for w in group])
                each = F.cross_entropy(named.transpose(1, 2), batch.names, reduction="none")
                each = each * torch.where(silver[:, None], SILVER, 1.0)
                name = each.sum() / (batch.names >= 0).sum()
                loss = loss + name
                sums[4] += float(name.detach())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            decay = min(average, step / (step + 10))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    mean[k].lerp_(v, 1 - decay)
            sums += (float(loss.detach()), float(role.detach()), float(link.detach()), 1, 0)
            if step % 50 == 0:
                log(f"epoch {epoch + 1} step {step}/{total} loss {sums[0] / sums[3]:.4f} role {sums[1] / sums[3]:.4f} "
                    f"link {sums[2] / sums[3]:.4f} name {sums[4] / sums[3]:.4f} {time.time() - began:.0f}s")
                sums[:] = 0
        torch.save({"weights": mean, "layers": len(model.encoder.layers), "epoch": epoch + 1, "seed": seed}, out)
    model.load_state_dict(mean)
    return model
