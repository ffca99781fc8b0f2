use std::collections::{BTreeMap, HashMap};

use crate::nlp::analysis::Sentence;
use crate::nlp::hash::text;
use crate::nlp::model::Lexicon;
use crate::nlp::tags::{PennTag, Tag};

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
