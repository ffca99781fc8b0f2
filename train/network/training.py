"""Losses, evaluation, and the loop that teacher and student share."""
import copy
import math
import time

import numpy as np
import torch
from torch.nn import functional

import data


# Labels of names are few beside tags and arcs.
LABEL_WEIGHT = 2.0


def losses(network, hidden, batch):
    """The sum of the losses of a batch, from labels or from what a teacher says."""
    sources = batch.sources
    if network.training:
        # Now and then without its source, so that the general rule is learnt too.
        sources = torch.where(torch.rand(sources.shape, device=sources.device) < 0.3, torch.full_like(sources, data.GENERAL), sources)
    tags, labels, arcs = network.scores(hidden, sources)
    arcs = arcs.masked_fill(~torch.cat([batch.mask[:, :1], batch.mask], 1)[:, None, :], -1e4)
    soft = batch.examples[0].soft is not None
    total = 0.0
    words = int(batch.mask.sum())
    if soft:
        width = batch.mask.shape[1]
        stack = lambda part, value=0: data.padded([example.soft[part] for example in batch.examples], value, width)
        mask = batch.mask
        tag_target, head_index, head_target, relation_target, label_target = (stack(part) for part in range(5))
        cross = lambda scores, target: -(functional.log_softmax(scores, -1) * target.float()).sum(-1)
        total = total + cross(tags, tag_target)[mask].sum()
        chosen = torch.gather(functional.log_softmax(arcs, -1), 2, head_index.long())
        total = total - (chosen * head_target.float()).sum(-1)[mask].sum()
        relations = network.relations(hidden, head_index[:, :, 0].long())
        total = total + cross(relations, relation_target)[mask].sum()
        known = batch.labels == data.UNKNOWN
        total = total + LABEL_WEIGHT * cross(labels, label_target)[mask & known].sum()
    tagged = batch.tags != data.UNKNOWN
    if tagged.any():
        total = total + functional.cross_entropy(tags[tagged], batch.tags[tagged], reduction="sum")
    headed = batch.heads != data.UNKNOWN_HEAD
    if headed.any():
        heads = batch.heads.masked_fill(~headed, 0)
        total = total + functional.cross_entropy(arcs[headed], heads[headed], reduction="sum")
        relations = network.relations(hidden, heads)
        total = total + functional.cross_entropy(relations[headed], batch.relations[headed], reduction="sum")
    labelled = batch.labels != data.UNKNOWN
    if labelled.any():
        log = functional.log_softmax(labels, -1)
        total = total - LABEL_WEIGHT * torch.gather(log[labelled], 1, batch.labels[labelled][:, None]).sum()
    return total, words


@torch.no_grad()
def evaluate(encode, network, examples):
    """Shares of right tags, heads, and heads with relations, and F1 of names, by source; greedy, without a tree."""
    counts = {}
    for group in data.batches(examples, 3000):
        batch = data.tensors(group)
        with torch.autocast(data.DEVICE, dtype=torch.bfloat16):
            hidden = encode(batch)
            tags, labels, arcs = network.scores(hidden, batch.sources)
        arcs = arcs.masked_fill(~torch.cat([batch.mask[:, :1], batch.mask], 1)[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        relations = network.relations(hidden.float(), heads).argmax(-1).cpu()
        tags, heads, predicted = tags.argmax(-1).cpu(), heads.cpu(), labels.argmax(-1).cpu()
        for at, example in enumerate(group):
            part = slice(0, len(example.forms))
            count = counts.setdefault(data.SOURCES[example.source], np.zeros(7))
            right = heads[at, part].numpy() == example.heads
            count[0] += len(example.forms)
            count[1] += (tags[at, part].numpy() == example.tags).sum()
            count[2] += right.sum()
            same = np.array([UNIVERSAL[r] for r in relations[at, part].tolist()]) == np.array([UNIVERSAL[r] for r in example.relations])
            count[3] += (right & same).sum()
            found, gold = names(predicted[at, part].tolist()), names(example.labels.tolist())
            count[4] += len(found & gold)
            count[5] += len(found)
            count[6] += len(gold)
    report = []
    for source, count in counts.items():
        f1 = 2 * count[4] / max(1, count[5] + count[6])
        report.append(f"{source} tags {100 * count[1] / count[0]:.2f} UAS {100 * count[2] / count[0]:.2f} "
                      f"LAS {100 * count[3] / count[0]:.2f} names {100 * f1:.2f}")
    return "; ".join(report)


def names(labels):
    """Spans of persons, organisations and locations."""
    found, start = set(), None
    for at, label in enumerate([*labels, 0]):
        if start is not None and not (label != 0 and label % 2 == 0 and label == labels[start] + 1):
            found.add((start, at, labels[start]))
            start = None
        if label in (1, 3, 5):
            start = at
    return found


# The universal relation of each relation, as numbers: subtypes are not told apart in evaluation.
NAMES = ("acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj "
         "cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark "
         "nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan "
         "parataxis punct reparandum root vocative xcomp").split()
UNIVERSAL = [name.split(":")[0] for name in NAMES]


def train(encode, network, parameters, examples, epochs, words, seed, after_epoch, model, warm=0.05, decay=0.998):
    """Adam with a linear warm-up and a cosine decay; keeps an average of the weights, which `after_epoch` is given."""
    optimizer = torch.optim.AdamW(parameters, betas=(0.9, 0.95), weight_decay=1e-4, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    generator = np.random.default_rng(seed)
    per_epoch = len(data.batches(examples, words))
    steps = per_epoch * epochs
    average = copy.deepcopy(model)
    step = 0
    for epoch in range(epochs):
        begun, sum_of_losses, sum_of_words = time.time(), 0.0, 0
        model.train()
        for group in data.batches(examples, words, generator):
            step += 1
            progress = step / steps
            factor = min(1.0, progress / warm) * (0.5 * (1 + math.cos(math.pi * max(0.0, progress - warm) / (1 - warm))) + 0.02)
            for rate, parameter_group in zip(rates, optimizer.param_groups):
                parameter_group["lr"] = rate * factor
            batch = data.tensors(group)
            with torch.autocast(data.DEVICE, dtype=torch.bfloat16):
                hidden = encode(batch)
                loss, count = losses(network, hidden, batch)
            optimizer.zero_grad()
            (loss / count).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            sum_of_losses += float(loss.detach())
            sum_of_words += count
            with torch.no_grad():
                keep = min(decay, 1 - 1 / step)
                for kept, new in zip(average.parameters(), model.parameters()):
                    kept.lerp_(new, 1 - keep)
        print(f"epoch {epoch + 1}: loss {sum_of_losses / sum_of_words:.4f}, {time.time() - begun:.0f} s", flush=True)
        average.eval()
        after_epoch(epoch, average)
    return average
