#!/usr/bin/env python3
"""Whom pronouns stand for, on GAP (Webster and others 2018, https://github.com/google-research-datasets/gap-coreference),
as its scorer counts: precision, recall and F1 over the two names of each text, and the ratio of F1 for feminine to that
for masculine pronouns. Each text goes through `newsgraph annotate`; a name is found right if it shares the entity of the
pronoun (`Coref=`, innermost mention).

  cargo build --release
  python3 benches/gap.py gap-development.tsv [--newsgraph target/release/newsgraph]
"""
import argparse
import csv
import subprocess
from concurrent.futures import ThreadPoolExecutor


def entities(text, program):
    """[(start, end, entity of the innermost mention or None)] of the words, in characters of the text."""
    done = subprocess.run([program, "annotate", "--format", "conllu"], input=text, capture_output=True, text=True, check=True)
    words, at = [], 0
    for line in done.stdout.splitlines():
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        start = text.find(columns[1], at)
        if start < 0:
            continue
        at = start + len(columns[1])
        notes = dict(note.split("=", 1) for note in columns[9].split("|") if "=" in note)
        first = notes.get("Coref", "").split(",")[0]
        words.append((start, at, first[2:] or None))
    return words


def entity_at(words, start, length):
    """The entity that most words of the span belong to."""
    found = [entity for begin, end, entity in words if begin < start + length and start < end and entity]
    return max(found, key=lambda entity: (found.count(entity), -found.index(entity))) if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gap")
    parser.add_argument("--newsgraph", default="target/release/newsgraph")
    options = parser.parse_args()
    with open(options.gap, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = {"masculine": [0, 0, 0], "feminine": [0, 0, 0]}
    with ThreadPoolExecutor(2) as pool:
        analysed = pool.map(lambda row: entities(row["Text"], options.newsgraph), rows)
        for row, words in zip(rows, analysed):
            count = counts["feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"]
            meant = entity_at(words, int(row["Pronoun-offset"]), len(row["Pronoun"]))
            for name in "AB":
                found = meant is not None and meant == entity_at(words, int(row[name + "-offset"]), len(row[name]))
                gold = row[name + "-coref"] == "TRUE"
                count[0] += found and gold
                count[1] += found
                count[2] += gold

    def show(label, count):
        right, found, gold = count
        precision, recall = right / (found or 1), right / (gold or 1)
        f1 = 2 * right / (found + gold) if found + gold else 0.0
        print(f"{label:10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
        return f1

    show("all", [sum(pair) for pair in zip(*counts.values())])
    masculine, feminine = (show(label, count) for label, count in counts.items())
    print(f"bias (feminine by masculine) {feminine / masculine:.3f}" if masculine else "no masculine pronoun found")


if __name__ == "__main__":
    main()
