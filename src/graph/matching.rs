//! Patterns of several statements with variables: who visited a city that lies in a country that …

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use petgraph::Direction;

use crate::model::{EntityId, StatementId};

use super::adjacency::Edge;
use super::{Graph, RelationId, StatementFilter};

/// An end of a statement in a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End<'p> {
    /// Any entity, the same wherever the name comes again.
    Variable(&'p str),
    /// This entity.
    Entity(EntityId),
}

impl<'p> From<&'p str> for End<'p> {
    fn from(name: &'p str) -> Self {
        End::Variable(name)
    }
}

impl From<EntityId> for End<'_> {
    fn from(id: EntityId) -> Self {
        End::Entity(id)
    }
}

/// One way in which a pattern fits the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// The entity of each variable.
    pub entities: BTreeMap<String, EntityId>,
    /// The statement of each link, in the order in which the links were given.
    pub statements: Vec<StatementId>,
}

/// Statements between entities that shall hold together.
///
/// ```
/// # use newsgraph::model::EntityType;
/// # let mut store = newsgraph::store::Store::temporary();
/// # let mut batch = store.batch();
/// # let (ada, oslo) = (batch.entity("Ada", EntityType::Person), batch.entity("Oslo", EntityType::Place));
/// # let norway = batch.entity("Norway", EntityType::Country);
/// # let (visited, lies_in) = (batch.relation("visited"), batch.relation("lies_in"));
/// # batch.link(ada, visited, oslo);
/// # batch.link(oslo, lies_in, norway);
/// # store.write(batch).unwrap();
/// let graph = store.snapshot();
/// let norway = graph.entity("Norway").unwrap().id();
/// let visits = graph.pattern().link("who", "visited", "city").link("city", "lies_in", norway).matches();
/// assert_eq!(graph.name(visits[0].entities["who"]), Some("Ada"));
/// ```
#[derive(Clone, Debug)]
pub struct Pattern<'g> {
    graph: &'g Graph,
    variables: Vec<String>,
    links: Vec<PatternLink>,
    filter: StatementFilter,
    /// A relation was asked for that the graph does not have.
    hopeless: bool,
}

#[derive(Clone, Copy, Debug)]
struct PatternLink {
    subject: Place,
    relation: Option<RelationId>,
    object: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Variable(usize),
    Entity(EntityId),
}

impl Graph {
    /// A pattern that everything fits, to be narrowed by links.
    pub fn pattern(&self) -> Pattern<'_> {
        let filter = StatementFilter::default();
        Pattern { graph: self, variables: Vec::new(), links: Vec::new(), filter, hopeless: false }
    }
}

impl<'g> Pattern<'g> {
    /// Asks for a statement between two entities, of one relation (`"visited"`) or any (`None`).
    pub fn link<'p>(
        mut self,
        subject: impl Into<End<'p>>,
        relation: impl Into<Option<&'p str>>,
        object: impl Into<End<'p>>,
    ) -> Self {
        let wanted = relation.into();
        let relation = wanted.and_then(|name| self.graph.relation(name));
        self.hopeless |= wanted.is_some() && relation.is_none();
        let (subject, object) = (self.place(subject.into()), self.place(object.into()));
        self.links.push(PatternLink { subject, relation, object });
        self
    }

    /// Lets only these statements take part.
    pub fn only(mut self, filter: StatementFilter) -> Self {
        self.filter = filter;
        self
    }

    fn place(&mut self, end: End<'_>) -> Place {
        match end {
            End::Entity(id) => Place::Entity(self.graph.resolve(id)),
            End::Variable(name) => {
                let known = self.variables.iter().position(|variable| variable == name);
                Place::Variable(known.unwrap_or_else(|| {
                    self.variables.push(name.to_owned());
                    self.variables.len() - 1
                }))
            }
        }
    }

    /// Every match.
    pub fn matches(&self) -> Vec<Match> {
        let mut all = Vec::new();
        self.for_each(&mut |found| {
            all.push(found);
            ControlFlow::Continue(())
        });
        all
    }

    /// Shows the matches one by one, always in the same order, until `visit` breaks off.
    pub fn for_each(&self, visit: &mut dyn FnMut(Match) -> ControlFlow<()>) {
        if self.hopeless || self.links.is_empty() {
            return;
        }
        let mut state = State { bound: vec![None; self.variables.len()], statements: vec![None; self.links.len()] };
        let _ = self.go_on(&mut state, visit);
    }

    /// Takes the link with the fewest statements left, and each of those in turn.
    fn go_on(&self, state: &mut State, visit: &mut dyn FnMut(Match) -> ControlFlow<()>) -> ControlFlow<()> {
        let open = (0..self.links.len()).filter(|link| state.statements[*link].is_none());
        let Some(next) = open.min_by_key(|link| self.width(state, self.links[*link])) else {
            let bound = self.variables.iter().zip(&state.bound);
            let entities = bound.filter_map(|(name, entity)| Some((name.clone(), (*entity)?))).collect();
            return visit(Match { entities, statements: state.statements.iter().flatten().copied().collect() });
        };
        let link = self.links[next];
        let edges = &self.graph.edges();
        match (state.entity(link.subject), state.entity(link.object)) {
            (Some(subject), _) => {
                for edge in self.around(&edges.outgoing, subject, link.relation) {
                    self.step(state, next, subject, edge.other(), edge, visit)?;
                }
            }
            (None, Some(object)) => {
                for edge in self.around(&edges.incoming, object, link.relation) {
                    let Some(subject) = edge.other() else { continue };
                    self.step(state, next, subject, Some(object), edge, visit)?;
                }
            }
            (None, None) => {
                for subject in (0..self.graph.next_entity_id().0).map(EntityId) {
                    for edge in self.around(&edges.outgoing, subject, link.relation) {
                        self.step(state, next, subject, edge.other(), edge, visit)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn around(
        &self,
        side: &'g super::layered::Layered<Edge>,
        entity: EntityId,
        relation: Option<RelationId>,
    ) -> super::layered::Items<'g, Edge> {
        match relation {
            None => side.of(entity.0),
            Some(relation) => side.under(entity, relation),
        }
    }

    /// How many statements a link leaves to try.
    fn width(&self, state: &State, link: PatternLink) -> usize {
        let links = |id, direction| self.graph.links(id, direction, link.relation).length();
        match (state.entity(link.subject), state.entity(link.object)) {
            (Some(subject), Some(object)) => {
                links(subject, Direction::Outgoing).min(links(object, Direction::Incoming))
            }
            (Some(subject), None) => links(subject, Direction::Outgoing),
            (None, Some(object)) => links(object, Direction::Incoming),
            (None, None) => self.graph.statement_count().saturating_add(1),
        }
    }

    fn step(
        &self,
        state: &mut State,
        link: usize,
        subject: EntityId,
        object: Option<EntityId>,
        edge: Edge,
        visit: &mut dyn FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(object) = object.filter(|_| self.filter.admits(self.graph, edge)) else {
            return ControlFlow::Continue(());
        };
        let before = state.bound.clone();
        let mut outcome = ControlFlow::Continue(());
        if state.bind(self.links[link].subject, subject) && state.bind(self.links[link].object, object) {
            state.statements[link] = Some(edge.statement());
            outcome = self.go_on(state, visit);
            state.statements[link] = None;
        }
        state.bound = before;
        outcome
    }
}

struct State {
    bound: Vec<Option<EntityId>>,
    statements: Vec<Option<StatementId>>,
}

impl State {
    fn entity(&self, place: Place) -> Option<EntityId> {
        match place {
            Place::Entity(id) => Some(id),
            Place::Variable(variable) => self.bound[variable],
        }
    }

    /// True if the place may hold the entity; it holds it then.
    fn bind(&mut self, place: Place, entity: EntityId) -> bool {
        match place {
            Place::Entity(id) => id == entity,
            Place::Variable(variable) => *self.bound[variable].get_or_insert(entity) == entity,
        }
    }
}
