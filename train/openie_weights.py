#!/usr/bin/env python3
"""Fits the confidence of open information extraction and writes src/extract/openie/weights.rs.

    cargo run --release --example openie_features < carb-dev.txt > features.tsv
    python3 train/openie_weights.py --gold carb-dev.tsv --features features.tsv \
        --weights src/extract/openie/weights.rs --table docs/openie-calibration.md

The gold is CaRB's development part (Bhardwaj, Aggarwal and Mausam, EMNLP 2019; MIT licence). Each tuple's target is its
agreement with the gold: 0.7 times its precision in words (tuples paired one to one with gold tuples) plus 0.3 times what
it adds to recall. A logistic model with ridge penalty is fitted to it. The table is made by fitting on one half of the
sentences and looking at the other, both ways round. Needs numpy.
"""
import argparse
import string
from collections import Counter, defaultdict

import numpy as np

BE = {"is", "am", "are", "was", "were", "been", "being", "be"}
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
RIDGE = 3.0
RARE = 15
RECALL_SHARE = 0.3


def key(sentence):
    joined = sentence.replace(" ", "")
    for escape, mark in BRACKETS.items():
        joined = joined.replace(escape, mark)
    return joined.translate(str.maketrans("", "", string.punctuation))


def overlap(gold, said):
    left = Counter(said)
    hits = 0
    for word in gold:
        if left[word]:
            left[word] -= 1
            hits += 1
    return hits, left


def agreement(gold, said):
    """Precision and recall in words of one tuple (relation, arguments) against a gold tuple."""
    gold_relation, said_relation = gold[0].split(), said[0].split()
    hits, left = overlap(gold_relation, said_relation)
    if left["be"] and BE & set(gold_relation):
        hits += 1
    if not hits or len(said[1]) < min(2, len(gold[1])):
        return 0.0, 0.0
    wanted, given = len(gold_relation), len(said_relation)
    for gold_part, said_part in zip(parts(gold[1]), parts(said[1])):
        wanted, given = wanted + len(gold_part), given + len(said_part)
        hits += overlap(gold_part, said_part)[0]
    return hits / given, hits / wanted


def parts(arguments):
    first, rest = arguments[:1], arguments[1:]
    return [first[0].split() if first else []] + ([" ".join(rest).split()] if rest else [])


def read(gold_path, features_path):
    gold, said, seen = defaultdict(list), defaultdict(list), set()
    for line in open(gold_path, encoding="utf-8"):
        cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
        if len(cells) > 2:
            gold[key(cells[0])].append((cells[1], [cell for cell in cells[2:] if "C: " not in cell]))
    for line in open(features_path, encoding="utf-8"):
        sentence, features, relation, *arguments = line.rstrip("\n").split("\t")
        identity = (key(sentence), relation, tuple(arguments))
        if identity not in seen:
            seen.add(identity)
            values = dict((name, float(value)) for name, value in (each.rsplit("=", 1) for each in features.split(" ")))
            said[identity[0]].append(((relation, arguments), values))
    return gold, said


def targets(gold, said):
    """Precision by one-to-one pairing, and the target, for every tuple in order."""
    precision, target = [], []
    for sentence, tuples in gold.items():
        ours = said.get(sentence, [])
        table = [[agreement(one, other) for other, _ in ours] for one in tuples]
        paired, adds = [0.0] * len(ours), [0.0] * len(ours)
        pairs = sorted(((-table[i][j][0], i, j) for i in range(len(tuples)) for j in range(len(ours))))
        free_gold, free_ours = set(range(len(tuples))), set(range(len(ours)))
        for score, i, j in pairs:
            if i in free_gold and j in free_ours:
                free_gold.discard(i), free_ours.discard(j)
                paired[j] = -score
        for row in table:
            best = sorted(((cell[1], -j) for j, cell in enumerate(row)), reverse=True)
            if best:
                second = best[1][0] if len(best) > 1 else 0.0
                adds[-best[0][1]] += best[0][0] - second / 2
        precision += paired
        target += [(1 - RECALL_SHARE) * p + RECALL_SHARE * min(r, 1.0) for p, r in zip(paired, adds)]
    return np.array(precision), np.array(target)


def fit(matrix, target):
    weights, penalty = np.zeros(matrix.shape[1]), np.full(matrix.shape[1], RIDGE)
    penalty[0] = 1e-6
    for _ in range(60):
        sure = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (sure - target) + penalty * weights
        curvature = (matrix.T * (sure * (1 - sure) + 1e-6)) @ matrix + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    return weights


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--features", "--weights", "--table"):
        options.add_argument(name, required=True)
    options = options.parse_args()
    gold, said = read(options.gold, options.features)
    precision, target = targets(gold, said)
    rows = [(number, features) for number, sentence in enumerate(gold) for _, features in said.get(sentence, [])]
    counts = Counter(name for _, features in rows for name in features)
    names = sorted(name for name in counts if counts[name] >= RARE)
    place = {name: at + 1 for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, 0] = 1
    for at, (_, features) in enumerate(rows):
        for name in features.keys() & place.keys():
            matrix[at, place[name]] = features[name]

    half = np.array([number % 2 for number, _ in rows])
    confidence = np.zeros(len(rows))
    for held_out in (0, 1):
        weights = fit(matrix[half != held_out], target[half != held_out])
        confidence[half == held_out] = 1 / (1 + np.exp(-matrix[half == held_out] @ weights))
    with open(options.table, "w", encoding="utf-8") as table:
        table.write(TABLE_HEAD)
        for low in np.arange(0.0, 1.0, 0.1):
            chosen = (confidence >= low) & (confidence < low + 0.1)
            if chosen.sum() >= 10:
                cells = (chosen.sum(), confidence[chosen].mean(), target[chosen].mean(), precision[chosen].mean())
                table.write("| {:.1f}–{:.1f} | {} | {:.2f} | {:.2f} | {:.2f} |\n".format(low, low + 0.1, *cells))

    weights = fit(matrix, target)
    with open(options.weights, "w", encoding="utf-8") as out:
        out.write("//! Written by `train/openie_weights.py` from CaRB's development part.\n\n")
        out.write(f"pub(super) const BIAS: f32 = {weights[0]:.2f};\n\n/// Sorted by name.\n")
        out.write("pub(super) const WEIGHTS: &[(&str, f32)] = &[\n")
        out.writelines(f'    ("{name}", {weights[place[name]]:.2f}),\n' for name in names)
        out.write("];\n")


TABLE_HEAD = """# What the confidence of a tuple means

`annotate --format openie` gives each tuple a confidence: its expected agreement with what a careful reader writes,
0.7 × precision in words + 0.3 × what it adds to recall. It is a logistic model over about seventy features that can be
read off the tuple (construction, lengths, depth, names and verbs in it …, `src/extract/openie/confidence.rs`), fitted on
CaRB's development part by `train/openie_weights.py`.

Fitted on one half of the sentences and looked at on the other, both ways round:

| confidence | tuples | mean confidence | agreement | precision |
|---|---|---|---|---|
"""

if __name__ == "__main__":
    main()
