use petgraph::visit::{Data, EdgeRef, IntoEdgeReferences, IntoNodeReferences, NodeIndexable, NodeRef};

use crate::model::{EntityId, EntityType};

use super::WriteBatch;

impl WriteBatch {
    /// Adds a graph of petgraph: an entity for every node, as `named` names it, and for every edge a statement that the
    /// application makes, with the relation that `related` gives. Returns the entities, each at the index of its node;
    /// nothing where the graph has no node.
    ///
    /// ```
    /// # fn main() -> Result<(), newsgraph::store::StoreError> {
    /// use newsgraph::model::EntityType;
    /// use newsgraph::store::Store;
    /// use petgraph::graph::DiGraph;
    ///
    /// let mut roads = DiGraph::new();
    /// let (vega, holm, lund) = (roads.add_node("Vega"), roads.add_node("Holm"), roads.add_node("Lund"));
    /// roads.extend_with_edges([(vega, holm, "leads_to"), (holm, lund, "leads_to")]);
    ///
    /// let mut store = Store::temporary();
    /// let mut batch = store.batch();
    /// let entities = batch.add_petgraph(&roads, |name| (name, EntityType::Place), |road| road);
    /// store.write(batch)?;
    ///
    /// let graph = store.snapshot();
    /// let way = graph.shortest_path(entities[vega.index()].unwrap(), entities[lund.index()].unwrap()).unwrap();
    /// assert_eq!(way.statements.len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_petgraph<G>(
        &mut self,
        graph: G,
        named: impl Fn(&G::NodeWeight) -> (&str, EntityType),
        related: impl Fn(&G::EdgeWeight) -> &str,
    ) -> Vec<Option<EntityId>>
    where
        G: Data + IntoNodeReferences + IntoEdgeReferences + NodeIndexable,
    {
        let mut entities = vec![None; graph.node_bound()];
        for node in graph.node_references() {
            let (name, entity_type) = named(node.weight());
            entities[graph.to_index(node.id())] = Some(self.entity(name, entity_type));
        }
        for edge in graph.edge_references() {
            let ends = (entities[graph.to_index(edge.source())], entities[graph.to_index(edge.target())]);
            if let (Some(source), Some(target)) = ends {
                let relation = self.relation(related(edge.weight()));
                self.link(source, relation, target);
            }
        }
        entities
    }
}
