use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::model::{EntityId, Modality, StatementId};

use super::{EntityView, Graph, StatementFilter};

/// A way from one entity to another along statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The entities passed, both ends included.
    pub entities: Vec<EntityId>,
    /// The statements between them, one less.
    pub statements: Vec<StatementId>,
}

/// What a step along an asserted or claimed statement costs.
const FIRM: u32 = 2;
/// What a step along a planned or hypothetical statement costs: less than a detour of two firm steps.
const UNCERTAIN: u32 = 3;

/// One step of a path.
#[derive(Clone, Copy)]
struct Step {
    other: EntityId,
    cost: u32,
    statement: StatementId,
}

/// Where a path must not go.
#[derive(Default)]
struct Barred {
    entities: BTreeSet<EntityId>,
    /// Entities that must not follow directly after the start.
    first: BTreeSet<EntityId>,
}

impl Graph {
    /// The shortest path between two entities along affirmed statements, in either direction. See
    /// [`shortest_paths`](Graph::shortest_paths) for what counts as short.
    pub fn shortest_path(&self, from: EntityId, to: EntityId) -> Option<Path> {
        self.shortest_paths(from, to, 1, &StatementFilter::affirmed()).pop()
    }

    /// Up to `count` shortest paths between two entities that differ in the entities passed and pass none twice,
    /// shortest first. Statements are followed in either direction; a planned or hypothetical one counts as one and a
    /// half; of several statements between two entities, the firmest, then the first, is taken; of paths of equal
    /// length, the one with the smaller numbers comes first.
    ///
    /// Dijkstra's algorithm for one path, Yen's (1971) for more.
    pub fn shortest_paths(&self, from: EntityId, to: EntityId, count: usize, filter: &StatementFilter) -> Vec<Path> {
        let (from, to) = (self.resolve(from), self.resolve(to));
        let search = Search { graph: self, filter };
        let mut found: Vec<Path> = Vec::new();
        let mut candidates: BTreeSet<(u32, Path)> = BTreeSet::new();
        if count > 0 {
            candidates.extend(search.shortest(from, to, &Barred::default()));
        }
        while let Some((_, path)) = candidates.pop_first() {
            found.push(path);
            if found.len() == count {
                break;
            }
            let last = &found[found.len() - 1];
            for place in 0..last.statements.len() {
                let root = &last.entities[..=place];
                let alike = found.iter().filter(|path| path.entities.starts_with(root));
                let barred = Barred {
                    entities: root[..place].iter().copied().collect(),
                    first: alike.filter_map(|path| path.entities.get(place + 1).copied()).collect(),
                };
                let Some((_, rest)) = search.shortest(root[place], to, &barred) else { continue };
                let entities = [&root[..place], &rest.entities].concat();
                let statements = [&last.statements[..place], &rest.statements].concat();
                let cost = statements.iter().map(|id| search.cost(*id)).sum();
                candidates.insert((cost, Path { entities, statements }));
            }
        }
        found
    }
}

struct Search<'s> {
    graph: &'s Graph,
    filter: &'s StatementFilter,
}

impl Search<'_> {
    fn cost(&self, id: StatementId) -> u32 {
        match self.graph.statement(id).map(|statement| statement.modality) {
            Some(Modality::Planned | Modality::Hypothetical) => UNCERTAIN,
            _ => FIRM,
        }
    }

    /// Every step from an entity to another, several to one entity where there are several statements.
    fn steps(&self, entity: EntityId) -> impl Iterator<Item = Step> + '_ {
        self.graph.edges_around(entity).filter_map(move |edge| {
            let other = edge.other.filter(|other| *other != entity)?;
            let statement = self.graph.statement(edge.statement).filter(|s| self.filter.matches(self.graph, s))?;
            Some(Step { other, cost: self.cost(statement.id), statement: statement.id })
        })
    }

    /// The shortest path and its cost: distances to the goal first, then downhill by the smallest numbers.
    fn shortest(&self, from: EntityId, to: EntityId, barred: &Barred) -> Option<(u32, Path)> {
        self.graph.entity_by_id(from)?;
        self.graph.entity_by_id(to)?;
        let mut distances = vec![u32::MAX; self.graph.entities.len()];
        for entity in &barred.entities {
            // As near as can be: nothing leads there any more.
            distances[entity.index()] = 0;
        }
        distances[to.index()] = 0;
        let mut queue = BinaryHeap::from([Reverse((0, to))]);
        while let Some(Reverse((distance, entity))) = queue.pop() {
            if entity == from {
                break;
            }
            if distances[entity.index()] < distance {
                continue;
            }
            let wrong_start = barred.first.contains(&entity);
            for step in self.steps(entity) {
                let farther = distance + step.cost;
                let known = &mut distances[step.other.index()];
                if farther < *known && !(wrong_start && step.other == from) {
                    *known = farther;
                    queue.push(Reverse((farther, step.other)));
                }
            }
        }
        let cost = distances[from.index()];
        if cost == u32::MAX {
            return None;
        }
        let mut path = Path { entities: vec![from], statements: Vec::new() };
        let (mut here, mut left) = (from, cost);
        while here != to {
            let downhill = self.steps(here).filter(|step| {
                let barred_start = here == from && barred.first.contains(&step.other);
                let passable = !barred_start && !barred.entities.contains(&step.other);
                passable && distances[step.other.index()].checked_add(step.cost) == Some(left)
            });
            let next = downhill.min_by_key(|step| (step.other, step.statement))?;
            path.entities.push(next.other);
            path.statements.push(next.statement);
            (here, left) = (next.other, left - next.cost);
        }
        Some((cost, path))
    }
}

impl EntityView<'_> {
    /// The shortest path to another entity; see [`Graph::shortest_path`].
    pub fn path_to(&self, other: EntityId) -> Option<Path> {
        self.graph().shortest_path(self.id(), other)
    }
}
