//! From the verb group of a question to a clause with holes.

use crate::graph::Graph;
use crate::model::{EntityType, Modality, Polarity};
use crate::query::link::{actor, circumstance, phrase};
use crate::query::plan::{ClauseQuery, Filter, Term};
use crate::query::relation::{Asked, OpenSlot, RelationTest, Turn, VerbUse, VoiceAsked};
use crate::query::time::TimeRestriction;
use crate::schema::{Effect, ObjectSlot, Schema, VerbFrame};

use super::phrases::Prepositional;
use super::verb::{Tense, Verbal};

/// What the question word asks for in its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The subject.
    Subject(Term),
    /// The object, or what a preposition left alone governs.
    Object(Term),
    /// What this preposition governs ("to whom", "in which city").
    Governed(String, Term),
    /// A place.
    Place,
    /// A circumstance, or nothing.
    None,
}

/// A clause, and whether its object was found to be what is asked for.
pub(super) struct Built {
    pub(super) clause: ClauseQuery,
    /// The gap was a place and the object takes it ("where did X travel").
    pub(super) place_is_object: bool,
}

/// Builds the clause of a verb group.
pub(super) fn build(graph: &Graph, schema: &Schema, verbal: &Verbal, gap: Gap) -> Built {
    let active;
    let verbal = if is_state_of_subject(schema, verbal, &gap) {
        active = Verbal { passive: false, ..verbal.clone() };
        &active
    } else {
        verbal
    };
    let complements = &verbal.complements;
    let mut words = complements.particles.clone();
    words.extend(complements.nouns.iter().cloned());
    let mut prepositions: Vec<String> = complements.prepositional.iter().map(|p| p.preposition.clone()).collect();
    if let Gap::Governed(preposition, _) = &gap {
        prepositions.push(preposition.clone());
    }
    let open = if gap == Gap::Place { OpenSlot::Place } else { OpenSlot::None };
    let voice = if verbal.passive {
        let alone = complements.prepositional.iter().filter(|p| p.phrase.is_empty()).map(|p| p.preposition.clone());
        VoiceAsked::Passive { alone: alone.collect() }
    } else {
        VoiceAsked::Active
    };
    // "who will Spain play in the final": what is asked for is the direct object, so no phrase is.
    let alone = complements.prepositional.iter().any(|p| p.phrase.is_empty());
    if matches!(gap, Gap::Object(_)) && !verbal.passive && !alone && complements.objects.is_empty() {
        prepositions.clear();
    }
    let usage = VerbUse { lemma: &verbal.lemma, words, prepositions, open, voice };
    let mut relation = RelationTest::verb(schema, &usage);
    relation.admit_form(&verbal.form);
    // "who coaches X": its coach.
    if relation.names.is_empty()
        && let Some(office) = schema.role(&verbal.lemma)
    {
        relation.admit(schema, &office.name, 0, Turn::Straight);
        relation.nouns = vec![verbal.lemma.clone()];
    }
    // "who paid for X": whoever put money into it.
    let pays_for = verbal.lemma == "pay" && complements.objects.is_empty() && !verbal.passive;
    if pays_for && complements.prepositional.first().is_some_and(|p| p.preposition == "for") {
        relation.admit(schema, "invested_in", 1, Turn::Straight);
    }
    let describes = DESCRIBING.contains(&verbal.lemma.as_str());
    if describes {
        relation.admit(schema, "described", 0, Turn::Straight);
    }
    let doerless = verbal.passive && !complements.prepositional.iter().any(|p| p.preposition == "by");
    relation.admit_other_sides(schema, if doerless { Asked::Undergoer } else { Asked::Subject });
    let frame = RelationTest::best_frame(schema, &usage);

    let mut prepositional: Vec<Prepositional> = complements.prepositional.clone();
    let mut objects = complements.objects.clone();
    // The noun of "sever relations with", "seek membership" is part of the relation.
    if let Some(frame) = &frame
        && let Some(noun) = frame.words.iter().find(|word| complements.nouns.contains(word))
        && !objects.is_empty()
    {
        let object = objects.remove(0);
        let rest = without_noun(&object, noun);
        if frame.object == ObjectSlot::Direct && !rest.is_empty() {
            objects.insert(0, rest);
        }
    }
    let mut take = |wanted: &str| {
        let position = prepositional.iter().position(|p| p.preposition == wanted)?;
        Some(prepositional.remove(position).phrase)
    };
    let slot = frame.as_ref().and_then(|frame| match &frame.object {
        ObjectSlot::Preposition(preposition) => Some(preposition.clone()),
        ObjectSlot::Direct => None,
    });
    let agent = if verbal.passive { take("by") } else { None };
    let mut governed = slot.as_deref().and_then(&mut take);
    if governed.is_none() && slot.is_none() && objects.is_empty() && !verbal.passive {
        // "spoke in Norway", "who spoke with X": the first phrase stands where an object would.
        let setting = |p: &Prepositional| matches!(p.preposition.as_str(), "in" | "at" | "near");
        let first = prepositional.iter().position(|p| !p.phrase.is_empty() && !setting(p));
        governed =
            first.filter(|_| !matches!(gap, Gap::Object(_))).map(|position| prepositional.remove(position).phrase);
        if governed.is_none() && matches!(gap, Gap::Object(_)) {
            prepositional.retain(|p| !p.phrase.is_empty());
        }
    }
    let mut others: Vec<Term> = Vec::new();
    let mut place_is_object = false;

    let subject_phrase = verbal.subject.as_deref();
    let (mut subject, mut object) = if verbal.passive {
        let doer = match (&gap, agent) {
            (Gap::Governed(preposition, term), _) if preposition == "by" => term.clone(),
            (Gap::Object(term), Some(agent)) if agent.is_empty() => term.clone(),
            (_, Some(agent)) if !agent.is_empty() => actor(graph, &agent),
            _ => Term::Any,
        };
        let undergoer = match (&gap, subject_phrase) {
            (Gap::Subject(term), _) => term.clone(),
            (_, Some(text)) => somebody(text).unwrap_or_else(|| phrase(graph, text)),
            _ => Term::Any,
        };
        others.extend(governed.filter(|text| !text.is_empty()).map(|text| phrase(graph, &text)));
        (doer, undergoer)
    } else {
        let doer = match (&gap, subject_phrase) {
            (Gap::Subject(term), _) => term.clone(),
            (_, Some(text)) => somebody(text).unwrap_or_else(|| actor(graph, text)),
            _ => Term::Any,
        };
        let object = match (&slot, governed) {
            (_, Some(text)) if !text.is_empty() => Some(somebody(&text).unwrap_or_else(|| phrase(graph, &text))),
            (Some(_), _) => None,
            (None, _) => (!objects.is_empty())
                .then(|| objects.remove(0))
                .map(|text| somebody(&text).unwrap_or_else(|| phrase(graph, &text))),
        };
        (doer, object.unwrap_or(Term::Any))
    };
    let alone = prepositional.iter().find(|p| p.phrase.is_empty()).map(|p| p.preposition.clone());
    let mut asked_after = None;
    match gap {
        Gap::Object(term) if object == Term::Any && !verbal.passive => object = term,
        Gap::Object(term) if verbal.passive && subject == Term::Any && alone.as_deref().is_none_or(|p| p == "by") => {
            subject = term;
        }
        Gap::Object(term) if describes && alone.is_none() => asked_after = Some(("as".to_owned(), term)),
        Gap::Object(term) => asked_after = alone.map(|preposition| (preposition, term)),
        Gap::Governed(preposition, _) if preposition == "by" && verbal.passive => {}
        Gap::Governed(preposition, term) if object == Term::Any && slot.as_ref() == Some(&preposition) => object = term,
        Gap::Governed(preposition, term) if object == Term::Any && frame.is_none() && preposition != "in" => {
            object = term
        }
        Gap::Governed(preposition, term) => asked_after = Some((preposition, term)),
        Gap::Place if object == Term::Any && !verbal.passive && slot.is_some() => {
            object = Term::variable("where");
            place_is_object = true;
        }
        _ => {}
    }
    others.extend(objects.iter().map(|text| phrase(graph, text)));
    others.extend(prepositional.iter().filter(|p| !p.phrase.is_empty()).map(|p| circumstance(graph, &p.phrase)));
    let time = complements.times.first().map(|time| TimeRestriction::new(&time.preposition, &time.phrase));
    let filter = Filter { others, time, governed: asked_after, ..standing(schema, verbal) };
    Built { clause: ClauseQuery { subject, relation, object, filter }, place_is_object }
}

/// Verbs that say what their object is like: "what did X call Y".
const DESCRIBING: &[&str] = &["brand", "call", "deem", "describe", "dub", "label", "term"];

/// "where is X based", "after whom was X named": the pattern ("base in", "name after") has the grammatical subject as its
/// subject, and what its preposition governs is asked for.
fn is_state_of_subject(schema: &Schema, verbal: &Verbal, gap: &Gap) -> bool {
    let asked: Vec<&str> = match gap {
        Gap::Governed(preposition, _) => vec![preposition],
        Gap::Place => vec!["in", "at", "on"],
        Gap::Object(_) => {
            let alone = verbal.complements.prepositional.iter().filter(|p| p.phrase.is_empty());
            alone.map(|p| p.preposition.as_str()).collect()
        }
        Gap::Subject(_) | Gap::None => Vec::new(),
    };
    // "where was X taken" asks for no host that took X in.
    let asks_place = *gap == Gap::Place;
    let takes_place = |frame: &VerbFrame| {
        let types = &schema.relation_at(frame.relation).object.types;
        !asks_place
            || types.iter().any(|kind| matches!(kind, EntityType::Place | EntityType::Facility))
                && !types.contains(&EntityType::Person)
    };
    let fits = |frame: &VerbFrame| match &frame.object {
        ObjectSlot::Preposition(slot) => {
            takes_place(frame)
                && frame.words.is_empty()
                && !frame.other_participant
                && slot != "by"
                && asked.contains(&slot.as_str())
        }
        ObjectSlot::Direct => false,
    };
    verbal.passive && schema.verb_frames(&verbal.lemma).iter().any(fits)
}

/// The polarity and the modalities that the verb group asks for.
pub(super) fn standing(schema: &Schema, verbal: &Verbal) -> Filter {
    let effect = verbal.governor.as_deref().and_then(|governor| schema.verb_effect(governor));
    let refused = matches!(effect, Some(Effect::Refuses | Effect::Denies));
    let polarity = if verbal.negative != refused { Some(Polarity::Negative) } else { None };
    let modalities = match (effect, verbal.tense) {
        (Some(Effect::Plans | Effect::Tries), _) => vec![Modality::Planned, Modality::Hypothetical],
        (Some(Effect::Wants | Effect::Fears), _) => vec![Modality::Hypothetical, Modality::Planned],
        (_, Tense::Future) => vec![Modality::Planned, Modality::Hypothetical],
        (_, Tense::Past) => vec![Modality::Asserted, Modality::Claimed, Modality::Hypothetical],
        _ => Vec::new(),
    };
    Filter { polarity, modalities, ..Filter::default() }
}

/// "did anyone die": whoever it is; "set himself on fire": nobody but the subject.
fn somebody(text: &str) -> Option<Term> {
    let indefinite = [
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "anything",
        "something",
        "himself",
        "herself",
        "itself",
        "themselves",
    ];
    indefinite.contains(&text.to_lowercase().as_str()).then_some(Term::Any)
}

/// "NATO membership" without "membership".
fn without_noun(text: &str, noun: &str) -> String {
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| {
            let lower = word.to_lowercase();
            !(lower == noun || lower.starts_with(noun) && lower.len() <= noun.len() + 2)
        })
        .collect();
    let kept = kept.join(" ");
    let kept = kept.trim_end_matches(['\'', '’']).trim_end_matches("'s").trim_end_matches("’s");
    let adjectives = ["diplomatic", "a", "the", "any", "an"];
    if adjectives.contains(&kept.to_lowercase().as_str()) { String::new() } else { kept.to_owned() }
}
