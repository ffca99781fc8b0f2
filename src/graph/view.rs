use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Document, Entity, EntityId, EntityType, Evidence, Mention, Modality, Object, Polarity, Statement, StatementId,
    TimeExpression,
};

use super::Graph;
use super::adjacency::Edge;
use super::layered::{Items, Layered};

/// An entity together with its graph, to walk from.
#[derive(Clone, Copy)]
pub struct EntityView<'g> {
    graph: &'g Graph,
    entity: &'g Entity,
}

impl<'g> EntityView<'g> {
    pub(super) fn new(graph: &'g Graph, entity: &'g Entity) -> Self {
        EntityView { graph, entity }
    }

    /// The graph it belongs to.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// The entity itself.
    pub fn entity(&self) -> &'g Entity {
        self.entity
    }

    /// Its number.
    pub fn id(&self) -> EntityId {
        self.entity.id
    }

    /// The best form of its name.
    pub fn name(&self) -> &'g str {
        &self.entity.name
    }

    /// Every form under which it was mentioned, with the number of mentions.
    pub fn aliases(&self) -> &'g BTreeMap<String, u32> {
        &self.entity.aliases
    }

    /// What kind of thing it is.
    pub fn entity_type(&self) -> EntityType {
        self.entity.entity_type
    }

    /// Statements with this entity as subject, of one relation (`"visited"`) or of all (`None`), sorted by (relation
    /// in order of first use, object, number).
    pub fn outgoing<'r>(&self, relation: impl Into<Option<&'r str>>) -> StatementViews<'g> {
        self.walk(&self.graph.edges().outgoing, relation.into())
    }

    /// Statements with this entity as object, of one relation (`"visited"`) or of all (`None`), sorted by (relation
    /// in order of first use, subject, number).
    pub fn incoming<'r>(&self, relation: impl Into<Option<&'r str>>) -> StatementViews<'g> {
        self.walk(&self.graph.edges().incoming, relation.into())
    }

    fn walk(&self, side: &'g Layered<Edge>, relation: Option<&str>) -> StatementViews<'g> {
        let edges = match relation {
            None => side.of(self.entity.id.0),
            Some(name) => self.graph.under(side, self.entity.id, name),
        };
        StatementViews { graph: self.graph, edges }
    }

    /// Every statement in which the entity takes part, as subject, object, place, source or qualifier, in order of
    /// their numbers.
    pub fn statements(&self) -> impl Iterator<Item = StatementView<'g>> + use<'g> {
        let graph = self.graph;
        let edges = graph.edges_around(self.entity.id);
        let circumstances = graph.circumstances().of(self.entity.id.0).map(StatementId);
        let statements: BTreeSet<StatementId> = edges.map(|edge| edge.statement()).chain(circumstances).collect();
        statements.into_iter().filter_map(|id| graph.statement_view(id))
    }

    /// Where the documents speak of it, sorted by (document, span).
    pub fn mentions(&self) -> Vec<Mention> {
        self.graph.mentions_of(self.entity.id)
    }

    /// In how many statements it is the subject or an object; one about itself counts twice.
    pub fn degree(&self) -> usize {
        self.graph.degree(self.entity.id)
    }

    /// The entities at the other end of its statements, each once, in order of their numbers.
    pub fn neighbours(&self) -> impl Iterator<Item = EntityView<'g>> + use<'g> {
        let graph = self.graph;
        let mut others: BTreeSet<EntityId> = graph.edges_around(self.entity.id).filter_map(Edge::other).collect();
        others.remove(&self.entity.id);
        others.into_iter().filter_map(|id| graph.view(id))
    }
}

/// The statements at one side of an entity.
#[derive(Clone)]
pub struct StatementViews<'g> {
    graph: &'g Graph,
    edges: Items<'g, Edge>,
}

impl<'g> Iterator for StatementViews<'g> {
    type Item = StatementView<'g>;

    fn next(&mut self) -> Option<Self::Item> {
        self.edges.by_ref().find_map(|edge| self.graph.statement_view(edge.statement()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.edges.size_hint().1)
    }
}

/// A statement together with its graph.
#[derive(Clone, Copy)]
pub struct StatementView<'g> {
    graph: &'g Graph,
    statement: &'g Statement,
}

impl<'g> StatementView<'g> {
    pub(super) fn new(graph: &'g Graph, statement: &'g Statement) -> Self {
        StatementView { graph, statement }
    }

    /// The graph it belongs to.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// The statement itself.
    pub fn statement(&self) -> &'g Statement {
        self.statement
    }

    /// Its number.
    pub fn id(&self) -> StatementId {
        self.statement.id
    }

    /// Who or what it is about.
    pub fn subject(&self) -> EntityView<'g> {
        EntityView::new(self.graph, self.known(self.statement.subject))
    }

    /// What is said of the subject: an entity or a value.
    pub fn object(&self) -> &'g Object {
        &self.statement.object
    }

    /// The object, where it is an entity.
    pub fn object_entity(&self) -> Option<EntityView<'g>> {
        self.statement.object.entity().and_then(|id| self.graph.view(id))
    }

    /// The words of the object: an entity's name, or a value's text.
    pub fn object_text(&self) -> &'g str {
        match &self.statement.object {
            Object::Entity(id) => &self.known(*id).name,
            Object::Value(value) => &value.text,
        }
    }

    /// The name of the relation.
    pub fn relation(&self) -> &'g str {
        &self.statement.relation
    }

    /// Affirmed or denied.
    pub fn polarity(&self) -> Polarity {
        self.statement.polarity
    }

    /// How far the article stands behind it.
    pub fn modality(&self) -> Modality {
        self.statement.modality
    }

    /// Who says so, if somebody other than the article.
    pub fn attributed_to(&self) -> Option<EntityView<'g>> {
        self.statement.attributed_to.and_then(|id| self.graph.view(id))
    }

    /// Where, if said and an entity.
    pub fn place(&self) -> Option<EntityView<'g>> {
        self.statement.place.and_then(|id| self.graph.view(id))
    }

    /// When it happened, happens or shall happen, if said.
    pub fn time(&self) -> Option<&'g TimeExpression> {
        self.statement.time.as_ref()
    }

    /// The sentences that say so, in the order in which they were found.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceView<'g>> + use<'g> {
        let graph = self.graph;
        self.statement.evidence.iter().filter_map(|evidence| {
            let document = graph.document(evidence.document)?;
            Some(SentenceView { document, text: evidence.sentence.of(&document.text), evidence })
        })
    }

    /// An entity to which the statement refers: the graph accepts no statement without its entities.
    fn known(&self, id: EntityId) -> &'g Entity {
        self.graph.entity_by_id(id).expect("a graph holds every entity that its statements refer to")
    }
}

/// A sentence that says what a statement says.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'g> {
    /// The document it stands in.
    pub document: &'g Document,
    /// The sentence.
    pub text: &'g str,
    /// Its place in the document.
    pub evidence: &'g Evidence,
}
