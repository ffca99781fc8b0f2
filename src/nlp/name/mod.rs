//! Named entities: the best sequence of BIO labels by the scores of the network, and agreement in a document.

mod document;
mod evidence;
mod labels;
mod phrase;

use super::analysis::Name;
use super::word::Word;
use document::DocumentNames;
pub(crate) use evidence::Evidence;
pub(crate) use labels::Label;
use labels::names_of;
pub(crate) use phrase::{join_phrases, mend_surnames};

/// Labels: outside, and begin and inside of each kind of name.
pub(crate) const CLASSES: usize = 9;

/// Scores of the labels of a word.
type Scores = [f32; CLASSES];

/// Names in each sentence of a document. Every sentence is labelled twice: by itself, and with what the first labels of
/// the same words elsewhere in the document say.
pub(crate) fn names_of_document(sentences: &[(&[Word], &[Scores])]) -> Vec<Vec<Name>> {
    let mut document = DocumentNames::default();
    let labels: Vec<Vec<Label>> = sentences.iter().map(|(_, scores)| best_sequence(scores)).collect();
    for ((words, _), labels) in sentences.iter().zip(&labels) {
        document.add(words, labels);
    }
    let second = sentences.iter().zip(labels).map(|((words, scores), first)| {
        let mut scores = scores.to_vec();
        for ((word, scores), first) in words.iter().zip(&mut scores).zip(first) {
            document.add_to(word, first, scores);
        }
        names_of(&best_sequence(&scores))
    });
    second.collect()
}

/// The labels with the greatest sum (Viterbi); an inside label only after its own kind.
fn best_sequence(scores: &[Scores]) -> Vec<Label> {
    let Some(first) = scores.first() else { return Vec::new() };
    let may_follow = |class: usize, before| Label(class as u8).may_follow(before);
    let mut totals: [f32; CLASSES] =
        std::array::from_fn(|class| if may_follow(class, None) { first[class] } else { f32::NEG_INFINITY });
    let mut back: Vec<[u8; CLASSES]> = Vec::with_capacity(scores.len());
    for scores in &scores[1..] {
        let mut from = [0u8; CLASSES];
        let next = std::array::from_fn(|class| {
            let mut best = f32::NEG_INFINITY;
            for (before, &total) in totals.iter().enumerate() {
                if total > best && may_follow(class, Some(Label(before as u8))) {
                    best = total;
                    from[class] = before as u8;
                }
            }
            best + scores[class]
        });
        totals = next;
        back.push(from);
    }
    let mut class = 0;
    for (candidate, total) in totals.iter().enumerate() {
        if *total > totals[class] {
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
