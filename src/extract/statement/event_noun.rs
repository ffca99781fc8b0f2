//! Statements on event nouns: "Russia's invasion of Ukraine", "the attack on the depot by rebels", "talks between X and
//! Y", "flew to Paris for a meeting with Z", "the death of X".

use crate::extract::statement::draft::Draft;
use crate::extract::statement::relation::{complements, of_complement};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::setting::{place_within, setting};
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::Clause;
use crate::extract::value::time::is_time;
use crate::model::{EntityType, Modality, Polarity, TimeExpression};
use crate::nlp::{Dependency, Tag};
use crate::schema::{NounFrame, RelationType};

/// Statements that event nouns make. Nouns that a light verb has used already ("paid a visit to") are in `used`.
pub fn drafts(scene: &Scene, used: &[usize]) -> Vec<Draft> {
    (0..scene.tree.tokens.len())
        .filter(|index| scene.tree.token(*index).tag == Tag::Noun && !used.contains(index))
        .flat_map(|noun| {
            let found = noun_drafts(scene, noun);
            if found.is_empty() { undergone(scene, noun) } else { found }
        })
        .collect()
}

fn noun_drafts(scene: &Scene, noun: usize) -> Vec<Draft> {
    let tree = scene.tree;
    let frames = scene.schema.noun_frames(&tree.lemma(noun));
    let below = |frame: &NounFrame| {
        // "the visit of the minister to Tehran" with Tehran hung on the minister, "an attack by rebels on the town".
        let by = || {
            let mut complements = tree.dependents_by(noun, &[Dependency::Nmod]);
            complements.find(|&child| tree.preposition(child).as_deref() == Some("by"))
        };
        let doer = visitor(scene, noun, frame).or_else(by)?;
        complements(tree, doer, &frame.prepositions)
    };
    let Some((frame, objects)) = frames.iter().find_map(|frame| {
        let objects = complements(tree, noun, &frame.prepositions).or_else(|| below(frame))?;
        Some((frame, objects))
    }) else {
        return Vec::new();
    };
    let relation = scene.schema.relation_at(frame.relation);
    let between = objects.first().is_some_and(|&first| tree.preposition(first).as_deref() == Some("between"));
    if between {
        return parties(scene, noun, relation, &objects);
    }
    let mut doers = scene.doers_of_noun(noun);
    if let Some(of) = visitor(scene, noun, frame).filter(|_| doers.is_empty()) {
        doers = tree.coordinated(of);
        doers.retain(|doer| !objects.contains(doer));
    }
    let mut found = Vec::new();
    if doers.is_empty() {
        return on_occasion(scene, noun, relation, &objects);
    }
    for &doer in &doers {
        for &object in objects.iter().filter(|&&object| object != doer) {
            found.push(draft(scene, noun, relation, (doer, Some(object)), scene.judge.event(noun)));
        }
    }
    found
}

/// Who does what the noun tells, after "of", where the object stands after another preposition: "the visit *of X* to Y".
fn visitor(scene: &Scene, noun: usize, frame: &NounFrame) -> Option<usize> {
    let free = !frame.prepositions.iter().any(|preposition| preposition == "of");
    of_complement(scene.tree, noun).filter(|&of| free && scene.is_animate(of))
}

fn draft(
    scene: &Scene,
    noun: usize,
    relation: &RelationType,
    (doer, object): (usize, Option<usize>),
    status: Status,
) -> Draft {
    let naming = Naming { name: relation.name.clone(), family: Some(relation.family.clone()), trigger: vec![noun] };
    let object = object.map(|object| scene.participant(object));
    let mut draft = scene.draft(scene.participant(doer), naming, object, status);
    draft.confidence = 0.7;
    draft.time = time_on(scene, noun);
    let taken = [doer, draft.object.as_ref().map_or(doer, |object| object.head)];
    draft.place = place_within(scene, noun, &taken, 1).map(|head| scene.participant(head));
    draft
}

/// The time that stands on the noun: "the invasion in February", "last month's visit".
pub fn time_on(scene: &Scene, noun: usize) -> Option<TimeExpression> {
    let tree = scene.tree;
    let on = |noun: usize| {
        let hung = [Dependency::Nmod, Dependency::NmodUnmarked, Dependency::Compound, Dependency::NmodPoss];
        let hangs = |&child: &usize| {
            // "the March bombing" is no walk.
            let before = tree.token(child).relation == Dependency::Compound;
            let preposition = if before { "in".to_owned() } else { tree.preposition(child).unwrap_or_default() };
            hung.contains(&tree.token(child).relation) && is_time(tree, child, &preposition)
        };
        tree.dependents(noun).iter().copied().find(hangs)
    };
    // "a fire at the factory on Friday": the day may hang on the place.
    let place = || {
        let mut places = tree.dependents_by(noun, &[Dependency::Nmod]);
        places.find(|&child| matches!(tree.preposition(child).as_deref(), Some("at" | "in" | "near" | "on")))
    };
    on(noun).or_else(|| place().and_then(on)).map(|head| scene.time(head))
}

/// "A war between X and Y", "talks between X, Y and Z": the first with each of the others.
fn parties(scene: &Scene, noun: usize, relation: &RelationType, parties: &[usize]) -> Vec<Draft> {
    let Some((&first, others)) = parties.split_first() else { return Vec::new() };
    let animate = |&head: &usize| scene.is_animate(head);
    if !animate(&first) {
        return Vec::new();
    }
    let status = existing(scene, noun).unwrap_or_else(|| scene.judge.event(noun));
    let others = others.iter().copied().filter(animate);
    others.map(|other| draft(scene, noun, relation, (first, Some(other)), status)).collect()
}

/// The standing of "there is …" and of what a verb says of the noun as its subject or object.
fn existing(scene: &Scene, noun: usize) -> Option<Status> {
    let governor = scene.tree.head(noun)?;
    let clause = scene.clauses.iter().find(|clause| clause.predicate == governor)?;
    let taken_on = clause.subjects.contains(&noun) && scene.tree.lemma(governor) == "be";
    let itself = clause.predicate == noun;
    (taken_on || itself).then(|| scene.judge.status(clause))
}

/// "Flew to Paris for talks with X", "said after a meeting with X", "during a visit to X": who the clause is about takes
/// part.
fn on_occasion(scene: &Scene, noun: usize, relation: &RelationType, objects: &[usize]) -> Vec<Draft> {
    let meets = matches!(&*relation.family, "visit" | "meet" | "talk" | "discuss");
    let Some((clause, preposition)) = clause_of_oblique(scene, noun).filter(|_| meets) else { return Vec::new() };
    let status = scene.judge.status(clause);
    let own = scene.judge.around(clause);
    let status = match preposition {
        "for" => status,
        "before" | "ahead of" => Status { modality: Modality::Planned, ..own },
        _ => own,
    };
    let mut found = Vec::new();
    for &doer in clause.subjects.iter().filter(|&&subject| scene.is_animate(subject)) {
        for &object in objects.iter().filter(|&&object| object != doer) {
            let mut draft = draft(scene, noun, relation, (doer, Some(object)), status);
            let shares = matches!(preposition, "for" | "at" | "in" | "during" | "on");
            if shares {
                let around = setting(scene, clause, &[doer, object]);
                draft.time = draft.time.or(around.time);
                let arrival = clause.obliques.iter().find(|oblique| oblique.preposition == "to");
                let arrival =
                    arrival.map(|oblique| oblique.head).filter(|&head| head != object && scene.is_place(head));
                let place = around.place.or(arrival).filter(|&head| head != object);
                draft.place = draft.place.or(place.map(|head| scene.participant(head)));
            }
            found.push(draft);
        }
    }
    found
}

/// The clause in which the noun stands after a preposition that makes it the occasion.
fn clause_of_oblique<'s>(scene: &Scene<'s>, noun: usize) -> Option<(&'s Clause, &'static str)> {
    let occasion = scene.clauses.iter().find_map(|clause| {
        let oblique = clause.obliques.iter().find(|oblique| oblique.head == noun)?;
        let occasion = ["for", "at", "during", "in", "on", "after", "following", "before", "ahead of"];
        let preposition = occasion.into_iter().find(|known| *known == oblique.preposition)?;
        Some((clause, preposition))
    })?;
    Some(occasion)
}

/// "The death of X", "X's resignation", "the arrest of X": what happened to somebody named, whoever did it.
fn undergone(scene: &Scene, noun: usize) -> Vec<Draft> {
    let tree = scene.tree;
    let lemma = tree.lemma(noun);
    let status = scene.judge.event(noun);
    let counted = |head: usize| scene.participant(head).quantity.is_some_and(|quantity| quantity.number.is_some());
    let whose = || {
        let possessor = tree.dependent(noun, &[Dependency::NmodPoss]);
        let whose = possessor.or_else(|| of_complement(tree, noun)).filter(|&head| !is_time(tree, head, "of"));
        whose.filter(|&head| scene.is_named(head) || counted(head))
    };
    if let Some(relation) = scene.schema.happening(&lemma) {
        let subjects: Vec<usize> = whose().map(|head| tree.coordinated(head)).unwrap_or_default();
        return subjects.into_iter().map(|head| draft(scene, noun, relation, (head, None), status)).collect();
    }
    let frame = scene.schema.noun_frames(&lemma).iter().find(|frame| frame.prepositions.iter().any(|of| of == "of"));
    let relation = frame.map(|frame| scene.schema.relation_at(frame.relation));
    let Some(relation) = relation.filter(|relation| UNDERGOING.contains(&&*relation.family)) else { return Vec::new() };
    // "the firing of Ann Lee" is no shot.
    let person = matches!(&*relation.family, "acquit" | "dismiss" | "elect" | "sentence");
    let named = |head: &usize| {
        let entity_type = scene.entity_type(*head);
        let fits = !person || matches!(entity_type, Some(EntityType::Person | EntityType::Group));
        scene.is_named(*head) && entity_type != Some(EntityType::Event) && fits
    };
    let undergoers = of_complement(tree, noun).map(|head| tree.coordinated(head)).unwrap_or_default();
    // "the invasion" as a subject tells of itself; what is only open tells of nobody.
    if status.modality == Modality::Hypothetical || status.polarity == Polarity::Negative {
        return Vec::new();
    }
    let drafts = undergoers.into_iter().filter(named).map(|head| {
        let mut draft = draft(scene, noun, relation, (head, None), status);
        draft.relation = format!("was_{}", relation.name);
        draft.confidence = 0.65;
        draft
    });
    drafts.collect()
}

/// Families of acts whose undergoer is told by "of" without a doer.
const UNDERGOING: &[&str] = &[
    "abduct", "acquit", "appoint", "arrest", "attack", "capture", "casualty", "charge", "dismiss", "elect", "found",
    "sentence",
];
