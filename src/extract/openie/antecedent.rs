//! Whom a subject pronoun means, as far as its own sentence says it.

use crate::extract::Tree;
use crate::extract::syntax::clause::Clause;
use crate::nlp::{Dependency, PennTag, Tag};

/// How far before a relative pronoun its antecedent may end, in words.
const RELATIVE_REACH: usize = 4;

/// The subjects of a clause, pronouns replaced by the nouns that they stand for where that is clear.
pub(super) fn resolved_subjects(tree: &Tree, clauses: &[Clause], clause: &Clause) -> Vec<usize> {
    let resolve = |&subject: &usize| match tree.token(subject).penn {
        PennTag::Wp | PennTag::Wdt | PennTag::Wrb => relative_antecedent(tree, subject).unwrap_or(subject),
        PennTag::Prp => personal_antecedent(tree, clauses, clause, subject).unwrap_or(subject),
        _ => subject,
    };
    clause.subjects.iter().map(resolve).collect()
}

/// The noun right before "who", "which", "that", where the parse did not tie the clause to it.
fn relative_antecedent(tree: &Tree, pronoun: usize) -> Option<usize> {
    let mut noun = (0..pronoun).rev().take(RELATIVE_REACH).find(|&index| tree.is_nominal(index))?;
    while let Some(head) = tree.head(noun).filter(|&head| head > noun && head < pronoun && tree.is_nominal(head)) {
        noun = head;
    }
    Some(noun)
}

/// The first subject before "he", "she", "it", "they" that agrees with it: subjects stay in the centre of attention
/// within a sentence (after Hobbs, "Resolving pronoun references", 1978).
fn personal_antecedent(tree: &Tree, clauses: &[Clause], clause: &Clause, pronoun: usize) -> Option<usize> {
    let others = clauses.iter().filter(|other| other.predicate != clause.predicate);
    let before = others.flat_map(|other| &other.subjects).copied().filter(|&subject| subject < pronoun);
    let agrees = |&subject: &usize| {
        let token = tree.token(subject);
        let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps)
            || tree.dependent(subject, &[Dependency::Conj]).is_some();
        match &*tree.lemma(pronoun) {
            _ if token.tag == Tag::Pronoun => false,
            "he" | "she" => token.tag == Tag::ProperNoun,
            "it" => !plural,
            "they" => plural,
            _ => false,
        }
    };
    before.filter(agrees).min()
}
