use std::path::Path;

use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use crate::data::{Data, PER_DOCUMENT};
use crate::engine::Engine;

pub struct Oxigraph {
    store: Store,
}

fn entity(number: u32) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:e:{number}"))
}

fn relation(number: u8) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:r:{number}"))
}

fn number(term: &str) -> u32 {
    term.rsplit(':').next().and_then(|number| number.parse().ok()).expect("one of our own names")
}

#[cfg(feature = "rocksdb")]
fn at(path: &Path) -> Store {
    Store::open(path).expect("a folder to write to")
}

#[cfg(not(feature = "rocksdb"))]
fn at(_path: &Path) -> Store {
    Store::new().expect("memory")
}

impl Oxigraph {
    /// Names are labels; the document that says so is the named graph.
    pub fn load(path: &Path, data: &Data) -> Self {
        let store = at(path);
        let label = NamedNode::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
        let names = (0..data.entities).map(|number| {
            let name = Literal::new_simple_literal(Data::name(number));
            Quad::new(entity(number as u32), label.clone(), name, GraphNameRef::DefaultGraph)
        });
        let statements = data.statements.iter().enumerate().map(|(place, (subject, verb, object))| {
            let document = NamedNode::new_unchecked(format!("urn:d:{}", place / PER_DOCUMENT));
            Quad::new(entity(*subject), relation(*verb), entity(*object), document)
        });
        let texts = (0..data.documents()).map(|number| {
            let text = Literal::new_simple_literal(Data::document(number));
            let document = NamedNode::new_unchecked(format!("urn:d:{number}"));
            Quad::new(document, label.clone(), text, GraphNameRef::DefaultGraph)
        });
        let mut loader = store.bulk_loader();
        loader.load_quads(names.chain(texts).chain(statements)).expect("room on the disk");
        loader.commit().expect("room on the disk");
        #[cfg(feature = "rocksdb")]
        store.flush().expect("room on the disk");
        Oxigraph { store }
    }

    #[cfg(feature = "rocksdb")]
    pub fn open(path: &Path) -> Self {
        Oxigraph { store: at(path) }
    }

    fn count(&self, query: &str) -> u64 {
        let prepared = SparqlEvaluator::new().parse_query(query).expect("a query in our own words");
        let results = prepared.on_store(&self.store).execute().expect("an answer");
        let QueryResults::Solutions(mut rows) = results else { panic!("rows were asked for") };
        let row = rows.next().expect("one row").expect("no error");
        match row.get(0) {
            Some(Term::Literal(count)) => count.value().parse().expect("a count"),
            _ => panic!("a count was asked for"),
        }
    }
}

impl Engine for Oxigraph {
    fn name(&self) -> &'static str {
        "oxigraph"
    }

    fn out(&self, subject: u32, verb: u8) -> Vec<u32> {
        let (subject, verb) = (entity(subject), relation(verb));
        let quads = self.store.quads_for_pattern(Some(subject.as_ref().into()), Some(verb.as_ref()), None, None);
        quads.map(|quad| object(&quad.expect("no error").object)).collect()
    }

    fn incoming(&self, target: u32, verb: u8) -> Vec<u32> {
        let (target, verb) = (entity(target), relation(verb));
        let quads = self.store.quads_for_pattern(None, Some(verb.as_ref()), Some(target.as_ref().into()), None);
        quads.map(|quad| subject(&quad.expect("no error").subject)).collect()
    }

    fn around(&self, node: u32) -> Vec<u32> {
        let node = entity(node);
        let node: NamedNodeRef<'_> = node.as_ref();
        let out = self.store.quads_for_pattern(Some(node.into()), None, None, None).filter_map(|quad| {
            let quad = quad.expect("no error");
            matches!(quad.object, Term::NamedNode(_)).then(|| object(&quad.object))
        });
        let incoming = self.store.quads_for_pattern(None, None, Some(node.into()), None);
        out.chain(incoming.map(|quad| subject(&quad.expect("no error").subject))).collect()
    }

    fn all_two_hops(&self) -> Option<u64> {
        None
    }

    fn join(&self, first: u8, second: u8) -> Option<u64> {
        let query = format!(
            "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?a <urn:r:{first}> ?b }} GRAPH ?h {{ ?b <urn:r:{second}> ?c }} }}"
        );
        Some(self.count(&query))
    }

    fn top_out_degree(&self) -> Option<u64> {
        let query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ORDER BY DESC(?n) LIMIT 1";
        Some(self.count(query))
    }

    fn query_one_hop(&self, subject: u32, verb: u8) -> Option<usize> {
        let query = format!("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ <urn:e:{subject}> <urn:r:{verb}> ?o }} }}");
        Some(self.count(&query) as usize)
    }

    fn query_two_hops(&self, subject: u32, verb: u8) -> Option<usize> {
        let query = format!(
            "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ <urn:e:{subject}> <urn:r:{verb}> ?m }} \
             GRAPH ?h {{ ?m <urn:r:{verb}> ?o }} }}"
        );
        Some(self.count(&query) as usize)
    }
}

fn object(term: &Term) -> u32 {
    match term {
        Term::NamedNode(node) => number(node.as_str()),
        _ => panic!("statements have entities as objects"),
    }
}

fn subject(term: &NamedOrBlankNode) -> u32 {
    match term {
        NamedOrBlankNode::NamedNode(node) => number(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => panic!("entities have names"),
    }
}
