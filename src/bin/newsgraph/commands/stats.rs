use std::collections::BTreeMap;
use std::io::Write;

use newsgraph::graph::Graph;
use newsgraph::model::{Modality, Polarity};
use serde_json::json;

use crate::args::{Format, Formatted};
use crate::exit::Exit;
use crate::render::table;
use crate::screen::Screen;

/// Counts of what the graph holds.
pub fn run(graph: &Graph, formatted: &Formatted, screen: &mut Screen) -> anyhow::Result<Exit> {
    let mut types = BTreeMap::new();
    for entity in graph.entities() {
        *types.entry(entity.entity_type.as_str()).or_insert(0usize) += 1;
    }
    let (mut asserted, mut claimed, mut planned, mut hypothetical, mut denied, mut evidence) = (0, 0, 0, 0, 0, 0);
    for statement in graph.statements() {
        evidence += statement.evidence.len();
        let count = match (statement.polarity, statement.modality) {
            (Polarity::Negative, _) => &mut denied,
            (_, Modality::Asserted) => &mut asserted,
            (_, Modality::Claimed) => &mut claimed,
            (_, Modality::Planned) => &mut planned,
            (_, Modality::Hypothetical) => &mut hypothetical,
        };
        *count += 1usize;
    }
    let statements = graph.statements().count();
    let relations = graph.relations();
    let families: std::collections::BTreeSet<_> = relations.iter().filter_map(|relation| relation.family).collect();
    let counts = [
        ("documents", graph.documents().count()),
        ("entities", types.values().sum()),
        ("mentions", graph.mention_count()),
        ("statements", statements),
        ("asserted", asserted),
        ("claimed", claimed),
        ("planned", planned),
        ("hypothetical", hypothetical),
        ("denied", denied),
        ("evidence", evidence),
        ("relations", relations.len()),
        ("families", families.len()),
    ];
    match formatted.format {
        Format::Text => {
            let row = |name: &str, count: usize| vec![name.to_owned(), count.to_string()];
            let mut rows: Vec<Vec<String>> = counts.iter().map(|(name, count)| row(name, *count)).collect();
            rows.extend(types.iter().map(|(kind, count)| row(&format!("entities: {kind}"), *count)));
            table(screen, &["", "count"], &rows)?;
        }
        Format::Json => {
            let mut shown: serde_json::Map<_, _> =
                counts.map(|(name, count)| (name.to_owned(), count.into())).into_iter().collect();
            shown.insert("entity_types".to_owned(), json!(types));
            writeln!(screen, "{}", serde_json::Value::Object(shown))?;
        }
    }
    Ok(Exit::Answered)
}
