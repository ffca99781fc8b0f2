//! "The ruling forced the company to pay": what makes somebody do something is its cause.

use crate::model::ValueType;
use crate::nlp::Tag;

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::qualify::qualify;
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::verbal::content;
use crate::extract::syntax::clause::{Clause, PredicateKind, Voice};

/// Verbs with which something makes somebody do something.
const CAUSING: &[&str] = &["cause", "compel", "drive", "force", "lead", "oblige", "prompt", "push"];

/// The statements that the subjects cause what is done; empty for all other clauses.
pub fn drafts(scene: &Scene, clause: &Clause) -> Vec<Draft> {
    let tree = scene.tree;
    let causes = clause.kind == PredicateKind::Verb
        && clause.voice == Voice::Active
        && CAUSING.contains(&&*tree.lemma(clause.predicate));
    let done = content(scene, clause).filter(|content| causes && content.marker.as_deref() == Some("to"));
    let (Some(done), Some(&made)) = (done, clause.undergoers().first()) else { return Vec::new() };
    let Some(caused) = scene.schema.relation("caused").filter(|_| done.predicate > made) else { return Vec::new() };
    let first = tree.subtree(made, |_| true)[0];
    // "…, with the treaty signed by ten": what a comma parts from it belongs to the whole sentence.
    let parted = |child: usize| {
        let before = tree.subtree(child, |_| true)[0].checked_sub(1);
        tree.head(child) == Some(done.predicate)
            && child > done.predicate
            && before.is_some_and(|before| &*tree.token(before).form == ",")
    };
    let within = tree.subtree(done.predicate, |child| tree.token(child).tag != Tag::Punctuation && !parted(child));
    let last = within.last().copied().unwrap_or(done.predicate);
    let effect = Participant {
        text: tree.span(first, last).of(scene.text).to_owned(),
        value_type: ValueType::Clause,
        ..scene.clause_participant(done.predicate)
    };
    let status = scene.judge.status(clause);
    let told = clause.subjects.iter().map(|&cause| {
        let naming =
            Naming { name: caused.name.clone(), family: Some(caused.family.clone()), trigger: vec![clause.predicate] };
        let mut draft = scene.draft(scene.participant(cause), naming, Some(effect.clone()), status);
        qualify(scene, clause, &mut draft, &[], &[]);
        draft
    });
    told.collect()
}
