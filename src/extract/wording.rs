//! Words beside the verb that belong to its relation: "formerly known as", "formed to counter".

use crate::nlp::{Dependency, Tag};

use super::clause::{Clause, Link, Voice};
use super::relation::{Relation, snake};
use super::scene::Scene;

/// The relation with the words that complete it.
pub fn complete(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    as_described(scene, clause, with_purpose(scene, clause, with_adverb(scene, clause, relation)))
}

/// "Formed to counter", "designed to increase": the clause that tells the making for whose purpose this one stands.
pub fn made_for<'s>(scene: &Scene<'s>, clause: &Clause) -> Option<&'s Clause> {
    let purpose = clause.marker.as_deref() == Some("to")
        && !clause.own_subject
        && matches!(clause.link, Link::Adverbial | Link::Content);
    scene.clauses.iter().find(|other| {
        purpose
            && Some(other.predicate) == clause.governor
            && other.voice == Voice::Passive
            && MAKING.contains(&scene.tree.lemma(other.predicate).as_str())
    })
}

/// What something is made for is told with its making.
fn with_purpose(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    let told = relation.direct && !relation.objects.is_empty();
    let Some(made) = made_for(scene, clause).filter(|_| told) else { return relation };
    let name = format!("{}_to_{}", snake(&tree.lemma(made.predicate)), snake(&tree.lemma(clause.predicate)));
    let mut trigger = vec![made.predicate];
    trigger.extend(relation.trigger.iter().copied());
    trigger.sort_unstable();
    Relation { name, family: None, trigger, ..relation }
}

/// Verbs after which an infinitive says what the thing made is for.
const MAKING: &[&str] = &["build", "create", "design", "establish", "form", "found", "use"];

/// "Called the crisis a disgrace", "labelled him a liar": describing, where a word for the object follows.
fn as_described(scene: &Scene, clause: &Clause, relation: Relation) -> Relation {
    let tree = scene.tree;
    // "found guilty" is no discovery.
    let guilty = tree.dependents_by(clause.predicate, &[Dependency::Xcomp]).any(|child| tree.lemma(child) == "guilty");
    if guilty && let Some(convicted) = scene.schema.relation("convicted") {
        return Relation { name: convicted.name.clone(), family: Some(convicted.family.clone()), ..relation };
    }
    // "left nine people dead": killing them.
    if tree.lemma(clause.predicate) == "leave"
        && let Some(name) = tree
            .dependents_by(clause.predicate, &[Dependency::Xcomp])
            .find_map(|child| outcome(&tree.token(child).form))
        && let Some(known) = scene.schema.relation(name)
    {
        return Relation { name: known.name.clone(), family: Some(known.family.clone()), ..relation };
    }
    let calls = matches!(&*tree.lemma(clause.predicate), "call" | "brand" | "label" | "deem" | "term");
    let described = scene.schema.relation("described").filter(|_| calls && description(scene, clause).is_some());
    match described {
        Some(described) if !relation.objects.is_empty() && relation.direct => {
            Relation { name: described.name.clone(), family: Some(described.family.clone()), ..relation }
        }
        _ => relation,
    }
}

/// The act that leaves people in this state.
fn outcome(state: &str) -> Option<&'static str> {
    Some(match state.to_lowercase().as_str() {
        "dead" => "killed",
        "hurt" | "injured" | "wounded" => "wounded",
        "displaced" | "homeless" => "displaced",
        _ => return None,
    })
}

/// What the object is called: the complement of a describing verb.
pub fn description(scene: &Scene, clause: &Clause) -> Option<usize> {
    let tree = scene.tree;
    let calls = matches!(
        &*tree.lemma(clause.predicate),
        "call" | "brand" | "consider" | "declare" | "deem" | "label" | "name" | "term"
    );
    let complement = tree.dependents_by(clause.predicate, &[Dependency::Xcomp]).find(|&child| {
        matches!(tree.token(child).tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective) && child > clause.predicate
    });
    complement.filter(|_| calls)
}

/// "Formerly known as": the adverb belongs to how something is called.
fn with_adverb(scene: &Scene, clause: &Clause, mut relation: Relation) -> Relation {
    if relation.family.as_deref() == Some("name") {
        let adverbs = scene.tree.dependents_by(clause.predicate, &[Dependency::Advmod]);
        relation.trigger.extend(
            adverbs.filter(|&adverb| {
                matches!(&*scene.tree.lemma(adverb), "formerly" | "previously" | "originally" | "also")
            }),
        );
        relation.trigger.sort_unstable();
    }
    relation
}
