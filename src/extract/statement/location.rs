//! Statements on where places lie: "the town of Toretsk in Donetsk", "the Ukrainian city of Odesa", "Paris, France".

use crate::lexicon::{antecedent_of, countries};
use crate::model::EntityType;
use crate::nlp::{Dependency, NameKind, Tag};

use crate::extract::statement::draft::Draft;
use crate::extract::statement::relation::of_complement;
use crate::extract::statement::scene::{Naming, Scene};

/// Statements `located_in` that noun phrases make.
pub fn drafts(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = capitals(scene);
    found.extend(seats(scene));
    found.extend(gatherings(scene));
    for head in 0..tree.tokens.len() {
        if !matches!(tree.token(head).tag, Tag::Noun | Tag::ProperNoun) {
            continue;
        }
        let place =
            of_complement(tree, head).filter(|&name| is_settlement(scene, name) && describes_place(scene, head));
        let place = place.filter(|_| !is_part_of_town(scene, head));
        let own = is_settlement(scene, head) || is_facility(scene, head) || is_stationed(scene, head);
        let place = place.or_else(|| own.then_some(head));
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
                    scene.judge.background(head),
                );
                draft.trigger = tree.preposition(of).unwrap_or_else(|| "of".to_owned());
                draft.confidence = 0.75;
                found.push(draft);
            }
        }
    }
    found
}

/// Statements `capital_of` that the capital's name leaves to be understood: "in the capital, Lima".
fn capitals(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for noun in (0..tree.tokens.len()).filter(|&index| tree.lemma(index) == "capital") {
        let next = (noun + 1..tree.tokens.len().min(noun + 3)).find(|&index| &*tree.token(index).form != ",");
        let name = next.and_then(|next| tree.names.iter().find(|name| name.tokens.start == next));
        let Some(head) = name.and_then(|name| name.tokens.clone().rev().find(|&token| scene.is_named(token))) else {
            continue;
        };
        let country = scene.discourse.entity_at(scene.sentence, head).and_then(|entity| {
            let entity = scene.discourse.entity(entity);
            entity.aliases.keys().chain([&entity.name]).find_map(|alias| countries().of_capital(alias))
        });
        // The state must be spoken of: nothing is told that the article does not know.
        let state =
            country.and_then(|country| scene.discourse.entities.iter().find(|entity| entity.name == country.name));
        let Some(mention) = state.and_then(|state| state.mentions.first()) else { continue };
        let naming = Naming { name: "capital_of".to_owned(), family: Some("place".to_owned()), trigger: vec![noun] };
        let object = scene.participant_in(mention.sentence, mention.head);
        let mut draft = scene.draft(scene.participant(head), naming, Some(object), scene.judge.background(head));
        draft.confidence = 0.8;
        found.push(draft);
    }
    found
}

/// "The NATO summit in Madrid", "Saturday's match at Northport": where a gathering that can be known again is held.
fn gatherings(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for noun in (0..tree.tokens.len()).filter(|&index| GATHERINGS.contains(&tree.lemma(index).as_str())) {
        let known = scene.discourse.entity_at(scene.sentence, noun).is_some_and(|entity| {
            let entity = scene.discourse.entity(entity);
            entity.identifiable && entity.entity_type == EntityType::Event
        });
        let place = tree.dependents_by(noun, &[Dependency::Nmod]).find(|&child| {
            matches!(tree.preposition(child).as_deref(), Some("in" | "at"))
                && scene.is_place(child)
                && scene.is_named(child)
        });
        let Some(place) = place.filter(|_| known) else { continue };
        let trigger = tree.dependents_by(place, &[Dependency::Case]).collect();
        let naming = Naming { name: "held_in".to_owned(), family: Some("place".to_owned()), trigger };
        let mut draft =
            scene.draft(scene.participant(noun), naming, Some(scene.participant(place)), scene.judge.presupposed(noun));
        draft.confidence = 0.7;
        found.push(draft);
    }
    found
}

/// Nouns for what people gather for.
const GATHERINGS: &[&str] = &[
    "ceremony",
    "championship",
    "concert",
    "conference",
    "congress",
    "convention",
    "exhibition",
    "fair",
    "festival",
    "final",
    "forum",
    "game",
    "gathering",
    "hearing",
    "match",
    "meeting",
    "race",
    "rally",
    "summit",
    "talks",
    "tournament",
    "trial",
];

/// "French energy giant X", "the Kenyan airline Y": an organisation described by nationality is based there.
fn seats(scene: &Scene) -> Vec<Draft> {
    let tree = scene.tree;
    let mut found = Vec::new();
    for name in tree.names.iter().filter(|name| matches!(name.kind, NameKind::Organization)) {
        let Some(head) = name.tokens.clone().rev().find(|&token| scene.is_named(token)) else { continue };
        let Some(noun) = name.tokens.start.checked_sub(1) else { continue };
        let described = tree.token(noun).tag == Tag::Noun
            && antecedent_of(&tree.lemma(noun)).is_some_and(|noun| noun.entity_type == EntityType::Organization);
        let nationality = (noun.saturating_sub(3)..noun).find(|&index| scene.is_demonym(index));
        let Some(nationality) = nationality.filter(|_| described) else { continue };
        let plain = (nationality + 1..noun).all(|word| matches!(tree.token(word).tag, Tag::Noun | Tag::Adjective));
        if scene.entity_type(head) != Some(EntityType::Organization) || !plain {
            continue;
        }
        let naming =
            Naming { name: "based_in".to_owned(), family: Some("place".to_owned()), trigger: vec![nationality] };
        let country = scene.participant(nationality);
        let mut draft = scene.draft(scene.participant(head), naming, Some(country), scene.judge.background(head));
        draft.confidence = 0.75;
        found.push(draft);
    }
    found
}

/// A named place that is no country.
fn is_settlement(scene: &Scene, head: usize) -> bool {
    scene.is_named(head) && matches!(scene.entity_type(head), Some(EntityType::Place | EntityType::Facility))
}

/// "The chemical plant", "a bridge".
fn is_facility(scene: &Scene, head: usize) -> bool {
    scene.entity_type(head) == Some(EntityType::Facility) && scene.tree.token(head).tag == Tag::Noun
}

/// "The main streets of Lima".
fn is_part_of_town(scene: &Scene, head: usize) -> bool {
    const PARTS: &[&str] = &[
        "street",
        "square",
        "airport",
        "port",
        "suburb",
        "outskirt",
        "district",
        "quarter",
        "neighbourhood",
        "neighborhood",
    ];
    PARTS.contains(&scene.tree.lemma(head).as_str())
}

/// "Four new battalions": units, counted.
fn is_stationed(scene: &Scene, head: usize) -> bool {
    let counted = scene.tree.dependent(head, &[Dependency::Nummod]).is_some();
    let unit = matches!(scene.entity_type(head), Some(EntityType::Group | EntityType::Organization));
    counted && unit && scene.tree.token(head).tag == Tag::Noun
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
    let within = within.flat_map(|child| tree.coordinated(child)).filter(|&child| larger(child));
    let part = of_complement(tree, head).filter(|&child| is_part_of_town(scene, head) && larger(child));
    // A Kenyan embassy, twenty Kenyan soldiers need not be in Kenya.
    if !is_settlement(scene, head) && !describes_place(scene, head) || is_facility(scene, head) {
        return within.chain(part).collect();
    }
    let national = tree.dependents_by(head, &[Amod]).filter(|&child| scene.is_demonym(child));
    let possessor = tree.dependents_by(head, &[NmodPoss]).filter(|&child| larger(child));
    // "Paris, France": a name set beside a name of another place.
    let beside = tree.dependents_by(head, &[Appos, NmodUnmarked]).filter(|&child| {
        larger(child)
            && tree.token(child).tag == Tag::ProperNoun
            && child > head
            && child - head <= 3
            && tree.dependent(child, &[Det]).is_none()
    });
    within.chain(part).chain(national).chain(possessor).chain(beside).collect()
}
