use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EntityId, StatementId};

use super::adjacency::Edge;
use super::{EntityView, Graph, StatementFilter};

/// What lies around an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The entities, each with its distance in statements; the entity itself has 0.
    pub entities: BTreeMap<EntityId, usize>,
    /// The statements between these entities, and those of these entities about values, ascending.
    pub statements: BTreeSet<StatementId>,
}

impl Graph {
    /// The entities at most `hops` statements away, followed in both directions, with the statements among them.
    /// Statements about values belong to it for the entities less than `hops` away.
    pub fn neighbourhood(&self, entity: EntityId, hops: usize, filter: &StatementFilter) -> Neighbourhood {
        let mut found = Neighbourhood::default();
        let start = self.resolve(entity);
        if self.entity_by_id(start).is_none() {
            return found;
        }
        found.entities.insert(start, 0);
        let mut rim = vec![start];
        for distance in 1..=hops {
            let mut next = BTreeSet::new();
            for entity in rim {
                for edge in self.edges_around(entity) {
                    if !filter.admits(self, edge) {
                        continue;
                    }
                    found.statements.insert(edge.statement());
                    next.extend(edge.other().filter(|other| !found.entities.contains_key(other)));
                }
            }
            found.entities.extend(next.iter().map(|entity| (*entity, distance)));
            rim = next.into_iter().collect();
        }
        for entity in rim {
            // On the rim only what connects two entities that are there.
            let inner = self.edges().outgoing.of(entity.0);
            let inner = inner.filter(|edge| edge.other().is_some_and(|other| found.entities.contains_key(&other)));
            let inner: Vec<StatementId> =
                inner.filter(|edge| filter.admits(self, *edge)).map(Edge::statement).collect();
            found.statements.extend(inner);
        }
        found
    }

    /// The entities that have a statement with each of the two, in order of their numbers.
    pub fn common_neighbours(&self, one: EntityId, other: EntityId) -> Vec<EntityId> {
        let (one, other) = (self.resolve(one), self.resolve(other));
        let of_other = self.neighbours_of(other);
        let common = self.neighbours_of(one).into_iter().filter(|entity| of_other.contains(entity));
        common.filter(|entity| *entity != one && *entity != other).collect()
    }

    fn neighbours_of(&self, entity: EntityId) -> BTreeSet<EntityId> {
        self.edges_around(entity).filter_map(Edge::other).collect()
    }

    pub(super) fn edges_around(&self, entity: EntityId) -> impl Iterator<Item = Edge> + use<'_> {
        let edges = self.edges();
        edges.outgoing.of(entity.0).chain(edges.incoming.of(entity.0))
    }
}

impl<'g> EntityView<'g> {
    /// The entities at most `hops` statements away with their distance, nearest first, then in order of their numbers;
    /// the entity itself is not among them.
    pub fn hops(&self, hops: usize) -> Vec<(EntityView<'g>, usize)> {
        let around = self.graph().neighbourhood(self.id(), hops, &StatementFilter::default());
        let others = around.entities.into_iter().filter(|(_, distance)| *distance > 0);
        let mut others: Vec<_> = others.filter_map(|(id, distance)| Some((self.graph().view(id)?, distance))).collect();
        others.sort_by_key(|(entity, distance)| (*distance, entity.id()));
        others
    }
}
