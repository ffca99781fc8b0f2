//! The graph as petgraph sees it: without a copy through [`GraphView`], or as one of petgraph's own graphs.

use std::collections::BTreeMap;
use std::ops::Range;

use petgraph::Direction;
use petgraph::stable_graph::StableDiGraph;
use petgraph::visit::{
    Data, EdgeRef, GraphBase, GraphProp, GraphRef, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors,
    IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences, NodeCount, NodeIndexable, VisitMap, Visitable,
};

use crate::model::{Entity, EntityId, Statement, StatementId};

use super::Graph;
use super::adjacency::Edge;
use super::layered::Items;

/// The graph through petgraph's traits: entities are nodes, statements between entities are directed edges.
///
/// petgraph's adaptors go on top: `EdgeFiltered` for some statements only, `UndirectedAdaptor`, `Reversed`.
///
/// ```
/// # let graph = newsgraph::graph::Graph::new();
/// let groups = petgraph::algo::tarjan_scc(graph.view_for_petgraph());
/// # assert!(groups.is_empty());
/// ```
#[derive(Clone, Copy)]
pub struct GraphView<'g> {
    graph: &'g Graph,
}

impl Graph {
    /// This graph for petgraph's algorithms, without a copy.
    pub fn view_for_petgraph(&self) -> GraphView<'_> {
        GraphView { graph: self }
    }

    /// A copy of the structure as a graph of petgraph, for algorithms that need one, or to change it: entities as
    /// nodes, statements between entities as edges, both in order of their numbers.
    pub fn to_stable_graph(&self) -> StableDiGraph<EntityId, StatementId> {
        let mut copy = StableDiGraph::new();
        let nodes: BTreeMap<EntityId, _> =
            self.entities().map(|entity| (entity.id, copy.add_node(entity.id))).collect();
        for edge in self.view_for_petgraph().edge_references() {
            if let (Some(source), Some(target)) = (nodes.get(&edge.source), nodes.get(&edge.target)) {
                copy.add_edge(*source, *target, edge.id());
            }
        }
        copy
    }
}

/// A statement between two entities, for petgraph.
#[derive(Clone, Copy)]
pub struct StatementEdge<'g> {
    source: EntityId,
    target: EntityId,
    statement: StatementId,
    graph: &'g Graph,
}

impl<'g> EdgeRef for StatementEdge<'g> {
    type NodeId = EntityId;
    type EdgeId = StatementId;
    type Weight = Statement;

    fn source(&self) -> EntityId {
        self.source
    }

    fn target(&self) -> EntityId {
        self.target
    }

    fn weight(&self) -> &'g Statement {
        self.graph.statement(self.statement).expect("an edge leads to a statement of its graph")
    }

    fn id(&self) -> StatementId {
        self.statement
    }
}

/// The entities at one side of an entity, once per statement.
#[derive(Clone)]
pub struct Neighbours<'g> {
    edges: Items<'g, Edge>,
}

impl Iterator for Neighbours<'_> {
    type Item = EntityId;

    fn next(&mut self) -> Option<EntityId> {
        self.edges.find_map(Edge::other)
    }
}

/// The statements at one side of an entity.
#[derive(Clone)]
pub struct EdgesOf<'g> {
    graph: &'g Graph,
    entity: EntityId,
    direction: Direction,
    edges: Items<'g, Edge>,
}

impl<'g> Iterator for EdgesOf<'g> {
    type Item = StatementEdge<'g>;

    fn next(&mut self) -> Option<StatementEdge<'g>> {
        self.edges.find_map(|edge| {
            let other = edge.other()?;
            let (source, target) = match self.direction {
                Direction::Outgoing => (self.entity, other),
                Direction::Incoming => (other, self.entity),
            };
            Some(StatementEdge { source, target, statement: edge.statement(), graph: self.graph })
        })
    }
}

/// All statements between entities, in order of their numbers.
#[derive(Clone)]
pub struct AllEdges<'g> {
    graph: &'g Graph,
    numbers: Range<u32>,
}

impl<'g> Iterator for AllEdges<'g> {
    type Item = StatementEdge<'g>;

    fn next(&mut self) -> Option<StatementEdge<'g>> {
        self.numbers.find_map(|number| {
            let core = self.graph.statements.core(StatementId(number))?;
            let statement = StatementId(number);
            Some(StatementEdge { source: core.subject, target: core.object?, statement, graph: self.graph })
        })
    }
}

/// The listed entities, in order of their numbers.
#[derive(Clone)]
pub struct Nodes<'g> {
    graph: &'g Graph,
    numbers: Range<u32>,
}

impl Iterator for Nodes<'_> {
    type Item = EntityId;

    fn next(&mut self) -> Option<EntityId> {
        self.numbers.by_ref().map(EntityId).find(|id| self.graph.is_listed(*id))
    }
}

/// The listed entities with their numbers.
#[derive(Clone)]
pub struct NodesWithEntities<'g> {
    nodes: Nodes<'g>,
}

impl<'g> Iterator for NodesWithEntities<'g> {
    type Item = (EntityId, &'g Entity);

    fn next(&mut self) -> Option<Self::Item> {
        self.nodes.find_map(|id| Some((id, self.nodes.graph.entity_by_id(id)?)))
    }
}

/// Which entities a walk has visited.
#[derive(Clone, Debug, Default)]
pub struct Visited(Vec<bool>);

impl VisitMap<EntityId> for Visited {
    fn visit(&mut self, entity: EntityId) -> bool {
        if self.0.len() <= entity.index() {
            self.0.resize(entity.index() + 1, false);
        }
        !std::mem::replace(&mut self.0[entity.index()], true)
    }

    fn is_visited(&self, entity: &EntityId) -> bool {
        self.0.get(entity.index()).copied().unwrap_or_default()
    }

    fn unvisit(&mut self, entity: EntityId) -> bool {
        self.0.get_mut(entity.index()).is_some_and(std::mem::take)
    }
}

impl GraphBase for GraphView<'_> {
    type NodeId = EntityId;
    type EdgeId = StatementId;
}

impl GraphRef for GraphView<'_> {}

impl GraphProp for GraphView<'_> {
    type EdgeType = petgraph::Directed;
}

impl Data for GraphView<'_> {
    type NodeWeight = Entity;
    type EdgeWeight = Statement;
}

impl<'g> IntoNeighbors for GraphView<'g> {
    type Neighbors = Neighbours<'g>;

    fn neighbors(self, entity: EntityId) -> Neighbours<'g> {
        self.neighbors_directed(entity, Direction::Outgoing)
    }
}

impl<'g> IntoNeighborsDirected for GraphView<'g> {
    type NeighborsDirected = Neighbours<'g>;

    fn neighbors_directed(self, entity: EntityId, direction: Direction) -> Neighbours<'g> {
        Neighbours { edges: self.side(entity, direction) }
    }
}

impl<'g> IntoEdgeReferences for GraphView<'g> {
    type EdgeRef = StatementEdge<'g>;
    type EdgeReferences = AllEdges<'g>;

    fn edge_references(self) -> AllEdges<'g> {
        AllEdges { graph: self.graph, numbers: 0..self.graph.statements.next() }
    }
}

impl<'g> IntoEdges for GraphView<'g> {
    type Edges = EdgesOf<'g>;

    fn edges(self, entity: EntityId) -> EdgesOf<'g> {
        self.edges_directed(entity, Direction::Outgoing)
    }
}

impl<'g> IntoEdgesDirected for GraphView<'g> {
    type EdgesDirected = EdgesOf<'g>;

    fn edges_directed(self, entity: EntityId, direction: Direction) -> EdgesOf<'g> {
        EdgesOf { graph: self.graph, entity, direction, edges: self.side(entity, direction) }
    }
}

impl<'g> IntoNodeIdentifiers for GraphView<'g> {
    type NodeIdentifiers = Nodes<'g>;

    fn node_identifiers(self) -> Nodes<'g> {
        Nodes { graph: self.graph, numbers: 0..self.graph.entities.next() }
    }
}

impl<'g> IntoNodeReferences for GraphView<'g> {
    type NodeRef = (EntityId, &'g Entity);
    type NodeReferences = NodesWithEntities<'g>;

    fn node_references(self) -> NodesWithEntities<'g> {
        NodesWithEntities { nodes: self.node_identifiers() }
    }
}

impl NodeCount for GraphView<'_> {
    fn node_count(&self) -> usize {
        self.node_identifiers().count()
    }
}

impl NodeIndexable for GraphView<'_> {
    fn node_bound(&self) -> usize {
        self.graph.entities.next() as usize
    }

    fn to_index(&self, entity: EntityId) -> usize {
        entity.index()
    }

    fn from_index(&self, index: usize) -> EntityId {
        EntityId(index as u32)
    }
}

impl Visitable for GraphView<'_> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; self.graph.entities.next() as usize])
    }

    fn reset_map(&self, map: &mut Visited) {
        map.0.clear();
        map.0.resize(self.graph.entities.next() as usize, false);
    }
}

impl<'g> GraphView<'g> {
    fn side(self, entity: EntityId, direction: Direction) -> Items<'g, Edge> {
        match direction {
            Direction::Outgoing => self.graph.edges().outgoing.of(entity.0),
            Direction::Incoming => self.graph.edges().incoming.of(entity.0),
        }
    }
}
