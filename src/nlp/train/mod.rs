//! Training of the English model from the corpora named in `data/README.md`.

mod augment;
mod corpora;
mod dataset;
mod examples;
mod gum;
mod lemmas;
mod names;
mod perceptron;
mod random;
mod tagger;
mod tokens;
mod wordnet;

use std::path::{Path, PathBuf};

use super::analysis::Sentence;
use super::conllu::AnnotatedText;
use super::hash::text;
use super::model::{Base, Lexicon, WordLists, Writer};
use corpora::Corpora;
pub use corpora::TrainError;
use dataset::Source;

/// What [`prepare`] writes, and [`join`] reads.
const BASE: &str = "base.bin";
/// What the training of the network writes, and [`join`] reads.
const NETWORK: &str = "network.bin";

/// Trains all but the network on the corpora in a folder, and writes to the folder `work` what the network is trained
/// on. `work` must hold `vectors.tsv`, which `train/network/vectors.py` writes, and may hold a folder `speeches` of more
/// texts for the teacher to annotate.
///
/// # Errors
/// [`TrainError`] if a corpus is missing or damaged, or `work` cannot be written.
pub fn prepare(folder: &Path, work: &Path, seed: u64) -> Result<(), TrainError> {
    let corpora = Corpora(folder);
    let (ewt, gum) = (corpora.treebank("ewt-train.conllu")?, corpora.treebank("gum-train.conllu")?);
    let texts: Vec<&AnnotatedText> = ewt.iter().chain(&gum).collect();
    let plain: Vec<&Sentence> = texts.iter().flat_map(|text| &text.analysis.sentences).collect();
    eprintln!("{} sentences", plain.len());

    let wordnet = wordnet::entries(&corpora.archive("open-english-wordnet", "/entries-", ".yaml")?);
    let words = WordLists {
        tag_sets: tagger::tag_sets(&plain, 5),
        wordnet: wordnet::words(&wordnet),
        names: wordnet::names(&wordnet),
        vectors: vectors(work)?,
    };
    let lemmas = lemmas::train(&plain, &wordnet);
    let layouts = tokens::layouts(&texts, seed);
    let splitter = tokens::train_splitter(&layouts, 8, seed);
    let boundaries = tokens::train_boundaries(&layouts, &words, 10, seed);
    eprintln!("words and sentences done");

    let tags = tagger::classes(&plain);
    let base = Base { tags, words, lemmas, splitter, boundaries };
    let bytes = base.write();
    let failed = |cause| TrainError::Work { path: work.to_owned(), cause };
    std::fs::write(work.join(BASE), &bytes).map_err(failed)?;
    let names = corpora.treebank("uner-ewt-train.conllu")?;
    let mut examples = examples::of_treebank(Source::Ewt, &ewt, &examples::names_by_id(&names), seed);
    let gum_names = corpora.conllu("gum-train.conllu", gum::documents)?;
    examples.extend(examples::of_treebank(Source::Gum, &gum, &examples::plain_by_id(gum_names), seed));
    examples.extend(examples::of_names(&corpora)?);
    dataset::write(work, "train", &examples, &base.tags, &base.words).map_err(failed)?;
    let raw = examples::of_raw(&corpora, speeches(work)?, &base)?;
    dataset::write(work, "raw", &raw, &base.tags, &base.words).map_err(failed)?;
    let (ewt, gum) = (corpora.treebank("ewt-dev.conllu")?, corpora.treebank("gum-dev.conllu")?);
    let names = corpora.treebank("uner-ewt-dev.conllu")?;
    let mut held_out = examples::without_copies(Source::Ewt, &ewt, &examples::names_by_id(&names));
    let gum_names = corpora.conllu("gum-dev.conllu", gum::documents)?;
    held_out.extend(examples::without_copies(Source::Gum, &gum, &examples::plain_by_id(gum_names)));
    dataset::write(work, "dev", &held_out, &base.tags, &base.words).map_err(failed)
}

/// The bytes of the model file, from what [`prepare`] and the training of the network left in `work`.
///
/// # Errors
/// [`TrainError`] if something is missing there.
pub fn join(work: &Path) -> Result<Vec<u8>, TrainError> {
    let read = |name: &str| {
        let path = work.join(name);
        std::fs::read(&path).map_err(|cause| TrainError::Work { path, cause })
    };
    let mut out = Writer::default();
    out.raw(&read(BASE)?);
    out.raw(&read(NETWORK)?);
    Ok(out.finish())
}

/// The texts of the folder `speeches`, in the order of their names; none if there is no such folder.
fn speeches(work: &Path) -> Result<Vec<String>, TrainError> {
    let folder = work.join("speeches");
    let read = || -> std::io::Result<Vec<String>> {
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        paths.sort();
        paths.iter().map(std::fs::read_to_string).collect()
    };
    read().map_err(|cause| TrainError::Work { path: folder.clone(), cause })
}

/// Lower-case words and the rows of their vectors.
fn vectors(work: &Path) -> Result<Lexicon, TrainError> {
    let path = work.join("vectors.tsv");
    let list = std::fs::read_to_string(&path).map_err(|cause| TrainError::Work { path, cause })?;
    let pairs = list.lines().filter_map(|line| line.split_once('\t'));
    let pairs = pairs.filter_map(|(word, row)| Some(((text(word.as_bytes()) >> 16) as u32, row.parse().ok()?)));
    Ok(Lexicon::new(pairs.collect::<Vec<(u32, u32)>>().into_iter()))
}
