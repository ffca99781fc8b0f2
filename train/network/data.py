"""Reads what `train prepare` wrote, and makes batches of it."""
import dataclasses
import pathlib

import numpy as np
import torch

# A graphics processor does in minutes what takes one core hours; nothing else depends on it.
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
COLUMNS = 14
# As TABLE_ROWS in src/nlp/network/features.rs; the first table has a row for each word vector.
TABLE_ROWS = [0, 8192, 256, 1024, 4096, 4096, 256, 1024, 4096, 512, 1024, 512, 512, 32]
SOURCES = ["ewt", "gum", "wikigold", "wnut", "twitter", "news", "text"]
# Names after the rules of no corpus alone.
GENERAL = 7
# The corpus whose rules for names the program follows: Universal NER's on EWT.
NAMES_OF = 0
RELATIONS = 51
ROOT_RELATION = 48
LABELS = 9
UNKNOWN = 255
UNKNOWN_HEAD = 65535


@dataclasses.dataclass
class Example:
    """A sentence: `rows` has a row of COLUMNS table rows for each word; heads count from 1, 0 is the root."""

    forms: list
    source: int
    document: int
    rows: np.ndarray
    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    labels: np.ndarray
    # What a teacher says, if it does: see teacher.py.
    soft: tuple = None
    # The contextual vectors of its words, where they are read.
    context: np.ndarray = None
    # Its pieces for the language model: see language.py.
    pieces: tuple = None


def read(folder, name):
    """The examples of NAME.forms and NAME.arrays."""
    raw = (pathlib.Path(folder) / f"{name}.arrays").read_bytes()
    at = 0

    def take(count, dtype):
        nonlocal at
        array = np.frombuffer(raw, dtype=dtype, count=count, offset=at)
        at += array.nbytes
        return array

    sentences, words = (int(value) for value in take(2, "<u4"))
    lengths = take(sentences, "<u4")
    sources = take(sentences, "u1")
    documents = take(sentences, "<u4")
    rows = take(words * COLUMNS, "<u2").reshape(words, COLUMNS)
    tags, heads, relations, labels = take(words, "u1"), take(words, "<u2"), take(words, "u1"), take(words, "u1")
    lines = (pathlib.Path(folder) / f"{name}.forms").read_text(encoding="utf-8").split("\n")
    examples, start = [], 0
    for index, length in enumerate(lengths):
        part = slice(start, start + int(length))
        forms = lines[index].split("\t")
        assert len(forms) == length, (index, forms)
        examples.append(Example(forms, int(sources[index]), int(documents[index]), rows[part].astype(np.int64),
                                tags[part].astype(np.int64), heads[part].astype(np.int64),
                                relations[part].astype(np.int64), labels[part].astype(np.int64)))
        start += int(length)
    return examples


def with_contexts(folder, name):
    """The examples with what contexts.py wrote."""
    examples = read(folder, name)
    contexts = np.load(pathlib.Path(folder) / f"{name}.contexts.npy", mmap_mode="r")
    start = 0
    for example in examples:
        example.context = contexts[start : start + len(example.forms)]
        start += len(example.forms)
    return examples


def with_soft(folder, examples):
    """The examples, and the texts without annotation, with what the teacher says where there is no tree."""
    plain = [example for example in examples if example.tags[0] == UNKNOWN]
    raw = read(folder, "raw")
    for example, soft in zip(plain + raw, torch.load(pathlib.Path(folder) / "soft.pt", weights_only=False), strict=True):
        example.soft = soft
    return examples + raw


def tag_classes(folder):
    """How many classes of tags there are: the first byte of the model's first part."""
    return (pathlib.Path(folder) / "base.bin").read_bytes()[0]


def batches(examples, words, generator=None):
    """Lists of examples of similar length with about `words` words each, with a teacher's word for all or for none of
    them; shuffled by a numpy generator."""
    soft = [example for example in examples if example.soft is not None]
    if soft and len(soft) < len(examples):
        hard = [example for example in examples if example.soft is None]
        found = batches(soft, words, generator) + batches(hard, words, generator)
        if generator is not None:
            generator.shuffle(found)
        return found
    noise = generator.uniform(0, 4, len(examples)) if generator is not None else np.zeros(len(examples))
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].forms) + noise[index])
    found, current, longest = [], [], 0
    for index in order:
        longest = max(longest, len(examples[index].forms))
        if current and longest * (len(current) + 1) > words:
            found.append(current)
            current, longest = [], len(examples[index].forms)
        current.append(examples[index])
    found.append(current)
    if generator is not None:
        generator.shuffle(found)
    return found


def padded(arrays, value, width):
    """Stacks arrays of different length, filled up with `value`."""
    out = np.full((len(arrays), width) + arrays[0].shape[1:], value, dtype=arrays[0].dtype)
    for row, array in zip(out, arrays):
        row[: len(array)] = array
    return torch.from_numpy(out).to(DEVICE)


@dataclasses.dataclass
class Batch:
    """Tensors [sentences, words]; padding has the values for unknown."""

    examples: list
    rows: torch.Tensor
    tags: torch.Tensor
    heads: torch.Tensor
    relations: torch.Tensor
    labels: torch.Tensor
    sources: torch.Tensor
    mask: torch.Tensor


def tensors(examples):
    width = max(len(example.forms) for example in examples)
    lengths = torch.tensor([len(example.forms) for example in examples])
    return Batch(
        examples,
        padded([example.rows for example in examples], 0, width),
        padded([example.tags for example in examples], UNKNOWN, width),
        padded([example.heads for example in examples], UNKNOWN_HEAD, width),
        padded([example.relations for example in examples], UNKNOWN, width),
        padded([example.labels for example in examples], UNKNOWN, width),
        torch.tensor([example.source for example in examples], device=DEVICE),
        (torch.arange(width)[None, :] < lengths[:, None]).to(DEVICE),
    )
