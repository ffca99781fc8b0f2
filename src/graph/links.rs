//! The leanest way to walk: numbers only, nothing looked up, nothing allocated.

use petgraph::Direction;

use crate::model::{EntityId, Modality, Polarity, StatementId};

use super::adjacency::Edge;
use super::layered::Items;
use super::{Graph, RelationId};

/// One end of a statement, seen from an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The relation.
    pub relation: RelationId,
    /// The entity at the other end; `None` where the object is a value.
    pub other: Option<EntityId>,
    /// The statement.
    pub statement: StatementId,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far its source stands behind it.
    pub modality: Modality,
}

/// The links at one side of an entity, sorted by (relation in order of first use, other entity, statement).
#[derive(Clone, Debug)]
pub struct Links<'g> {
    edges: Items<'g, Edge>,
}

impl Links<'_> {
    /// How many links are left.
    pub fn length(&self) -> usize {
        self.edges.length()
    }

    /// The entities at the other ends, once per statement.
    pub fn others(self) -> impl Iterator<Item = EntityId> + Clone {
        self.edges.filter_map(Edge::other)
    }
}

impl Iterator for Links<'_> {
    type Item = Link;

    fn next(&mut self) -> Option<Link> {
        self.edges.next().map(|edge| {
            let (polarity, modality) = edge.status();
            Link { relation: edge.relation(), other: edge.other(), statement: edge.statement(), polarity, modality }
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.edges.size_hint()
    }
}

impl Graph {
    /// The number of a relation in this graph, if it was ever used.
    pub fn relation(&self, name: &str) -> Option<RelationId> {
        self.relations.id(name)
    }

    /// The name of a relation.
    pub fn relation_name(&self, relation: RelationId) -> Option<&str> {
        self.relations.name(relation).map(|name| &**name)
    }

    /// The statements with this entity as subject (outgoing) or object (incoming), of one relation or of all.
    ///
    /// ```
    /// use petgraph::Direction;
    /// # let graph = newsgraph::graph::Graph::new();
    /// if let (Some(kyiv), Some(visited)) = (graph.entity("Kyiv"), graph.relation("visited")) {
    ///     let visits = graph.links(kyiv.id(), Direction::Incoming, Some(visited)).count();
    /// #   let _ = visits;
    /// }
    /// ```
    pub fn links(&self, entity: EntityId, direction: Direction, relation: Option<RelationId>) -> Links<'_> {
        let edges = self.edges();
        let side = match direction {
            Direction::Outgoing => &edges.outgoing,
            Direction::Incoming => &edges.incoming,
        };
        let key = self.resolve(entity).0;
        let edges = match relation {
            None => side.of(key),
            Some(relation) => side.within(key, Edge::first_of(relation), Edge::last_of(relation)),
        };
        Links { edges }
    }

    /// How many statements there are.
    pub fn statement_count(&self) -> usize {
        self.statements.live()
    }

    /// How many statements use a relation.
    pub fn relation_count(&self, relation: RelationId) -> usize {
        self.by_relation().of(relation.0).length()
    }

    /// Every statement between two entities as (subject, relation, object), in order of their numbers.
    pub fn for_each_link(&self, visit: &mut dyn FnMut(StatementId, EntityId, RelationId, EntityId)) {
        self.statements.for_each_core(&mut |id, core| {
            if let Some(object) = core.object {
                visit(StatementId(id), core.subject, core.relation, object);
            }
        });
    }
}
