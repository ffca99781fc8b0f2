use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use grafeo::database::BatchEdge;
use grafeo::{GrafeoDB, GraphStore, NodeId, Value};
use grafeo_core::graph::{Direction, GraphStoreSearch};

use crate::data::{Data, PER_DOCUMENT};
use crate::engine::Engine;

pub struct Grafeo {
    database: GrafeoDB,
    store: Arc<dyn GraphStoreSearch>,
    first: u64,
}

impl Grafeo {
    /// Names are properties of nodes; the number of the document that says so is a property of edges.
    pub fn load(path: &Path, data: &Data) -> Self {
        let database = GrafeoDB::open(path).expect("a new file");
        let names = (0..data.entities).map(|number| HashMap::from([("name".into(), Value::from(Data::name(number)))]));
        let nodes = database.batch_create_nodes_with_props("Entity", names.collect()).expect("room");
        for (chunk, statements) in data.statements.chunks(100_000).enumerate() {
            let edges = statements.iter().enumerate().map(|(place, (subject, relation, object))| {
                let (from, to) = (nodes[*subject as usize], nodes[*object as usize]);
                let mut edge = BatchEdge::new(from, to, Data::relation((*relation).into()));
                let document = (chunk * 100_000 + place) / PER_DOCUMENT;
                edge.properties.insert("document".into(), Value::from(document as i64));
                edge
            });
            database.batch_create_edges(edges.collect()).expect("room");
        }
        database.wal_checkpoint().expect("room on the disk");
        let store = database.graph_store();
        Grafeo { store, first: nodes[0].as_u64(), database }
    }

    fn node(&self, entity: u32) -> NodeId {
        NodeId::new(self.first + u64::from(entity))
    }

    fn side(&self, entity: u32, direction: Direction, relation: Option<u8>) -> Vec<u32> {
        let wanted = relation.map(|relation| Data::relation(relation.into()));
        let edges = self.store.edges_from(self.node(entity), direction).into_iter();
        let told = edges.filter(|(_, edge)| {
            wanted.as_ref().is_none_or(|wanted| self.store.edge_type(*edge).is_some_and(|kind| *kind == **wanted))
        });
        told.map(|(node, _)| (node.as_u64() - self.first) as u32).collect()
    }

    fn count(&self, query: &str) -> Option<u64> {
        let result = self.database.execute(query).ok()?;
        result.scalar::<i64>().ok().map(|count| count as u64)
    }
}

impl Engine for Grafeo {
    fn name(&self) -> &'static str {
        "grafeo"
    }

    fn out(&self, subject: u32, relation: u8) -> Vec<u32> {
        self.side(subject, Direction::Outgoing, Some(relation))
    }

    fn incoming(&self, object: u32, relation: u8) -> Vec<u32> {
        self.side(object, Direction::Incoming, Some(relation))
    }

    fn around(&self, entity: u32) -> Vec<u32> {
        let mut all = self.side(entity, Direction::Outgoing, None);
        all.extend(self.side(entity, Direction::Incoming, None));
        all
    }

    fn join(&self, first: u8, second: u8) -> Option<u64> {
        self.count(&format!("MATCH (a)-[:relation_{first}]->(b)-[:relation_{second}]->(c) RETURN COUNT(*)"))
    }
}
