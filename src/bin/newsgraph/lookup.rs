use std::collections::BTreeSet;
use std::fmt;

use newsgraph::graph::{EntityView, Graph};
use newsgraph::model::{Document, DocumentId, Entity, EntityId};
use newsgraph::query::{Answerer, LookupError};
use newsgraph::schema::Schema;

/// How many near names are offered.
const MOST_SUGGESTIONS: usize = 3;
/// How alike (Jaro–Winkler) the name of a document must be to be offered.
const LEAST_LIKENESS: f64 = 0.7;

/// No document has that name.
#[derive(Debug)]
pub struct UnknownDocument {
    name: String,
    near: Vec<String>,
}

impl fmt::Display for UnknownDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no document is called `{}`", self.name)?;
        if self.near.is_empty() { Ok(()) } else { write!(formatter, "; did you mean {}?", self.near.join(" or ")) }
    }
}

impl std::error::Error for UnknownDocument {}

/// The number of the entity that `name` stands for; a note says who is taken where it is not called exactly so, and
/// who else is called so.
pub fn entity(graph: &Graph, name: &str) -> Result<String, LookupError> {
    let id = Answerer::new(graph, Schema::news()).find(name)?;
    if let (Some(entity), false) = (graph.entity_by_id(id), is_exact(graph, id, name)) {
        anstream::eprintln!("note: taking `{name}` for {}", described(entity));
    }
    let others = candidates(graph, name).into_iter().filter(|other| other.id() != id);
    let others: Vec<String> = others.map(|other| described(other.entity())).collect();
    if !others.is_empty() {
        anstream::eprintln!("note: also called {name}: {}", others.join(", "));
    }
    Ok(id.to_string())
}

/// The entity that is called exactly so: corrections are not made on a guess.
pub fn exact_entity(graph: &Graph, name: &str) -> Result<Entity, LookupError> {
    let id = Answerer::new(graph, Schema::news()).find(name)?;
    let entity = graph.entity_by_id(id).cloned();
    let near = || entity.iter().map(|entity| entity.name.clone()).collect();
    match &entity {
        Some(entity) if is_exact(graph, id, name) => Ok(entity.clone()),
        _ => Err(LookupError::UnknownName { name: name.to_owned(), near: near() }),
    }
}

fn is_exact(graph: &Graph, id: EntityId, name: &str) -> bool {
    let numbered = name.trim().parse().is_ok_and(|number| graph.resolve(number) == id);
    numbered || graph.entities_named(name).contains(&id)
}

/// The entities that have this name, the one that the graph says most about first.
pub fn candidates<'g>(graph: &'g Graph, name: &str) -> Vec<EntityView<'g>> {
    let mut found: Vec<EntityView> = graph.entities_named(name).into_iter().filter_map(|id| graph.view(id)).collect();
    found.sort_by_key(|view| (std::cmp::Reverse(view.degree()), view.id()));
    found
}

/// "Kyiv (Place, e3)".
pub fn described(entity: &Entity) -> String {
    format!("{} ({}, {})", entity.name, entity.entity_type, entity.id)
}

/// The document of that name or number.
pub fn document<'g>(graph: &'g Graph, name: &str) -> anyhow::Result<&'g Document> {
    let number = name.strip_prefix('d').and_then(|digits| digits.parse().ok()).map(DocumentId);
    if let Some(document) = number.and_then(|id| graph.document(id)) {
        return Ok(document);
    }
    let named: Vec<&Document> = graph.documents().filter(|document| document.name == name).collect();
    match named[..] {
        [document] => Ok(document),
        [] => Err(UnknownDocument { name: name.to_owned(), near: near_documents(graph, name) }.into()),
        _ => {
            let numbers: Vec<String> = named.iter().map(|document| document.id.to_string()).collect();
            let numbers = numbers.join(", ");
            anyhow::bail!("{} documents are called `{name}`; name one by its number: {numbers}", named.len())
        }
    }
}

fn near_documents(graph: &Graph, name: &str) -> Vec<String> {
    let names: BTreeSet<&str> = graph.documents().map(|document| document.name.as_str()).collect();
    let mut near: Vec<(f64, &str)> =
        names.into_iter().map(|other| (strsim::jaro_winkler(name, other), other)).collect();
    near.retain(|(likeness, _)| *likeness >= LEAST_LIKENESS);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(MOST_SUGGESTIONS).map(|(_, name)| name.to_owned()).collect()
}
