use std::sync::Arc;

use crate::model::{Modality, Polarity, Statement};

use super::adjacency::status;
use super::pack::{Unpacker, put_option, put_text};
use super::relations::RelationId;

/// What many statements have in common besides their participants.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Form {
    /// Number of the relation in this graph.
    pub(super) relation_id: RelationId,
    /// Its name.
    pub(crate) relation: Arc<str>,
    /// Its family in the schema.
    pub(crate) family: Option<Arc<str>>,
    /// The words that express it.
    pub(crate) trigger: Arc<str>,
    /// The bits of the confidence.
    pub(crate) confidence: u32,
    /// Polarity and modality.
    pub(crate) status: u32,
}

/// A form before it has a place in a graph: all but the number of its relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FormText {
    pub(crate) relation: Arc<str>,
    pub(crate) family: Option<Arc<str>>,
    pub(crate) trigger: Arc<str>,
    pub(crate) confidence: u32,
    pub(crate) status: u32,
}

impl FormText {
    pub(crate) fn new(
        relation: &str,
        family: Option<&str>,
        trigger: &str,
        confidence: f32,
        told: (Polarity, Modality),
    ) -> Self {
        FormText {
            relation: relation.into(),
            family: family.map(Into::into),
            trigger: trigger.into(),
            confidence: confidence.to_bits(),
            status: status(told.0, told.1),
        }
    }

    pub(crate) fn of(form: &Form) -> Self {
        let Form { relation, family, trigger, confidence, status, .. } = form.clone();
        FormText { relation, family, trigger, confidence, status }
    }

    pub(crate) fn of_statement(statement: &Statement) -> Self {
        let told = (statement.polarity, statement.modality);
        let Statement { relation, family, trigger, confidence, .. } = statement;
        FormText::new(relation, family.as_deref(), trigger, *confidence, told)
    }

    pub(crate) fn pack(&self, bytes: &mut Vec<u8>) {
        put_text(bytes, &self.relation);
        put_option(bytes, self.family.as_deref(), put_text);
        put_option(bytes, Some(&*self.trigger).filter(|trigger| *trigger != &*self.relation), put_text);
        bytes.extend_from_slice(&self.confidence.to_le_bytes());
        bytes.push(self.status as u8);
    }

    pub(crate) fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let relation: Arc<str> = from.text()?.into();
        let family = from.option(Unpacker::text)?.map(Into::into);
        let trigger = from.option(Unpacker::text)?.map_or_else(|| Arc::clone(&relation), Into::into);
        let confidence = u32::from_le_bytes(from.array()?);
        let status = u32::from(from.byte()?);
        (status < 8).then_some(FormText { relation, family, trigger, confidence, status })
    }
}

/// Interned forms, dense, in the order of first use.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    by_number: imbl::Vector<Arc<Form>>,
    by_form: imbl::HashMap<Arc<Form>, u32>,
}

impl Forms {
    pub(super) fn intern(&mut self, text: FormText, relation_id: RelationId) -> u32 {
        let FormText { relation, family, trigger, confidence, status } = text;
        let form = Arc::new(Form { relation_id, relation, family, trigger, confidence, status });
        if let Some(number) = self.by_form.get(&form) {
            return *number;
        }
        let number = self.by_number.len() as u32;
        self.by_number.push_back(Arc::clone(&form));
        self.by_form.insert(form, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Arc<Form>> {
        self.by_number.get(number as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.by_number.iter()
    }

    /// Relation and status of every form, for scans.
    pub(super) fn brief(&self) -> Vec<(RelationId, u32)> {
        self.by_number.iter().map(|form| (form.relation_id, form.status)).collect()
    }
}
