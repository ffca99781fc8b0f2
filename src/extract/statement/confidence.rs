//! How sure a statement is, as a probability: what its reader doubted, who it is about, how it stands, how long its
//! sentence is. Logistic regression on 326 statements of Wikinews articles that were judged against their sentences
//! (`docs/statement-confidence.md`).

use crate::extract::statement::draft::Draft;
use crate::model::{EntityType, Modality, Object, ValueType};

/// What the draft itself does not tell.
pub struct Setting<'a> {
    /// What the subject is.
    pub subject: EntityType,
    /// The object in the graph.
    pub object: &'a Object,
    /// Length of the sentence in bytes.
    pub sentence_bytes: usize,
}

/// Log-odds of a statement about which nothing special is known.
const PLAIN: f32 = 1.9;
/// For each tenth that the reader took off: a subject understood from another clause, far away …
const DOUBT: f32 = -0.4;
const CLAIMED: f32 = -0.5;
const AHEAD: f32 = -0.4;
const OF_PERSON: f32 = 0.4;
const SPEECH: f32 = 0.4;
const LASTING: f32 = 0.6;
const TO_ENTITY: f32 = 0.25;
const TO_NUMBER: f32 = -0.5;
const LONG: f32 = -0.5;

/// Sentences beyond this many bytes are read worse.
const LONG_SENTENCE: usize = 220;
/// Families of what holds for long, read from noun phrases.
const LASTING_FAMILIES: &[&str] = &["role", "membership", "kinship", "place"];

/// The probability that the statement is what its sentence says.
pub fn confidence(draft: &Draft, setting: &Setting) -> f32 {
    let family = draft.family.as_deref();
    let full = if family.is_some() { 0.8 } else { 0.6 };
    let value_type = match setting.object {
        Object::Value(value) => Some(value.value_type),
        Object::Entity(_) => None,
    };
    let speech = family == Some("say") && value_type == Some(ValueType::Clause);
    let holds = |condition: bool, weight: f32| if condition { weight } else { 0.0 };
    let doubted = ((full - draft.confidence).max(0.0) * 10.0).min(4.0);
    let log_odds = PLAIN
        + DOUBT * if speech { 0.0 } else { doubted }
        + holds(draft.modality == Modality::Claimed, CLAIMED)
        + holds(matches!(draft.modality, Modality::Planned | Modality::Hypothetical), AHEAD)
        + holds(setting.subject == EntityType::Person, OF_PERSON)
        + holds(speech, SPEECH)
        + holds(family.is_some_and(|family| LASTING_FAMILIES.contains(&family)), LASTING)
        + holds(value_type.is_none(), TO_ENTITY)
        + holds(matches!(value_type, Some(ValueType::Date | ValueType::Quantity)), TO_NUMBER)
        + holds(setting.sentence_bytes > LONG_SENTENCE, LONG);
    // Two digits, so that no mathematical library's last bit shows.
    (100.0 / (1.0 + (-log_odds).exp())).round() / 100.0
}
