use std::path::Path;

use newsgraph::graph::RelationId;
use newsgraph::model::{Article, EntityId, EntityType, Evidence, Span};
use newsgraph::query::sparql::{self, Limits};
use newsgraph::store::{RelationForm, Snapshot, Store, WriteBatch};
use petgraph::Direction;

use crate::data::{Data, PER_DOCUMENT, RELATIONS};
use crate::engine::Engine;

pub struct Ours {
    pub graph: Snapshot,
    relations: Vec<RelationId>,
}

impl Ours {
    pub fn new(store: &Store) -> Self {
        Ours::of(store.snapshot())
    }

    pub fn of(graph: Snapshot) -> Self {
        let relations = (0..RELATIONS).filter_map(|number| graph.relation(&Data::relation(number))).collect();
        Ours { graph, relations }
    }

    pub fn load(path: &Path, data: &Data) -> Store {
        let mut store = Store::open(path).expect("a new folder");
        let mut batch = store.batch();
        for entity in 0..data.entities {
            batch.entity(&Data::name(entity), EntityType::Thing);
        }
        let forms = |batch: &mut WriteBatch| -> Vec<RelationForm> {
            (0..RELATIONS).map(|number| batch.relation(&Data::relation(number))).collect()
        };
        let mut relations = forms(&mut batch);
        for (document, statements) in data.statements.chunks(PER_DOCUMENT).enumerate() {
            if batch.is_full() {
                store.write(batch).expect("room on the disk");
                batch = store.batch();
                relations = forms(&mut batch);
            }
            let text = Data::document(document);
            let sentence = Span::new(0, text.len());
            let name = format!("{document}.txt");
            let document = batch.document(&Article { name, text, ..Article::default() });
            for (subject, relation, object) in statements {
                let evidence = Evidence { document, sentence, words: sentence };
                batch.link_told(EntityId(*subject), relations[usize::from(*relation)], EntityId(*object), evidence);
            }
        }
        store.write(batch).expect("room on the disk");
        store
    }

    fn side(&self, entity: u32, direction: Direction, relation: u8) -> impl Iterator<Item = u32> + Clone + '_ {
        let relation = Some(self.relations[usize::from(relation)]);
        self.graph.links(EntityId(entity), direction, relation).others().map(|other| other.0)
    }

    fn list(&self, entity: u32, direction: Direction, relation: u8) -> Vec<u32> {
        let links = self.graph.links(EntityId(entity), direction, Some(self.relations[usize::from(relation)]));
        let mut others = Vec::with_capacity(links.length());
        others.extend(links.others().map(|other| other.0));
        others
    }

    fn query(&self, text: &str) -> usize {
        let answer = sparql::query(&self.graph, text, &Limits::default()).expect("a query in our own words");
        answer.first_number().expect("a count") as usize
    }
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        "newsgraph"
    }

    fn out(&self, subject: u32, relation: u8) -> Vec<u32> {
        self.list(subject, Direction::Outgoing, relation)
    }

    fn incoming(&self, object: u32, relation: u8) -> Vec<u32> {
        self.list(object, Direction::Incoming, relation)
    }

    fn around(&self, entity: u32) -> Vec<u32> {
        let both = [Direction::Outgoing, Direction::Incoming];
        both.iter()
            .flat_map(|direction| self.graph.links(EntityId(entity), *direction, None).others())
            .map(|id| id.0)
            .collect()
    }

    fn two_hops(&self, subject: u32, relation: u8) -> usize {
        let number = Some(self.relations[usize::from(relation)]);
        let next = |middle| self.graph.links(EntityId(middle), Direction::Outgoing, number).length();
        self.side(subject, Direction::Outgoing, relation).map(next).sum()
    }

    fn three_hops(&self, subject: u32, relation: u8) -> usize {
        let relation = Some(self.relations[usize::from(relation)]);
        self.graph.reached_after(EntityId(subject), relation, 3).len()
    }

    fn shortest(&self, from: u32, to: u32) -> Option<usize> {
        self.graph.shortest_path(EntityId(from), EntityId(to)).map(|path| path.statements.len())
    }

    fn all_two_hops(&self) -> Option<u64> {
        Some(self.graph.count_two_steps(None, None))
    }

    fn join(&self, first: u8, second: u8) -> Option<u64> {
        let relation = |number: u8| Some(self.relations[usize::from(number)]);
        Some(self.graph.count_two_steps(relation(first), relation(second)))
    }

    fn top_out_degree(&self) -> Option<u64> {
        self.graph.most_linked(Direction::Outgoing, None, 1).first().map(|(_, degree)| *degree as u64)
    }

    fn query_one_hop(&self, subject: u32, relation: u8) -> Option<usize> {
        let (subject, relation) =
            (sparql::entity_iri(EntityId(subject)), sparql::relation_iri(&Data::relation(relation.into())));
        Some(self.query(&format!("SELECT (COUNT(*) AS ?n) WHERE {{ <{subject}> <{relation}> ?o }}")))
    }

    fn query_two_hops(&self, subject: u32, relation: u8) -> Option<usize> {
        let (subject, relation) =
            (sparql::entity_iri(EntityId(subject)), sparql::relation_iri(&Data::relation(relation.into())));
        Some(
            self.query(&format!(
                "SELECT (COUNT(*) AS ?n) WHERE {{ <{subject}> <{relation}> ?m . ?m <{relation}> ?o }}"
            )),
        )
    }
}
