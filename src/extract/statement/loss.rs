//! Soldiers and weapons that a side loses: "20,000 Russian soldiers were killed", "178 of Moscow's helicopters were
//! destroyed along with 585 drones".

use crate::lexicon::{NounClass, noun_class};
use crate::model::{EntityType, ValueType};

use crate::extract::statement::draft::Draft;
use crate::extract::statement::relation::{Relation, of_complement};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::status::Status;
use crate::extract::syntax::clause::{Clause, Voice};

/// The losses that a clause tells, each as what its side lost; `None` if it tells none.
pub fn losses(scene: &Scene, clause: &Clause, relation: &Relation, status: Status) -> Option<Vec<Draft>> {
    let ended = matches!(relation.family.as_deref(), Some("casualty" | "destroy" | "repel" | "damage"));
    let undergone = match clause.voice {
        Voice::Passive => clause.agents.is_empty(),
        Voice::Active => relation.name == "died" && relation.objects.is_empty(),
    };
    if !ended || !undergone || relation.name == "repelled" {
        return None;
    }
    let lost = scene.schema.relation("lost")?;
    let owner = clause.subjects.iter().find_map(|&head| owner(scene, head))?;
    let further = clause.obliques.iter().filter(|oblique| {
        matches!(oblique.preposition.as_str(), "along with" | "along" | "together with" | "alongside" | "as well as")
    });
    let heads = clause.subjects.iter().copied().chain(further.map(|oblique| oblique.head));
    let mut found = Vec::new();
    for head in heads {
        let mut object = scene.participant(head);
        if object.quantity.as_ref().is_none_or(|quantity| quantity.number.is_none()) {
            continue;
        }
        object.value_type = ValueType::Quantity;
        let naming =
            Naming { name: lost.name.clone(), family: Some(lost.family.clone()), trigger: relation.trigger.clone() };
        found.push(scene.draft(scene.participant(owner), naming, Some(object), status));
    }
    (!found.is_empty()).then_some(found)
}

/// The state or organisation whose soldiers or weapons the phrase counts.
fn owner(scene: &Scene, head: usize) -> Option<usize> {
    let tree = scene.tree;
    let noun = if tree.is_numeral(head) { of_complement(tree, head)? } else { head };
    let lemma = tree.lemma(noun);
    let fights = FIGHTING.contains(&lemma.as_str())
        || matches!(noun_class(&lemma), Some(NounClass::Weapon | NounClass::Vehicle));
    let owner = scene.doers_of_noun(noun).first().copied().filter(|_| fights)?;
    let side = scene.is_demonym(owner)
        || matches!(scene.entity_type(owner), Some(EntityType::Country | EntityType::Organization | EntityType::Group));
    side.then_some(owner)
}

/// Nouns for those who fight.
const FIGHTING: &[&str] = &[
    "airman",
    "aircraft",
    "fighter",
    "marine",
    "paratrooper",
    "personnel",
    "sailor",
    "serviceman",
    "soldier",
    "troop",
    "troops",
];
