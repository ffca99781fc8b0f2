//! "He said the allies must prepare": who says that somebody must do something urges them to.

use crate::model::{EntityType, Modality};
use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::statement::draft::Draft;
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::{Clause, PredicateKind, Voice};

/// The statements that the speaker urges those who "must".
pub fn draft(scene: &Scene, clause: &Clause) -> Vec<Draft> {
    let tree = scene.tree;
    let must = clause.auxiliaries.iter().copied().find(|&auxiliary| tree.lemma(auxiliary) == "must");
    let status = scene.judge.status(clause);
    let (Some(must), Some(source)) = (must, status.source) else { return Vec::new() };
    if clause.kind != PredicateKind::Verb || clause.voice == Voice::Passive {
        return Vec::new();
    }
    let relation = scene.schema.relation("urged");
    let Some(relation) = relation else { return Vec::new() };
    let addressed = clause.subjects.iter().copied().filter(|&head| {
        let pronoun = tree.token(head).tag == Tag::Pronoun || tree.token(head).penn == PennTag::Prp;
        !pronoun
            && tree.token(head).relation != Dependency::Expl
            && (scene.is_animate(head) || scene.entity_type(head) == Some(EntityType::Facility))
    });
    let speaker = Status { modality: Modality::Asserted, source: None, ..Status::default() };
    let told = addressed.map(|head| {
        let naming = Naming { name: relation.name.clone(), family: Some(relation.family.clone()), trigger: vec![must] };
        let subject = scene.participant_in(source.0, source.1);
        let mut draft = scene.draft(subject, naming, Some(scene.participant(head)), speaker);
        draft.qualifiers.push(("content".to_owned(), scene.clause_participant(clause.predicate)));
        draft.confidence = 0.7;
        draft
    });
    told.collect()
}
