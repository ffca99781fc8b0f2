//! Mends readings that dependency parsers often miss, where the words leave no doubt.

use crate::nlp::{Dependency, PennTag, Tag};

use super::clause::{Clause, Link, Oblique, PredicateKind, Voice, is_relative_pronoun};
use super::time::{is_time, is_time_adverb};
use super::tree::Tree;

/// Verbs whose object is a clause far more often than a thing.
const SAYING: &[&str] = &[
    "allege", "argue", "believe", "claim", "confirm", "deny", "estimate", "fear", "hope", "insist", "know", "say",
    "state", "suggest", "tell", "think", "warn",
];

/// Mends one clause, and its governor where that has taken a part of it.
pub fn mend(tree: &Tree, found: &mut [Clause], position: usize) {
    bare_object(tree, &mut found[position]);
    day_object(tree, &mut found[position]);
    misplaced_relative(tree, &mut found[position]);
    content_of_saying(tree, found, position);
}

/// "control about 70% of the city": a bare phrase after a verb without object is the object.
fn bare_object(tree: &Tree, clause: &mut Clause) {
    if clause.kind != PredicateKind::Verb || clause.voice == Voice::Passive || !clause.undergoers().is_empty() {
        return;
    }
    let predicate = clause.predicate;
    let bare = clause.obliques.iter().position(|oblique| {
        let adverbial = is_time(tree, oblique.head, "") || is_time_adverb(&tree.lemma(oblique.head));
        oblique.preposition.is_empty() && oblique.head > predicate && tree.is_nominal(oblique.head) && !adverbial
    });
    if let Some(bare) = bare {
        clause.objects.push(clause.obliques.remove(bare).head);
    }
}

/// "visiting Poland Friday", "join the alliance one day": the day says when, the name before it is the object.
fn day_object(tree: &Tree, clause: &mut Clause) {
    let (days, objects): (Vec<usize>, Vec<usize>) = clause.objects.iter().partition(|&&object| is_day(tree, object));
    clause.objects = objects;
    for day in days {
        let before = tree.dependents_by(day, &[Dependency::Compound, Dependency::NmodDesc]);
        clause.objects.extend(before.filter(|&word| matches!(tree.token(word).tag, Tag::Noun | Tag::ProperNoun)));
        clause.obliques.push(Oblique { preposition: String::new(), head: day });
    }
}

/// A day of the week, or "one day" with a noun before it.
fn is_day(tree: &Tree, object: usize) -> bool {
    let compound = tree.dependent(object, &[Dependency::Compound]).is_some();
    is_time(tree, object, "")
        && (tree.token(object).tag == Tag::ProperNoun || (compound && tree.lemma(object) == "day"))
}

/// "X, who heads Y, said": a clause that begins with "who" or "which" right after a noun is about that noun.
fn misplaced_relative(tree: &Tree, clause: &mut Clause) {
    if matches!(clause.link, Link::Relative | Link::Root) {
        return;
    }
    let Some(&pronoun) =
        clause.subjects.iter().find(|&&subject| matches!(tree.token(subject).penn, PennTag::Wp | PennTag::Wdt))
    else {
        return;
    };
    let before = (0..pronoun).rev().find(|&index| tree.token(index).tag != Tag::Punctuation);
    let noun =
        before.filter(|&index| matches!(tree.token(index).tag, Tag::Noun | Tag::ProperNoun) && pronoun - index <= 2);
    let Some(noun) = noun.filter(|_| is_relative_pronoun(tree, pronoun)) else { return };
    clause.link = Link::Relative;
    clause.noun = Some(phrase_head(tree, noun));
}

/// The head of the name or compound that ends here.
fn phrase_head(tree: &Tree, mut word: usize) -> usize {
    while let Some(head) = tree.head(word)
        && head < word
        && matches!(tree.token(word).relation, Dependency::Flat | Dependency::Compound)
    {
        word = head;
    }
    word
}

/// "said on Thursday *that …*" read as a relative clause on the day, and "claimed *the bridge* had fallen" read as
/// claiming the bridge.
fn content_of_saying(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return };
    let governor = &found[above];
    if !SAYING.contains(&tree.lemma(governor.predicate).as_str()) || governor.predicate > clause.predicate {
        return;
    }
    if clause.link == Link::Relative && clause.own_subject {
        let on_day = clause.noun.is_some_and(|noun| {
            governor.obliques.iter().any(|oblique| oblique.head == noun && is_time(tree, noun, &oblique.preposition))
        });
        if on_day {
            found[position].link = Link::Content;
        }
        return;
    }
    let tensed =
        |&word: &usize| matches!(tree.token(word).penn, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md);
    let finite = clause.auxiliaries.iter().chain([&clause.predicate]).any(tensed)
        || tree.dependent(clause.predicate, &[Dependency::Cop]).is_some();
    let between = |&object: &usize| governor.predicate < object && object < clause.predicate;
    let joined = tree.dependent(clause.predicate, &[Dependency::Cc]).is_some();
    let beneath = matches!(clause.link, Link::Content | Link::Adverbial | Link::Noun)
        || clause.link == Link::Coordinate && !joined;
    let unsaid = !clause.own_subject && clause.marker.is_none();
    if beneath && finite && unsaid && governor.objects.first().is_some_and(between) {
        let subjects = std::mem::take(&mut found[above].objects);
        let clause = &mut found[position];
        clause.subjects = subjects;
        clause.own_subject = true;
        clause.link = Link::Content;
    }
}
