//! Much at once: entities, documents and statements as columns, for bulk writes and for segments of the log.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{ContentHash, DocumentId, EntityId, Evidence, StatementId};

use super::adjacency::MOST_ENTITIES;
use super::forms::FormText;
use super::mentions::MentionRow;
use super::pack::Unpacker;
use super::records::{Blobs, document_name, document_text, glance};
use super::rows::{ABSENT, Columns, Rows};
use super::validate::{entities_of, fits};
use super::{Graph, GraphError};

/// New documents, entities, mentions and statements with numbers in a row, each after the last of the graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bulk {
    pub(crate) first_document: u32,
    pub(crate) first_entity: u32,
    pub(crate) first_statement: u32,
    /// Relations to be numbered before those of the forms.
    pub(crate) relations: Vec<Arc<str>>,
    pub(crate) documents: Blobs,
    pub(crate) entities: Blobs,
    pub(crate) mentions: Vec<MentionRow>,
    /// What the rows number.
    pub(crate) forms: Vec<FormText>,
    pub(crate) rows: Rows,
}

impl Bulk {
    pub(crate) fn is_empty(&self) -> bool {
        self.documents.len() + self.entities.len() + self.rows.len() + self.mentions.len() == 0
    }

    /// True if no more should be added before it is written.
    pub(crate) fn is_full(&self) -> bool {
        const MOST_ROWS: usize = 1 << 18;
        const MOST_BYTES: usize = 16 << 20;
        let bytes = self.documents.bytes.len() + self.entities.bytes.len() + self.rows.details.len();
        self.rows.len() >= MOST_ROWS || bytes >= MOST_BYTES
    }

    /// The smallest bulk that goes on after this one.
    pub(crate) fn following(&self) -> Bulk {
        Bulk {
            first_document: self.first_document + self.documents.len() as u32,
            first_entity: self.first_entity + self.entities.len() as u32,
            first_statement: self.first_statement + self.rows.len() as u32,
            ..Bulk::default()
        }
    }
}

impl Graph {
    /// Tells whether a bulk fits this graph.
    pub(crate) fn check_bulk(&self, bulk: &Bulk) -> Result<(), GraphError> {
        Check::new(self, bulk).run()
    }

    /// Tells whether the documents of a bulk are new.
    pub(crate) fn check_bulk_contents(&self, bulk: &Bulk) -> Result<(), GraphError> {
        let mut new = BTreeMap::new();
        for (content, id) in contents_of(bulk) {
            let known = self.contents().get(&content).copied().or_else(|| new.insert(content, id));
            if let Some(existing) = known {
                return Err(GraphError::SameContent { existing });
            }
        }
        Ok(())
    }

    /// Adds a bulk that was checked.
    pub(crate) fn apply_bulk(&mut self, bulk: &Bulk) {
        for relation in &bulk.relations {
            self.relations.intern(relation);
        }
        let forms: Vec<u32> = bulk
            .forms
            .iter()
            .map(|form| {
                let relation = self.relations.intern(&form.relation);
                self.statements.forms.intern(form.clone(), relation)
            })
            .collect();
        let number = |form: u32| forms.get(form as usize).copied().unwrap_or(ABSENT);
        self.documents.add(&bulk.documents);
        self.entities.add(&bulk.entities);
        self.mentions.extend(&bulk.mentions);
        self.keep_or_drop_indices(bulk);
        let first = self.statements.next();
        self.statements.add(&bulk.rows, number, &mut self.relations);
        if !self.merges.made().is_empty() {
            self.show_merged_rows(first);
        } else if bulk.rows.len() > 0 {
            self.index_rows(first);
        }
        self.consolidate_if_heavy();
    }

    /// Few new rows are put into the indices one by one; for many, the indices are made anew when they are needed.
    fn keep_or_drop_indices(&mut self, bulk: &Bulk) {
        const FEW: usize = 1 << 14;
        if bulk.rows.len() > FEW + self.statements.next() as usize / 16 {
            self.indices.edges.take();
            self.indices.by_relation.take();
            self.indices.relation_counts.take();
            self.indices.circumstances.take();
            self.indices.reported_in.take();
        }
        if let Some(contents) = self.indices.contents.get_mut() {
            contents.extend(contents_of(bulk));
        }
        if bulk.documents.len() > FEW {
            self.indices.document_names.take();
        } else if let Some(names) = self.indices.document_names.get_mut() {
            for place in 0..bulk.documents.len() {
                if let Some(name) = bulk.documents.get(place).and_then(document_name) {
                    names.insert(name, bulk.first_document + place as u32);
                }
            }
        }
        if bulk.entities.len() > FEW {
            self.indices.names.take();
        } else if let Some(names) = self.indices.names.get_mut() {
            for number in bulk.first_entity..bulk.first_entity + bulk.entities.len() as u32 {
                if let Some(entity) = self.entities.copy(number) {
                    names.insert_replacing(None, &entity);
                }
            }
        }
    }

    fn index_rows(&mut self, first: u32) {
        let indices = &mut self.indices;
        let needs_whole = indices.circumstances.get().is_some() || indices.reported_in.get().is_some();
        if !needs_whole && indices.edges.get().is_none() && indices.by_relation.get().is_none() {
            indices.relation_counts.take();
            return;
        }
        for id in (first..self.statements.next()).map(StatementId) {
            let Some(core) = self.statements.core(id) else { continue };
            if needs_whole && let Some(statement) = self.statements.copy(id) {
                self.index(&statement, core.relation);
                continue;
            }
            if let Some(edges) = self.indices.edges.get_mut() {
                edges.put(id, core);
            }
            if let Some(by_relation) = self.indices.by_relation.get_mut() {
                by_relation.insert(core.relation.number(), id.0);
            }
            self.indices.count_relation(core.relation, 1);
        }
    }

    /// Rows may name entities that were merged into others: they are linked like single statements.
    fn show_merged_rows(&mut self, first: u32) {
        for id in (first..self.statements.next()).map(StatementId) {
            if let Some(recorded) = self.statements.take(id) {
                self.link(recorded);
            }
        }
    }

    /// The whole graph, as it was recorded, in bulks of a bounded size; merges are left out.
    pub(crate) fn to_bulks(&self, visit: &mut dyn FnMut(Bulk) -> std::ops::ControlFlow<()>) {
        let in_use = self.relations.iter().filter(|(_, id)| self.by_relation().of(id.number()).next().is_some());
        let mut relations: Vec<_> = in_use.map(|(name, id)| (id, Arc::clone(name))).collect();
        relations.sort();
        let relations = relations.into_iter().map(|(_, name)| name).collect();
        let mut bulk = Bulk { relations, ..Bulk::default() };
        let mut emit = |bulk: &mut Bulk| {
            let next = bulk.following();
            visit(std::mem::replace(bulk, next)).is_continue()
        };
        for number in 0..self.documents.next() {
            self.documents.pack_into(number, &mut bulk.documents);
            if bulk.is_full() && !emit(&mut bulk) {
                return;
            }
        }
        for number in 0..self.entities.next() {
            self.entities.pack_into(number, &mut bulk.entities);
            if bulk.is_full() && !emit(&mut bulk) {
                return;
            }
        }
        bulk.mentions = self.mentions.recorded().map(MentionRow::from).collect();
        let mut forms = rustc_hash::FxHashMap::default();
        for number in 0..self.statements.next() {
            if bulk.rows.len() == 0 {
                forms.clear();
            }
            let id = StatementId(number);
            let recorded = self.recorded_statements.get(&id);
            match self.statements.row(id).filter(|_| recorded.is_none()) {
                Some((rows, row)) => {
                    let mut local = |form: u32, all: &mut Vec<FormText>| {
                        let Some(text) = self.statements.forms.get(form) else { return ABSENT };
                        *forms.entry(form).or_insert_with(|| {
                            all.push(FormText::of(text));
                            all.len() as u32 - 1
                        })
                    };
                    let form = local(rows.form(row), &mut bulk.forms);
                    bulk.rows.push_row(rows, row, form);
                }
                None => match self.recorded(id) {
                    Some(statement) => {
                        bulk.forms.push(FormText::of_statement(&statement));
                        bulk.rows.push(&statement, bulk.forms.len() as u32 - 1);
                    }
                    None => bulk.rows.push_absent(),
                },
            }
            if bulk.is_full() && !emit(&mut bulk) {
                return;
            }
        }
        if !bulk.is_empty() {
            emit(&mut bulk);
        }
    }
}

/// The content hashes of the documents in a bulk.
fn contents_of(bulk: &Bulk) -> impl Iterator<Item = (ContentHash, DocumentId)> + '_ {
    (0..bulk.documents.len()).filter_map(|place| {
        let hash = bulk.documents.get(place)?.get(..16)?.try_into().ok()?;
        Some((ContentHash(hash), DocumentId(bulk.first_document + place as u32)))
    })
}

/// Checks a bulk against a graph.
struct Check<'c> {
    graph: &'c Graph,
    bulk: &'c Bulk,
    entities: u32,
}

impl<'c> Check<'c> {
    fn new(graph: &'c Graph, bulk: &'c Bulk) -> Self {
        Check { graph, bulk, entities: bulk.first_entity.saturating_add(bulk.entities.len() as u32) }
    }

    fn run(&self) -> Result<(), GraphError> {
        let (graph, bulk) = (self.graph, self.bulk);
        let numbers = [
            (DocumentId(bulk.first_document).to_string(), DocumentId(graph.documents.next()).to_string()),
            (EntityId(bulk.first_entity).to_string(), EntityId(graph.entities.next()).to_string()),
            (StatementId(bulk.first_statement).to_string(), StatementId(graph.statements.next()).to_string()),
        ];
        if let Some((given, expected)) = numbers.into_iter().find(|(given, expected)| given != expected) {
            return Err(GraphError::OutOfSequence { given, expected });
        }
        let full = |first: u32, more: usize, most: u32| first as usize + more > most as usize;
        if full(bulk.first_entity, bulk.entities.len(), MOST_ENTITIES)
            || full(bulk.first_document, bulk.documents.len(), u32::MAX - 1)
            || full(bulk.first_statement, bulk.rows.len(), u32::MAX - 1)
        {
            return Err(GraphError::Full);
        }
        for place in 0..bulk.entities.len() {
            let named = bulk.entities.get(place).and_then(glance).is_some_and(|(name, _)| !name.trim().is_empty());
            if !named {
                return Err(GraphError::NoName(EntityId(bulk.first_entity + place as u32)));
            }
        }
        for mention in &bulk.mentions {
            self.known(mention.entity)?;
            let (document, span) = (DocumentId(mention.document), (mention.start, mention.end));
            let fitting = |text: &str| {
                let (start, end) = (mention.sentence_start, mention.sentence_end);
                start <= span.0 && span.1 <= end && is_part(text, span) && is_part(text, (start, end))
            };
            if document != DocumentId::APPLICATION && !self.text(document)?.is_some_and(fitting) {
                let owner = format!("a mention of {}", EntityId(mention.entity));
                return Err(GraphError::SpanOutside { owner, document });
            }
        }
        self.rows()
    }

    fn rows(&self) -> Result<(), GraphError> {
        let Bulk { rows, forms, first_statement, .. } = self.bulk;
        let mut text = (DocumentId::APPLICATION, None);
        for row in 0..rows.len() {
            if rows.forms[row] == ABSENT {
                continue;
            }
            let id = StatementId(first_statement + row as u32);
            let form = forms.get(rows.forms[row] as usize).filter(|form| !form.relation.is_empty());
            let form = form.ok_or(GraphError::NoRelation(id))?;
            if !(0.0..=1.0).contains(&f32::from_bits(form.confidence)) {
                return Err(GraphError::NumberOutOfRange(id));
            }
            self.known(rows.subjects[row])?;
            if let Some(object) = rows.objects[row].checked_sub(1) {
                self.known(object)?;
            }
            if let Some(evidence) = rows.provenance[row].evidence() {
                if evidence.document != text.0 {
                    text = (evidence.document, self.text(evidence.document)?);
                }
                evidence_fits(id, &evidence, text.1)?;
            }
            if rows.provenance[row].elsewhere != 0 || !rows.details_of(row).is_empty() {
                self.details(row, id)?;
            }
        }
        Ok(())
    }

    fn details(&self, row: usize, id: StatementId) -> Result<(), GraphError> {
        let statement = self.bulk.rows.plain_statement(row, id).ok_or(GraphError::Malformed(id))?;
        entities_of(&statement).try_for_each(|entity| self.known(entity.0))?;
        let quantity = statement.quantity.iter().flat_map(|quantity| [quantity.number, quantity.of]).flatten();
        if !quantity.into_iter().all(f64::is_finite) {
            return Err(GraphError::NumberOutOfRange(id));
        }
        if statement.evidence.is_empty() {
            return Err(GraphError::NoEvidence(id));
        }
        statement.evidence.iter().try_for_each(|evidence| evidence_fits(id, evidence, self.text(evidence.document)?))
    }

    fn known(&self, entity: u32) -> Result<(), GraphError> {
        if entity < self.entities { Ok(()) } else { Err(GraphError::NoEntity(EntityId(entity))) }
    }

    /// The text of a document; nothing for the application.
    fn text(&self, id: DocumentId) -> Result<Option<&'c str>, GraphError> {
        if id == DocumentId::APPLICATION {
            return Ok(None);
        }
        let text = match id.0.checked_sub(self.bulk.first_document) {
            Some(place) => self.bulk.documents.get(place as usize).and_then(document_text),
            None => self.graph.documents.look(id.0, |document| Some(&*document.text), document_text),
        };
        text.map(Some).ok_or(GraphError::NoDocument(id))
    }
}

fn evidence_fits(owner: StatementId, evidence: &Evidence, text: Option<&str>) -> Result<(), GraphError> {
    let Some(text) = text else { return Ok(()) };
    let Evidence { sentence, words, document } = *evidence;
    if fits(sentence, text) && fits(words, text) && sentence.contains(words) && !sentence.is_empty() {
        Ok(())
    } else {
        Err(GraphError::SpanOutside { owner: owner.to_string(), document })
    }
}

fn is_part(text: &str, (start, end): (u32, u32)) -> bool {
    text.get(start as usize..end as usize).is_some()
}

/// True if the bytes of every new record are what was packed.
pub(crate) fn is_whole(bulk: &Bulk) -> bool {
    let sound = bulk.documents.is_sound() && bulk.entities.is_sound() && bulk.rows.is_sound();
    let document = |bytes| document_text(bytes).is_some();
    let entity = |bytes| {
        let mut from = Unpacker::new(bytes);
        from.byte().is_some() && from.text().is_some()
    };
    sound
        && (0..bulk.documents.len()).filter_map(|place| bulk.documents.get(place)).all(document)
        && (0..bulk.entities.len()).filter_map(|place| bulk.entities.get(place)).all(entity)
}
