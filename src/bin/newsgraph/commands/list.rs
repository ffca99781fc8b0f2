use std::io::Write;

use newsgraph::graph::Graph;
use newsgraph::model::Entity;
use serde_json::json;

use crate::args::{Entities, Format, Formatted};
use crate::exit::Exit;
use crate::render::table;
use crate::screen::Screen;

/// Entities with their numbers, all or by the start of their names.
pub fn entities(graph: &Graph, listed: &Entities, screen: &mut Screen) -> anyhow::Result<Exit> {
    let entities: Vec<&Entity> = match &listed.prefix {
        Some(prefix) => graph.names_with_prefix(prefix),
        None => graph.entities().collect(),
    };
    if let (true, Some(prefix)) = (entities.is_empty(), &listed.prefix) {
        anstream::eprintln!("no name starts with `{prefix}`");
    }
    let statements = |entity: &Entity| graph.view(entity.id).map_or(0, |view| view.statements().count());
    match listed.format {
        Format::Text => {
            let row = |entity: &&Entity| {
                let aliases: Vec<&str> =
                    entity.aliases.keys().map(String::as_str).filter(|alias| *alias != entity.name).collect();
                vec![
                    entity.id.to_string(),
                    entity.entity_type.to_string(),
                    entity.name.clone(),
                    statements(entity).to_string(),
                    aliases.join("; "),
                ]
            };
            let rows: Vec<Vec<String>> = entities.iter().map(row).collect();
            if !rows.is_empty() {
                table(screen, &["number", "type", "name", "statements", "also"], &rows)?;
            }
        }
        Format::Json => {
            for entity in &entities {
                let shown = json!({
                    "id": entity.id.to_string(),
                    "name": entity.name,
                    "type": entity.entity_type.as_str(),
                    "aliases": entity.aliases.keys().collect::<Vec<_>>(),
                    "statements": statements(entity),
                });
                writeln!(screen, "{shown}")?;
            }
        }
    }
    Ok(if entities.is_empty() { Exit::NoAnswer } else { Exit::Answered })
}

/// Relations with their families and how often they occur, the most frequent first.
pub fn relations(graph: &Graph, formatted: &Formatted, screen: &mut Screen) -> anyhow::Result<Exit> {
    let mut relations = graph.relations();
    relations.sort_by_key(|relation| std::cmp::Reverse(relation.count));
    match formatted.format {
        Format::Text => {
            let row = |relation: &newsgraph::graph::RelationSummary| {
                let family = relation.family.unwrap_or("");
                vec![relation.name.to_owned(), relation.count.to_string(), family.to_owned()]
            };
            let rows: Vec<Vec<String>> = relations.iter().map(row).collect();
            if !rows.is_empty() {
                table(screen, &["relation", "statements", "family"], &rows)?;
            }
        }
        Format::Json => {
            for relation in &relations {
                let (name, family, count) = (relation.name, relation.family, relation.count);
                writeln!(screen, "{}", json!({ "relation": name, "family": family, "statements": count }))?;
            }
        }
    }
    Ok(if relations.is_empty() { Exit::NoAnswer } else { Exit::Answered })
}
