//! The words of a relation: a predicate with its auxiliaries, or several that make one.

use super::phrase::{copula, is_negation, predicate_phrase};
use crate::extract::Tree;
use crate::extract::syntax::clause::{Clause, Link, PredicateKind, Voice};
use crate::nlp::{Dependency, PennTag};

/// Relations of more predicates than this are not read.
const LONGEST_CHAIN: usize = 6;

/// The clauses whose predicates make up one relation, from the top: "is expected" and "to spend".
pub(super) fn chain<'c>(tree: &Tree, clauses: &'c [Clause], clause: &'c Clause) -> Vec<&'c Clause> {
    let above = |clause: &Clause| {
        let head = tree.head(clause.predicate)?;
        clauses.iter().find(|other| other.predicate == head)
    };
    let mut chain = vec![clause];
    let mut at = clause;
    while chain.len() < LONGEST_CHAIN {
        let next = if is_open_complement(tree, at) {
            above(at)
        } else if at.link == Link::Coordinate && !at.own_subject && tree.token(at.predicate).penn == PennTag::Vb {
            // "able to reinforce the hotel and *defeat* attacks"
            above(at).filter(|head| is_open_complement(tree, head)).and_then(above)
        } else {
            None
        };
        let Some(next) = next else { break };
        chain.push(next);
        at = next;
    }
    chain.reverse();
    chain
}

/// True if a clause below takes this one up as the beginning of its relation: "tries" in "tries to woo".
pub(super) fn is_taken_up(tree: &Tree, clauses: &[Clause], clause: &Clause) -> bool {
    let below = |other: &&Clause| tree.head(other.predicate) == Some(clause.predicate);
    clauses.iter().filter(below).any(|other| is_open_complement(tree, other))
}

/// True for a verb that completes another without a subject of its own: "to woo" in "tries to woo".
pub(super) fn is_open_complement(tree: &Tree, clause: &Clause) -> bool {
    let verbal = clause.kind == PredicateKind::Verb || copula(tree, clause.predicate).is_some();
    tree.token(clause.predicate).relation == Dependency::Xcomp && !clause.own_subject && verbal
}

/// The words of the relation of a chain, in order. The noun or adjective that ends a copular chain is an argument.
pub(super) fn relation_words(tree: &Tree, clauses: &[Clause], chain: &[&Clause]) -> Vec<usize> {
    let mut words = Vec::new();
    for (depth, clause) in chain.iter().enumerate() {
        let mut own = auxiliary_words(tree, clauses, clause);
        if depth > 0 {
            own.extend(
                tree.dependents_by(clause.predicate, &[Dependency::Mark]).filter(|&mark| tree.lemma(mark) == "to"),
            );
        }
        own.extend(adverbs(tree, clause, own.iter().copied().min()));
        if clause.kind == PredicateKind::Verb {
            own.push(clause.predicate);
            own.extend(&clause.particles);
        } else if depth + 1 < chain.len() {
            own.extend(predicate_phrase(tree, clause.predicate));
        }
        own.sort_unstable();
        own.dedup();
        words.extend(own);
    }
    words
}

/// Auxiliaries, copula, and the "there" of "there is".
fn auxiliary_words(tree: &Tree, clauses: &[Clause], clause: &Clause) -> Vec<usize> {
    let mut words = clause.auxiliaries.clone();
    words.extend(copula(tree, clause.predicate));
    if clause.kind == PredicateKind::Verb && tree.lemma(clause.predicate) == "be" {
        words.extend(tree.dependents_by(clause.predicate, &[Dependency::Expl]));
    }
    if words.is_empty() {
        words.extend(shared_passive(tree, clauses, clause));
    }
    words
}

/// The auxiliaries that "renamed" shares in "was sold to him and renamed".
fn shared_passive(tree: &Tree, clauses: &[Clause], clause: &Clause) -> Vec<usize> {
    let bare = clause.link == Link::Coordinate && !clause.own_subject && clause.objects.is_empty();
    if !bare || !matches!(tree.token(clause.predicate).penn, PennTag::Vbd | PennTag::Vbn) {
        return Vec::new();
    }
    let governor = clauses.iter().find(|other| Some(other.predicate) == clause.governor);
    governor
        .filter(|governor| governor.voice == Voice::Passive)
        .map(|governor| governor.auxiliaries.clone())
        .unwrap_or_default()
}

/// Negation, and single adverbs between the first auxiliary or the subject and the verb: "strictly maintain".
fn adverbs(tree: &Tree, clause: &Clause, first_auxiliary: Option<usize>) -> Vec<usize> {
    let predicate = clause.predicate;
    let start = first_auxiliary.unwrap_or(predicate);
    let subjects = tree.dependents_by(predicate, &[Dependency::Nsubj, Dependency::NsubjPass]);
    let subject = subjects.filter(|&subject| subject < predicate).max();
    let inside = |child: usize| {
        let question_word = matches!(tree.token(child).penn, PennTag::Wrb | PennTag::Wp | PennTag::Wdt);
        let after_start = child > start || subject.is_some_and(|subject| child > subject) || child + 1 == predicate;
        clause.kind == PredicateKind::Verb && after_start && tree.dependents(child).is_empty() && !question_word
    };
    let before = tree.dependents_by(predicate, &[Dependency::Advmod]).filter(|&child| child < predicate);
    before.filter(|&child| is_negation(tree, child) || inside(child)).collect()
}
