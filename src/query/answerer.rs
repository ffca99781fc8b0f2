use crate::graph::Graph;
use crate::model::{EntityId, StatementId};
use crate::schema::Schema;

use super::answer::Reply;
use super::card::{self, EntityCard, Fact};
use super::error::{LookupError, PatternError};
use super::evaluate::evaluate;
use super::explain::explain;
use super::link::{entities, suggestions};
use super::render::understood;
use super::route::{Hop, route};
use super::table::{Table, columns, rows};
use super::{pattern, question};

/// Answers questions and patterns about a graph.
///
/// ```
/// use newsgraph::graph::Graph;
/// use newsgraph::query::Answerer;
/// use newsgraph::schema::Schema;
///
/// let graph = Graph::new();
/// let reply = Answerer::new(&graph, Schema::news()).ask("who visited Kyiv");
/// assert!(reply.answers.is_empty());
/// assert!(reply.explanation.is_some());
/// ```
#[derive(Clone, Copy)]
pub struct Answerer<'g> {
    graph: &'g Graph,
    schema: &'g Schema,
}

impl<'g> Answerer<'g> {
    /// Answers from `graph`, whose relations `schema` knows.
    pub fn new(graph: &'g Graph, schema: &'g Schema) -> Answerer<'g> {
        Answerer { graph, schema }
    }

    /// Answers a question in English; never panics, and says why where there is no answer.
    pub fn ask(&self, text: &str) -> Reply {
        question::ask(self.graph, self.schema, text)
    }

    /// Answers a pattern such as `?who visited Kyiv; ?who leads ?org [claimed]`.
    ///
    /// # Errors
    /// [`PatternError`] if the pattern cannot be read; names and relations that the graph does not have are no error
    /// but explained in the table.
    pub fn query(&self, text: &str) -> Result<Table, PatternError> {
        let is_relation = |word: &str| pattern::is_relation(self.graph, self.schema, word);
        let query = pattern::resolve(self.graph, self.schema, pattern::parse(text, &is_relation)?);
        let matches = evaluate(self.graph, &query);
        let columns = columns(&query);
        let rows = rows(self.graph, &query, &columns, &matches);
        let explanation = rows.is_empty().then(|| explain(self.graph, &query));
        Ok(Table { understood: understood(&query), columns, rows, explanation })
    }

    /// What the graph knows of an entity, given by name or number (`e7`).
    ///
    /// # Errors
    /// [`LookupError::UnknownName`] with names that are spelt like it.
    pub fn show(&self, name: &str) -> Result<EntityCard, LookupError> {
        let id = self.find(name)?;
        card::entity_card(self.graph, self.schema, id).ok_or_else(|| self.unknown(name))
    }

    /// A statement with its sentences, given by its number (`s7`).
    ///
    /// # Errors
    /// [`LookupError::UnknownStatement`] if the number is not in use.
    pub fn why(&self, statement: &str) -> Result<Fact, LookupError> {
        let id: Option<StatementId> = statement.trim().parse().ok();
        id.and_then(|id| card::fact(self.graph, self.schema, id))
            .ok_or_else(|| LookupError::UnknownStatement(statement.trim().to_owned()))
    }

    /// The shortest path between two entities, given by names or numbers; empty if they are one.
    ///
    /// # Errors
    /// [`LookupError`] if a name is unknown, or no path of at most six steps leads from one to the other.
    pub fn path(&self, from: &str, to: &str) -> Result<Vec<Hop>, LookupError> {
        let (one, other) = (self.find(from)?, self.find(to)?);
        let name = |id| self.graph.entity_by_id(id).map_or_else(String::new, |entity| entity.name.clone());
        route(self.graph, one, other).ok_or_else(|| LookupError::NotConnected { from: name(one), to: name(other) })
    }

    /// The facts in which an entity takes part, in order of time.
    ///
    /// # Errors
    /// [`LookupError::UnknownName`] with names that are spelt like it.
    pub fn timeline(&self, name: &str) -> Result<Vec<Fact>, LookupError> {
        Ok(card::timeline(self.graph, self.schema, self.find(name)?))
    }

    /// The entity of a name or number: of several, the one with the most statements.
    ///
    /// # Errors
    /// [`LookupError::UnknownName`] with names that are spelt like it.
    pub fn find(&self, name: &str) -> Result<EntityId, LookupError> {
        let name = name.trim();
        let numbered = name.strip_prefix('e').and_then(|digits| digits.parse().ok()).map(EntityId);
        let known = numbered.filter(|id| self.graph.entity_by_id(*id).is_some());
        let named = || self.graph.entity(name).map(|view| view.id());
        let linked = || {
            let linked = entities(self.graph, name).into_iter().map(|linked| linked.entity);
            linked.max_by_key(|id| (self.graph.view(*id).map_or(0, |view| view.degree()), std::cmp::Reverse(*id)))
        };
        known.or_else(named).or_else(linked).map(|id| self.graph.resolve(id)).ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> LookupError {
        LookupError::UnknownName { name: name.to_owned(), near: suggestions(self.graph, name, 3) }
    }
}
