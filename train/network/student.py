#!/usr/bin/env python3
"""Trains the network that is shipped: on the treebanks and the corpora of names, and, with --soft, also on what the teacher
says of texts without annotation. Writes `WORK/NAME.pt` after each epoch.
"""
import argparse
import pathlib

import numpy as np
import torch

import data
import training
from model import Network, trained


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--words", type=int, default=3000, help="words in a batch")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--units", type=int, default=256, help="units of a layer in one direction")
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--soft", action="store_true")
    parser.add_argument("--start", help="NAME of an earlier run whose weights to begin with")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    examples, held_out = data.read(arguments.work, "train"), data.read(arguments.work, "dev")
    if arguments.soft:
        examples = data.with_soft(arguments.work, examples)
    if arguments.start:
        network = trained(arguments.work, arguments.start, dropout=arguments.dropout)
    else:
        network = Network(data.tag_classes(arguments.work), np.load(arguments.work / "vectors.npy"), units=arguments.units,
                          dropout=arguments.dropout)
    network.to(data.DEVICE)

    def encode(model):
        return lambda batch: model(batch.rows, batch.mask)

    def after_epoch(epoch, average):
        torch.save(average.state_dict(), arguments.work / f"{arguments.name}.pt")
        if epoch % 4 == 3 or epoch + 1 == arguments.epochs:
            print(training.evaluate(encode(average), average, held_out), flush=True)

    groups = [{"params": list(network.parameters()), "lr": arguments.rate}]
    training.train(encode(network), network, groups, examples, arguments.epochs, arguments.words, arguments.seed,
                   after_epoch, network)
    (arguments.work / f"{arguments.name}.done").touch()


if __name__ == "__main__":
    main()
