#!/usr/bin/env python3
"""Writes a trained network as `WORK/network.bin`, its weights as 8-bit numbers, in the order in which
`src/nlp/network` reads it."""
import argparse
import pathlib
import struct

import torch

import data
from model import KINDS, PARTS, WORD, trained

LARGEST = 127


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("name", help="NAME of the run of student.py")
    arguments = parser.parse_args()
    network = trained(arguments.work, arguments.name)
    out = bytearray()

    def count(value):
        out.extend(struct.pack("<I", value))

    def floats(values):
        out.extend(values.detach().numpy().astype("<f4").tobytes())

    def whole(weights):
        """Scales of the rows, and the rows as whole numbers."""
        scales = weights.detach().abs().amax(1).clamp(min=1e-12) / LARGEST
        return scales, torch.round(weights.detach() / scales[:, None]).to(torch.int8).numpy().tobytes()

    def table(embedding):
        count(embedding.weight.shape[0])
        count(embedding.weight.shape[1])
        scales, rows = whole(embedding.weight)
        floats(scales)
        out.extend(rows)

    def matrix(weights, bias):
        count(weights.shape[0])
        count(weights.shape[1])
        scales, rows = whole(weights)
        floats(scales)
        floats(torch.zeros(weights.shape[0]) if bias is None else bias)
        out.extend(rows)

    def linear(layer, more_bias=0):
        matrix(layer.weight, None if layer.bias is None else layer.bias + more_bias)

    for width in (WORD, PARTS, KINDS):
        count(width)
    out.append(len(network.layers))
    count(network.layers[0].units)
    for embedding in [network.word, *network.parts, *network.kinds]:
        table(embedding)
    for layer in network.layers:
        linear(layer.weight)
    linear(network.tag)
    linear(network.label, network.label_of_source.weight[data.NAMES_OF])
    count(network.arc_form.shape[0])
    count(network.relation_root.shape[0])
    linear(network.arc_dependent)
    linear(network.arc_head)
    matrix(network.arc_form.T, network.arc_bias)
    floats(network.root)
    linear(network.relation_dependent)
    linear(network.relation_head)
    floats(network.relation_root)
    linear(network.relation)
    (arguments.work / "network.bin").write_bytes(out)
    print(f"{len(out)} bytes")


if __name__ == "__main__":
    main()
