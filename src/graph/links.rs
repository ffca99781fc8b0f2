//! The leanest way to walk: numbers only, nothing looked up, nothing allocated.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::Direction;
use rayon::prelude::*;

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
        let entity = self.resolve(entity);
        let edges = match relation {
            None => side.of(entity.0),
            Some(relation) => side.under(entity, relation),
        };
        Links { edges }
    }

    /// How many statements there are.
    pub fn statement_count(&self) -> usize {
        self.statements.live()
    }

    /// How many statements use a relation.
    pub fn relation_count(&self, relation: RelationId) -> usize {
        self.relation_counts().get(relation.0 as usize).map_or(0, |count| *count as usize)
    }

    /// The entities at the end of exactly so many outgoing steps, in order of their numbers.
    pub fn reached_after(&self, entity: EntityId, relation: Option<RelationId>, steps: usize) -> Vec<EntityId> {
        let mut rim = vec![self.resolve(entity)];
        for _ in 0..steps {
            let mut next: Vec<EntityId> = Vec::new();
            for entity in &rim {
                let links = self.links(*entity, Direction::Outgoing, relation);
                next.reserve(links.length());
                next.extend(links.others());
            }
            // The links of one entity under one relation are in order already.
            if !next.is_sorted() {
                next.sort_unstable();
            }
            next.dedup();
            rim = next;
        }
        rim
    }

    /// How many pairs of statements there are where the object of the first, of one relation or any, is the subject of
    /// the second.
    pub fn count_two_steps(&self, first: Option<RelationId>, second: Option<RelationId>) -> u64 {
        let count = |entity: u32| {
            let ahead = self.links(EntityId(entity), Direction::Incoming, first).length();
            if ahead == 0 {
                return 0;
            }
            let links = self.links(EntityId(entity), Direction::Outgoing, second);
            ahead as u64 * links.others().count() as u64
        };
        let entities = 0..self.entities.next();
        entities
            .into_par_iter()
            .with_min_len(1 << 12)
            .filter(|id| self.merges.root(EntityId(*id)).0 == *id)
            .map(count)
            .sum()
    }

    /// The entities with the most statements on one side, of one relation or of all, most first, then in order of their
    /// numbers; at most `limit`.
    pub fn most_linked(
        &self,
        direction: Direction,
        relation: Option<RelationId>,
        limit: usize,
    ) -> Vec<(EntityId, usize)> {
        let degree = |id: u32| (self.links(EntityId(id), direction, relation).length(), Reverse(EntityId(id)));
        let roots = (0..self.entities.next()).filter(|id| self.merges.root(EntityId(*id)).0 == *id);
        let mut best: BinaryHeap<Reverse<(usize, Reverse<EntityId>)>> = BinaryHeap::new();
        for candidate in roots.map(degree).filter(|(degree, _)| *degree > 0) {
            if best.len() < limit {
                best.push(Reverse(candidate));
            } else if best.peek().is_some_and(|Reverse(least)| *least < candidate) {
                best.pop();
                best.push(Reverse(candidate));
            }
        }
        best.into_sorted_vec().into_iter().map(|Reverse((degree, Reverse(id)))| (id, degree)).collect()
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
