use std::collections::HashMap;

use super::super::word::{Capital, Word};
use super::labels::Label;
use super::{CLASSES, Scores};

/// How much the labels of the same word elsewhere count against those of a sentence by itself.
const AGREEMENT: f32 = 0.7;

/// How the words of a document were labelled at first sight: what was clear in one sentence helps in another.
#[derive(Default)]
pub(crate) struct DocumentNames {
    /// By lower-case word: how often it was outside of names, then inside of each kind.
    words: HashMap<u64, [u16; 5]>,
}

fn kind(label: Label) -> usize {
    label.kind().map_or(0, |kind| 1 + kind as usize)
}

impl DocumentNames {
    /// Adds a sentence with its labels. Words without a capital are left out, and those that open a sentence unless
    /// they belong to a name: their capital says nothing.
    pub(crate) fn add(&mut self, words: &[Word], labels: &[Label]) {
        for (at, (word, label)) in words.iter().zip(labels).enumerate() {
            if word.capital == Capital::None || (at == 0 && *label == Label::OUTSIDE) {
                continue;
            }
            let count = &mut self.words.entry(word.lower).or_default()[kind(*label)];
            *count = count.saturating_add(1);
        }
    }

    /// Adds what the other mentions of a word say to its scores. `own` is the label that it had at first sight.
    pub(crate) fn add_to(&self, word: &Word, own: Label, scores: &mut Scores) {
        let Some(mut counts) = self.words.get(&word.lower).copied().filter(|_| word.capital != Capital::None) else {
            return;
        };
        let count = &mut counts[kind(own)];
        *count = count.saturating_sub(1);
        let total: u16 = counts.iter().fold(0, |all, count| all.saturating_add(*count));
        if total == 0 {
            return;
        }
        let weight = AGREEMENT * f32::from(total.min(4)).sqrt() / f32::from(total);
        for (class, score) in scores.iter_mut().enumerate().take(CLASSES) {
            *score += weight * f32::from(counts[kind(Label(class as u8))]);
        }
    }
}
