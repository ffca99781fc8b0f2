//! What a statement implies: whoever attacks targets in a place attacks the place, whoever refuses a demand refuses what
//! was demanded.

use crate::model::ValueType;
use crate::nlp::Dependency;

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::relation::{Relation, snake};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::setting::place_within;
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::{Clause, Voice};

/// The statements that a clause with this subject implies; `times` are its phrases that say when.
pub fn drafts(
    scene: &Scene,
    clause: &Clause,
    relation: &Relation,
    subject: &Participant,
    times: &[usize],
    status: Status,
) -> Vec<Draft> {
    let mut found = penalties(scene, clause, relation, status);
    found.extend(what_was_asked(scene, relation, subject, status));
    found.extend(places_attacked(scene, relation, subject, status));
    found.extend(founding(scene, relation, times, status));
    found.extend(replacement(scene, clause, status));
    found.extend(appeal(scene, clause, subject, status));
    found
}

/// "Appealed to the neighbours *for tents*": what is asked for hangs on those who are asked.
fn appeal(scene: &Scene, clause: &Clause, subject: &Participant, status: Status) -> Vec<Draft> {
    let tree = scene.tree;
    let appeals = matches!(&*tree.lemma(clause.predicate), "appeal" | "plead") && clause.voice == Voice::Active;
    let asked = clause.obliques.iter().filter(|oblique| appeals && matches!(&*oblique.preposition, "to" | "with"));
    let wanted = asked
        .flat_map(|asked| tree.dependents_by(asked.head, &[Dependency::Nmod]))
        .find(|&child| tree.preposition(child).as_deref() == Some("for"));
    let (Some(wanted), Some(known)) = (wanted, scene.schema.relation("demanded")) else { return Vec::new() };
    let mut trigger = vec![clause.predicate];
    trigger.extend(tree.dependent(wanted, &[Dependency::Case]));
    let drafts = tree.coordinated(wanted).into_iter().map(|head| {
        let naming = Naming { name: known.name.clone(), family: Some(known.family.clone()), trigger: trigger.clone() };
        scene.draft(subject.clone(), naming, Some(scene.participant(head)), status)
    });
    drafts.collect()
}

/// "Attacked targets in X", "fortified the harbour of X": whoever attacks or strengthens what lies in a place does so to the place.
fn places_attacked(scene: &Scene, relation: &Relation, subject: &Participant, status: Status) -> Option<Draft> {
    let &object = relation.objects.first().filter(|_| {
        matches!(relation.name.as_str(), "attacked" | "bombed" | "defended" | "reinforced" | "shelled" | "struck")
    })?;
    if scene.is_named(object) {
        return None;
    }
    let place = place_within(scene, object, &[], 1).filter(|&place| scene.is_named(place))?;
    let naming =
        Naming { name: relation.name.clone(), family: relation.family.clone(), trigger: relation.trigger.clone() };
    let mut draft = scene.draft(subject.clone(), naming, Some(scene.participant(place)), status);
    draft.confidence -= 0.1;
    Some(draft)
}

/// "Refused demands for a truce": whoever refuses the demand refuses the truce.
fn what_was_asked(scene: &Scene, relation: &Relation, subject: &Participant, status: Status) -> Vec<Draft> {
    let tree = scene.tree;
    let answers = matches!(relation.family.as_deref(), Some("refuse" | "accept" | "approve"));
    let asked = relation.objects.iter().copied().filter(|&object| {
        let demanded = |frame: &crate::schema::NounFrame| {
            let relation = scene.schema.relation_at(frame.relation);
            matches!(&*relation.family, "demand" | "urge" | "propose")
        };
        answers && scene.schema.noun_frames(&tree.lemma(object)).iter().any(demanded)
    });
    let wanted = asked.filter_map(|object| {
        tree.dependents_by(object, &[Dependency::Nmod]).find(|&child| tree.preposition(child).as_deref() == Some("for"))
    });
    let drafts = wanted.flat_map(|first| tree.coordinated(first)).map(|head| {
        let naming =
            Naming { name: relation.name.clone(), family: relation.family.clone(), trigger: relation.trigger.clone() };
        let mut draft = scene.draft(subject.clone(), naming, Some(scene.participant(head)), status);
        draft.confidence -= 0.1;
        draft
    });
    drafts.collect()
}

/// "Formed in 1949 by twelve countries": when something came into being belongs to it, whoever made it.
fn founding(scene: &Scene, relation: &Relation, times: &[usize], status: Status) -> Option<Draft> {
    let &founded = relation.objects.first().filter(|_| relation.name == "founded")?;
    let time = times.first().copied().filter(|_| scene.is_named(founded))?;
    let naming = Naming {
        name: "was_founded_in".to_owned(),
        family: relation.family.clone(),
        trigger: relation.trigger.clone(),
    };
    let object = Participant { value_type: ValueType::Date, ..scene.participant(time) };
    Some(scene.draft(scene.participant(founded), naming, Some(object), status))
}

/// "Sentenced X to six years", "charged X with fraud": what X got, or is said to have done, is told of X.
fn penalties(scene: &Scene, clause: &Clause, relation: &Relation, status: Status) -> Vec<Draft> {
    let judged = matches!(relation.name.as_str(), "charged" | "convicted" | "sentenced");
    if !judged || clause.voice == Voice::Passive && clause.agents.is_empty() {
        return Vec::new();
    }
    let tree = scene.tree;
    let on_object = relation.objects.iter().flat_map(|&object| tree.dependents_by(object, &[Dependency::Nmod]));
    let tied = clause.obliques.iter().map(|oblique| oblique.head).chain(on_object);
    let fitting = |head: &usize| match relation.name.as_str() {
        "sentenced" => tree.preposition(*head).as_deref() == Some("to"),
        "charged" => tree.preposition(*head).as_deref() == Some("with"),
        _ => matches!(tree.preposition(*head).as_deref(), Some("of" | "for")),
    };
    let Some(first) = tied.into_iter().find(fitting) else { return Vec::new() };
    let got = tree.coordinated(first);
    let preposition = tree.preposition(first).unwrap_or_default();
    let mut trigger = relation.trigger.clone();
    trigger.extend(tree.dependent(first, &[Dependency::Case]));
    let people = relation.objects.iter().filter(|object| !got.contains(object));
    let pairs = people.flat_map(|&object| got.iter().map(move |&got| (object, got)));
    let drafts = pairs.map(|(object, got)| {
        let naming = Naming {
            name: format!("was_{}_{}", relation.name, snake(&preposition)),
            family: relation.family.clone(),
            trigger: trigger.clone(),
        };
        scene.draft(scene.participant(object), naming, Some(scene.participant(got)), status)
    });
    drafts.collect()
}

/// "Replaced X *with Y*": it is Y who succeeds X.
fn replacement(scene: &Scene, clause: &Clause, status: Status) -> Vec<Draft> {
    let tree = scene.tree;
    let successor = clause.obliques.iter().find(|oblique| oblique.preposition == "with");
    let replaced = tree.lemma(clause.predicate) == "replace" && clause.voice == Voice::Active;
    let (Some(successor), true) = (successor, replaced) else { return Vec::new() };
    let Some(known) = scene.schema.relation("succeeded").filter(|_| scene.is_named(successor.head)) else {
        return Vec::new();
    };
    let drafts = clause.objects.iter().map(|&object| {
        let naming =
            Naming { name: known.name.clone(), family: Some(known.family.clone()), trigger: vec![clause.predicate] };
        scene.draft(scene.participant(successor.head), naming, Some(scene.participant(object)), status)
    });
    drafts.collect()
}
