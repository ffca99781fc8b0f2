use std::collections::{BTreeMap, HashMap};

use super::perceptron::Perceptron;
use super::random::Random;
use crate::nlp::analysis::Sentence;
use crate::nlp::hash::text;
use crate::nlp::model::{Lexicon, Linear, WordLists};
use crate::nlp::tag::Context;
use crate::nlp::tags::{PennTag, Tag};
use crate::nlp::word::{Word, WordBuffer};

/// The pairs of tags that occur at least three times, in a fixed order.
pub(super) fn classes(sentences: &[&Sentence]) -> Vec<(Tag, PennTag)> {
    let mut counts: BTreeMap<(Tag, PennTag), usize> = BTreeMap::new();
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        *counts.entry((token.tag, token.penn)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(pair, _)| pair).collect()
}

/// For each word that occurs often enough the set of its tags, numbered.
pub(super) fn tag_sets(sentences: &[&Sentence], least: usize) -> Lexicon {
    let mut counts: BTreeMap<String, BTreeMap<(Tag, PennTag), usize>> = BTreeMap::new();
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        let word = token.form.to_lowercase().replace('’', "'").replace(|c: char| c.is_ascii_digit(), "0");
        *counts.entry(word).or_default().entry((token.tag, token.penn)).or_default() += 1;
    }
    let mut numbers: HashMap<Vec<(Tag, PennTag)>, u32> = HashMap::new();
    let mut words = Vec::new();
    for (word, tags) in counts {
        let total: usize = tags.values().sum();
        if total < least {
            continue;
        }
        let set: Vec<_> = tags.iter().filter(|(_, count)| **count * 25 >= total).map(|(pair, _)| *pair).collect();
        let next = numbers.len() as u32 + 1;
        let number = *numbers.entry(set).or_insert(next);
        words.push(((text(word.as_bytes()) >> 16) as u32, number));
    }
    Lexicon::new(words.into_iter())
}

/// Trains on sentences; the classes number their tags.
pub(super) fn train(
    sentences: &[&Sentence],
    classes: &[(Tag, PennTag)],
    lists: &WordLists,
    epochs: usize,
    seed: u64,
) -> Perceptron {
    let mut model = Perceptron::new(classes.len(), 0);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut keys, mut scores, mut buffer) = (Vec::new(), vec![0.0; classes.len()], WordBuffer::default());
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let tokens = &sentences[index].tokens;
            let words: Vec<Word> = tokens.iter().map(|token| Word::new(&token.form, lists, &mut buffer)).collect();
            let context = Context::new(&words);
            let mut given: Vec<u8> = Vec::with_capacity(words.len());
            for (at, token) in tokens.iter().enumerate() {
                context.features(at, &given, &mut keys);
                model.score(&keys, &mut scores);
                let mut predicted = 0;
                for (class, score) in scores.iter().enumerate() {
                    if *score > scores[predicted] {
                        predicted = class;
                    }
                }
                if let Some(right) = classes.iter().position(|pair| *pair == (token.tag, token.penn)) {
                    model.update(&keys, right, predicted);
                }
                model.step();
                given.push(predicted as u8);
            }
        }
    }
    model
}

/// Tags of every sentence by a tagger that did not see it in training: class numbers.
pub(super) fn jackknife(
    sentences: &[&Sentence],
    classes: &[(Tag, PennTag)],
    lists: &WordLists,
    folds: usize,
    epochs: usize,
    seed: u64,
) -> Vec<Vec<u8>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    // Whole stretches, so that a document is mostly in one fold.
    let fold_of = |index: usize| index / 50 % folds;
    for fold in 0..folds {
        let part: Vec<&Sentence> =
            sentences.iter().enumerate().filter(|(index, _)| fold_of(*index) != fold).map(|(_, s)| *s).collect();
        let tagger = train(&part, classes, lists, epochs, seed + fold as u64).finish(usize::MAX);
        for index in (0..sentences.len()).filter(|&index| fold_of(index) == fold) {
            tags[index] = tag(sentences[index].tokens.iter().map(|token| &*token.form), &tagger, lists);
        }
    }
    tags
}

/// Class numbers that a tagger gives.
pub(super) fn tag<'a>(forms: impl Iterator<Item = &'a str>, tagger: &Linear, lists: &WordLists) -> Vec<u8> {
    let mut buffer = WordBuffer::default();
    let words: Vec<Word> = forms.map(|form| Word::new(form, lists, &mut buffer)).collect();
    let mut tags = Vec::new();
    crate::nlp::tag::tag(&words, tagger, &mut tags);
    tags
}
