//! How sure a tuple is: a logistic model over what it looks like.

use super::construction::Candidate;
use super::piece::{Piece, indices};
use super::weights::{BIAS, WEIGHTS};
use crate::extract::Tree;
use crate::nlp::{Dependency, Tag};

/// Expected agreement with what a careful reader would write, 0 to 1.
pub(super) fn confidence(tree: &Tree, candidate: &Candidate) -> f32 {
    let weight = |name: &str| WEIGHTS.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(0.0, |at| WEIGHTS[at].1);
    let sum: f32 = features(tree, candidate).iter().map(|(name, value)| weight(name) * value).sum();
    1.0 / (1.0 + (-(BIAS + sum)).exp())
}

/// What a tuple looks like, by name; each value is between 0 and about 1.
pub(super) fn features(tree: &Tree, candidate: &Candidate) -> Vec<(String, f32)> {
    let construction = candidate.construction;
    let group = if construction.is_verbal() { "verbal" } else { "nominal" };
    let mut found: Vec<(String, f32)> = vec![(construction.as_str().to_owned(), 1.0)];
    let rest_length: usize = candidate.rest.iter().map(Vec::len).sum();
    let sizes = [
        ("subject_length", candidate.subject.len()),
        ("rest_length", rest_length),
        ("relation_length", candidate.relation.len()),
        ("depth", depth(tree, candidate.predicate)),
    ];
    found.extend(sizes.map(|(name, size)| (format!("{group}:{name}"), logarithm(size))));
    found.push(("sentence_length".to_owned(), logarithm(tree.tokens.len())));

    let subject = indices(&candidate.subject);
    let rest: Vec<usize> = candidate.rest.iter().flat_map(|pieces| indices(pieces)).collect();
    let any = |words: &[usize], tag: Tag| words.iter().any(|&word| tree.token(word).tag == tag);
    let tied = |words: &[usize], relation: Dependency| words.iter().any(|&word| tree.token(word).relation == relation);
    let flags = [
        ("rest_none", rest.is_empty()),
        ("rest_one", candidate.rest.len() == 1),
        ("subject_pronoun", subject.len() == 1 && any(&subject, Tag::Pronoun)),
        ("subject_name", any(&subject, Tag::ProperNoun)),
        ("subject_verb", any(&subject, Tag::Verb)),
        ("subject_relative", tied(&subject, Dependency::AclRelcl)),
        ("rest_name", any(&rest, Tag::ProperNoun)),
        ("rest_number", any(&rest, Tag::Numeral)),
        ("rest_verb", any(&rest, Tag::Verb)),
        ("rest_coordinated", tied(&rest, Dependency::Conj)),
    ];
    found.extend(flags.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| (format!("{group}:{name}"), 1.0)));
    let mut marks = candidate.marks.clone();
    marks.sort_unstable();
    marks.dedup();
    found.extend(marks.into_iter().map(|mark| (mark.to_owned(), 1.0)));
    if construction.is_verbal() {
        found.push((format!("tie:{}", tree.token(candidate.predicate).relation.as_str()), 1.0));
    } else {
        let prepositions = candidate.relation.iter().filter_map(|piece| match piece {
            Piece::Word(index) => Some(format!("preposition:{}", tree.lemma(*index))),
            Piece::Supplied(_) => None,
        });
        found.extend(prepositions.map(|name| (name, 1.0)));
        if let (Some(&last), Some(&first)) = (subject.last(), rest.first()) {
            found.push(("nominal:distance".to_owned(), logarithm(first.abs_diff(last))));
        }
    }
    found
}

/// Numbers of words as features: 0 for none, about 1 for twenty.
fn logarithm(number: usize) -> f32 {
    (1.0 + number as f32).ln() / 3.0
}

fn depth(tree: &Tree, index: usize) -> usize {
    let mut at = index;
    // Bounded, as a damaged tree could hold a cycle.
    for depth in 0..tree.tokens.len() {
        match tree.head(at) {
            Some(head) => at = head,
            None => return depth,
        }
    }
    tree.tokens.len()
}
