//! The search for a connection of two entities: over whole statements, with everybody who takes part in them.

use rustc_hash::FxHashMap;

use petgraph::Direction;

use crate::graph::Graph;
use crate::model::{EntityId, Modality, Object, Polarity, Statement, StatementId};

/// A step of a connection: from one participant of a statement to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub from: EntityId,
    pub statement: StatementId,
    pub to: EntityId,
}

/// Steps that a connection may have.
const LONGEST: usize = 6;

/// The shortest connection of at most six steps. Of several, the one whose statements are vouched for best and name the
/// two most directly; of equal ones, that with the smallest numbers from the middle on.
pub(super) fn connection(graph: &Graph, from: EntityId, to: EntityId) -> Option<Vec<Step>> {
    if from == to {
        return Some(Vec::new());
    }
    let (mut front, mut back) = (Side::at(from), Side::at(to));
    for _ in 0..LONGEST {
        let forward = front.work(graph) <= back.work(graph);
        let (side, other) = if forward { (&mut front, &back) } else { (&mut back, &front) };
        side.advance(graph);
        // All whole levels are known, so every shortest connection passes through exactly one of these.
        let costs = side.rim.iter().filter_map(|entity| Some((side.cost(*entity)? + other.cost(*entity)?, *entity)));
        if let Some((_, middle)) = costs.min() {
            let mut steps = front.steps_to(middle);
            steps.reverse();
            let turned = |step: Step| Step { from: step.to, to: step.from, ..step };
            steps.extend(back.steps_to(middle).into_iter().map(turned));
            return Some(steps);
        }
        if side.rim.is_empty() {
            return None;
        }
    }
    None
}

/// The cheapest way from the end of a side to an entity, among the shortest ones.
#[derive(Clone, Copy)]
struct Reached {
    level: usize,
    cost: u32,
    by: Option<(EntityId, StatementId)>,
}

/// What is known from one end, level by level.
struct Side {
    reached: FxHashMap<EntityId, Reached>,
    level: usize,
    /// The entities of the last level, ascending.
    rim: Vec<EntityId>,
}

impl Side {
    fn at(end: EntityId) -> Self {
        let start = Reached { level: 0, cost: 0, by: None };
        Side { reached: FxHashMap::from_iter([(end, start)]), level: 0, rim: vec![end] }
    }

    fn cost(&self, entity: EntityId) -> Option<u32> {
        self.reached.get(&entity).map(|reached| reached.cost)
    }

    /// About how much the next level costs.
    fn work(&self, graph: &Graph) -> usize {
        self.rim.iter().map(|entity| graph.degree(*entity)).sum()
    }

    fn advance(&mut self, graph: &Graph) {
        self.level += 1;
        let mut rim = Vec::new();
        for entity in std::mem::take(&mut self.rim) {
            let before = self.cost(entity).unwrap_or_default();
            for_each_step(graph, entity, &mut |other, cost, statement| {
                let new = Reached { level: self.level, cost: before + cost, by: Some((entity, statement)) };
                let known = self.reached.entry(other).or_insert_with(|| {
                    rim.push(other);
                    new
                });
                if known.level == new.level && (new.cost, new.by) < (known.cost, known.by) {
                    *known = new;
                }
            });
        }
        rim.sort_unstable();
        self.rim = rim;
    }

    /// The steps that lead to an entity, the last one first.
    fn steps_to(&self, mut entity: EntityId) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some((from, statement)) = self.reached.get(&entity).and_then(|reached| reached.by) {
            steps.push(Step { from, statement, to: entity });
            entity = from;
        }
        steps
    }
}

/// Every other participant of the statements in which an entity takes part, with what the step there costs.
fn for_each_step(graph: &Graph, at: EntityId, visit: &mut dyn FnMut(EntityId, u32, StatementId)) {
    let mut whole = |id: StatementId| {
        let Some(statement) = graph.statement_copy(id) else { return };
        let doubt = doubt(statement.polarity, statement.modality);
        let all: Vec<(EntityId, u32)> =
            participants(&statement).into_iter().map(|(entity, distance)| (graph.resolve(entity), distance)).collect();
        let Some(own) = all.iter().filter(|(entity, _)| *entity == at).map(|(_, distance)| *distance).min() else {
            return;
        };
        for (other, distance) in all.into_iter().filter(|(other, _)| *other != at) {
            visit(other, doubt + own + distance, id);
        }
    };
    let mut plain = Vec::new();
    for direction in [Direction::Outgoing, Direction::Incoming] {
        for link in graph.links(at, direction, None) {
            if !graph.is_plain(link.statement) {
                whole(link.statement);
            } else if let Some(other) = link.other.filter(|other| *other != at) {
                plain.push((other, doubt(link.polarity, link.modality), link.statement));
            }
        }
    }
    graph.circumstantial_ids(at).for_each(whole);
    plain.into_iter().for_each(|(other, cost, statement)| visit(other, cost, statement));
}

/// How little a statement is vouched for.
fn doubt(polarity: Polarity, modality: Modality) -> u32 {
    let modality = match modality {
        Modality::Asserted => 0,
        Modality::Claimed => 1,
        Modality::Planned => 2,
        Modality::Hypothetical => 4,
    };
    modality + if polarity == Polarity::Negative { 4 } else { 0 }
}

/// Subject and object first; who merely says so, or where it happened, last.
fn participants(statement: &Statement) -> Vec<(EntityId, u32)> {
    let mut all = vec![(statement.subject, 0)];
    all.extend(statement.object.entity().map(|id| (id, 0)));
    all.extend(statement.qualifiers.iter().filter_map(|qualifier| match qualifier.value {
        Object::Entity(id) => Some((id, 1)),
        Object::Value(_) => None,
    }));
    all.extend(statement.place.map(|id| (id, 2)));
    all.extend(statement.attributed_to.map(|id| (id, 3)));
    all
}
