use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Change, ContentHash, Document, DocumentId, Entity, EntityId, Evidence, Mention, Object, Span, Statement,
    StatementId,
};

use super::adjacency::MOST_ENTITIES;
use super::merges::Merges;
use super::{Graph, GraphError};

/// How many numbers one change may leave unused: bounds the memory that a broken dump can ask for.
pub(super) const WIDEST_GAP: u32 = 1 << 20;

/// Checks changes against a graph and the changes before them in the same list, without touching the graph.
pub(super) struct Validator<'g, 'c> {
    graph: &'g Graph,
    next_document: u32,
    next_entity: u32,
    next_statement: u32,
    new_documents: BTreeMap<DocumentId, &'c Document>,
    new_contents: BTreeMap<ContentHash, DocumentId>,
    forgotten: BTreeSet<DocumentId>,
    latest_statements: BTreeMap<StatementId, &'c Statement>,
    /// Taken back by the application.
    retracted: BTreeSet<StatementId>,
    /// Taken back in this list, and can be reinstated; a rejection may take anything back.
    kept: BTreeSet<StatementId>,
    rejected: bool,
    reinstated: BTreeSet<StatementId>,
    /// A copy of the graph's, made when the list first touches it.
    merges: Option<Merges>,
}

impl<'g, 'c> Validator<'g, 'c> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        Validator {
            graph,
            next_document: graph.documents.next(),
            next_entity: graph.entities.next(),
            next_statement: graph.statements.next(),
            new_documents: BTreeMap::new(),
            new_contents: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            latest_statements: BTreeMap::new(),
            retracted: BTreeSet::new(),
            kept: BTreeSet::new(),
            rejected: false,
            reinstated: BTreeSet::new(),
            merges: None,
        }
    }

    pub(super) fn check(&mut self, change: &'c Change) -> Result<(), GraphError> {
        match change {
            Change::Document(document) => self.document(document),
            Change::Entity(entity) => self.entity(entity),
            Change::Mention(mention) => self.mention(mention),
            Change::Statement(statement) => self.statement(statement),
            Change::Forget(id) => {
                self.text(*id)?;
                self.forgotten.insert(*id);
                Ok(())
            }
            Change::Merge { kept, absorbed } => {
                self.known_entities([*kept, *absorbed])?;
                self.merges().merge(*kept, *absorbed)
            }
            Change::Split { kept, absorbed } => {
                self.known_entities([*kept, *absorbed])?;
                self.merges().split(*kept, *absorbed)
            }
            Change::NeverMerge(one, other) => {
                self.known_entities([*one, *other])?;
                self.merges().never_merge(*one, *other)
            }
            Change::Skip { documents, statements } => {
                for gap in [*documents, *statements] {
                    if gap > WIDEST_GAP {
                        return Err(GraphError::GapTooWide(gap));
                    }
                }
                self.next_document = self.next_document.checked_add(*documents).ok_or(GraphError::Full)?;
                self.next_statement = self.next_statement.checked_add(*statements).ok_or(GraphError::Full)?;
                Ok(())
            }
            // What it speaks of may have gone since: it is remembered all the same.
            Change::Reject(_) => {
                self.rejected = true;
                Ok(())
            }
            Change::Retract(id) => {
                if !self.is_live(*id) {
                    return Err(GraphError::NoStatement(*id));
                }
                let made = |statement: &Statement| statement.evidence.iter().any(Evidence::is_application);
                if !(self.latest(*id).is_some_and(made) || self.reinstated.contains(id)) || !self.retracted.insert(*id)
                {
                    return Err(GraphError::NotOfApplication(*id));
                }
                self.kept.insert(*id);
                Ok(())
            }
            Change::Reinstate(id) => {
                if !self.graph.is_retracted(*id) && !self.kept.contains(id) && !self.rejected {
                    return Err(GraphError::NotRetracted(*id));
                }
                self.retracted.remove(id);
                self.reinstated.insert(*id);
                Ok(())
            }
            Change::Retracted(statement) => {
                if statement.id.0 >= self.next_statement {
                    return Err(GraphError::NoStatement(statement.id));
                }
                self.kept.insert(statement.id);
                self.content(statement)
            }
        }
    }

    fn merges(&mut self) -> &mut Merges {
        let graph = self.graph;
        self.merges.get_or_insert_with(|| Merges::clone(&graph.merges))
    }

    fn document(&mut self, document: &'c Document) -> Result<(), GraphError> {
        let id = document.id;
        if id.0 != self.next_document {
            let expected = DocumentId(self.next_document).to_string();
            return Err(GraphError::OutOfSequence { given: id.to_string(), expected });
        }
        if u32::try_from(document.text.len()).is_err() {
            return Err(GraphError::TextTooLong(id));
        }
        if document.content != ContentHash::of(&document.text) {
            return Err(GraphError::WrongContentHash { document: id, given: document.content });
        }
        let known = self.graph.contents().get(&document.content).or_else(|| self.new_contents.get(&document.content));
        if let Some(existing) = known.filter(|existing| !self.forgotten.contains(existing)) {
            return Err(GraphError::SameContent { existing: *existing });
        }
        self.next_document = self.next_document.checked_add(1).ok_or(GraphError::Full)?;
        self.new_contents.insert(document.content, id);
        self.new_documents.insert(id, document);
        Ok(())
    }

    fn entity(&mut self, entity: &Entity) -> Result<(), GraphError> {
        if entity.name.trim().is_empty() {
            return Err(GraphError::NoName(entity.id));
        }
        if entity.id.0 > self.next_entity {
            let expected = EntityId(self.next_entity).to_string();
            return Err(GraphError::OutOfSequence { given: entity.id.to_string(), expected });
        }
        if entity.id.0 == self.next_entity {
            self.next_entity += 1;
            if self.next_entity > MOST_ENTITIES {
                return Err(GraphError::Full);
            }
        }
        Ok(())
    }

    fn mention(&self, mention: &Mention) -> Result<(), GraphError> {
        self.known_entities([mention.entity])?;
        if mention.document == DocumentId::APPLICATION {
            return Ok(());
        }
        let text = self.text(mention.document)?;
        if !fits(mention.sentence, text) || !fits(mention.span, text) || !mention.sentence.contains(mention.span) {
            let owner = format!("a mention of {}", mention.entity);
            return Err(GraphError::SpanOutside { owner, document: mention.document });
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'c Statement) -> Result<(), GraphError> {
        let id = statement.id;
        if id.0 > self.next_statement {
            let expected = StatementId(self.next_statement).to_string();
            return Err(GraphError::OutOfSequence { given: id.to_string(), expected });
        }
        if id.0 < self.next_statement && !self.is_live(id) {
            return Err(GraphError::NoStatement(id));
        }
        self.content(statement)?;
        if id.0 == self.next_statement {
            self.next_statement = self.next_statement.checked_add(1).ok_or(GraphError::Full)?;
        }
        self.latest_statements.insert(id, statement);
        self.retracted.remove(&id);
        Ok(())
    }

    /// Checks what a statement says, whatever its number.
    fn content(&self, statement: &Statement) -> Result<(), GraphError> {
        let id = statement.id;
        if statement.relation.is_empty() {
            return Err(GraphError::NoRelation(id));
        }
        self.known_entities(entities_of(statement))?;
        let quantity = statement.quantity.iter().flat_map(|quantity| [quantity.number, quantity.of]).flatten();
        if !(0.0..=1.0).contains(&statement.confidence) || !quantity.into_iter().all(f64::is_finite) {
            return Err(GraphError::NumberOutOfRange(id));
        }
        if statement.evidence.is_empty() {
            return Err(GraphError::NoEvidence(id));
        }
        statement.evidence.iter().try_for_each(|evidence| self.evidence(id, evidence))
    }

    fn evidence(&self, owner: StatementId, evidence: &Evidence) -> Result<(), GraphError> {
        if evidence.is_application() {
            return Ok(());
        }
        let text = self.text(evidence.document)?;
        if fits(evidence.sentence, text)
            && fits(evidence.words, text)
            && evidence.sentence.contains(evidence.words)
            && !evidence.sentence.is_empty()
        {
            Ok(())
        } else {
            Err(GraphError::SpanOutside { owner: owner.to_string(), document: evidence.document })
        }
    }

    /// The statement as it was last given.
    fn latest(&self, id: StatementId) -> Option<&Statement> {
        self.latest_statements.get(&id).copied().or_else(|| self.graph.statement(id))
    }

    /// True if evidence for the statement is left, with the changes so far.
    fn is_live(&self, id: StatementId) -> bool {
        let is_left = |evidence: &Evidence| {
            if evidence.is_application() { !self.retracted.contains(&id) } else { self.text(evidence.document).is_ok() }
        };
        self.reinstated.contains(&id) || self.latest(id).is_some_and(|statement| statement.evidence.iter().any(is_left))
    }

    fn known_entities(&self, entities: impl IntoIterator<Item = EntityId>) -> Result<(), GraphError> {
        match entities.into_iter().find(|entity| entity.0 >= self.next_entity) {
            Some(entity) => Err(GraphError::NoEntity(entity)),
            None => Ok(()),
        }
    }

    fn text(&self, id: DocumentId) -> Result<&str, GraphError> {
        let document = self.new_documents.get(&id).copied().or_else(|| self.graph.document(id));
        document
            .filter(|_| !self.forgotten.contains(&id))
            .map(|document| &*document.text)
            .ok_or(GraphError::NoDocument(id))
    }
}

/// Every entity that a statement refers to.
pub(super) fn entities_of(statement: &Statement) -> impl Iterator<Item = EntityId> + '_ {
    [Some(statement.subject), statement.object.entity(), statement.attributed_to, statement.place]
        .into_iter()
        .flatten()
        .chain(statement.qualifiers.iter().filter_map(|qualifier| match &qualifier.value {
            Object::Entity(entity) => Some(*entity),
            Object::Value(_) => None,
        }))
}

/// The entities of a statement besides subject and object.
pub(super) fn circumstances_of(statement: &Statement) -> impl Iterator<Item = EntityId> + '_ {
    let core = if statement.object.entity().is_some() { 2 } else { 1 };
    entities_of(statement).skip(core)
}

pub(super) fn fits(span: Span, text: &str) -> bool {
    text.get(span.start as usize..span.end as usize).is_some()
}
