//! Statements on event nouns: "Russia's invasion of Ukraine", "the attack on the depot by rebels".

use super::draft::Draft;
use super::relation::complements;
use super::scene::{Naming, Scene};
use super::time::is_time;
use crate::nlp::{Dependency, Tag};

/// Statements that event nouns make. Nouns that a light verb has used already ("paid a visit to") are in `used`.
pub fn drafts(scene: &Scene, used: &[usize]) -> Vec<Draft> {
    (0..scene.tree.tokens.len())
        .filter(|index| scene.tree.token(*index).tag == Tag::Noun && !used.contains(index))
        .flat_map(|noun| noun_drafts(scene, noun))
        .collect()
}

fn noun_drafts(scene: &Scene, noun: usize) -> Vec<Draft> {
    let tree = scene.tree;
    let frames = scene.schema.noun_frames(&tree.lemma(noun));
    let Some((frame, objects)) =
        frames.iter().find_map(|frame| Some((frame, complements(tree, noun, &frame.prepositions)?)))
    else {
        return Vec::new();
    };
    let doers = scene.doers_of_noun(noun);
    let relation = scene.schema.relation_at(frame.relation);
    let mut found = Vec::new();
    for &doer in &doers {
        for &object in objects.iter().filter(|&&object| object != doer) {
            let trigger = vec![noun];
            let naming = Naming { name: relation.name.clone(), family: Some(relation.family.clone()), trigger };
            let status = scene.judge.presupposed(noun);
            let mut draft = scene.draft(scene.participant(doer), naming, Some(scene.participant(object)), status);
            draft.confidence = 0.7;
            draft.time = tree
                .dependents_by(noun, &[Dependency::Nmod, Dependency::NmodUnmarked, Dependency::Compound])
                .find(|&child| is_time(tree, child, &tree.preposition(child).unwrap_or_default()))
                .map(|head| scene.time(head));
            found.push(draft);
        }
    }
    found
}
