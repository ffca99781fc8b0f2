//! Training of the English model from the corpora named in `data/README.md`.

mod augment;
mod corpora;
mod gum;
mod lemmas;
mod names;
mod parser;
mod perceptron;
mod random;
mod tagger;
mod tokens;
mod wordnet;

use std::collections::HashMap;
use std::path::Path;

use super::analysis::{NameKind, Sentence};
use super::conllu::AnnotatedText;
use super::model::{Linear, Model, WordLists};
use corpora::Corpora;
pub use corpora::TrainError;
use names::{NameSentence, Plain, Unit};
use perceptron::Perceptron;

/// Models of a committee: trained in different orders, then joined.
const COMMITTEE: u64 = 2;
/// Weights that are kept, which decides the size of the model file.
const TAGGER_WEIGHTS: usize = 350_000;
const NAME_WEIGHTS: usize = 250_000;
const PARSER_WEIGHTS: usize = 1_600_000;

/// Trains on the corpora in a folder; the bytes of the model file. Takes minutes; tells its progress on standard error.
/// The same corpora and the same seed give the same bytes.
///
/// # Errors
/// [`TrainError`] if a corpus is missing or damaged.
pub fn train(folder: &Path, seed: u64) -> Result<Vec<u8>, TrainError> {
    let corpora = Corpora(folder);
    let texts: Vec<AnnotatedText> =
        [corpora.treebank("ewt-train.conllu")?, corpora.treebank("gum-train.conllu")?].concat();
    let ids: Vec<Option<&str>> = texts.iter().flat_map(|text| &text.sentence_ids).map(Option::as_deref).collect();
    let plain: Vec<&Sentence> = texts.iter().flat_map(|text| &text.analysis.sentences).collect();
    let (all, originals) = augment::with_copies(&plain, seed);
    let all: Vec<&Sentence> = all.iter().collect();
    eprintln!("{} sentences, {} with their copies", plain.len(), all.len());

    let wordnet = wordnet::entries(&corpora.archive("open-english-wordnet", "/entries-", ".yaml")?);
    let words = WordLists {
        tag_sets: tagger::tag_sets(&plain, 5),
        wordnet: wordnet::words(&wordnet),
        names: wordnet::names(&wordnet),
    };
    let lemmas = lemmas::train(&plain, &wordnet);
    let layouts = tokens::layouts(&texts, seed);
    let splitter = tokens::train_splitter(&layouts, 8, seed);
    let boundaries = tokens::train_boundaries(&layouts, &words, 10, seed);
    eprintln!("words and sentences done");

    let tags = tagger::classes(&plain);
    let taggers = committee(seed, |seed| tagger::train(&all, &tags, &words, 8, seed));
    let tagger = perceptron::join(&taggers, TAGGER_WEIGHTS);
    eprintln!("tagger done");
    let held_out = tagger::jackknife(&all, &tags, &words, 5, 5, seed);
    eprintln!("held-out tags done");

    let known = ids.iter().zip(&originals).filter_map(|(id, &at)| Some(((*id)?, held_out[at].as_slice()))).collect();
    let documents = name_documents(&corpora, &tagger, &known, &words)?;
    let names = names::train(&documents, &words, 8, seed).finish(NAME_WEIGHTS);
    eprintln!("names done");
    let parsers = committee(seed, |seed| parser::train(&all, &held_out, &tags, &words, 8, seed));
    let parser = perceptron::join(&parsers, PARSER_WEIGHTS);
    let model = Model { tags, words, splitter, boundaries, tagger, parser, names, lemmas };
    Ok(model.write())
}

/// Trains the members of a committee beside each other.
fn committee(seed: u64, train: impl Fn(u64) -> Perceptron + Sync) -> Vec<Perceptron> {
    use rayon::prelude::*;
    (0..COMMITTEE).into_par_iter().map(|member| train(seed + member)).collect()
}

/// The corpora with names, document by document, tagged: sentences of the treebanks with the tags `known` by their number,
/// which come from a tagger that was not trained on them; others by the tagger.
fn name_documents(
    corpora: &Corpora,
    tagger: &Linear,
    known: &HashMap<&str, &[u8]>,
    words: &WordLists,
) -> Result<Vec<Vec<NameSentence>>, TrainError> {
    let plain = |(sentence, id): (Sentence, Option<String>)| {
        let forms = sentence.tokens.iter().map(|token| token.form.to_string()).collect();
        Plain { forms, names: sentence.names, id }
    };
    let with_ids = |text: AnnotatedText| text.analysis.sentences.into_iter().zip(text.sentence_ids);
    let texts = corpora.treebank("uner-ewt-train.conllu")?;
    let mut documents: Vec<Vec<Plain>> = texts.into_iter().map(|text| with_ids(text).map(plain).collect()).collect();
    for (archive, file, unit) in [
        ("wikigold", "wikigold.conll.txt", Unit::Document),
        ("wnut17", "wnut17train.conll", Unit::Sentence),
        ("btc", ".conll", Unit::Sentence),
    ] {
        for (_, content) in corpora.archive(archive, "", file)? {
            documents.extend(names::read_columns(&content, kind, unit));
        }
    }
    documents.extend(corpora.conllu("gum-train.conllu", gum::documents)?);
    let tagged = |Plain { forms, names, id }: Plain| {
        let held_out = id.and_then(|id| known.get(id.as_str()).copied()).filter(|tags| tags.len() == forms.len());
        let tags = match held_out {
            Some(tags) => tags.to_vec(),
            None => tagger::tag(forms.iter().map(String::as_str), tagger, words),
        };
        NameSentence { forms, tags, names }
    };
    Ok(documents.into_iter().map(|sentences| sentences.into_iter().map(tagged).collect()).collect())
}

/// The kind of name of a label of Wikigold, WNUT or the Broad Twitter Corpus.
fn kind(label: &str) -> NameKind {
    match label {
        "PER" | "person" => NameKind::Person,
        "ORG" | "corporation" | "group" => NameKind::Organization,
        "LOC" | "location" => NameKind::Location,
        _ => NameKind::Miscellaneous,
    }
}
