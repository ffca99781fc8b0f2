use petgraph::unionfind::UnionFind;

use crate::model::EntityId;

use super::Graph;
use super::adjacency::Edge;

/// How [`Graph::page_rank`] iterates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankOptions {
    /// The chance to follow a statement rather than to start anew, 0 to 1.
    pub damping: f64,
    /// The most iterations.
    pub iterations: usize,
    /// Ends when all ranks together change by less than this.
    pub tolerance: f64,
}

impl Default for PageRankOptions {
    fn default() -> Self {
        PageRankOptions { damping: 0.85, iterations: 100, tolerance: 1e-9 }
    }
}

impl Graph {
    /// The groups of entities that hang together by statements in either direction, largest first, then by their
    /// first entity; each in order of numbers.
    pub fn connected_components(&self) -> Vec<Vec<EntityId>> {
        let count = self.entities.next() as usize;
        let mut sets = UnionFind::<usize>::new(count);
        self.statements.for_each_core(&mut |_, core| {
            if let Some(object) = core.object {
                sets.union(core.subject.index(), object.index());
            }
        });
        let mut components: Vec<Vec<EntityId>> = vec![Vec::new(); count];
        for entity in self.entity_ids() {
            components[sets.find(entity.index())].push(entity);
        }
        components.retain(|component| !component.is_empty());
        components.sort_by_key(|component| (std::cmp::Reverse(component.len()), component[0]));
        components
    }

    /// How much the statements point to each entity: PageRank (Brin and Page 1998) from subjects to objects, every
    /// statement one link. The ranks sum to 1; highest first, then in order of numbers.
    ///
    /// (petgraph's own takes time in the square of the nodes.)
    pub fn page_rank(&self, options: &PageRankOptions) -> Vec<(EntityId, f64)> {
        let entities: Vec<EntityId> = self.entity_ids().collect();
        let count = entities.len() as f64;
        let mut ranks = vec![0.0; self.entities.next() as usize];
        for entity in &entities {
            ranks[entity.index()] = 1.0 / count;
        }
        let outgoing = &self.edges().outgoing;
        for _ in 0..options.iterations {
            let mut next = vec![0.0; ranks.len()];
            let mut loose = 0.0;
            for entity in &entities {
                let links = || outgoing.of(entity.0).filter_map(Edge::other);
                let share = ranks[entity.index()] / links().count().max(1) as f64;
                if links().next().is_none() {
                    loose += share;
                }
                links().for_each(|other| next[other.index()] += share);
            }
            let mut change = 0.0;
            for entity in &entities {
                let rank = &mut next[entity.index()];
                *rank = options.damping * (*rank + loose / count) + (1.0 - options.damping) / count;
                change += (*rank - ranks[entity.index()]).abs();
            }
            ranks = next;
            if change < options.tolerance {
                break;
            }
        }
        let mut ranked: Vec<(EntityId, f64)> = entities.into_iter().map(|id| (id, ranks[id.index()])).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }
}
