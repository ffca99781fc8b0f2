//! Lists of office-holders: "the leaders of Kenya, X, Uganda, Y, and Rwanda, Z".

use crate::model::EntityType;
use crate::nlp::{NameKind, PennTag};

use crate::extract::statement::draft::Draft;
use crate::extract::statement::scene::{Naming, Scene};

/// The places with their holders that follow a title in the plural; empty unless there are two of them or more.
pub fn holders(scene: &Scene, title: usize) -> Vec<(usize, usize)> {
    let tree = scene.tree;
    let listed = tree.token(title).penn == PennTag::Nns
        && tree.tokens.get(title + 1).is_some_and(|token| &*token.form == "of")
        && scene.schema.role(&tree.lemma(title)).is_some_and(|role| role.family == "role");
    if !listed {
        return Vec::new();
    }
    let mut names = tree.names.iter().filter(|name| name.tokens.start > title);
    let mut at = title + 2;
    let mut found = Vec::new();
    while let (Some(place), Some(person)) = (names.next(), names.next()) {
        let linked = |from: usize, to: usize| {
            from <= to
                && (from..to)
                    .all(|word| matches!(&*tree.token(word).form.to_lowercase(), "," | "and" | "the" | "–" | "—"))
        };
        let pair = place.kind != NameKind::Person && person.kind == NameKind::Person;
        if !pair || !linked(at, place.tokens.start) || !linked(place.tokens.end, person.tokens.start) {
            break;
        }
        let named = |tokens: &std::ops::Range<usize>| tokens.clone().rev().find(|&token| scene.is_named(token));
        let (Some(of), Some(holder)) = (named(&place.tokens), named(&person.tokens)) else { break };
        if scene.entity_type(of) == Some(EntityType::Person) {
            break;
        }
        found.push((of, holder));
        at = person.tokens.end;
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// Statements on the offices of such lists.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for title in 0..tree.tokens.len() {
        let pairs = holders(scene, title);
        let Some(role) = scene.schema.role(&tree.lemma(title)).filter(|_| !pairs.is_empty()) else { continue };
        for (of, holder) in pairs {
            let naming = Naming { name: role.name.clone(), family: Some(role.family.clone()), trigger: vec![title] };
            let status = scene.judge.background(holder);
            found.push(scene.draft(scene.participant(holder), naming, Some(scene.participant(of)), status));
        }
    }
    found
}
