//! What the schema knows: relations with their roles, types and words.

use std::io::Write;

use newsgraph::model::EntityType;
use newsgraph::schema::{Participant, RelationType, Schema};
use serde_json::{Value, json};

use crate::args::{Format, ShownSchema};
use crate::exit::Exit;
use crate::render::style::{DIM, NAME};
use crate::screen::Screen;

/// The relations of that name, family or role, or all of them.
pub fn run(schema: &Schema, shown: &ShownSchema, screen: &mut Screen) -> anyhow::Result<Exit> {
    let wanted = |relation: &&RelationType| {
        shown.name.as_deref().is_none_or(|name| {
            let mut roles = participants(relation).into_iter().filter_map(|(_, one)| one.role.as_deref());
            relation.name == name || relation.family == name || roles.any(|role| role == name)
        })
    };
    let relations: Vec<&RelationType> = schema.relations().iter().filter(wanted).collect();
    if let (true, Some(name)) = (relations.is_empty(), &shown.name) {
        anstream::eprintln!("the schema has no relation, family or role `{name}`; `newsgraph schema` lists all");
        return Ok(Exit::NoAnswer);
    }
    for relation in relations {
        match shown.format {
            Format::Text => text(screen, relation)?,
            Format::Json => writeln!(screen, "{}", object(relation))?,
        }
    }
    Ok(Exit::Answered)
}

/// Subject, object and the others, those of which the schema says something.
fn participants(relation: &RelationType) -> Vec<(&'static str, &Participant)> {
    let ends = [("subject", &relation.subject), ("object", &relation.object)];
    let others = relation.others.iter().map(|other| ("other", other));
    let told = |(_, one): &(&str, &Participant)| one.role.is_some() || !one.types.is_empty();
    ends.into_iter().chain(others).filter(told).collect()
}

fn types(participant: &Participant) -> String {
    let names: Vec<&str> = participant.types.iter().copied().map(EntityType::as_str).collect();
    if names.is_empty() { "anything".to_owned() } else { names.join(", ") }
}

fn text(screen: &mut Screen, relation: &RelationType) -> std::io::Result<()> {
    let RelationType { name, family, gloss, .. } = relation;
    writeln!(screen, "{NAME}{name}{NAME:#}  {gloss}  {DIM}family {family}{DIM:#}")?;
    for (place, participant) in participants(relation) {
        let role = participant.role.as_deref().unwrap_or(place);
        let place = match participant.after.as_slice() {
            [] => place.to_owned(),
            after => format!("after {}", after.join(", ")),
        };
        writeln!(screen, "  {role:<16}  {DIM}{place}:{DIM:#} {}", types(participant))?;
    }
    for (label, words) in [("verbs", &relation.verbs), ("nouns", &relation.nouns)] {
        if !words.is_empty() {
            writeln!(screen, "  {DIM}{label}:{DIM:#} {}", words.join(", "))?;
        }
    }
    Ok(())
}

fn object(relation: &RelationType) -> Value {
    let participant = |(place, one): (&str, &Participant)| {
        let types: Vec<&str> = one.types.iter().copied().map(EntityType::as_str).collect();
        json!({ "role": one.role, "stands": place, "types": types, "after": one.after })
    };
    json!({
        "relation": relation.name,
        "family": relation.family,
        "gloss": relation.gloss,
        "participants": participants(relation).into_iter().map(participant).collect::<Vec<_>>(),
        "inverse": relation.inverse,
        "single": relation.single_valued,
        "plover": relation.plover,
        "cameo": relation.cameo,
        "verbs": relation.verbs,
        "nouns": relation.nouns,
    })
}
