//! "Ana Silva of the University of Porto": to which body somebody belongs.

use crate::model::EntityType;
use crate::nlp::{Dependency, NameKind};

use crate::extract::statement::draft::Draft;
use crate::extract::statement::scene::{Naming, Scene};

/// Words for bodies of which one is a member rather than an employee.
const OF_MEMBERS: &[&str] = &[
    "alliance",
    "assembly",
    "association",
    "band",
    "club",
    "committee",
    "congress",
    "council",
    "house",
    "league",
    "movement",
    "parliament",
    "party",
    "senate",
    "team",
    "union",
];

/// Statements on persons whose name is followed by "of" and the name of a body.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for person in (0..tree.tokens.len()).filter(|&head| scene.entity_type(head) == Some(EntityType::Person)) {
        let of = tree.dependents_by(person, &[Dependency::Nmod]).find(|&child| {
            child > person
                && tree.preposition(child).as_deref() == Some("of")
                && scene.entity_type(child) == Some(EntityType::Organization)
                && scene.is_named(child)
        });
        let Some(body) = of.filter(|_| scene.is_named(person) && is_in_person(scene, person)) else { continue };
        let words = scene
            .discourse
            .entity_at(scene.sentence, body)
            .map(|body| scene.discourse.entity(body).name.to_lowercase());
        let area = |words: &String| words.split(' ').any(|word| matches!(word, "district" | "division" | "ward"));
        if words.as_ref().is_some_and(area) {
            continue;
        }
        let joined = words.is_some_and(|words| words.split(' ').any(|word| OF_MEMBERS.contains(&word)));
        let Some(relation) = scene.schema.relation(if joined { "member_of" } else { "works_for" }) else { continue };
        let trigger = tree.dependent(body, &[Dependency::Case]).into_iter().collect();
        let naming = Naming { name: relation.name.clone(), family: Some(relation.family.clone()), trigger };
        let object = Some(scene.participant(body));
        let mut draft = scene.draft(scene.participant(person), naming, object, scene.judge.background(person));
        draft.confidence = 0.7;
        found.push(draft);
    }
    found
}

fn is_in_person(scene: &Scene, head: usize) -> bool {
    scene.name_at(head).is_some_and(|name| name.kind == NameKind::Person)
}
