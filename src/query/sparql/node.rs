use std::hash::Hash;
use std::sync::Arc;

use oxrdf::{Literal, NamedNode, Term};

use crate::graph::{Graph, RelationId};
use crate::model::{DocumentId, EntityId, EntityType, StatementId};

use super::budget;

/// Prefixes that queries may use without declaring them.
pub(super) const PREFIXES: [(&str, &str); 9] = [
    ("e", ENTITY),
    ("r", RELATION),
    ("s", STATEMENT),
    ("d", DOCUMENT),
    ("q", QUALIFIER),
    ("ng", "urn:newsgraph:"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

const ENTITY: &str = "urn:newsgraph:entity:";
const RELATION: &str = "urn:newsgraph:relation:";
const STATEMENT: &str = "urn:newsgraph:statement:";
const DOCUMENT: &str = "urn:newsgraph:document:";
const QUALIFIER: &str = "urn:newsgraph:qualifier:";

/// The words of the view, in a fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word(u8);

macro_rules! words {
    ($($name:ident = $number:literal $iri:literal),+ $(,)?) => {
        impl Word {
            $(pub(super) const $name: Word = Word($number);)+
        }
        const IRIS: &[&str] = &[$($iri),+];
    };
}

words! {
    TYPE = 0 "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    LABEL = 1 "http://www.w3.org/2000/01/rdf-schema#label",
    ALIAS = 2 "urn:newsgraph:alias",
    SUBJECT = 3 "urn:newsgraph:subject",
    RELATION = 4 "urn:newsgraph:relation",
    OBJECT = 5 "urn:newsgraph:object",
    POLARITY = 6 "urn:newsgraph:polarity",
    MODALITY = 7 "urn:newsgraph:modality",
    SOURCE_OF = 8 "urn:newsgraph:attributedTo",
    PLACE = 9 "urn:newsgraph:place",
    TIME = 10 "urn:newsgraph:time",
    START = 11 "urn:newsgraph:start",
    END = 12 "urn:newsgraph:end",
    AMOUNT = 13 "urn:newsgraph:amount",
    UNIT = 14 "urn:newsgraph:unit",
    TRIGGER = 15 "urn:newsgraph:trigger",
    FAMILY = 16 "urn:newsgraph:family",
    CONFIDENCE = 17 "urn:newsgraph:confidence",
    DOCUMENT = 18 "urn:newsgraph:document",
    SENTENCE = 19 "urn:newsgraph:sentence",
    TITLE = 20 "urn:newsgraph:title",
    PUBLISHED = 21 "urn:newsgraph:published",
    PUBLISHER = 22 "urn:newsgraph:publisher",
    URL = 23 "urn:newsgraph:url",
    STATEMENT_CLASS = 24 "urn:newsgraph:Statement",
    DOCUMENT_CLASS = 25 "urn:newsgraph:Document",
    RELATION_CLASS = 26 "urn:newsgraph:Relation",
    FIRST_TYPE = 27 "urn:newsgraph:Person",
    _ORGANIZATION = 28 "urn:newsgraph:Organization",
    _COUNTRY = 29 "urn:newsgraph:Country",
    _PLACE = 30 "urn:newsgraph:Place",
    _FACILITY = 31 "urn:newsgraph:Facility",
    _GROUP = 32 "urn:newsgraph:Group",
    _EVENT = 33 "urn:newsgraph:Event",
    _PRODUCT = 34 "urn:newsgraph:Product",
    _WORK = 35 "urn:newsgraph:Work",
    _LAW = 36 "urn:newsgraph:Law",
    _THING = 37 "urn:newsgraph:Thing",
}

impl Word {
    pub(super) fn of_type(entity_type: EntityType) -> Self {
        Word(Word::FIRST_TYPE.0 + entity_type as u8)
    }

    /// The type of entities that this is the class of.
    pub(super) fn entity_type(self) -> Option<EntityType> {
        EntityType::ALL.into_iter().find(|kind| Word::of_type(*kind) == self)
    }
}

/// A term of the view.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Entity(EntityId),
    Statement(StatementId),
    Document(DocumentId),
    Relation(RelationId),
    Word(Word),
    /// Anything else; never one of the above in other clothes.
    Other(Arc<Term>),
}

/// A term whose copies are counted against the limits of the query.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Node(pub(super) Kind);

impl Node {
    pub(super) fn new(kind: Kind) -> Self {
        budget::grow(size_of::<Node>());
        Node(kind)
    }

    pub(super) fn entity(id: EntityId) -> Self {
        Node::new(Kind::Entity(id))
    }

    pub(super) fn word(word: Word) -> Self {
        Node::new(Kind::Word(word))
    }

    pub(super) fn literal(literal: impl Into<Literal>) -> Self {
        Node::new(Kind::Other(Arc::new(Term::Literal(literal.into()))))
    }

    pub(super) fn qualifier(role: &str) -> Self {
        Node::new(Kind::Other(Arc::new(named(QUALIFIER, role))))
    }

    /// The node of a term.
    pub(super) fn of(graph: &Graph, term: Term) -> Self {
        let kind = match &term {
            Term::NamedNode(node) => known(graph, node.as_str()),
            _ => {
                // Strings that a query makes may be long.
                budget::grow(length(&term));
                None
            }
        };
        Node::new(kind.unwrap_or_else(|| Kind::Other(Arc::new(term))))
    }

    /// The term of a node.
    pub(super) fn term(&self, graph: &Graph) -> Term {
        match &self.0 {
            Kind::Entity(id) => NamedNode::new_unchecked(format!("{ENTITY}{}", id.0)).into(),
            Kind::Statement(id) => NamedNode::new_unchecked(format!("{STATEMENT}{}", id.0)).into(),
            Kind::Document(id) => NamedNode::new_unchecked(format!("{DOCUMENT}{}", id.0)).into(),
            Kind::Relation(id) => named(RELATION, graph.relation_name(*id).unwrap_or_default()),
            Kind::Word(word) => NamedNode::new_unchecked(IRIS[usize::from(word.0)]).into(),
            Kind::Other(term) => Term::clone(term),
        }
    }
}

impl Clone for Node {
    fn clone(&self) -> Self {
        Node::new(self.0.clone())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        budget::shrink(size_of::<Node>());
    }
}

/// How many bytes a term holds beside itself.
pub(super) fn length(term: &Term) -> usize {
    match term {
        Term::NamedNode(node) => node.as_str().len(),
        Term::BlankNode(node) => node.as_str().len(),
        Term::Literal(literal) => literal.value().len(),
    }
}

/// The IRI of an entity.
pub fn entity_iri(id: EntityId) -> String {
    format!("{ENTITY}{}", id.0)
}

/// The IRI of a relation.
pub fn relation_iri(name: &str) -> String {
    encoded(RELATION, name)
}

fn known(graph: &Graph, iri: &str) -> Option<Kind> {
    let number = |prefix: &str| {
        let digits = iri.strip_prefix(prefix)?;
        let number: u32 = digits.parse().ok()?;
        (number.to_string() == digits).then_some(number)
    };
    if let Some(id) = number(ENTITY) {
        return Some(Kind::Entity(EntityId(id)));
    }
    if let Some(id) = number(STATEMENT) {
        return Some(Kind::Statement(StatementId(id)));
    }
    if let Some(id) = number(DOCUMENT) {
        return Some(Kind::Document(DocumentId(id)));
    }
    if let Some(name) = iri.strip_prefix(RELATION) {
        let decoded = decoded(name)?;
        let relation = graph.relation(&decoded).filter(|_| encoded("", &decoded) == name)?;
        return Some(Kind::Relation(relation));
    }
    IRIS.iter().position(|word| *word == iri).map(|place| Kind::Word(Word(place as u8)))
}

fn named(prefix: &str, name: &str) -> Term {
    NamedNode::new_unchecked(encoded(prefix, name)).into()
}

/// Letters, digits and a few signs stay; everything else is escaped byte by byte.
fn encoded(prefix: &str, name: &str) -> String {
    let mut iri = prefix.to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~') {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    iri
}

fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}
