//! Which relation a clause expresses, and where its object stands.

use crate::lexicon::is_abstract;
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Tag};
use crate::schema::{ObjectSlot, Schema, VerbFrame};

use crate::extract::statement::fit::fits;
use crate::extract::syntax::clause::{Clause, PredicateKind, Voice};
use crate::extract::syntax::idiom::is_adverbial;
use crate::extract::syntax::tree::Tree;
use crate::extract::value::time::is_time;

/// A relation as a clause expresses it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// Canonical or open name, without regard to voice.
    pub name: String,
    /// Family in the schema.
    pub family: Option<String>,
    /// Words that express it.
    pub trigger: Vec<usize>,
    /// Heads of the objects; empty if the relation has none here.
    pub objects: Vec<usize>,
    /// True if the object stands where the grammatical object does, so that a passive makes it the subject.
    pub direct: bool,
}

/// Nouns that only count or collect what follows "of".
const SEE_THROUGH: &[&str] = &[
    "series", "number", "wave", "string", "range", "round", "couple", "group", "pair", "host", "spate", "majority",
    "lot", "set", "handful", "variety", "part", "kind", "sort", "type",
];

/// The noun that a phrase is about: in "a series of attacks" it is "attacks".
pub fn see_through(tree: &Tree, head: usize) -> usize {
    if !SEE_THROUGH.contains(&tree.lemma(head).as_str()) {
        return head;
    }
    of_complement(tree, head).unwrap_or(head)
}

/// The noun after "of".
pub fn of_complement(tree: &Tree, head: usize) -> Option<usize> {
    tree.dependents_by(head, &[Dependency::Nmod]).find(|&child| tree.preposition(child).as_deref() == Some("of"))
}

/// Tells the type of the entity that a phrase leads to, if it is known.
pub type TypeOf<'a> = &'a dyn Fn(usize) -> Option<EntityType>;

/// The named relation of a verbal clause, or of a copula with a place ("had been to Kyiv").
pub fn named_relation(tree: &Tree, clause: &Clause, schema: &Schema, entity_type: TypeOf) -> Option<Relation> {
    match clause.kind {
        PredicateKind::Verb => light_relation(tree, clause, schema)
            .or_else(|| verb_relation(tree, clause, schema, ObjectWanted::Present, entity_type))
            .or_else(|| verb_relation(tree, clause, schema, ObjectWanted::Absent, entity_type)),
        PredicateKind::Place => {
            let preposition = tree.preposition(clause.predicate)?;
            if is_adverbial(tree, &preposition, clause.predicate) || is_time(tree, clause.predicate, &preposition) {
                return None;
            }
            if let Some(found) = state_frame(tree, clause, schema, &preposition) {
                return Some(found);
            }
            if state_of(tree, clause).is_some() {
                return None;
            }
            // "in office", "at sea": a bare noun names no place.
            if is_bare_noun(tree, clause.predicate)
                || tree.dependents(clause.predicate).iter().all(|&child| {
                    tree.token(child).tag != Tag::Determiner
                        && tree.token(clause.predicate).penn == PennTag::Nn
                        && !matches!(
                            tree.token(child).relation,
                            Dependency::Amod
                                | Dependency::Compound
                                | Dependency::NmodPoss
                                | Dependency::Nmod
                                | Dependency::Nummod
                                | Dependency::Appos
                        )
                })
            {
                return None;
            }
            let slot = ObjectSlot::Preposition(preposition);
            let frame = schema.verb_frames("be").iter().find(|frame| frame.object == slot && frame.words.is_empty())?;
            let mut trigger: Vec<usize> =
                tree.dependents_by(clause.predicate, &[Dependency::Cop, Dependency::Case]).collect();
            trigger.sort_unstable();
            Some(relation(schema, frame.relation, trigger, vec![clause.predicate], Direct::No))
        }
        PredicateKind::Copula => None,
    }
}

/// "Is in charge of *X*", "were in talks with *X*": a pattern of "be", or the event noun itself, names the relation.
fn state_frame(tree: &Tree, clause: &Clause, schema: &Schema, preposition: &str) -> Option<Relation> {
    let noun = clause.predicate;
    if tree.dependent(noun, &[Dependency::Det]).is_some() {
        return None;
    }
    let lemma = tree.lemma(noun);
    let worded = schema.verb_frames("be").iter().filter_map(|frame| {
        let [first, second] = frame.words.as_slice() else { return None };
        let ObjectSlot::Preposition(object) = &frame.object else { return None };
        (first == preposition && *second == lemma).then(|| (frame.relation, vec![object.clone()]))
    });
    let held = matches!(preposition, "in" | "at").then(|| schema.noun_frames(&lemma)).into_iter().flatten();
    let told = held.map(|frame| (frame.relation, frame.prepositions.clone()));
    worded.chain(told).find_map(|(index, prepositions)| {
        let objects = complements(tree, noun, &prepositions)?;
        let mut trigger: Vec<usize> = tree.dependents_by(noun, &[Dependency::Cop, Dependency::Case]).collect();
        trigger.push(noun);
        Some(relation(schema, index, trigger, objects, Direct::No))
    })
}

/// "Is in need *of food*": the state and what it is about, where the noun names no place.
pub fn state_of(tree: &Tree, clause: &Clause) -> Option<Relation> {
    let noun = clause.predicate;
    let preposition = tree.preposition(noun)?;
    let lemma = tree.lemma(noun);
    let bare = tree.token(noun).tag == Tag::Noun
        && tree.dependent(noun, &[Dependency::Det, Dependency::Nummod, Dependency::NmodPoss]).is_none();
    let state = is_abstract(&lemma) || matches!(&*lemma, "need" | "want");
    if !bare || !matches!(&*preposition, "in" | "at" | "on" | "under") || !state {
        return None;
    }
    let about = tree.dependents_by(noun, &[Dependency::Nmod]).find(|&child| {
        child > noun && matches!(tree.preposition(child).as_deref(), Some("of" | "with" | "for" | "to"))
    })?;
    let second = tree.preposition(about)?;
    let mut trigger: Vec<usize> = tree.dependents_by(noun, &[Dependency::Cop, Dependency::Case]).collect();
    trigger.push(noun);
    trigger.sort_unstable();
    let name = format!("be_{}_{}_{}", snake(&preposition), snake(&lemma), snake(&second));
    Some(Relation { name, family: None, trigger, objects: tree.coordinated(about), direct: false })
}

#[derive(Clone, Copy, PartialEq)]
enum ObjectWanted {
    Present,
    Absent,
}

#[derive(Clone, Copy, PartialEq)]
enum Direct {
    Yes,
    No,
}

fn relation(schema: &Schema, index: usize, mut trigger: Vec<usize>, objects: Vec<usize>, direct: Direct) -> Relation {
    trigger.sort_unstable();
    trigger.dedup();
    let named = schema.relation_at(index);
    Relation {
        name: named.name.clone(),
        family: Some(named.family.clone()),
        trigger,
        objects,
        direct: direct == Direct::Yes,
    }
}

/// "paid a visit to Kyiv", "launched a series of attacks against …": the noun carries the relation.
fn light_relation(tree: &Tree, clause: &Clause, schema: &Schema) -> Option<Relation> {
    let verb = tree.lemma(clause.predicate);
    let with_particle = clause.particles.first().map(|&particle| format!("{verb} {}", tree.lemma(particle)));
    let light = schema.is_light_verb(&verb) || with_particle.is_some_and(|verb| schema.is_light_verb(&verb));
    if !light {
        return None;
    }
    clause.undergoers().iter().find_map(|&object| {
        let noun = see_through(tree, object);
        schema.noun_frames(&tree.lemma(noun)).iter().find_map(|frame| {
            let objects = complements(tree, noun, &frame.prepositions)
                .or_else(|| {
                    // "takes effect on Monday".
                    let found = clause_complements(tree, clause, &frame.prepositions)?;
                    let kept = found.into_iter().filter(|&head| !is_time(tree, head, ""));
                    Some(kept.collect::<Vec<_>>()).filter(|kept| !kept.is_empty())
                })
                .or_else(|| (noun != object).then(|| complements(tree, object, &frame.prepositions)).flatten())?;
            let mut trigger = vec![clause.predicate, noun];
            trigger.extend(&clause.particles);
            trigger.extend(objects.first().and_then(|&head| tree.dependent(head, &[Dependency::Case])));
            Some(relation(schema, frame.relation, trigger, objects, Direct::No))
        })
    })
}

/// Noun phrases tied to a noun by one of these prepositions.
pub fn complements(tree: &Tree, noun: usize, prepositions: &[String]) -> Option<Vec<usize>> {
    let head = tree.dependents_by(noun, &[Dependency::Nmod, Dependency::Obl]).find(|&child| {
        tree.preposition(child)
            .is_some_and(|preposition| prepositions.contains(&preposition) && !is_time(tree, child, &preposition))
    })?;
    Some(tree.coordinated(head))
}

/// The first phrase with one of these prepositions beside the verb and what is coordinated with it: of "competed *in the
/// final* in Lagos" the second is the place.
fn clause_complements(tree: &Tree, clause: &Clause, prepositions: &[String]) -> Option<Vec<usize>> {
    let mut tied = clause.obliques.iter().filter(|oblique| prepositions.contains(&oblique.preposition));
    let kept =
        tied.clone().find(|oblique| !is_time(tree, oblique.head, &oblique.preposition)).or_else(|| tied.next())?;
    let series = tree.first_of_series(kept.head);
    let heads = clause.obliques.iter().filter(|oblique| prepositions.contains(&oblique.preposition));
    let heads = heads.map(|oblique| oblique.head).filter(|&head| tree.first_of_series(head) == series);
    Some(heads.collect())
}

/// "gave *the hospital* two scanners": who gets it needs no preposition.
fn receivers(clause: &Clause, preposition: &str) -> Option<Vec<usize>> {
    let two = !clause.objects.is_empty() && !clause.indirect.is_empty() && clause.voice == Voice::Active;
    (two && matches!(preposition, "to" | "for")).then(|| clause.indirect.clone())
}

fn verb_relation(
    tree: &Tree,
    clause: &Clause,
    schema: &Schema,
    wanted: ObjectWanted,
    entity_type: TypeOf,
) -> Option<Relation> {
    let lemma = tree.lemma(clause.predicate);
    // "has given up": without an object the verb says little of what it otherwise says.
    if wanted == ObjectWanted::Absent && clause.voice == Voice::Active && schema.is_light_verb(&lemma) {
        return None;
    }
    let frames = schema.verb_frames(&lemma);
    let mut matches = frames.iter().filter_map(|frame| match_frame(tree, clause, schema, frame, wanted));
    // "made up of volunteers" produces nothing: a particle changes what such a verb means.
    let phrasal = schema.is_phrasal_verb(&lemma);
    let whole =
        |relation: &Relation| !phrasal || clause.particles.iter().all(|particle| relation.trigger.contains(particle));
    matches.find(|relation| whole(relation) && fits(tree, clause, schema, relation, entity_type))
}

fn match_frame(
    tree: &Tree,
    clause: &Clause,
    schema: &Schema,
    frame: &VerbFrame,
    wanted: ObjectWanted,
) -> Option<Relation> {
    let undergoers = clause.undergoers();
    let mut trigger = vec![clause.predicate];
    let mut noun = None;
    for word in &frame.words {
        if let Some(particle) = particle(tree, clause, word) {
            trigger.push(particle);
        } else {
            let object = undergoers.iter().copied().find(|&object| tree.lemma(object) == *word)?;
            trigger.push(object);
            noun = Some(object);
        }
    }
    if frame.other_participant && undergoers.is_empty() {
        return None;
    }
    if let Some(required) = &frame.required {
        let on_clause = clause.obliques.iter().any(|oblique| oblique.preposition == *required);
        let on_object =
            undergoers.iter().any(|&object| complements(tree, object, std::slice::from_ref(required)).is_some());
        let infinitive = required == "to" && has_infinitive(tree, clause);
        if !(on_clause || on_object || infinitive) {
            return None;
        }
    }
    let (objects, direct) = match (&frame.object, noun) {
        (ObjectSlot::Direct, None) => (undergoers.to_vec(), Direct::Yes),
        // "seek NATO membership": the object stands on the noun of the pattern.
        (ObjectSlot::Direct, Some(noun)) => (named_modifiers(tree, noun)?, Direct::No),
        (ObjectSlot::Preposition(preposition), noun) => {
            // "took place in" is no "take in", "played Kenya in Lagos" no "play in".
            let bare = frame.words.is_empty() && !frame.other_participant;
            let takes_object = || {
                schema.verb_frames(&frame.verb).iter().any(|other| {
                    other.relation == frame.relation && other.object == ObjectSlot::Direct && other.words.is_empty()
                })
            };
            // "Lost a player to injury" is no defeat.
            let otherwise = || {
                let other = |other: &VerbFrame| other.object == ObjectSlot::Direct && other.words.is_empty();
                preposition == "to" && schema.verb_frames(&frame.verb).iter().any(other)
            };
            let carries = bare && (schema.is_light_verb(&frame.verb) || takes_object() || otherwise());
            if carries
                && clause.voice == Voice::Active
                && !undergoers.is_empty()
                && particle(tree, clause, preposition).is_none()
            {
                return None;
            }
            let wanted = std::slice::from_ref(preposition);
            let found = noun
                .and_then(|noun| complements(tree, noun, wanted))
                .or_else(|| clause_complements(tree, clause, wanted))
                .or_else(|| frame.other_participant.then(|| on_objects(tree, undergoers, wanted)).flatten())
                .or_else(|| frame.other_participant.then(|| receivers(clause, preposition)).flatten());
            match found {
                Some(heads) => {
                    let heads: Vec<usize> =
                        heads.into_iter().filter(|&head| !is_time(tree, head, preposition)).collect();
                    if heads.is_empty() {
                        return None;
                    }
                    trigger.extend(tree.dependent(heads[0], &[Dependency::Case]));
                    (heads, Direct::No)
                }
                None => {
                    trigger.push(particle(tree, clause, preposition)?);
                    (undergoers.to_vec(), Direct::Yes)
                }
            }
        }
    };
    if objects.is_empty() == (wanted == ObjectWanted::Present) {
        return None;
    }
    Some(relation(schema, frame.relation, trigger, objects, direct))
}

/// "imposed *sanctions on the bank*": a tree may hang on the object what the verb asks for; what hangs there by "of" or "in"
/// is the object's own.
fn on_objects(tree: &Tree, objects: &[usize], prepositions: &[String]) -> Option<Vec<usize>> {
    if prepositions.iter().any(|preposition| matches!(preposition.as_str(), "of" | "in")) {
        return None;
    }
    objects.iter().find_map(|&object| complements(tree, object, prepositions))
}

/// "told them *to leave*"
fn has_infinitive(tree: &Tree, clause: &Clause) -> bool {
    tree.dependents_by(clause.predicate, &[Dependency::Xcomp, Dependency::Ccomp])
        .any(|child| tree.dependents_by(child, &[Dependency::Mark]).any(|mark| tree.lemma(mark) == "to"))
}

fn particle(tree: &Tree, clause: &Clause, word: &str) -> Option<usize> {
    let adverbs = tree.dependents_by(clause.predicate, &[Dependency::Advmod]);
    // "taking in people": the tree may take the particle for a preposition of the object.
    let before_object = clause.objects.iter().flat_map(|&object| tree.dependents_by(object, &[Dependency::Case]));
    clause.particles.iter().copied().chain(adverbs).chain(before_object).find(|&index| tree.lemma(index) == word)
}

fn named_modifiers(tree: &Tree, noun: usize) -> Option<Vec<usize>> {
    use Dependency::*;
    let named: Vec<usize> = tree
        .dependents_by(noun, &[Compound, NmodPoss, Nmod])
        .filter(|&child| tree.token(child).tag == Tag::ProperNoun)
        .collect();
    (!named.is_empty()).then_some(named)
}

/// The open relation of a verbal clause: its lemma with particle, and with the preposition if the object is oblique.
pub fn open_relation(tree: &Tree, clause: &Clause) -> Option<Relation> {
    let mut trigger = vec![clause.predicate];
    trigger.extend(&clause.particles);
    let mut name = snake(&tree.lemma(clause.predicate));
    for &particle in &clause.particles {
        name = format!("{name}_{}", snake(&tree.lemma(particle)));
    }
    if name.is_empty() {
        return None;
    }
    let mut objects = clause.undergoers().to_vec();
    let lemma = tree.lemma(clause.predicate);
    // "as he has done to others": stands for another verb.
    if lemma == "do" && objects.is_empty() {
        return None;
    }
    if let [noun] = *objects.as_slice()
        && SUPPORTING.contains(&lemma.as_str())
        && is_bare_noun(tree, noun)
        && clause.voice == Voice::Active
    {
        name = format!("{name}_{}", snake(&tree.lemma(noun)));
        trigger.push(noun);
        objects.clear();
    }
    if objects.is_empty() && clause.voice == Voice::Active && lemma != "make" {
        // "became members", "remain a partner": the complement is what the verb says.
        let complement = tree
            .dependents_by(clause.predicate, &[Dependency::Xcomp])
            .filter(|&child| matches!(tree.token(child).tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective));
        objects.extend(complement);
        // "finished third".
        let place =
            |&child: &usize| child > clause.predicate && RANKS.contains(&&*tree.token(child).form.to_lowercase());
        if matches!(&*lemma, "finish" | "come" | "rank" | "place" | "end" | "start" | "stand") {
            objects.extend(tree.dependents_by(clause.predicate, &[Dependency::Advmod]).find(place));
        }
    }
    Some(Relation { name, family: None, trigger, objects, direct: true })
}

/// Verbs that make one meaning with a bare noun: "take place", "make landfall", "give birth".
const SUPPORTING: &[&str] = &["bear", "give", "lay", "make", "pay", "set", "take"];

/// Places in a contest.
const RANKS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last"];

/// A common noun in the singular with nothing beside it.
fn is_bare_noun(tree: &Tree, noun: usize) -> bool {
    tree.token(noun).penn == PennTag::Nn
        && tree.token(noun).form.starts_with(char::is_lowercase)
        && tree.dependents(noun).iter().all(|&child| tree.token(child).tag == Tag::Punctuation)
}

/// Lower case with `_` for everything that is no letter or digit.
pub fn snake(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for character in word.to_lowercase().chars() {
        if character.is_alphanumeric() {
            out.push(character);
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// The name of a relation whose doer is left unsaid: "was_killed".
pub fn passive_name(tree: &Tree, clause: &Clause, relation: &Relation) -> String {
    let past = relation.family.is_some() && (relation.name.ends_with("ed") || !relation.name.contains('_'));
    let present = matches!(relation.name.as_str(), "controls" | "leads" | "owns");
    if past && clause.voice == Voice::Passive && !present {
        return format!("was_{}", relation.name);
    }
    let participle = tree.token(clause.predicate);
    let form = if matches!(participle.penn, PennTag::Vbn | PennTag::Vbd) {
        snake(&participle.form)
    } else {
        snake(&participle.lemma)
    };
    let result = relation.trigger.iter().filter(|&&word| tree.token(word).tag == Tag::Adjective);
    let beside = clause.particles.iter().chain(result);
    let beside: String = beside.map(|&word| format!("_{}", snake(&tree.lemma(word)))).collect();
    format!("was_{form}{beside}")
}
