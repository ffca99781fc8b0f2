use std::collections::HashMap;

use super::super::analysis::NameKind;
use super::super::word::{Capital, Word};
use super::labels::Label;

/// How the words of a document were labelled at first sight: what was clear in one sentence helps in another.
#[derive(Default)]
pub(crate) struct DocumentNames {
    words: HashMap<u64, Seen>,
}

/// The labels of one word.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Outside of names, then inside of each kind.
    counts: [u16; 5],
    /// One bit for each kind: the word was part of a longer name of that kind.
    longer: u8,
}

/// What the other labels of a word say of it, as numbers for features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// The most frequent label with how frequent it is.
    pub(crate) most: u64,
    /// Which labels occur.
    pub(crate) which: u64,
    /// The kinds of the longer names that the word is part of.
    pub(crate) longer: u64,
}

impl DocumentNames {
    /// Adds a sentence with its labels. Words without a capital are left out, and those that open a sentence unless
    /// they belong to a name: their capital says nothing.
    pub(crate) fn add(&mut self, words: &[Word], labels: &[Label]) {
        for (at, (word, label)) in words.iter().zip(labels).enumerate() {
            if word.capital == Capital::None || (at == 0 && *label == Label(0)) {
                continue;
            }
            let seen = self.words.entry(word.lower).or_default();
            let kind = label.kind().map_or(0, |kind| 1 + kind as usize);
            seen.counts[kind] = seen.counts[kind].saturating_add(1);
            let next_inside = labels.get(at + 1).is_some_and(|next| next.is_inside());
            if let Some(kind) = label.kind()
                && (label.is_inside() || next_inside)
            {
                seen.longer |= 1 << kind as u8;
            }
        }
    }

    /// What is known of a word.
    pub(crate) fn memory(&self, word: &Word) -> Memory {
        if word.capital == Capital::None {
            return Memory { most: 1, which: 1, longer: 1 };
        }
        let Some(seen) = self.words.get(&word.lower) else { return Memory { most: 2, which: 2, longer: 2 } };
        let total: u16 = seen.counts.iter().fold(0, |all, count| all.saturating_add(*count));
        let (mut top, mut which) = (0, 0);
        for (label, &count) in seen.counts.iter().enumerate() {
            if count > seen.counts[top] {
                top = label;
            }
            which |= u64::from(count > 0) << label;
        }
        let share = u64::from(seen.counts[top]) * 4 / u64::from(total.max(1));
        let most = 16 + top as u64 * 16 + u64::from(total.min(3)) * 5 + share;
        Memory { most, which: 4 + which, longer: 4 + u64::from(seen.longer) }
    }
}

/// Number of kinds, to keep [`Seen::counts`] in step with [`NameKind`].
const _: () = assert!(NameKind::Miscellaneous as usize == 3);
