#!/usr/bin/env python3
"""Writes contextual vectors of every word (see language.py) for teacher.py: `WORK/NAME.contexts.npy`, 16-bit floats, in the
order of the words."""
import argparse
import pathlib

import numpy as np
import torch

import data
from language import Language


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("language", type=pathlib.Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("names", nargs="*", default=["train", "dev"])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    language = Language(arguments.language).eval().to(data.DEVICE)
    for name in arguments.names:
        examples = data.read(arguments.work, name)
        starts = np.concatenate([[0], np.cumsum([len(example.forms) for example in examples])])
        contexts = np.zeros((starts[-1], language.model.config.hidden_size), dtype=np.float16)
        start_of = {id(example): start for example, start in zip(examples, starts)}
        for group in data.batches(examples, 3000):
            with torch.no_grad(), torch.autocast(data.DEVICE, dtype=torch.bfloat16):
                vectors = language(group).cpu().numpy()
            for row, example in zip(vectors, group):
                start, count = start_of[id(example)], len(example.forms)
                contexts[start : start + count] = row[:count]
        np.save(arguments.work / f"{name}.contexts.npy", contexts)
        print(name, contexts.shape, flush=True)


if __name__ == "__main__":
    main()
