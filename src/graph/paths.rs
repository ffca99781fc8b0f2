use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use rustc_hash::FxHashMap;

use crate::model::{EntityId, Modality, StatementId};

use super::adjacency::status_of;
use super::{EntityView, Graph, SentenceView, StatementFilter, StatementView};

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

/// What one side of a search knows: distances from its end, and those that are final.
struct Side {
    distances: FxHashMap<EntityId, u32>,
    queue: BinaryHeap<Reverse<(u32, EntityId)>>,
    /// Every entity at most this far away has its final distance, and its steps were taken.
    radius: u32,
}

impl Side {
    fn from(end: EntityId) -> Self {
        let distances = FxHashMap::from_iter([(end, 0)]);
        Side { distances, queue: BinaryHeap::from([Reverse((0, end))]), radius: 0 }
    }

    /// The distance of the next entity whose steps are to be taken.
    fn next(&mut self) -> Option<u32> {
        while let Some(Reverse((distance, entity))) = self.queue.peek() {
            if self.distances.get(entity) == Some(distance) {
                return Some(*distance);
            }
            self.queue.pop();
        }
        None
    }
}

impl Search<'_> {
    /// Every step from an entity to another, several to one entity where there are several statements.
    fn steps(&self, entity: EntityId) -> impl Iterator<Item = Step> + '_ {
        self.graph.edges_around(entity).filter_map(move |edge| {
            let other = edge.other().filter(|other| *other != entity)?;
            let cost = cost(edge.status().1);
            self.filter.admits(self.graph, edge).then_some(Step { other, cost, statement: edge.statement() })
        })
    }

    /// What the statements of a path cost.
    fn cost(&self, id: StatementId) -> u32 {
        self.graph.statements.core(id).map_or(FIRM, |core| cost(status_of(core.status).1))
    }

    /// The shortest path and its cost. Dijkstra's algorithm from both ends until they meet, then downhill to the goal
    /// by the smallest numbers.
    fn shortest(&self, from: EntityId, to: EntityId, barred: &Barred) -> Option<(u32, Path)> {
        if !self.graph.entities.is_live(from.0) || !self.graph.entities.is_live(to.0) {
            return None;
        }
        let (mut front, mut back) = (Side::from(from), Side::from(to));
        let mut shortest = if from == to { 0 } else { u32::MAX };
        while shortest > front.radius + back.radius {
            let (Some(ahead), Some(behind)) = (front.next(), back.next()) else { break };
            // The side with less to look at goes on; whole distances at a time, so that ties are all seen.
            let forward = front.queue.len() <= back.queue.len();
            let (side, other, distance) =
                if forward { (&mut front, &back, ahead) } else { (&mut back, &front, behind) };
            while side.next() == Some(distance) {
                let Some(Reverse((_, entity))) = side.queue.pop() else { break };
                for step in self.steps(entity) {
                    let (first, second) = if forward { (entity, step.other) } else { (step.other, entity) };
                    if barred.entities.contains(&step.other) || (first == from && barred.first.contains(&second)) {
                        continue;
                    }
                    let farther = distance + step.cost;
                    let known = side.distances.entry(step.other).or_insert(u32::MAX);
                    if farther < *known {
                        *known = farther;
                        side.queue.push(Reverse((farther, step.other)));
                        if let Some(rest) = other.distances.get(&step.other) {
                            shortest = shortest.min(farther + rest);
                        }
                    }
                }
            }
            side.radius = side.next().map_or(u32::MAX / 2, |next| next - 1);
        }
        if shortest == u32::MAX {
            return None;
        }
        let left = self.distances_to_goal(from, shortest, barred, &front, &back);
        self.downhill(from, to, shortest, barred, &left).map(|path| (shortest, path))
    }

    /// How far the goal is from every entity that lies on a shortest path.
    fn distances_to_goal(
        &self,
        from: EntityId,
        shortest: u32,
        barred: &Barred,
        front: &Side,
        back: &Side,
    ) -> FxHashMap<EntityId, u32> {
        let mut left: FxHashMap<EntityId, u32> = FxHashMap::default();
        let mut open: Vec<EntityId> = Vec::new();
        for (entity, distance) in &back.distances {
            let ahead = front.distances.get(entity);
            if ahead.is_some_and(|ahead| ahead + distance == shortest) && left.insert(*entity, *distance).is_none() {
                open.push(*entity);
            }
        }
        // From where the sides met back to the start, and on to the goal.
        let mut met = open.clone();
        while let Some(entity) = open.pop() {
            let Some(ahead) = front.distances.get(&entity) else { continue };
            for step in self.steps(entity) {
                let before = front.distances.get(&step.other);
                let on_path = before.is_some_and(|before| before + step.cost == *ahead)
                    && !barred.entities.contains(&step.other)
                    && !(step.other == from && barred.first.contains(&entity));
                if on_path && !left.contains_key(&step.other) {
                    left.insert(step.other, shortest - ahead + step.cost);
                    open.push(step.other);
                }
            }
        }
        while let Some(entity) = met.pop() {
            let Some(here) = left.get(&entity).copied() else { continue };
            for step in self.steps(entity) {
                let after = back.distances.get(&step.other);
                let on_path = after.is_some_and(|after| after + step.cost == here)
                    && !(entity == from && barred.first.contains(&step.other));
                if on_path && !left.contains_key(&step.other) {
                    left.insert(step.other, here - step.cost);
                    met.push(step.other);
                }
            }
        }
        left
    }

    fn downhill(
        &self,
        from: EntityId,
        to: EntityId,
        shortest: u32,
        barred: &Barred,
        distances: &FxHashMap<EntityId, u32>,
    ) -> Option<Path> {
        let mut path = Path { entities: vec![from], statements: Vec::new() };
        let (mut here, mut left) = (from, shortest);
        while here != to {
            let downhill = self.steps(here).filter(|step| {
                let barred_start = here == from && barred.first.contains(&step.other);
                let rest = distances.get(&step.other);
                !barred_start && rest.is_some_and(|rest| rest + step.cost == left)
            });
            let next = downhill.min_by_key(|step| (step.other, step.statement))?;
            path.entities.push(next.other);
            path.statements.push(next.statement);
            (here, left) = (next.other, left - next.cost);
        }
        Some(path)
    }
}

fn cost(modality: Modality) -> u32 {
    match modality {
        Modality::Planned | Modality::Hypothetical => UNCERTAIN,
        _ => FIRM,
    }
}

impl Path {
    /// The way told step by step: each statement with the first sentence that says so; the sentence is missing where
    /// the application says it.
    pub fn told<'g>(&self, graph: &'g Graph) -> Vec<(StatementView<'g>, Option<SentenceView<'g>>)> {
        let statements = self.statements.iter().filter_map(|id| graph.statement_view(*id));
        statements.map(|statement| (statement, statement.sentences().next())).collect()
    }
}

impl EntityView<'_> {
    /// The shortest path to another entity; see [`Graph::shortest_path`].
    pub fn path_to(&self, other: EntityId) -> Option<Path> {
        self.graph().shortest_path(self.id(), other)
    }
}
