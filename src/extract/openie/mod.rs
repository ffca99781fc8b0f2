//! Open information extraction: each clause of a sentence, and what its noun phrases imply, as a relation between
//! arguments in the words of the sentence.
//!
//! The clauses are those of [`clause`](super::clause) (after ClausIE, Del Corro and Gemulla, WWW 2013); the form of the
//! tuples follows CaRB (Bhardwaj, Aggarwal and Mausam, EMNLP 2019): auxiliaries, negation and the preposition of a sole
//! complement belong to the relation, the subject is the first argument.

mod antecedent;
mod argument;
mod confidence;
mod construction;
mod line;
mod nominal;
mod phrase;
mod piece;
mod predicate;
mod verbal;
mod weights;

pub use construction::Construction;
pub use line::tab_separated;

use std::collections::BTreeSet;

use super::Tree;
use super::clause::clauses;
use crate::nlp::Sentence;
use construction::Candidate;

/// One relation between arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// Which grammar it comes from.
    pub construction: Construction,
    /// Expected agreement with what a careful reader would write, 0 to 1: see `docs/openie-calibration.md`.
    pub confidence: f32,
    /// The words of the relation: "was created by". A verb that the sentence leaves unsaid stands in its dictionary form,
    /// as nothing says its tense: "be".
    pub relation: String,
    /// The subject first, then what else takes part; never empty strings. One alone where a verb has nothing beside its
    /// subject.
    pub arguments: Vec<String>,
}

/// The tuples of a sentence: clauses in the order of their predicates, then noun phrases; none twice.
///
/// `text` is what the spans of the sentence count in.
pub fn extractions(text: &str, sentence: &Sentence) -> Vec<Tuple> {
    let tree = Tree::new(sentence);
    let mut seen = BTreeSet::new();
    let tuples = candidates(&tree).into_iter().map(|candidate| tuple(&tree, &candidate, text));
    tuples.filter(|tuple| seen.insert((tuple.relation.clone(), tuple.arguments.clone()))).collect()
}

/// The features that the confidence of each tuple is computed from, with the tuple: for fitting the weights anew.
pub fn extractions_with_features(text: &str, sentence: &Sentence) -> Vec<(Tuple, Vec<(String, f32)>)> {
    let tree = Tree::new(sentence);
    let both = |candidate: &Candidate| (tuple(&tree, candidate, text), confidence::features(&tree, candidate));
    candidates(&tree).iter().map(both).collect()
}

fn candidates(tree: &Tree) -> Vec<Candidate> {
    let clauses = clauses(tree);
    let mut found = Vec::new();
    for clause in &clauses {
        verbal::add(tree, &clauses, clause, &mut found);
    }
    for noun in 0..tree.tokens.len() {
        nominal::add(tree, noun, &mut found);
    }
    found.retain(|candidate| !candidate.subject.is_empty() && !candidate.relation.is_empty());
    found
}

fn tuple(tree: &Tree, candidate: &Candidate, text: &str) -> Tuple {
    let parts = std::iter::once(&candidate.subject).chain(&candidate.rest);
    Tuple {
        construction: candidate.construction,
        confidence: confidence::confidence(tree, candidate),
        relation: piece::text_of(tree, &candidate.relation, text),
        arguments: parts.map(|pieces| piece::text_of(tree, pieces, text)).collect(),
    }
}
