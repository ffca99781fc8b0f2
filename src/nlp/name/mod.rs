//! Named entities: a linear model over BIO labels, the best sequence found with Viterbi, and agreement in a document.

mod document;
mod features;
mod labels;

use super::analysis::Name;
use super::model::Linear;
use super::word::Word;
pub(crate) use document::{DocumentNames, Memory};
#[cfg(feature = "train")]
pub(crate) use features::transition as transition_key;
pub(crate) use features::{Evidence, Features as NameFeatures, memory_features};
pub(crate) use labels::{Label, names_of};

/// Labels: outside, and begin and inside of each kind of name.
pub(crate) const CLASSES: usize = 9;

/// A sentence for the name model.
pub(crate) struct NameInput<'a> {
    pub(crate) words: &'a [Word],
    /// Classes of the tagger.
    pub(crate) tags: &'a [u8],
    pub(crate) evidence: Vec<Evidence>,
}

/// Names in each sentence of a document. Every sentence is labelled twice: by itself, and with what the first labels of
/// the same words elsewhere in the document say.
pub(crate) fn names_of_document(sentences: &[NameInput], model: &Linear) -> Vec<Vec<Name>> {
    let transitions = transitions(|features, scores| model.score(features, scores));
    let mut document = DocumentNames::default();
    let mut keys = Vec::with_capacity(64);
    let mut locals = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let context = NameFeatures::new(sentence);
        let mut local = vec![[0i32; CLASSES]; sentence.words.len()];
        for (at, scores) in local.iter_mut().enumerate() {
            context.at(at, &mut keys);
            model.score(&keys, scores);
        }
        document.add(sentence.words, &best_sequence(&local, &transitions));
        locals.push(local);
    }
    let second = sentences.iter().zip(locals).map(|(sentence, mut local)| {
        let memories: Vec<Memory> = sentence.words.iter().map(|word| document.memory(word)).collect();
        let mut more = [0i32; CLASSES];
        for (at, scores) in local.iter_mut().enumerate() {
            memory_features(&memories, &sentence.evidence, at, &mut keys);
            model.score(&keys, &mut more);
            scores.iter_mut().zip(more).for_each(|(score, more)| *score += more);
        }
        names_of(&best_sequence(&local, &transitions))
    });
    second.collect()
}

/// The scores of each label after each label (the last row: at the beginning of a sentence).
pub(crate) fn transitions<Score: Copy + Default>(
    mut score: impl FnMut(&[u32], &mut [Score]),
) -> [[Score; CLASSES]; CLASSES + 1] {
    let mut table = [[Score::default(); CLASSES]; CLASSES + 1];
    for (before, row) in table.iter_mut().enumerate() {
        score(&[features::transition(before)], row);
    }
    table
}

/// The labels with the greatest sum (Viterbi); an inside label only after its own kind.
pub(crate) fn best_sequence<Score>(
    local: &[[Score; CLASSES]],
    transitions: &[[Score; CLASSES]; CLASSES + 1],
) -> Vec<Label>
where
    Score: Copy + PartialOrd + std::ops::Add<Output = Score>,
{
    let Some(first) = local.first() else { return Vec::new() };
    let mut totals: Vec<Option<Score>> = (0..CLASSES)
        .map(|class| Label(class as u8).may_follow(None).then(|| first[class] + transitions[CLASSES][class]))
        .collect();
    let mut back: Vec<[u8; CLASSES]> = Vec::with_capacity(local.len());
    for scores in &local[1..] {
        let mut from = [0u8; CLASSES];
        let mut next = vec![None; CLASSES];
        for class in 0..CLASSES {
            for (before, total) in totals.iter().enumerate() {
                let Some(total) = total else { continue };
                if !Label(class as u8).may_follow(Some(Label(before as u8))) {
                    continue;
                }
                let sum = *total + transitions[before][class] + scores[class];
                if next[class].is_none_or(|best| sum > best) {
                    next[class] = Some(sum);
                    from[class] = before as u8;
                }
            }
        }
        totals = next;
        back.push(from);
    }
    let mut class = 0;
    for (candidate, total) in totals.iter().enumerate() {
        if let (Some(total), Some(best)) = (total, totals[class])
            && *total > best
        {
            class = candidate;
        }
    }
    let mut labels = vec![Label(class as u8)];
    for from in back.iter().rev() {
        class = from[class] as usize;
        labels.push(Label(class as u8));
    }
    labels.reverse();
    labels
}
