//! The sentences that the network learns from, corpus by corpus.

use std::collections::HashMap;

use super::augment;
use super::corpora::{Corpora, TrainError};
use super::dataset::{Example, Source, kind};
use super::names::{Plain, Unit, read_columns};
use crate::model::Span;
use crate::nlp::analysis::{Analysis, Name, Sentence, Token};
use crate::nlp::conllu::AnnotatedText;
use crate::nlp::model::Base;
use crate::nlp::tags::{Dependency, PennTag, Tag};
use crate::nlp::token;

/// Names of sentences by their number in a treebank.
pub(super) type NamesById = HashMap<String, Vec<Name>>;

pub(super) fn names_by_id(texts: &[AnnotatedText]) -> NamesById {
    let sentences = texts.iter().flat_map(|text| text.analysis.sentences.iter().zip(&text.sentence_ids));
    sentences.filter_map(|(sentence, id)| Some((id.clone()?, sentence.names.clone()))).collect()
}

pub(super) fn plain_by_id(documents: Vec<Vec<Plain>>) -> NamesById {
    documents.into_iter().flatten().filter_map(|plain| Some((plain.id?, plain.names))).collect()
}

/// The sentences of a treebank, some of them a second time in another way of writing.
pub(super) fn of_treebank(source: Source, texts: &[AnnotatedText], names: &NamesById, seed: u64) -> Vec<Example> {
    let mut examples = Vec::new();
    for (document, text) in texts.iter().enumerate() {
        for (at, (sentence, id)) in text.analysis.sentences.iter().zip(&text.sentence_ids).enumerate() {
            let names = id.as_deref().and_then(|id| names.get(id));
            let number = document as u64 * 1_000_003 + at as u64;
            for version in augment::with_copy(sentence, seed ^ number) {
                let fits = |name: &&Name| name.tokens.end <= version.tokens.len();
                let names = names.map(|names| names.iter().filter(fits).cloned().collect());
                examples.push(Example::of_tree(source, document as u32, &version, names));
            }
        }
    }
    examples
}

/// The sentences of a treebank as they are.
pub(super) fn without_copies(source: Source, texts: &[AnnotatedText], names: &NamesById) -> Vec<Example> {
    let numbered = texts.iter().enumerate();
    let sentences = numbered.flat_map(|(document, text)| {
        text.analysis.sentences.iter().zip(&text.sentence_ids).map(move |pair| (document, pair))
    });
    let example = |(document, (sentence, id)): (usize, (&Sentence, &Option<String>))| {
        let names = id.as_deref().and_then(|id| names.get(id)).cloned();
        Example::of_tree(source, document as u32, sentence, names)
    };
    sentences.map(example).collect()
}

/// Corpora that only mark names.
pub(super) fn of_names(corpora: &Corpora) -> Result<Vec<Example>, TrainError> {
    let mut examples = Vec::new();
    for (source, archive, file, unit) in [
        (Source::Wikigold, "wikigold", "wikigold.conll.txt", Unit::Document),
        (Source::Wnut, "wnut17", "wnut17train.conll", Unit::Sentence),
        (Source::Twitter, "btc", ".conll", Unit::Sentence),
    ] {
        let mut documents = 0;
        for (_, content) in corpora.archive(archive, "", file)? {
            for document in read_columns(&content, kind, unit) {
                examples.extend(document.into_iter().map(|plain| Example::of_names(source, documents, plain)));
                documents += 1;
            }
        }
    }
    Ok(examples)
}

/// Texts without any annotation, which a teacher annotates: news, sentences of Wikipedia, reports and WordNet, and
/// `speeches`.
pub(super) fn of_raw(corpora: &Corpora, speeches: Vec<String>, base: &Base) -> Result<Vec<Example>, TrainError> {
    let mut texts: Vec<(Source, String)> = Vec::new();
    for name in ["wikinews-2019.jsonl", "re3d.jsonl"] {
        let source = if name.starts_with("wikinews") { Source::News } else { Source::Text };
        for line in corpora.text(name)?.lines() {
            let article: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let part = |key: &str| article[key].as_str().unwrap_or("").to_owned();
            texts.push((source, format!("{}\n\n{}", part("title"), part("text"))));
        }
    }
    for name in ["gap-validation.tsv", "gap-development.tsv"] {
        let rows = corpora.text(name)?;
        let column = |line: &str| line.split('\t').nth(1).map(str::to_owned);
        texts.extend(rows.lines().skip(1).filter_map(column).map(|text| (Source::Text, text)));
    }
    for (_, content) in corpora.archive("open-english-wordnet", "oewn/", ".yaml")? {
        texts.extend(wordnet_sentences(&content).map(|text| (Source::Text, text)));
    }
    texts.extend(speeches.into_iter().map(|text| (Source::Text, text)));
    let mut examples = Vec::new();
    for (document, (source, text)) in texts.iter().enumerate() {
        let analysis = sentences(text, base);
        let long_enough = analysis.sentences.iter().filter(|sentence| sentence.tokens.len() >= 4);
        examples.extend(long_enough.map(|sentence| Example::of_text(*source, document as u32, sentence)));
    }
    Ok(examples)
}

/// Examples of use in WordNet that are whole sentences or long phrases.
fn wordnet_sentences(content: &str) -> impl Iterator<Item = String> + '_ {
    let mut inside = false;
    content.lines().filter_map(move |line| {
        let Some(item) = line.trim_start().strip_prefix("- ") else {
            inside = line.trim() == "example:";
            return None;
        };
        let text = item.trim_matches(['\'', '"']).replace("''", "'");
        (inside && text.split(' ').count() >= 6).then_some(text)
    })
}

fn sentences(text: &str, base: &Base) -> Analysis {
    let pieces = token::pieces(text, &base.splitter);
    let ends = token::sentence_ends(text, &pieces, &base.boundaries, &base.words);
    let mut analysis = Analysis::default();
    let mut start = 0;
    for end in (0..pieces.len()).filter(|&at| ends[at]) {
        let word = |piece: &token::Piece| Token {
            span: Span::new(piece.start, piece.end),
            form: text[piece.start..piece.end].into(),
            lemma: "".into(),
            tag: Tag::Other,
            penn: PennTag::Xx,
            head: None,
            relation: Dependency::Dep,
        };
        let tokens = pieces[start..=end].iter().map(word).collect();
        analysis.sentences.push(Sentence { span: Span::default(), tokens, names: Vec::new(), starts_paragraph: false });
        start = end + 1;
    }
    analysis
}
