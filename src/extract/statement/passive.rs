//! Statements of passive clauses that do not say who acts.

use crate::nlp::Dependency;
use crate::schema::ObjectSlot;

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::relation::{Relation, passive_name, snake};
use crate::extract::statement::scene::Naming;
use crate::extract::statement::verbal::{ClauseReader, content};
use crate::extract::statement::wording;
use crate::extract::syntax::clause::Oblique;

impl ClauseReader<'_, '_> {
    /// "288 children were killed in Kharkiv": nobody says by whom.
    pub(super) fn agentless(&self, relation: &Relation, free: &[&Oblique], times: &[usize]) -> Vec<Draft> {
        let scene = self.scene;
        let name = passive_name(scene.tree, self.clause, relation);
        let mut found = Vec::new();
        for &undergoer in self.clause.subjects.iter().filter(|&&subject| self.is_subject(subject)) {
            let subject = scene.participant(undergoer);
            if relation.direct {
                // "was awarded a prize": the passive keeps its second object.
                for &object in self.clause.objects.iter().filter(|&&object| object != undergoer) {
                    let naming = Naming {
                        name: name.clone(),
                        family: relation.family.clone(),
                        trigger: relation.trigger.clone(),
                    };
                    found.push(scene.draft(subject.clone(), naming, Some(scene.participant(object)), self.status));
                }
                let deed = self.deed(relation, &name, &subject);
                if let Some(deed) = deed {
                    found.push(deed);
                } else if self.clause.objects.is_empty() {
                    found.extend(
                        self.called(relation, &name, &subject)
                            .unwrap_or_else(|| self.with_oblique(relation, &name, &subject, free, times)),
                    );
                }
                continue;
            }
            // "weapons were sent to Ukraine": the pattern has found its object beside the verb.
            for &object in relation.objects.iter().filter(|&&object| object != undergoer) {
                let preposition =
                    scene.tree.preposition(object).map(|word| format!("_{}", snake(&word))).unwrap_or_default();
                let held = self.is_held_by_subject(relation);
                let naming = Naming {
                    name: if held { relation.name.clone() } else { format!("{name}{preposition}") },
                    family: relation.family.clone(),
                    trigger: relation.trigger.clone(),
                };
                let mut draft = scene.draft(subject.clone(), naming, Some(scene.participant(object)), self.status);
                self.discount(&mut draft);
                found.push(draft);
            }
        }
        found
    }

    /// "Was found guilty *of having sold it*", "was accused *of stealing*": the deed is a clause.
    fn deed(&self, relation: &Relation, name: &str, subject: &Participant) -> Option<Draft> {
        let scene = self.scene;
        let judged = matches!(relation.family.as_deref(), Some("accuse" | "acquit" | "charge" | "sentence"));
        let deed = content(scene, self.clause).filter(|_| judged)?;
        let marker = deed.marker.as_deref().filter(|marker| matches!(*marker, "of" | "for" | "with"))?;
        let mut trigger = relation.trigger.clone();
        trigger.extend(scene.tree.dependent(deed.predicate, &[Dependency::Mark]));
        let naming = Naming { name: format!("{name}_{}", snake(marker)), family: relation.family.clone(), trigger };
        let object = scene.clause_participant(deed.predicate);
        Some(scene.draft(subject.clone(), naming, Some(object), self.status))
    }

    /// "The square called *the Oval*", "was declared *the winner*": what somebody or something is called.
    fn called(&self, relation: &Relation, name: &str, subject: &Participant) -> Option<Vec<Draft>> {
        let scene = self.scene;
        let described = wording::description(scene, self.clause)?;
        let calls = matches!(&*scene.tree.lemma(self.clause.predicate), "call" | "name");
        let bare = scene.is_named(described) || scene.tree.dependent(described, &[Dependency::Det]).is_none();
        let named = scene.schema.relation("named").filter(|_| calls && bare && !self.clause.own_subject);
        let (name, family) = match named {
            Some(named) => (named.name.clone(), Some(named.family.clone())),
            None => (name.to_owned(), relation.family.clone()),
        };
        let naming = Naming { name, family, trigger: relation.trigger.clone() };
        Some(vec![scene.draft(subject.clone(), naming, Some(scene.participant(described)), self.status)])
    }

    /// "is based in X": a pattern without other participants says of the grammatical subject what it says in the active.
    fn is_held_by_subject(&self, relation: &Relation) -> bool {
        let schema = self.scene.schema;
        schema.verb_frames(&self.scene.tree.lemma(self.clause.predicate)).iter().any(|frame| {
            schema.relation_at(frame.relation).name == relation.name
                && frame.object != ObjectSlot::Direct
                && !frame.other_participant
        })
    }
}
