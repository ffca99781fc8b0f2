//! Statements on where places lie: "the town of Toretsk in Donetsk", "the Ukrainian city of Odesa", "Paris, France".

use crate::model::EntityType;
use crate::nlp::{Dependency, Tag};

use super::draft::Draft;
use super::relation::of_complement;
use super::scene::{Naming, Scene};

/// Statements `located_in` that noun phrases make.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for head in 0..tree.tokens.len() {
        if !matches!(tree.token(head).tag, Tag::Noun | Tag::ProperNoun) {
            continue;
        }
        let place =
            of_complement(tree, head).filter(|&name| is_settlement(scene, name) && describes_place(scene, head));
        let place = place.or_else(|| is_settlement(scene, head).then_some(head));
        let Some(place) = place else { continue };
        for of in
            containers(scene, head).into_iter().chain(if place == head { Vec::new() } else { containers(scene, place) })
        {
            if of != place
                && scene.discourse.entity_at(scene.sentence, of) != scene.discourse.entity_at(scene.sentence, place)
            {
                let naming = Naming {
                    name: "located_in".to_owned(),
                    family: Some("place".to_owned()),
                    trigger: vec![of.min(place)],
                };
                let mut draft = scene.draft(
                    scene.participant(place),
                    naming,
                    Some(scene.participant(of)),
                    scene.judge.presupposed(head),
                );
                draft.trigger = tree.preposition(of).unwrap_or_else(|| "of".to_owned());
                draft.confidence = 0.75;
                found.push(draft);
            }
        }
    }
    found
}

/// A named place that is no country.
fn is_settlement(scene: &Scene, head: usize) -> bool {
    scene.is_named(head) && matches!(scene.entity_type(head), Some(EntityType::Place | EntityType::Facility))
}

/// "city", "region", "plant": nouns that say what kind of place a name is.
fn describes_place(scene: &Scene, head: usize) -> bool {
    scene.is_place(head)
        || matches!(
            &*scene.tree.lemma(head),
            "city"
                | "town"
                | "village"
                | "region"
                | "province"
                | "district"
                | "state"
                | "island"
                | "capital"
                | "port"
                | "suburb"
                | "county"
                | "area"
                | "municipality"
                | "settlement"
                | "neighbourhood"
                | "neighborhood"
                | "territory"
                | "republic"
        )
}

/// The places in which the phrase says that it lies.
fn containers(scene: &Scene, head: usize) -> Vec<usize> {
    use Dependency::*;
    let tree = scene.tree;
    let larger = |child: usize| {
        scene.is_named(child) && matches!(scene.entity_type(child), Some(EntityType::Country | EntityType::Place))
    };
    let within = tree.dependents_by(head, &[Nmod]).filter(|&child| {
        matches!(tree.preposition(child).as_deref(), Some("in" | "near" | "outside" | "within")) && larger(child)
    });
    let national = tree.dependents_by(head, &[Amod]).filter(|&child| scene.is_demonym(child));
    let possessor = tree.dependents_by(head, &[NmodPoss]).filter(|&child| larger(child));
    // "Paris, France": a name set beside a name of another place.
    let beside = tree.dependents_by(head, &[Appos, NmodUnmarked]).filter(|&child| {
        larger(child) && tree.token(child).tag == Tag::ProperNoun && child > head && child - head <= 3
    });
    within.chain(national).chain(possessor).chain(beside).collect()
}
