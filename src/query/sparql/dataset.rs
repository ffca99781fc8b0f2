use std::collections::BTreeSet;
use std::convert::Infallible;

use oxrdf::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use petgraph::Direction;
use rustc_hash::FxHashSet;
use spareval::{InternalQuad, QueryableDataset};

use crate::graph::{Graph, Link, RelationId, normalised_name};
use crate::model::{Document, DocumentId, EntityId, Modality, Object, Polarity, Statement, StatementId, ValueType};

use super::budget;
use super::literal::date;
use super::node::{Kind, Node, Word};

/// A graph as RDF: see `docs/sparql.md`.
#[derive(Clone, Copy)]
pub(super) struct View<'g> {
    pub(super) graph: &'g Graph,
}

/// Subject, predicate and object.
pub(super) type Triple = (Node, Node, Node);

type Triples<'g> = Box<dyn Iterator<Item = Triple> + 'g>;

/// True if a statement is also a direct triple: affirmed, and asserted or claimed.
fn is_direct(link: &Link) -> bool {
    link.polarity == Polarity::Positive && matches!(link.modality, Modality::Asserted | Modality::Claimed)
}

impl<'g> View<'g> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        View { graph }
    }

    /// Every triple of the view.
    pub(super) fn all(self) -> impl Iterator<Item = Quad> + 'g {
        self.triples(None, None, None).filter_map(move |(subject, predicate, object)| {
            let subject: NamedOrBlankNode = match subject.term(self.graph) {
                Term::NamedNode(node) => node.into(),
                _ => return None,
            };
            let Term::NamedNode(predicate) = predicate.term(self.graph) else { return None };
            Some(Quad { subject, predicate, object: object.term(self.graph), graph_name: GraphName::DefaultGraph })
        })
    }

    /// The triples that fit a pattern, each once.
    pub(super) fn triples(
        self,
        subject: Option<&Node>,
        predicate: Option<&Node>,
        object: Option<&Node>,
    ) -> Triples<'g> {
        let (wanted, target) = (predicate.cloned(), object.cloned());
        match (subject, object) {
            (Some(subject), _) => {
                let told = self.told_of(subject, predicate);
                let subject = subject.clone();
                let fitting = told.into_iter().filter(move |(predicate, object)| {
                    wanted.as_ref().is_none_or(|wanted| wanted == predicate)
                        && target.as_ref().is_none_or(|target| target == object)
                });
                Box::new(fitting.map(move |(predicate, object)| (subject.clone(), predicate, object)))
            }
            (None, Some(object)) => match self.subjects(predicate, object) {
                Some(subjects) => {
                    let object = object.clone();
                    Box::new(subjects.into_iter().map(move |(subject, predicate)| (subject, predicate, object.clone())))
                }
                None => {
                    let all = self.scan(predicate);
                    Box::new(all.filter(move |triple| target.as_ref().is_none_or(|target| *target == triple.2)))
                }
            },
            (None, None) => self.scan(predicate),
        }
    }

    /// Everything told of a subject; at least what has the predicate.
    fn told_of(self, subject: &Node, predicate: Option<&Node>) -> Vec<(Node, Node)> {
        let mut told = Vec::new();
        match (&subject.0, predicate.map(|predicate| &predicate.0)) {
            (Kind::Entity(id), Some(Kind::Relation(relation))) => self.direct(*id, Some(*relation), &mut told),
            (Kind::Entity(id), Some(Kind::Word(_))) => self.entity(*id, &mut told),
            (Kind::Entity(id), None) => {
                self.entity(*id, &mut told);
                self.direct(*id, None, &mut told);
            }
            (Kind::Statement(id), _) => {
                if let Some(statement) = self.graph.statement_copy(*id) {
                    self.statement(&statement, &mut told);
                }
            }
            (Kind::Document(id), _) => {
                if let Some(document) = self.graph.document(*id) {
                    self.document(document, &mut told);
                }
            }
            (Kind::Relation(id), _) => self.relation(*id, &mut told),
            _ => {}
        }
        told
    }

    fn is_shown(self, id: EntityId) -> bool {
        self.graph.resolve(id) == id && self.graph.is_listed(id)
    }

    /// The direct triples of an entity. Statements that say the same stand side by side, so each comes once.
    fn direct(self, id: EntityId, relation: Option<RelationId>, told: &mut Vec<(Node, Node)>) {
        if self.graph.resolve(id) != id {
            return;
        }
        let mut last = None;
        let mut texts: BTreeSet<(RelationId, String)> = BTreeSet::new();
        for link in self.graph.links(id, Direction::Outgoing, relation).filter(is_direct) {
            budget::step();
            let predicate = || Node::new(Kind::Relation(link.relation));
            match link.other {
                Some(other) if last != Some((link.relation, other)) => {
                    last = Some((link.relation, other));
                    told.push((predicate(), Node::entity(other)));
                }
                Some(_) => {}
                None => {
                    let Some(statement) = self.graph.statement_copy(link.statement) else { continue };
                    if let Some(text) =
                        value_text(&statement.object).filter(|text| texts.insert((link.relation, (*text).to_owned())))
                    {
                        told.push((predicate(), Node::literal(text)));
                    }
                }
            }
        }
    }

    fn entity(self, id: EntityId, told: &mut Vec<(Node, Node)>) {
        if !self.is_shown(id) {
            return;
        }
        let Some(entity) = self.graph.entity_by_id(id) else { return };
        told.push((Node::word(Word::TYPE), Node::word(Word::of_type(entity.entity_type))));
        told.push((Node::word(Word::LABEL), Node::literal(entity.name.as_str())));
        let others = entity.aliases.keys().filter(|alias| **alias != entity.name);
        told.extend(others.map(|alias| (Node::word(Word::ALIAS), Node::literal(alias.as_str()))));
    }

    fn relation(self, id: RelationId, told: &mut Vec<(Node, Node)>) {
        if let Some(name) = self.graph.relation_name(id).filter(|_| self.graph.relation_count(id) > 0) {
            told.push((Node::word(Word::TYPE), Node::word(Word::RELATION_CLASS)));
            told.push((Node::word(Word::LABEL), Node::literal(relation_label(name))));
        }
    }

    fn document(self, document: &Document, told: &mut Vec<(Node, Node)>) {
        let Document { name, title, published, source, url, .. } = document;
        told.push((Node::word(Word::TYPE), Node::word(Word::DOCUMENT_CLASS)));
        told.push((Node::word(Word::LABEL), Node::literal(name.as_str())));
        for (word, text) in [(Word::TITLE, title), (Word::PUBLISHER, source), (Word::URL, url)] {
            told.extend(text.as_deref().map(|text| (Node::word(word), Node::literal(text))));
        }
        told.extend(published.map(|day| (Node::word(Word::PUBLISHED), Node::literal(date(day)))));
    }

    fn statement(self, statement: &Statement, told: &mut Vec<(Node, Node)>) {
        let mut put = |word: Word, node: Node| told.push((Node::word(word), node));
        put(Word::TYPE, Node::word(Word::STATEMENT_CLASS));
        put(Word::SUBJECT, Node::entity(statement.subject));
        if let Some(relation) = self.graph.relation(&statement.relation) {
            put(Word::RELATION, Node::new(Kind::Relation(relation)));
        }
        if let Some(object) = object_node(&statement.object) {
            put(Word::OBJECT, object);
        }
        put(Word::POLARITY, Node::literal(polarity(statement.polarity)));
        put(Word::MODALITY, Node::literal(modality(statement.modality)));
        put(Word::TRIGGER, Node::literal(statement.trigger.as_str()));
        put(Word::CONFIDENCE, Node::literal(Literal::from(statement.confidence)));
        if let Some(family) = &statement.family {
            put(Word::FAMILY, Node::literal(family.as_str()));
        }
        if let Some(source) = statement.attributed_to {
            put(Word::SOURCE_OF, Node::entity(source));
        }
        if let Some(place) = statement.place {
            put(Word::PLACE, Node::entity(place));
        }
        if let Some(time) = &statement.time {
            put(Word::TIME, Node::literal(time.text.as_str()));
            if let Some(start) = time.start {
                put(Word::START, Node::literal(date(start)));
            }
            if let Some(end) = time.end {
                put(Word::END, Node::literal(date(end)));
            }
        }
        if let Some(quantity) = &statement.quantity {
            if let Some(number) = quantity.number {
                put(Word::AMOUNT, Node::literal(Literal::from(number)));
            }
            if !quantity.unit.is_empty() {
                put(Word::UNIT, Node::literal(quantity.unit.as_str()));
            }
        }
        let (mut documents, mut sentences) = (BTreeSet::new(), BTreeSet::new());
        for evidence in statement.evidence.iter().filter(|evidence| !evidence.is_application()) {
            if documents.insert(evidence.document) {
                put(Word::DOCUMENT, Node::new(Kind::Document(evidence.document)));
            }
            let sentence = self.graph.sentence_text(evidence);
            if sentences.insert(sentence) {
                put(Word::SENTENCE, Node::literal(sentence));
            }
        }
        let mut qualifiers = FxHashSet::default();
        for qualifier in &statement.qualifiers {
            let Some(value) = object_node(&qualifier.value) else { continue };
            let pair = (Node::qualifier(&qualifier.role), value);
            if qualifiers.insert(pair.clone()) {
                told.push(pair);
            }
        }
    }

    /// Who has this object, where an index knows.
    fn subjects(self, predicate: Option<&Node>, object: &Node) -> Option<Vec<(Node, Node)>> {
        let graph = self.graph;
        match (predicate.map(|predicate| &predicate.0), &object.0) {
            (Some(Kind::Relation(relation)), Kind::Entity(id)) => Some(self.direct_to(*id, Some(*relation))),
            (Some(Kind::Word(word)), Kind::Entity(id)) => Some(self.statements_about(*id, Some(*word))),
            (None, Kind::Entity(id)) => {
                let mut found = self.direct_to(*id, None);
                found.extend(self.statements_about(*id, None));
                Some(found)
            }
            (Some(Kind::Word(word)), Kind::Relation(relation)) if *word == Word::RELATION => {
                let name = graph.relation_name(*relation)?;
                let statements = graph.statement_ids_with_relation(name);
                Some(statements.map(|id| (Node::new(Kind::Statement(id)), Node::word(Word::RELATION))).collect())
            }
            (Some(Kind::Word(word)), Kind::Document(id)) if *word == Word::DOCUMENT => {
                let statements = graph.statement_ids_in(*id);
                Some(statements.map(|id| (Node::new(Kind::Statement(id)), Node::word(Word::DOCUMENT))).collect())
            }
            (Some(Kind::Word(word)), Kind::Other(term)) if [Word::LABEL, Word::ALIAS].contains(word) => {
                self.named(*word, term)
            }
            (Some(Kind::Word(word)), Kind::Word(class)) if *word == Word::TYPE => {
                let wanted = class.entity_type()?;
                let fitting = graph.entity_ids().filter(|id| {
                    budget::step();
                    graph.entity_type(*id) == Some(wanted)
                });
                Some(fitting.map(|id| (Node::entity(id), Node::word(Word::TYPE))).collect())
            }
            _ => None,
        }
    }

    /// Who has this name.
    fn named(self, word: Word, term: &Term) -> Option<Vec<(Node, Node)>> {
        let Term::Literal(name) = term else { return Some(Vec::new()) };
        let told = |entity: EntityId| {
            let mut told = Vec::new();
            self.entity(entity, &mut told);
            told.into_iter().any(|(predicate, object)| {
                predicate.0 == Kind::Word(word) && matches!(&object.0, Kind::Other(other) if **other == *term)
            })
        };
        // Names without any letter or digit are in no index.
        if normalised_name(name.value()).is_empty() {
            return None;
        }
        let entities = self.graph.entities_named(name.value()).into_iter().filter(|entity| told(*entity));
        let mut found: Vec<(Node, Node)> = entities.map(|id| (Node::entity(id), Node::word(word))).collect();
        if word == Word::LABEL {
            found.extend(self.others_labelled(name).map(|kind| (Node::new(kind), Node::word(Word::LABEL))));
        }
        Some(found)
    }

    /// The relations and documents of this label.
    fn others_labelled(self, label: &Literal) -> impl Iterator<Item = Kind> + 'g {
        let plain = label.datatype() == oxrdf::vocab::xsd::STRING && label.language().is_none();
        let name = label.value().to_owned();
        let documents = if plain { self.graph.documents_named(&name) } else { Vec::new() };
        let relations = self.graph.relation_names().filter(move |(relation, id)| {
            plain && relation_label(relation) == name && self.graph.relation_count(*id) > 0
        });
        relations.map(|(_, id)| Kind::Relation(id)).chain(documents.into_iter().map(Kind::Document))
    }

    fn direct_to(self, id: EntityId, relation: Option<RelationId>) -> Vec<(Node, Node)> {
        if self.graph.resolve(id) != id {
            return Vec::new();
        }
        let mut last = None;
        let mut found = Vec::new();
        for link in self.graph.links(id, Direction::Incoming, relation).filter(is_direct) {
            budget::step();
            let Some(other) = link.other else { continue };
            if last != Some((link.relation, other)) {
                last = Some((link.relation, other));
                found.push((Node::entity(other), Node::new(Kind::Relation(link.relation))));
            }
        }
        found
    }

    /// The statement nodes in which an entity takes part, with how.
    fn statements_about(self, id: EntityId, word: Option<Word>) -> Vec<(Node, Node)> {
        if self.graph.resolve(id) != id {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (direction, role) in [(Direction::Outgoing, Word::SUBJECT), (Direction::Incoming, Word::OBJECT)] {
            if word.is_none_or(|word| word == role) {
                let links = self.graph.links(id, direction, None);
                found.extend(links.map(|link| (Node::new(Kind::Statement(link.statement)), Node::word(role))));
            }
        }
        if word.is_none_or(|word| ![Word::SUBJECT, Word::OBJECT].contains(&word)) {
            for statement in self.graph.circumstantial_ids(id) {
                let Some(statement) = self.graph.statement_copy(statement) else { continue };
                let mut told = Vec::new();
                self.statement(&statement, &mut told);
                let core = [Kind::Word(Word::SUBJECT), Kind::Word(Word::OBJECT)];
                let roles = told.into_iter().filter(|(predicate, object)| {
                    object.0 == Kind::Entity(id)
                        && !core.contains(&predicate.0)
                        && word.is_none_or(|word| predicate.0 == Kind::Word(word))
                });
                found.extend(roles.map(|(predicate, _)| (Node::new(Kind::Statement(statement.id)), predicate)));
            }
        }
        found
    }

    /// Every triple with a predicate.
    fn scan(self, predicate: Option<&Node>) -> Triples<'g> {
        match predicate.map(|predicate| &predicate.0) {
            Some(Kind::Relation(relation)) => {
                let relation = *relation;
                let entities = (0..self.graph.next_entity_id().0).map(EntityId);
                Box::new(entities.flat_map(move |id| {
                    budget::step();
                    let mut told = Vec::new();
                    self.direct(id, Some(relation), &mut told);
                    told.into_iter().map(move |(predicate, object)| (Node::entity(id), predicate, object))
                }))
            }
            None => {
                Box::new(self.entities(true).chain(self.statements()).chain(self.documents()).chain(self.relations()))
            }
            Some(kind) => {
                let kind = kind.clone();
                let all = match kind {
                    Kind::Word(Word::TYPE | Word::LABEL) => {
                        let statements: Triples<'g> = if kind == Kind::Word(Word::TYPE) {
                            Box::new(self.statements())
                        } else {
                            Box::new([].into_iter())
                        };
                        Box::new(self.entities(false).chain(statements).chain(self.documents()).chain(self.relations()))
                    }
                    Kind::Word(Word::ALIAS) => Box::new(self.entities(false)) as Triples<'g>,
                    Kind::Word(Word::TITLE | Word::PUBLISHED | Word::PUBLISHER | Word::URL) => {
                        Box::new(self.documents())
                    }
                    _ => Box::new(self.statements()),
                };
                Box::new(all.filter(move |triple| triple.1.0 == kind))
            }
        }
    }

    fn entities(self, with_direct: bool) -> impl Iterator<Item = Triple> + 'g {
        (0..self.graph.next_entity_id().0).map(EntityId).flat_map(move |id| {
            let mut told = Vec::new();
            self.entity(id, &mut told);
            if with_direct {
                self.direct(id, None, &mut told);
            }
            told.into_iter().map(move |(predicate, object)| (Node::entity(id), predicate, object))
        })
    }

    fn statements(self) -> impl Iterator<Item = Triple> + 'g {
        (0..self.graph.next_statement_id().0).map(StatementId).flat_map(move |id| {
            let mut told = Vec::new();
            if let Some(statement) = self.graph.statement_copy(id) {
                self.statement(&statement, &mut told);
            }
            told.into_iter().map(move |(predicate, object)| (Node::new(Kind::Statement(id)), predicate, object))
        })
    }

    fn documents(self) -> impl Iterator<Item = Triple> + 'g {
        (0..self.graph.next_document_id().0).map(DocumentId).flat_map(move |id| {
            let mut told = Vec::new();
            if let Some(document) = self.graph.document(id) {
                self.document(document, &mut told);
            }
            told.into_iter().map(move |(predicate, object)| (Node::new(Kind::Document(id)), predicate, object))
        })
    }

    fn relations(self) -> impl Iterator<Item = Triple> + 'g {
        self.graph.relations().into_iter().filter_map(move |summary| self.graph.relation(summary.name)).flat_map(
            move |id| {
                let mut told = Vec::new();
                self.relation(id, &mut told);
                told.into_iter().map(move |(predicate, object)| (Node::new(Kind::Relation(id)), predicate, object))
            },
        )
    }
}

impl<'g> QueryableDataset<'g> for View<'g> {
    type InternalTerm = Node;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Node>,
        predicate: Option<&Node>,
        object: Option<&Node>,
        graph_name: Option<Option<&Node>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Node>, Infallible>> + use<'g> {
        // There are no named graphs.
        let triples = match graph_name {
            Some(None) => self.triples(subject, predicate, object),
            _ => Box::new(std::iter::empty()),
        };
        triples.map(|(subject, predicate, object)| Ok(InternalQuad { subject, predicate, object, graph_name: None }))
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Node, Infallible>> + use<'g> {
        std::iter::empty()
    }

    fn contains_internal_graph_name(&self, _graph_name: &Node) -> Result<bool, Infallible> {
        Ok(false)
    }

    fn internalize_term(&self, term: Term) -> Result<Node, Infallible> {
        Ok(Node::of(self.graph, term))
    }

    fn externalize_term(&self, term: Node) -> Result<Term, Infallible> {
        Ok(term.term(self.graph))
    }
}

fn relation_label(name: &str) -> String {
    name.replace('_', " ")
}

fn value_text(object: &Object) -> Option<&str> {
    match object {
        Object::Value(value) if value.value_type != ValueType::None => Some(&value.text),
        _ => None,
    }
}

fn object_node(object: &Object) -> Option<Node> {
    match object {
        Object::Entity(id) => Some(Node::entity(*id)),
        Object::Value(_) => value_text(object).map(Node::literal),
    }
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    }
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Claimed => "claimed",
        Modality::Planned => "planned",
        Modality::Hypothetical => "hypothetical",
    }
}
