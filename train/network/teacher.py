#!/usr/bin/env python3
"""Trains the teacher, and writes what it says of the sentences without a tree to `WORK/soft.pt`.

The teacher is the same network over contextual vectors. First these are as contexts.py wrote them (as in UDPipe 2: Straka,
Straková and Hajič 2019, "Evaluating Contextualized Embeddings on 54 Languages"), then the upper layers of MiniLM are
trained with it. `WORK/frozen.pt` and `WORK/teacher.pt` are written after each epoch; what is there is gone on from.
"""
import argparse
import pathlib

import numpy as np
import torch
from torch import nn

import data
import training
from language import Language
from model import Network

# How many heads of a word the student is told of.
HEADS = 4
# Layers of MiniLM, counted from the lowest, that stay as they are.
FROZEN_LAYERS = 2


class Teacher(nn.Module):
    def __init__(self, folder, work):
        super().__init__()
        self.language = Language(folder)
        width = self.language.model.config.hidden_size
        self.network = Network(data.tag_classes(work), np.load(work / "vectors.npy"), units=256, layers=2, arc=256,
                               relation=128, context=width)
        self.language.model.embeddings.requires_grad_(False)
        for layer in self.language.model.encoder.layer[:FROZEN_LAYERS]:
            layer.requires_grad_(False)

    def encode(self, batch):
        return self.network(batch.rows, batch.mask, self.language(batch.examples))


def frozen_encoder(network):
    """The hidden vectors of a batch, from what is known of its words and the vectors that contexts.py wrote."""

    def encode(batch):
        contexts = data.padded([example.context for example in batch.examples], 0, batch.mask.shape[1])
        return network(batch.rows, batch.mask, contexts.float())

    return encode


@torch.no_grad()
def annotate(teacher, examples):
    """Sets `soft` of each example: tags, indices and shares of heads, relations to the best head, labels."""
    teacher.eval()
    for group in data.batches(examples, 3000):
        batch = data.tensors(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = teacher.encode(batch)
            tags, labels, arcs = teacher.network.scores(hidden, torch.full_like(batch.sources, data.GENERAL))
        arcs = arcs.masked_fill(~torch.cat([batch.mask[:, :1], batch.mask], 1)[:, None, :], -1e4)
        shares, heads = torch.softmax(arcs, -1).topk(min(HEADS, arcs.shape[2]), -1)
        relations = teacher.network.relations(hidden.float(), heads[:, :, 0])
        half = lambda scores: torch.softmax(scores, -1).half().numpy()
        tags, relations, labels = half(tags), half(relations), half(labels)
        shares, heads = shares.half().numpy(), heads.numpy().astype(np.int16)
        if heads.shape[2] < HEADS:
            missing = ((0, 0), (0, 0), (0, HEADS - heads.shape[2]))
            heads, shares = np.pad(heads, missing), np.pad(shares, missing)
        for at, example in enumerate(group):
            part = slice(0, len(example.forms))
            example.soft = (tags[at, part], heads[at, part], shares[at, part], relations[at, part], labels[at, part])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("language", type=pathlib.Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--frozen-epochs", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--words", type=int, default=2500, help="words in a batch")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    teacher = Teacher(arguments.language, arguments.work)
    frozen, tuned = arguments.work / "frozen.pt", arguments.work / "teacher.pt"
    examples, held_out = data.read(arguments.work, "train"), data.read(arguments.work, "dev")

    def after_epoch(path, encoder, network):
        def report(epoch, average):
            torch.save(average.state_dict(), path)
            print(training.evaluate(encoder(average), network(average), held_out), flush=True)

        return report

    if frozen.exists():
        teacher.network.load_state_dict(torch.load(frozen))
    else:
        with_contexts, held_out = (data.with_contexts(arguments.work, name) for name in ("train", "dev"))
        groups = [{"params": list(teacher.network.parameters()), "lr": 2e-3}]
        average = training.train(frozen_encoder(teacher.network), teacher.network, groups, with_contexts,
                                 arguments.frozen_epochs, arguments.words, arguments.seed,
                                 after_epoch(frozen, frozen_encoder, lambda average: average), teacher.network)
        teacher.network.load_state_dict(average.state_dict())
    if tuned.exists():
        teacher.load_state_dict(torch.load(tuned))
    else:
        language = [weights for weights in teacher.language.parameters() if weights.requires_grad]
        groups = [{"params": language, "lr": 1.5e-4}, {"params": list(teacher.network.parameters()), "lr": 8e-4}]
        teacher = training.train(teacher.encode, teacher.network, groups, examples, arguments.epochs, arguments.words,
                                 arguments.seed,
                                 after_epoch(tuned, lambda average: average.encode, lambda average: average.network), teacher)
    # Sentences with marked names only get their trees from the teacher.
    plain = [example for example in examples if example.tags[0] == data.UNKNOWN] + data.read(arguments.work, "raw")
    annotate(teacher, plain)
    torch.save([example.soft for example in plain], arguments.work / "soft.pt")


if __name__ == "__main__":
    main()
