#!/usr/bin/env python3
"""Trains teachers, and writes what they say of the sentences without a tree to `WORK/soft.pt`.

A teacher is the same network over contextual vectors. First these are as contexts.py wrote them (as in UDPipe 2: Straka,
Straková and Hajič 2019, "Evaluating Contextualized Embeddings on 54 Languages"), then the layers of MiniLM are trained with
it, from another seed for each teacher.
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


class Teacher(nn.Module):
    def __init__(self, folder, work):
        super().__init__()
        self.language = Language(folder)
        width = self.language.model.config.hidden_size
        self.network = Network(data.tag_classes(work), np.load(work / "vectors.npy"), units=256, layers=2, arc=256,
                               relation=128, context=width)
        self.language.model.embeddings.requires_grad_(False)

    def encode(self, batch):
        return self.network(batch.rows, batch.mask, self.language(batch.examples))


def frozen_encoder(network):
    """The hidden vectors of a batch, from what is known of its words and the vectors that contexts.py wrote."""

    def encode(batch):
        contexts = data.padded([example.context for example in batch.examples], 0, batch.mask.shape[1])
        return network(batch.rows, batch.mask, contexts.float())

    return encode


@torch.no_grad()
def annotate(teachers, examples):
    """Sets `soft` of each example to the mean of what the teachers say: tags, indices and shares of heads, relations to the
    best head, labels."""
    for group in data.batches(examples, 3000):
        batch = data.tensors(group)
        general = torch.full_like(batch.sources, data.GENERAL)
        outside = ~torch.cat([batch.mask[:, :1], batch.mask], 1)[:, None, :]
        told, hidden = [], []
        for teacher in teachers:
            with torch.autocast(data.DEVICE, dtype=torch.bfloat16):
                hidden.append(teacher.encode(batch))
                tags, labels, arcs = teacher.network.scores(hidden[-1], general)
            told.append([torch.softmax(scores, -1) for scores in (tags, labels, arcs.masked_fill(outside, -1e4))])
        tags, labels, arcs = (torch.stack(parts).mean(0) for parts in zip(*told))
        shares, heads = arcs.topk(min(HEADS, arcs.shape[2]), -1)
        relations = [teacher.network.relations(vectors.float(), heads[:, :, 0]) for teacher, vectors in zip(teachers, hidden)]
        relations = torch.stack([torch.softmax(scores, -1) for scores in relations]).mean(0)
        tags, relations, labels, shares = (part.half().cpu().numpy() for part in (tags, relations, labels, shares))
        heads = heads.cpu().numpy().astype(np.int16)
        if heads.shape[2] < HEADS:
            missing = ((0, 0), (0, 0), (0, HEADS - heads.shape[2]))
            heads, shares = np.pad(heads, missing), np.pad(shares, missing)
        for at, example in enumerate(group):
            part = slice(0, len(example.forms))
            example.soft = (tags[at, part], heads[at, part], shares[at, part], relations[at, part], labels[at, part])


def begin(arguments):
    """Trains the network over the contextual vectors as they are, to `WORK/frozen.pt`."""
    network = Teacher(arguments.language, arguments.work).network.to(data.DEVICE)
    examples, held_out = (data.with_contexts(arguments.work, name) for name in ("train", "dev"))

    def after_epoch(_, average):
        print(training.evaluate(frozen_encoder(average), average, held_out), flush=True)

    groups = [{"params": list(network.parameters()), "lr": 2e-3}]
    average = training.train(frozen_encoder(network), network, groups, examples, arguments.epochs, arguments.words,
                             arguments.seed, after_epoch, network)
    torch.save(average.state_dict(), arguments.work / "frozen.pt")


def tune(arguments):
    """Trains MiniLM's layers with the network of `begin`, to `WORK/teacher-SEED.pt`."""
    teacher = Teacher(arguments.language, arguments.work)
    teacher.network.load_state_dict(torch.load(arguments.work / "frozen.pt", map_location="cpu"))
    teacher.to(data.DEVICE)
    examples, held_out = data.read(arguments.work, "train"), data.read(arguments.work, "dev")

    def after_epoch(_, average):
        print(training.evaluate(average.encode, average.network, held_out), flush=True)

    language = [weights for weights in teacher.language.parameters() if weights.requires_grad]
    groups = [{"params": language, "lr": arguments.rate}, {"params": list(teacher.network.parameters()), "lr": 8e-4}]
    average = training.train(teacher.encode, teacher.network, groups, examples, arguments.epochs, arguments.words,
                             arguments.seed, after_epoch, teacher)
    torch.save(average.state_dict(), arguments.work / f"teacher-{arguments.seed}.pt")


def tell(arguments):
    """Writes `WORK/soft.pt`: what all teachers together say of the sentences without a tree."""
    teachers = []
    for path in sorted(arguments.work.glob("teacher-*.pt")):
        teacher = Teacher(arguments.language, arguments.work)
        teacher.load_state_dict(torch.load(path, map_location="cpu"))
        teachers.append(teacher.to(data.DEVICE).eval())
    examples = data.read(arguments.work, "train")
    # Sentences with marked names only get their trees from the teachers.
    plain = [example for example in examples if example.tags[0] == data.UNKNOWN] + data.read(arguments.work, "raw")
    annotate(teachers, plain)
    torch.save([example.soft for example in plain], arguments.work / "soft.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("language", type=pathlib.Path, help="folder of all-MiniLM-L6-v2")
    steps = parser.add_subparsers(required=True)
    for step, epochs in [(begin, 7), (tune, 5), (tell, 0)]:
        command = steps.add_parser(step.__name__, help=step.__doc__)
        command.set_defaults(step=step)
        command.add_argument("--epochs", type=int, default=epochs)
        command.add_argument("--words", type=int, default=3000, help="words in a batch")
        command.add_argument("--rate", type=float, default=1.5e-4, help="greatest rate of learning of MiniLM's layers")
        command.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    arguments.step(arguments)


if __name__ == "__main__":
    main()
