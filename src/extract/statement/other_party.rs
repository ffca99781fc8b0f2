//! Statements about another party that a phrase beside the object names: "arranged a meeting with X".

use crate::extract::statement::draft::Draft;
use crate::extract::statement::relation::{Relation, snake};
use crate::extract::statement::scene::Naming;
use crate::extract::statement::verbal::{ClauseReader, content};
use crate::extract::syntax::clause::Oblique;
use crate::extract::syntax::word_classes::TAKING;
use crate::nlp::{Dependency, Tag};

impl ClauseReader<'_, '_> {
    /// "arranged a meeting with X": the object is no entity, but a phrase beside it is.
    pub(super) fn through_object(&self, relation: &Relation, doer: usize, free: &[&Oblique]) -> Option<Draft> {
        let scene = self.scene;
        let [object, ..] = *relation.objects.as_slice() else { return None };
        if !relation.direct || relation.objects.iter().any(|&object| scene.is_named(object)) {
            return None;
        }
        // "found the advice to X unlawful": the object is part of what is found.
        if content(scene, self.clause).is_some_and(|content| content.own_subject) {
            return None;
        }
        let ties = |oblique: &Oblique| {
            let behind = oblique.head > self.clause.predicate;
            let binds = BINDING.contains(&&*oblique.preposition);
            binds && behind && oblique.head != doer && scene.is_named(oblique.head)
        };
        let of_verb = free.iter().find(|oblique| ties(oblique)).map(|&oblique| oblique.clone());
        // "announced a plan for X": a relation of the schema says enough with the whole object.
        let of_object = || {
            let on_object = scene.tree.dependents_by(object, &[Dependency::Nmod]);
            on_object
                .map(|head| Oblique { preposition: scene.tree.preposition(head).unwrap_or_default(), head })
                .find(|oblique| relation.family.is_none() && self.is_party(&oblique.preposition) && ties(oblique))
        };
        let tie = of_verb.or_else(of_object)?;
        let noun = scene.tree.token(object);
        if noun.tag != Tag::Noun {
            return None;
        }
        let verb = snake(&scene.tree.lemma(self.clause.predicate));
        let name = format!("{verb}_{}_{}", snake(&noun.lemma), snake(&tie.preposition));
        let mut trigger = vec![self.clause.predicate, object];
        trigger.extend(scene.tree.dependent(tie.head, &[Dependency::Case]));
        trigger.sort_unstable();
        let naming = Naming { name, family: relation.family.clone(), trigger };
        let mut draft = scene.draft(scene.participant(doer), naming, Some(scene.participant(tie.head)), self.status);
        draft.quantity = scene.participant(object).quantity;
        draft.qualifiers.push(("object".to_owned(), scene.participant(object)));
        self.discount(&mut draft);
        draft.confidence -= 0.1;
        Some(draft)
    }

    /// True for prepositions that name the other party: "a dye from X" only tells which dye, "seized assets from X" whose.
    pub(super) fn is_party(&self, preposition: &str) -> bool {
        let taken = || TAKING.contains(&&*self.scene.tree.lemma(self.clause.predicate));
        matches!(preposition, "with" | "to" | "against" | "into" | "between") || preposition == "from" && taken()
    }
}

/// Prepositions that tie somebody to what is done with an object.
const BINDING: &[&str] = &["with", "to", "from", "against", "for", "on", "into", "between"];
