//! Different figures for one quantity: a disagreement where the sources differ, an update where one source gives a later one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::graph::Graph;
use crate::model::{DocumentId, EntityId, Quantity, Statement};
use crate::query::count::quantity_text;
use crate::query::render::source_name;

/// One figure with who gives it and in which article.
struct Figure {
    text: String,
    number: u64,
    source: String,
    published: Option<Date>,
    document: u32,
}

/// What to know about figures that differ; nothing if they agree or there is one. Figures of articles that speak of nobody
/// and nothing in common are of different matters, and do not disagree.
pub(super) fn note(graph: &Graph, statements: &[&Statement]) -> Option<String> {
    let mut matters: Vec<(BTreeSet<EntityId>, Vec<Figure>)> = Vec::new();
    for statement in statements {
        let Some(figure) = figure(graph, statement) else { continue };
        let taking_part = [Some(statement.subject), statement.object.entity(), statement.place];
        let mentioned = graph.mentions_in(DocumentId(figure.document)).map(|mention| mention.entity);
        let mut named: BTreeSet<EntityId> = taking_part.into_iter().flatten().chain(mentioned).collect();
        let mut together = vec![figure];
        let (same, others) = matters.into_iter().partition(|(entities, given): &(_, Vec<Figure>)| {
            !named.is_disjoint(entities) || given.iter().any(|other| other.document == together[0].document)
        });
        matters = others;
        for (entities, given) in same {
            named.extend(entities);
            together.extend(given);
        }
        matters.push((named, together));
    }
    let mut notes: Vec<String> = matters.iter().filter_map(|(_, figures)| of_one_matter(figures)).collect();
    if matters.len() > 1 {
        notes.push("the articles tell of different events".to_owned());
    }
    (!notes.is_empty()).then(|| notes.join("; "))
}

fn of_one_matter(figures: &[Figure]) -> Option<String> {
    let mut by_source: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        by_source.entry(&figure.source).or_default().push(figure);
    }
    let mut latest: Vec<&Figure> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for (source, mut given) in by_source {
        given.sort_by_key(|figure| (figure.published, figure.document));
        let (Some(first), Some(last)) = (given.first().copied(), given.last().copied()) else { continue };
        if first.number != last.number && first.published < last.published && first.published.is_some() {
            notes.push(format!("update: {source} put it at {} before, now at {}", dated(first), dated(last)));
        } else if first.number != last.number {
            let all: Vec<&str> = given.iter().map(|figure| figure.text.as_str()).collect();
            notes.push(format!("{source} gives different figures: {}", all.join(", ")));
        }
        latest.push(last);
    }
    latest.sort_by_key(|figure| (figure.published, figure.document, figure.number));
    if latest.iter().any(|figure| figure.number != latest[0].number) {
        let all: Vec<String> = latest.iter().map(|figure| format!("{} ({})", figure.text, figure.source)).collect();
        notes.insert(0, format!("the sources disagree: {}", all.join(", ")));
    }
    (!notes.is_empty()).then(|| notes.join("; "))
}

fn dated(figure: &Figure) -> String {
    figure.published.map_or_else(|| figure.text.clone(), |day| format!("{} ({day})", figure.text))
}

/// A statement without a source speaks for its article.
fn figure(graph: &Graph, statement: &Statement) -> Option<Figure> {
    let quantity: &Quantity = statement.quantity.as_ref()?;
    let document = graph.document(statement.evidence.first()?.document)?;
    let publisher = || document.source.clone().unwrap_or_else(|| document.name.clone());
    Some(Figure {
        text: quantity_text(quantity),
        number: quantity.number?.to_bits(),
        source: source_name(graph, statement.attributed_to).unwrap_or_else(publisher),
        published: document.published,
        document: document.id.0,
    })
}
