use std::collections::{BTreeMap, BTreeSet};

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

/// What one side of a search knows of an entity.
#[derive(Clone, Copy)]
struct Known {
    /// From the end where the side started.
    distance: u32,
    /// The step back towards that end: the one with the smallest numbers.
    back: (EntityId, StatementId),
}

/// One side of a search.
struct Side {
    known: FxHashMap<EntityId, Known>,
    /// Entities by distance whose steps were not taken; some may have come nearer since.
    open: BTreeMap<u32, Vec<EntityId>>,
    /// Entities whose steps were taken, in order of distance.
    taken: Vec<EntityId>,
}

impl Side {
    fn from(end: EntityId) -> Self {
        let known = Known { distance: 0, back: (end, StatementId::default()) };
        Side { known: FxHashMap::from_iter([(end, known)]), open: BTreeMap::from([(0, vec![end])]), taken: Vec::new() }
    }

    fn distance(&self, entity: EntityId) -> Option<u32> {
        self.known.get(&entity).map(|known| known.distance)
    }

    /// The distance of the next entities whose steps are to be taken.
    fn next(&self) -> Option<u32> {
        self.open.first_key_value().map(|(distance, _)| *distance)
    }

    /// About how much taking them costs.
    fn work(&self, graph: &Graph) -> usize {
        const MANY: usize = 512;
        let next = self.open.first_key_value().map_or(&[][..], |(_, entities)| entities);
        if next.len() > MANY { next.len() * MANY } else { next.iter().map(|entity| graph.degree(*entity)).sum() }
    }

    /// Notes a way to an entity; true if it is nearer than before.
    fn note(&mut self, entity: EntityId, distance: u32, back: (EntityId, StatementId)) -> bool {
        let known = self.known.entry(entity).or_insert(Known { distance: u32::MAX, back });
        if distance < known.distance {
            *known = Known { distance, back };
            self.open.entry(distance).or_default().push(entity);
            return true;
        }
        if distance == known.distance {
            known.back = known.back.min(back);
        }
        false
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

    /// The shortest path and its cost. Dijkstra's algorithm from both ends, whole distances at a time so that ties are
    /// all seen, until every shortest path has an entity that both sides know; then downhill by the smallest numbers.
    fn shortest(&self, from: EntityId, to: EntityId, barred: &Barred) -> Option<(u32, Path)> {
        if !self.graph.entities.is_live(from.0) || !self.graph.entities.is_live(to.0) {
            return None;
        }
        let (mut front, mut back) = (Side::from(from), Side::from(to));
        let mut shortest = if from == to { 0 } else { u32::MAX };
        while let (Some(ahead), Some(behind)) = (front.next(), back.next()) {
            // Take the first entity of a shortest path whose steps the front has not taken: the front knows it. It is at
            // least `ahead` away, and the one after it at least a firm step further. If that leaves less than `behind`
            // to the goal, the back has taken the steps of the one after, and so knows the first as well.
            if shortest < ahead.saturating_add(FIRM).saturating_add(behind) {
                break;
            }
            let forward = front.work(self.graph) <= back.work(self.graph);
            let (side, other) = if forward { (&mut front, &back) } else { (&mut back, &front) };
            let Some((distance, entities)) = side.open.pop_first() else { break };
            for entity in entities {
                if side.distance(entity) != Some(distance) {
                    continue;
                }
                side.taken.push(entity);
                for step in self.steps(entity) {
                    let (first, second) = if forward { (entity, step.other) } else { (step.other, entity) };
                    if barred.entities.contains(&step.other) || (first == from && barred.first.contains(&second)) {
                        continue;
                    }
                    let farther = distance + step.cost;
                    if side.note(step.other, farther, (entity, step.statement))
                        && let Some(rest) = other.distance(step.other)
                    {
                        shortest = shortest.min(farther.saturating_add(rest));
                    }
                }
            }
        }
        if shortest == u32::MAX {
            return None;
        }
        let onward = self.onward(from, shortest, barred, &front, &back);
        let mut path = Path { entities: vec![from], statements: Vec::new() };
        let mut here = from;
        while here != to {
            let (next, statement) = match onward.get(&here) {
                Some(step) => *step,
                None => back.known.get(&here)?.back,
            };
            path.entities.push(next);
            path.statements.push(statement);
            here = next;
        }
        Some((shortest, path))
    }

    /// The step with the smallest numbers that leads on along a shortest path, from every entity whose steps the front
    /// has taken and that lies on one.
    fn onward(
        &self,
        from: EntityId,
        shortest: u32,
        barred: &Barred,
        front: &Side,
        back: &Side,
    ) -> FxHashMap<EntityId, (EntityId, StatementId)> {
        let mut onward: FxHashMap<EntityId, (EntityId, StatementId)> = FxHashMap::default();
        for entity in front.taken.iter().rev().copied() {
            let Some(gone) = front.distance(entity).filter(|gone| *gone < shortest) else { continue };
            let leads_on = |step: &Step| {
                let left = shortest.checked_sub(gone + step.cost);
                let by_front = || onward.contains_key(&step.other).then(|| front.distance(step.other)).flatten();
                let fits = back.distance(step.other) == left
                    || by_front().is_some_and(|distance| distance == gone + step.cost);
                left.is_some()
                    && fits
                    && !barred.entities.contains(&step.other)
                    && !(entity == from && barred.first.contains(&step.other))
            };
            let best = self.steps(entity).filter(leads_on).map(|step| (step.other, step.statement)).min();
            if let Some(best) = best {
                onward.insert(entity, best);
            }
        }
        onward
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
