//! What the graph knows of one entity or one statement, as data for a program to show.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::graph::Graph;
use crate::model::{EntityId, Polarity, Statement, StatementId};
use crate::schema::Schema;

use super::answer::{Quote, Status};
use super::bind::Node;
use super::render::{quotes, source_name, statement_text};
use super::roles;

/// A statement with names in the place of numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// Its number, as `why` takes it.
    pub id: String,
    /// Who or what it is about.
    pub subject: String,
    /// The relation.
    pub relation: String,
    /// The words that express it.
    pub trigger: String,
    /// What is said of the subject; empty if nothing.
    pub object: String,
    /// The whole as a short sentence.
    pub sentence: String,
    /// How far it is vouched for.
    pub status: Status,
    /// Who says so, if somebody other than the article.
    pub attributed_to: Option<String>,
    /// When, in the words of the article.
    pub time: Option<String>,
    /// First day, if known.
    pub start: Option<Date>,
    /// Last day, if known.
    pub end: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// The number in it, in words of the article.
    pub quantity: Option<String>,
    /// Further participants: role and name.
    pub qualifiers: Vec<(String, String)>,
    /// The roles that the schema names, with those who fill them: attacker, target, weapon.
    pub roles: Vec<(String, String)>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
    /// The sentences that say so.
    pub evidence: Vec<Quote>,
}

/// What the graph knows of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityCard {
    /// Its number.
    pub id: String,
    /// The best form of its name.
    pub name: String,
    /// What kind of thing it is.
    pub entity_type: String,
    /// Every form of its name with the number of mentions.
    pub aliases: BTreeMap<String, u32>,
    /// How often it is mentioned.
    pub mentions: usize,
    /// In which documents.
    pub documents: Vec<String>,
    /// Statements of which it is the subject.
    pub says: Vec<Fact>,
    /// Statements of which it is the object.
    pub of_it: Vec<Fact>,
    /// Statements in which it is place, source or qualifier.
    pub beside: Vec<Fact>,
}

/// The fact of a statement's number.
pub(crate) fn fact(graph: &Graph, schema: &Schema, id: StatementId) -> Option<Fact> {
    graph.statement(id).map(|statement| fact_of(graph, schema, statement))
}

fn fact_of(graph: &Graph, schema: &Schema, statement: &Statement) -> Fact {
    let name = |id| graph.entity_by_id(id).map_or_else(String::new, |entity| entity.name.clone());
    let text = |node: Node| node.text(graph).to_owned();
    Fact {
        id: statement.id.to_string(),
        subject: name(statement.subject),
        relation: statement.relation.clone(),
        trigger: statement.trigger.clone(),
        object: Node::of(&statement.object).map(text).unwrap_or_default(),
        sentence: statement_text(graph, statement),
        status: Status::of(statement, Polarity::Positive),
        attributed_to: source_name(graph, statement.attributed_to),
        time: statement.time.as_ref().map(|time| time.text.clone()),
        start: statement.time.as_ref().and_then(|time| time.start),
        end: statement.time.as_ref().and_then(|time| time.end),
        place: statement.place.map(name),
        quantity: statement.quantity.as_ref().map(super::count::quantity_text),
        qualifiers: statement
            .qualifiers
            .iter()
            .filter_map(|qualifier| Some((qualifier.role.clone(), Node::of(&qualifier.value).map(text)?)))
            .collect(),
        roles: roles::filled(graph, schema, statement),
        confidence: statement.confidence,
        evidence: quotes(graph, [statement.id]),
    }
}

/// The card of an entity; `None` if the number is not in use.
pub(crate) fn entity_card(graph: &Graph, schema: &Schema, id: EntityId) -> Option<EntityCard> {
    let entity = graph.entity_by_id(id)?;
    let facts = |statements: Vec<&Statement>| statements.into_iter().map(|s| fact_of(graph, schema, s)).collect();
    let mentions = graph.mentions_of(id);
    let mut documents: Vec<String> = Vec::new();
    for document in mentions.iter().filter_map(|mention| graph.document(mention.document)) {
        if !documents.contains(&document.name) {
            documents.push(document.name.clone());
        }
    }
    Some(EntityCard {
        id: entity.id.to_string(),
        name: entity.name.clone(),
        entity_type: entity.entity_type.to_string(),
        aliases: entity.aliases.clone(),
        mentions: mentions.len(),
        documents,
        says: facts(graph.outgoing(id).collect()),
        of_it: facts(graph.incoming(id).collect()),
        beside: facts(graph.circumstantial(id).collect()),
    })
}

/// The facts in which an entity takes part, in order of time: those with known days first, then those with a time in
/// words, then the rest in the order in which they were reported.
pub(crate) fn timeline(graph: &Graph, schema: &Schema, id: EntityId) -> Vec<Fact> {
    let Some(view) = graph.view(id) else { return Vec::new() };
    let mut facts: Vec<(StatementId, Fact)> =
        view.statements().map(|statement| (statement.id(), fact_of(graph, schema, statement.statement()))).collect();
    facts.sort_by_key(|(id, fact)| (fact.start.is_none(), fact.start, fact.end, fact.time.is_none(), *id));
    facts.into_iter().map(|(_, fact)| fact).collect()
}
