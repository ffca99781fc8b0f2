//! "President Silva" without a state: the one that the whole document is about.

use crate::extract::reference::discourse::MentionKind;
use crate::extract::statement::draft::Draft;
use crate::extract::statement::scene::{Naming, Scene};
use crate::model::EntityType;

/// Offices of which a state has one holder, so that an article of its own country need not say where.
const OF_STATE: &[&str] =
    &["chancellor_of", "minister_of", "monarch_of", "president_of", "prime_minister_of", "vice_president_of"];

/// How sure it is that an office without a state is one of the document's own.
const CONFIDENCE: f32 = 0.6;

/// The statement on an office whose holder is named here for the first time, in a document about one state.
pub fn draft(scene: &Scene, holder: usize, relation: &str, title: &[usize]) -> Option<Draft> {
    let discourse = scene.discourse;
    let person = discourse.entity(discourse.entity_at(scene.sentence, holder)?);
    let first = person.mentions.first().is_some_and(|mention| mention.sentence == scene.sentence);
    let known = scene.schema.relation(relation).filter(|_| first && OF_STATE.contains(&relation))?;
    let (sentence, head) = home(scene)?;
    let naming = Naming { name: known.name.clone(), family: Some(known.family.clone()), trigger: title.to_vec() };
    let state = scene.participant_in(sentence, head);
    let mut draft = scene.draft(scene.participant(holder), naming, Some(state), scene.judge.background(holder));
    draft.confidence = CONFIDENCE;
    Some(draft)
}

/// Where the document names the state that it is about: the first sentences do, and it speaks of no other one half as
/// often.
fn home(scene: &Scene) -> Option<(usize, usize)> {
    let discourse = scene.discourse;
    let adjectives = |country: usize| discourse.demonyms.values().filter(|&&other| other == country).count();
    let spoken = |index: usize| {
        let named = discourse.entities[index].mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        named.count() + adjectives(index)
    };
    let countries = (0..discourse.entities.len()).filter(|&index| {
        let entity = &discourse.entities[index];
        entity.entity_type == EntityType::Country && entity.named
    });
    let mut counts: Vec<(usize, usize)> = countries.map(|index| (spoken(index), index)).collect();
    counts.sort_by_key(|&(count, index)| (std::cmp::Reverse(count), index));
    let &(most, country) = counts.first()?;
    let others: usize = counts[1..].iter().map(|(count, _)| count).sum();
    let mention = discourse.entities[country].mentions.iter().find(|mention| mention.kind == MentionKind::Name)?;
    let opening = mention.sentence < OPENING
        || discourse.demonyms.iter().any(|(&(sentence, _), &of)| of == country && sentence < OPENING);
    (opening && 2 * others <= most).then_some((mention.sentence, mention.head))
}

/// The headline and the first sentences.
const OPENING: usize = 3;
