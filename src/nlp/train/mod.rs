//! Training of the English model from the corpora named in `data/README.md`.

mod augment;
mod corpora;
mod lemmas;
mod names;
mod parser;
mod perceptron;
mod random;
mod tagger;
mod tokens;
mod wordnet;

use std::path::Path;

use super::analysis::{NameKind, Sentence};
use super::conllu::{self, AnnotatedText};
use super::model::{Linear, Model, WordLists};
use corpora::Corpora;
pub use corpora::TrainError;
use names::{NameSentence, Plain, Unit};

/// Trains on the corpora in a folder; the bytes of the model file. Takes minutes; tells its progress on standard error.
///
/// # Errors
/// [`TrainError`] if a corpus is missing or damaged.
pub fn train(folder: &Path, seed: u64) -> Result<Vec<u8>, TrainError> {
    let corpora = Corpora(folder);
    let treebank = |name: &str| -> Result<Vec<AnnotatedText>, TrainError> {
        let text = corpora.text(name)?;
        conllu::read(&text).map_err(|cause| TrainError::Conllu { path: folder.join(name), cause })
    };
    let (ewt, gum) = (treebank("ewt-train.conllu")?, treebank("gum-train.conllu")?);
    let texts: Vec<&AnnotatedText> = ewt.iter().chain(&gum).collect();
    let plain: Vec<Sentence> = texts.iter().flat_map(|text| text.analysis.sentences.clone()).collect();
    let plain: Vec<&Sentence> = plain.iter().collect();
    let all = augment::with_copies(plain.iter().map(|sentence| (*sentence).clone()).collect(), seed);
    let all: Vec<&Sentence> = all.iter().collect();
    eprintln!("{} sentences, {} with their copies", plain.len(), all.len());

    let wordnet = wordnet::entries(
        &corpora
            .archive("open-english-wordnet", &[".yaml"])?
            .into_iter()
            .filter(|(name, _)| name.contains("entries-"))
            .collect::<Vec<_>>(),
    );
    let lists = WordLists {
        tag_sets: tagger::tag_sets(&plain, 5),
        wordnet: wordnet::words(&wordnet),
        names: wordnet::names(&wordnet),
    };
    let lemmas = lemmas::train(&plain, &wordnet);

    let layouts = tokens::layouts(&texts, seed);
    let splitter = tokens::train_splitter(&layouts, 8, seed);
    let boundaries = tokens::train_boundaries(&layouts, &lists, 10, seed);
    eprintln!("words and sentences done");

    let classes = tagger::classes(&plain);
    let tagger = tagger::train(&all, &classes, &lists, 8, seed).finish(400_000);
    eprintln!("tagger done: {} classes", classes.len());
    let held_out = tagger::jackknife(&all, &classes, &lists, 5, 5, seed);
    let right = all.iter().zip(&held_out).flat_map(|(sentence, tags)| sentence.tokens.iter().zip(tags));
    let (mut good, mut total) = (0, 0);
    for (token, &class) in right {
        total += 1;
        good += usize::from(classes[class as usize].0 == token.tag);
    }
    eprintln!("held-out tags: {:.2} % right", good as f64 * 100.0 / total as f64);

    let name_data = name_documents(&corpora, folder, &tagger, &lists)?;
    let names = names::train(&name_data, &lists, 8, seed).finish(250_000);
    let parser = parser::train(&all, &held_out, &classes, &lists, 6, seed).finish(1_600_000);
    let model = Model { tags: classes, words: lists, splitter, boundaries, tagger, parser, names, lemmas };
    Ok(model.write())
}

/// The corpora with names, document by document, tagged.
fn name_documents(
    corpora: &Corpora,
    folder: &Path,
    tagger: &Linear,
    lists: &WordLists,
) -> Result<Vec<Vec<NameSentence>>, TrainError> {
    let file = "uner-ewt-train.conllu";
    let text = corpora.text(file)?;
    let texts = conllu::read(&text).map_err(|cause| TrainError::Conllu { path: folder.join(file), cause })?;
    let plain = |sentence: Sentence| -> Plain {
        (sentence.tokens.iter().map(|token| token.form.to_string()).collect(), sentence.names)
    };
    let mut documents: Vec<Vec<Plain>> =
        texts.into_iter().map(|text| text.analysis.sentences.into_iter().map(plain).collect()).collect();
    let kind = |label: &str| match label {
        "PER" | "person" => Some(NameKind::Person),
        "ORG" | "corporation" | "group" => Some(NameKind::Organization),
        "LOC" | "location" => Some(NameKind::Location),
        _ => Some(NameKind::Miscellaneous),
    };
    for (_, content) in corpora.archive("wikigold", &["wikigold.conll.txt"])? {
        documents.extend(names::read_columns(&content, kind, Unit::Document));
    }
    let tagged = |(forms, names): Plain| {
        let tags = tagger::tag(forms.iter().map(String::as_str), tagger, lists);
        NameSentence { forms, tags, names }
    };
    Ok(documents.into_iter().map(|sentences| sentences.into_iter().map(tagged).collect()).collect())
}
