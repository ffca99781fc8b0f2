//! One statement a line as JSON: see [`StatementRecord`] for the fields.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::graph::{EntityView, Graph, SentenceView, StatementView};
use crate::model::{EntityType, Modality, Object, Polarity, Quantity, ValueType};

use super::{Exporter, Selection};

/// JSON lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Jsonl;

impl Exporter for Jsonl {
    fn write(&self, graph: &Graph, selection: &Selection, writer: &mut dyn Write) -> io::Result<()> {
        for statement in selection.statements(graph) {
            serde_json::to_writer(&mut *writer, &StatementRecord::new(statement))?;
            writer.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A statement as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct StatementRecord<'g> {
    /// Number, `s7`.
    pub id: String,
    /// Who or what it is about.
    pub subject: EntityRecord<'g>,
    /// Name of the relation.
    pub relation: &'g str,
    /// Its family in the schema, or null.
    pub family: Option<&'g str>,
    /// The words that express the relation.
    pub trigger: &'g str,
    /// What is said of the subject.
    pub object: ObjectRecord<'g>,
    /// `positive` or `negative`.
    pub polarity: Polarity,
    /// `asserted`, `claimed`, `planned` or `hypothetical`.
    pub modality: Modality,
    /// Who says so, or null for the article.
    pub attributed_to: Option<SourceRecord<'g>>,
    /// When it happened, or null.
    pub time: Option<TimeRecord<'g>>,
    /// Where, or null.
    pub place: Option<PlaceRecord<'g>>,
    /// The number in it, or null.
    pub quantity: Option<&'g Quantity>,
    /// 0 to 1.
    pub confidence: f32,
    /// The sentences that say so.
    pub evidence: Vec<EvidenceRecord<'g>>,
    /// Everything else that was said with it.
    pub qualifiers: Vec<QualifierRecord<'g>>,
}

/// An entity as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct EntityRecord<'g> {
    /// Number, `e7`.
    pub id: String,
    /// The best form of its name.
    pub name: &'g str,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// Every form of its name, in alphabetical order.
    pub aliases: Vec<&'g str>,
}

/// An entity or a value as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ObjectRecord<'g> {
    /// An entity.
    Entity(EntityRecord<'g>),
    /// A value.
    Value {
        /// Its words.
        value: &'g str,
        /// What kind of value it is; `None` where the statement has no object.
        #[serde(rename = "type")]
        value_type: ValueType,
    },
}

/// Who says so, as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRecord<'g> {
    /// Number, `e7`.
    pub id: String,
    /// The best form of its name.
    pub name: &'g str,
    /// Every form of its name, in alphabetical order.
    pub aliases: Vec<&'g str>,
}

/// A time as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct TimeRecord<'g> {
    /// The words of the article.
    pub text: &'g str,
    /// First day, or null.
    pub start: Option<Date>,
    /// Last day, or null.
    pub end: Option<Date>,
}

/// A place as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceRecord<'g> {
    /// Number, `e7`.
    pub id: String,
    /// The best form of its name.
    pub name: &'g str,
}

/// A sentence as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceRecord<'g> {
    /// The file name of the document.
    pub document: &'g str,
    /// The sentence.
    pub sentence: &'g str,
    /// Its first byte in the document.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
}

/// A further participant or circumstance as it is written in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct QualifierRecord<'g> {
    /// The preposition or role that ties it.
    pub role: &'g str,
    /// What it is.
    pub value: ObjectRecord<'g>,
}

impl<'g> StatementRecord<'g> {
    /// The record of a statement.
    pub fn new(view: StatementView<'g>) -> Self {
        let (graph, statement) = (view.graph(), view.statement());
        let qualifiers = statement.qualifiers.iter();
        StatementRecord {
            id: statement.id.to_string(),
            subject: EntityRecord::new(view.subject()),
            relation: &statement.relation,
            family: statement.family.as_deref(),
            trigger: &statement.trigger,
            object: ObjectRecord::new(graph, &statement.object),
            polarity: statement.polarity,
            modality: statement.modality,
            attributed_to: view.attributed_to().map(SourceRecord::new),
            time: view.time().map(|time| TimeRecord { text: &time.text, start: time.start, end: time.end }),
            place: view.place().map(|place| PlaceRecord { id: place.id().to_string(), name: place.name() }),
            quantity: statement.quantity.as_ref(),
            confidence: statement.confidence,
            evidence: view.sentences().map(EvidenceRecord::new).collect(),
            qualifiers: qualifiers
                .map(|qualifier| QualifierRecord {
                    role: &qualifier.role,
                    value: ObjectRecord::new(graph, &qualifier.value),
                })
                .collect(),
        }
    }
}

impl<'g> EntityRecord<'g> {
    /// The record of an entity.
    pub fn new(entity: EntityView<'g>) -> Self {
        EntityRecord {
            id: entity.id().to_string(),
            name: entity.name(),
            entity_type: entity.entity_type(),
            aliases: entity.aliases().keys().map(String::as_str).collect(),
        }
    }
}

impl<'g> SourceRecord<'g> {
    /// The record of an entity that says something.
    pub fn new(entity: EntityView<'g>) -> Self {
        let EntityRecord { id, name, aliases, .. } = EntityRecord::new(entity);
        SourceRecord { id, name, aliases }
    }
}

impl<'g> ObjectRecord<'g> {
    /// The record of an object of this graph.
    pub fn new(graph: &'g Graph, object: &'g Object) -> Self {
        match object {
            Object::Value(value) => ObjectRecord::Value { value: &value.text, value_type: value.value_type },
            Object::Entity(id) => match graph.view(*id) {
                Some(entity) => ObjectRecord::Entity(EntityRecord::new(entity)),
                None => ObjectRecord::Value { value: "", value_type: ValueType::None },
            },
        }
    }
}

impl<'g> EvidenceRecord<'g> {
    /// The record of a sentence.
    pub fn new(sentence: SentenceView<'g>) -> Self {
        let span = sentence.evidence.sentence;
        EvidenceRecord { document: &sentence.document.name, sentence: sentence.text, start: span.start, end: span.end }
    }
}
