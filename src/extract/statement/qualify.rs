//! Time, place and further participants of the statements that a clause makes.

use crate::model::{EntityType, Modality, Quantity, ValueType};

use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::scene::Scene;
use crate::extract::statement::setting::{is_locating, place_within, setting};
use crate::extract::statement::verbal::content;
use crate::extract::statement::wording;
use crate::extract::syntax::clause::{Clause, Oblique};
use crate::extract::value::resolve::{ahead, behind};

/// Time, place and further participants.
///
/// `objects` are those of the clause's relation, `free` the phrases beside the verb that are none of them.
pub fn qualify(scene: &Scene, clause: &Clause, draft: &mut Draft, objects: &[usize], free: &[&Oblique]) {
    let taken: Vec<usize> = [Some(&draft.subject), draft.object.as_ref()]
        .into_iter()
        .flatten()
        .map(|participant| participant.head)
        .chain(objects.iter().copied())
        .collect();
    let setting = setting(scene, clause, &taken);
    // "Spent *eight months* in prison": what is told is no time besides.
    let stretch = draft.object.as_ref().filter(|object| object.quantity.as_ref().is_some_and(|it| !it.unit.is_empty()));
    let told = stretch.map(|object| object.text.clone());
    draft.time = setting.time.filter(|time| told.as_deref() != Some(time.text.as_str()));
    let place = place_on_object(scene, draft).or(setting.place).filter(|&head| !belongs_to_object(scene, draft, head));
    draft.place = place.map(|head| scene.participant(head)).or_else(|| place_meant_by_there(scene, clause));
    draft.place = draft.place.take().or_else(|| place_of_doers(scene, draft));
    if draft.modality == Modality::Planned {
        draft.time = draft.time.take().map(|time| ahead(time, scene.published));
    }
    if scene.tree.token(clause.predicate).penn == PennTag::Vbd {
        draft.time = draft.time.take().map(|time| behind(time, scene.published));
    }
    for oblique in free {
        if draft.object.as_ref().is_some_and(|object| object.head == oblique.head) || draft.subject.head == oblique.head
        {
            continue;
        }
        if !oblique.preposition.is_empty() && setting.place != Some(oblique.head) {
            draft.qualifiers.push((oblique.preposition.clone(), scene.participant(oblique.head)));
        }
    }
    if draft.quantity.is_none() {
        draft.quantity = sum(scene, clause, draft);
    }
    if let Some(described) = wording::description(scene, clause)
        && draft.object.as_ref().is_some_and(|object| object.head != described)
    {
        draft.qualifiers.push(("as".to_owned(), scene.participant(described)));
    }
    if draft.object.as_ref().is_some_and(|object| object.value_type != ValueType::Clause)
        && let Some(content) = content(scene, clause)
    {
        draft.qualifiers.push(("content".to_owned(), scene.clause_participant(content.predicate)));
    }
    // "is visiting on Friday": the present with a day to come is a plan; without a date it stays what it says.
    if let (Some(published), Some(start), Modality::Asserted) =
        (scene.published, draft.time.as_ref().and_then(|time| time.start), draft.modality)
        && start > published
    {
        draft.modality = Modality::Planned;
    }
}

/// The sum for which something is done: "bought the firm *for $3 million*", "fined the bank *$2 million*".
fn sum(scene: &Scene, clause: &Clause, draft: &Draft) -> Option<Quantity> {
    let paid = clause.obliques.iter().filter(|oblique| matches!(oblique.preposition.as_str(), "for" | "at" | ""));
    let paid = paid.map(|oblique| oblique.head).chain(clause.objects.iter().copied());
    let taken = draft.object.as_ref().map(|object| object.head);
    paid.filter(|&head| Some(head) != taken)
        .map(|head| scene.participant(head))
        .find(|participant| participant.value_type == ValueType::Money)
        .and_then(|participant| participant.quantity)
}

/// "Police *in Leeds* arrested three men": people without a name act where they are.
fn place_of_doers(scene: &Scene, draft: &Draft) -> Option<Participant> {
    let doers = &draft.subject;
    if doers.sentence != scene.sentence || draft.family.as_deref().is_none_or(|family| SPEAKING.contains(&family)) {
        return None;
    }
    let people = scene.tree.token(doers.head).tag == Tag::Noun && scene.is_animate(doers.head);
    let within = scene.tree.dependents_by(doers.head, &[Dependency::Nmod]).find(|&child| {
        let place = scene.is_place(child) && scene.is_named(child);
        place && child > doers.head && scene.tree.preposition(child).as_deref() == Some("in")
    })?;
    let taken = draft.object.as_ref().is_some_and(|object| object.head == within);
    (people && !taken && !scene.is_named(doers.head)).then(|| scene.participant(within))
}

/// "They shelled the troops *there*": the only place that the words before say something is in, at or of.
fn place_meant_by_there(scene: &Scene, clause: &Clause) -> Option<Participant> {
    let tree = scene.tree;
    let below = clause.objects.iter().copied().chain([clause.predicate]);
    let there = below
        .flat_map(|head| tree.dependents_by(head, &[Dependency::Advmod]).collect::<Vec<_>>())
        .find(|&word| tree.lemma(word) == "there" && tree.token(word).penn != PennTag::Ex)?;
    let places = |sentence: usize, end: usize| {
        let tree = &scene.trees[sentence];
        let heads = (0..end.min(tree.tokens.len())).filter(move |&head| {
            let behind = tree.preposition(head);
            behind
                .as_deref()
                .is_some_and(|word| is_locating(word) || matches!(word, "from" | "into" | "of" | "on" | "to"))
        });
        let located = heads.filter_map(move |head| {
            let entity = scene.discourse.entity_at(sentence, head)?;
            let found = scene.discourse.entity(entity);
            let place = matches!(found.entity_type, EntityType::Country | EntityType::Place | EntityType::Facility);
            (place && found.named).then_some((entity, sentence, head))
        });
        located.collect::<Vec<_>>()
    };
    let mut found = places(scene.sentence, there);
    if found.is_empty() {
        found = places(scene.sentence.checked_sub(1)?, usize::MAX);
    }
    let &(entity, sentence, head) = found.last()?;
    found.iter().all(|(other, ..)| *other == entity).then(|| scene.participant_in(sentence, head))
}

/// "Criticised the war in X": the place right after what is spoken of is that of the war.
fn belongs_to_object(scene: &Scene, draft: &Draft, place: usize) -> bool {
    let speaks = draft.family.as_deref().is_some_and(|family| SPEAKING.contains(&family));
    let object = draft.object.as_ref().filter(|object| speaks && object.sentence == scene.sentence);
    object.is_some_and(|object| {
        object.head < place
            && (object.head + 1..place)
                .all(|word| matches!(scene.tree.token(word).tag, Tag::Adposition | Tag::Determiner | Tag::Adjective))
    })
}

/// "55 assaults in the Donetsk region": the place stands on the object.
fn place_on_object(scene: &Scene, draft: &Draft) -> Option<usize> {
    let object = draft.object.as_ref().filter(|object| {
        let place = scene.is_place(object.head) && scene.is_named(object.head);
        object.sentence == scene.sentence && !place
    })?;
    // Talk of something in a place happens anywhere.
    if matches!(draft.family.as_deref(), Some(family) if SPEAKING.contains(&family)) {
        return None;
    }
    place_within(scene, object.head, &[draft.subject.head], 2)
}

/// Families of acts that deal with what happens elsewhere.
const SPEAKING: &[&str] = &[
    "say",
    "claim",
    "announce",
    "confirm",
    "deny",
    "warn",
    "threaten",
    "accuse",
    "criticize",
    "praise",
    "apologize",
    "describe",
    "urge",
    "demand",
    "promise",
    "propose",
    "refuse",
    "accept",
    "fear",
    "discuss",
    "support",
    "approve",
    "investigate",
    "rule",
    "sanction",
    "cause",
    "affect",
    "protest",
    "publish",
    "talk",
];
