use super::perceptron::Perceptron;
use super::random::Random;
use crate::nlp::analysis::{Name, NameKind};
use crate::nlp::model::{Linear, WordLists};
use crate::nlp::name::{
    CLASSES, DocumentNames, Evidence, Label, Memory, NameFeatures, NameInput, best_sequence, memory_features,
    transition_key, transitions,
};
use crate::nlp::word::{Word, WordBuffer};

/// A sentence with its names and the classes that the tagger gives it.
pub(super) struct NameSentence {
    pub(super) forms: Vec<String>,
    pub(super) tags: Vec<u8>,
    pub(super) names: Vec<Name>,
}

impl NameSentence {
    fn labels(&self) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; self.forms.len()];
        for name in &self.names {
            for at in name.tokens.clone() {
                labels[at] = if at == name.tokens.start { Label::begin(name.kind) } else { Label::inside(name.kind) };
            }
        }
        labels
    }
}

/// Documents of a file with a word and its label on each line. `kind` maps the labels' types.
pub(super) fn read_columns(content: &str, kind: impl Fn(&str) -> NameKind, unit: Unit) -> Vec<Vec<Plain>> {
    let mut documents: Vec<Vec<Plain>> = vec![Vec::new()];
    let (mut forms, mut names): (Vec<String>, Vec<Name>) = Default::default();
    for line in content.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        let (Some(form), Some(label)) = (columns.next(), columns.next_back()) else {
            if !forms.is_empty() {
                if unit == Unit::Sentence {
                    documents.push(Vec::new());
                }
                let last = documents.len() - 1;
                documents[last].push(Plain {
                    forms: std::mem::take(&mut forms),
                    names: std::mem::take(&mut names),
                    id: None,
                });
            }
            continue;
        };
        if form == "-DOCSTART-" {
            documents.push(Vec::new());
            continue;
        }
        let at = forms.len();
        forms.push(form.to_owned());
        if let Some((position, kind)) = label.split_once('-').map(|(position, name)| (position, kind(name))) {
            match names.last_mut() {
                Some(name) if position == "I" && name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
                _ => names.push(Name { tokens: at..at + 1, kind }),
            }
        }
    }
    documents
}

/// Words of a sentence and the names in it, with its number in a treebank.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) forms: Vec<String>,
    pub(super) names: Vec<Name>,
    pub(super) id: Option<String>,
}

/// What a file is a row of: documents with their sentences, or sentences that have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Document,
    Sentence,
}

/// What an epoch of training sees of the rest of the document.
pub(super) type Memories = Vec<Vec<Memory>>;

/// Trains the labels of first sight by parts, so that each document is remembered as a model sees it that was not trained
/// on it; then a model with these memories. It leaves them out now and then, as it must also give the first labels.
pub(super) fn train(documents: &[Vec<NameSentence>], lists: &WordLists, epochs: usize, seed: u64) -> Perceptron {
    const FOLDS: usize = 4;
    let fold_of = |index: usize| index % FOLDS;
    let mut memories: Vec<Memories> = documents.iter().map(|_| Memories::new()).collect();
    for fold in 0..FOLDS {
        let part: Vec<&NameSentence> =
            documents.iter().enumerate().filter(|(at, _)| fold_of(*at) != fold).flat_map(|(_, all)| all).collect();
        let first = learn(&part, None, lists, epochs.min(6), seed + fold as u64).finish(usize::MAX);
        for at in (0..documents.len()).filter(|&at| fold_of(at) == fold) {
            memories[at] = remember(&documents[at], &first, lists);
        }
    }
    let all: Vec<&NameSentence> = documents.iter().flatten().collect();
    let memories: Memories = memories.into_iter().flatten().collect();
    learn(&all, Some(&memories), lists, epochs, seed)
}

fn words_of(sentence: &NameSentence, lists: &WordLists) -> Vec<Word> {
    let mut buffer = WordBuffer::default();
    sentence.forms.iter().map(|form| Word::new(form, lists, &mut buffer)).collect()
}

/// Labels a document and collects what it remembers of each word.
fn remember(sentences: &[NameSentence], model: &Linear, lists: &WordLists) -> Memories {
    let table = transitions(|features, scores: &mut [i32]| model.score(features, scores));
    let mut document = DocumentNames::default();
    let mut keys = Vec::new();
    let all: Vec<Vec<Word>> = sentences.iter().map(|sentence| words_of(sentence, lists)).collect();
    for (sentence, words) in sentences.iter().zip(&all) {
        let evidence = Evidence::of(sentence.forms.iter().map(String::as_str), lists);
        let input = NameInput { words, tags: &sentence.tags, evidence };
        let context = NameFeatures::new(&input);
        let mut local = vec![[0i32; CLASSES]; words.len()];
        for (at, scores) in local.iter_mut().enumerate() {
            context.at(at, &mut keys);
            model.score(&keys, scores);
        }
        document.add(words, &best_sequence(&local, &table));
    }
    all.iter().map(|words| words.iter().map(|word| document.memory(word)).collect()).collect()
}

/// Structured training: the best sequence against the right one.
fn learn(
    sentences: &[&NameSentence],
    memories: Option<&Memories>,
    lists: &WordLists,
    epochs: usize,
    seed: u64,
) -> Perceptron {
    let mut model = Perceptron::new(CLASSES, 0);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut keys, mut more): (Vec<Vec<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &index in &order {
            let sentence = sentences[index];
            let right = sentence.labels();
            let words = words_of(sentence, lists);
            let evidence = Evidence::of(sentence.forms.iter().map(String::as_str), lists);
            let input = NameInput { words: &words, tags: &sentence.tags, evidence };
            let context = NameFeatures::new(&input);
            let memory = memories.map(|memories| &memories[index]).filter(|_| random.fraction() < 0.7);
            keys.resize_with(keys.len().max(words.len()), Vec::new);
            let mut local = vec![[0.0f32; CLASSES]; words.len()];
            for (at, scores) in local.iter_mut().enumerate() {
                context.at(at, &mut keys[at]);
                if let Some(memory) = memory {
                    memory_features(memory, &input.evidence, at, &mut more);
                    keys[at].extend_from_slice(&more);
                }
                model.score(&keys[at], scores);
            }
            let table = transitions(|features, scores: &mut [f32]| model.score(features, scores));
            let predicted = best_sequence(&local, &table);
            for at in 0..words.len() {
                let (r, p) = (right[at].0 as usize, predicted[at].0 as usize);
                if r != p {
                    wrong += 1;
                }
                model.update(&keys[at], r, p);
                let before = |labels: &[Label]| at.checked_sub(1).map_or(CLASSES, |last| labels[last].0 as usize);
                let (rb, pb) = (before(&right), before(&predicted));
                if (rb, r) != (pb, p) {
                    model.add(&[transition_key(rb)], r, 1.0);
                    model.add(&[transition_key(pb)], p, -1.0);
                }
            }
            model.step();
        }
        if epoch + 1 == epochs {
            eprintln!("names: {wrong} labels wrong in the last epoch");
        }
    }
    model
}
