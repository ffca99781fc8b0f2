//! Tuples of clauses: verbs, and nouns and adjectives with a copula.

use super::antecedent::resolved_subjects;
use super::argument::{Argument, Role, arguments, quoted_content, shared_arguments};
use super::construction::{Candidate, Construction};
use super::phrase::phrase;
use super::piece::{Piece, pieces};
use super::predicate::{self, is_taken_up, relation_words};
use crate::extract::Tree;
use crate::extract::syntax::clause::{Clause, Link, PredicateKind, Voice};
use crate::nlp::{Dependency, PennTag, Tag};

/// Coordinated objects make tuples of their own up to this number of tuples for one subject.
const MOST_COMBINATIONS: usize = 8;

/// Adds the tuples of one clause.
pub(super) fn add(tree: &Tree, clauses: &[Clause], clause: &Clause, out: &mut Vec<Candidate>) {
    if is_taken_up(tree, clauses, clause) {
        return;
    }
    let chain = predicate::chain(tree, clauses, clause);
    let subjects = resolved_subjects(tree, clauses, chain[0]);
    let construction = construction(tree, &chain);
    let mut relation = relation_pieces(tree, clauses, &chain, construction);
    let is_last = |each: &Clause| each.predicate == clause.predicate;
    let mut arguments: Vec<Argument> = chain.iter().flat_map(|each| arguments(tree, clauses, each, is_last)).collect();
    arguments.extend(shared_arguments(tree, clauses, clause));
    arguments.extend(quoted_content(tree, clause).filter(|_| !arguments.iter().any(is_content)));
    arguments.sort_by_key(|argument| (rank(argument, clause.predicate), argument.head));
    absorb_adjective(tree, clause, &mut relation, &mut arguments);
    promote(clause, &mut relation, &mut arguments);

    let combinations = combinations(&arguments);
    let mut marks: Vec<&'static str> = arguments.iter().map(|argument| argument.role.as_str()).collect();
    marks.extend((clause.voice == Voice::Passive).then_some("passive"));
    marks.extend((subjects.len() > 1).then_some("split_subject"));
    marks.extend((combinations.len() > 1).then_some("split_rest"));
    for &subject in &subjects {
        let subject = pieces(phrase(tree, subject, branch_to(tree, clause.predicate, subject)));
        for rest in &combinations {
            out.push(Candidate {
                construction,
                predicate: clause.predicate,
                relation: relation.clone(),
                subject: subject.clone(),
                rest: rest.clone(),
                marks: marks.clone(),
            });
        }
    }
}

fn construction(tree: &Tree, chain: &[&Clause]) -> Construction {
    let (top, last) = (chain[0], chain[chain.len() - 1]);
    let antecedent = top.subjects.iter().all(|&subject| tree.is_under(top.predicate, subject));
    let own_subject = top.own_subject && !(top.link == Link::Relative && antecedent);
    match (top.link, own_subject) {
        _ if chain.len() > 1 => Construction::Chain,
        (_, true) if last.kind != PredicateKind::Verb => Construction::Copula,
        (_, true) => Construction::Clause,
        (Link::Coordinate, false) => Construction::Coordinate,
        (Link::Relative, false) => Construction::Relative,
        (Link::Noun, false) => Construction::Participle,
        (Link::Content, false) => Construction::Controlled,
        (_, false) => Construction::Adverbial,
    }
}

/// The words of the relation, with what the sentence leaves unsaid: "be caused", "be to come", "was opened to carry".
fn relation_pieces(tree: &Tree, clauses: &[Clause], chain: &[&Clause], construction: Construction) -> Vec<Piece> {
    let own = pieces(relation_words(tree, clauses, chain));
    let top = chain[0];
    let infinitive = tree.dependents_by(top.predicate, &[Dependency::Mark]).filter(|&mark| tree.lemma(mark) == "to");
    let infinitive: Vec<usize> = infinitive.collect();
    let participle = matches!(tree.token(top.predicate).penn, PennTag::Vbg | PennTag::Vbn);
    let mut unsaid = Vec::new();
    match construction {
        Construction::Participle if top.auxiliaries.is_empty() && (participle || !infinitive.is_empty()) => {
            unsaid.push(Piece::Supplied("be"));
            unsaid.extend(pieces(infinitive));
        }
        Construction::Adverbial if top.auxiliaries.is_empty() && participle => unsaid.push(Piece::Supplied("be")),
        Construction::Adverbial if !infinitive.is_empty() => {
            let head = tree.head(top.predicate);
            if let Some(governor) = clauses.iter().find(|other| Some(other.predicate) == head) {
                unsaid.extend(pieces(relation_words(tree, clauses, &predicate::chain(tree, clauses, governor))));
            }
            unsaid.extend(pieces(infinitive));
        }
        _ => {}
    }
    unsaid.into_iter().chain(own).collect()
}

fn is_content(argument: &Argument) -> bool {
    matches!(argument.role, Role::Content | Role::Complement | Role::Object)
        && !argument.alternatives.iter().all(Vec::is_empty)
}

/// Objects and contents first, then what stands behind the verb, then what stands before it, then clauses.
fn rank(argument: &Argument, predicate: usize) -> u8 {
    let behind = argument.head > predicate;
    match argument.role {
        Role::Object | Role::Content | Role::Complement => 0,
        Role::Agent => 1,
        Role::Oblique if behind => 2,
        Role::Adverb => 3,
        Role::Time if behind => 4,
        Role::Oblique | Role::Time => 5,
        Role::Adverbial => 6,
    }
}

/// An adjective with a complement is part of the relation: "are equal to".
fn absorb_adjective(tree: &Tree, clause: &Clause, relation: &mut Vec<Piece>, arguments: &mut Vec<Argument>) {
    let complement = |argument: &Argument| argument.role == Role::Oblique && argument.head > clause.predicate;
    let adjective = clause.kind == PredicateKind::Copula && tree.token(clause.predicate).tag == Tag::Adjective;
    if adjective
        && arguments.iter().any(complement)
        && let Some(at) = arguments.iter().position(|argument| argument.head == clause.predicate)
    {
        relation.extend(arguments.remove(at).alternatives.into_iter().next().map(pieces).unwrap_or_default());
    }
}

/// Puts the main argument first and what introduces it into the relation: "was created *by*", "said *that*", "worked *as*".
fn promote(clause: &Clause, relation: &mut Vec<Piece>, arguments: &mut Vec<Argument>) {
    let position = |wanted: &dyn Fn(&Argument) -> bool| arguments.iter().position(wanted);
    let filled = arguments.iter().any(|argument| matches!(argument.role, Role::Object | Role::Content));
    let main = position(&|argument| argument.role == Role::Agent)
        .or_else(|| position(&|argument| matches!(argument.role, Role::Content | Role::Complement)))
        .or_else(|| {
            let oblique = |argument: &Argument| argument.role == Role::Oblique && argument.head > clause.predicate;
            position(&oblique).filter(|_| !filled)
        });
    if let Some(at) = main {
        let mut argument = arguments.remove(at);
        relation.extend(pieces(std::mem::take(&mut argument.introduction)));
        arguments.insert(0, argument);
    }
}

/// The arguments of each tuple: one for each choice among coordinated objects, as long as these are few.
fn combinations(arguments: &[Argument]) -> Vec<Vec<Vec<Piece>>> {
    let mut found: Vec<Vec<Vec<Piece>>> = vec![Vec::new()];
    for argument in arguments {
        let fit = found.len() * argument.alternatives.len() <= MOST_COMBINATIONS;
        let number = if fit { argument.alternatives.len() } else { 1 };
        let written = |words: &Vec<usize>| {
            let mut all: Vec<usize> = argument.introduction.iter().chain(words).copied().collect();
            all.sort_unstable();
            all.dedup();
            pieces(all)
        };
        let choices: Vec<Vec<Piece>> =
            argument.alternatives.iter().take(number).map(written).filter(|choice| !choice.is_empty()).collect();
        if choices.is_empty() {
            continue;
        }
        let extend =
            |begun: &Vec<Vec<Piece>>, choice: &Vec<Piece>| begun.iter().cloned().chain([choice.clone()]).collect();
        found = found.iter().flat_map(|begun| choices.iter().map(move |choice| extend(begun, choice))).collect();
    }
    found
}

/// The word under `top` on the way down to `below`, if `below` is under it.
fn branch_to(tree: &Tree, below: usize, top: usize) -> Option<usize> {
    let mut at = below;
    // Bounded, as a damaged tree could hold a cycle.
    for _ in 0..tree.tokens.len() {
        let head = tree.head(at)?;
        if head == top {
            return Some(at);
        }
        at = head;
    }
    None
}
