//! Statements as columns: what a chunk of the graph holds, and what bulk writes and segments of the log carry.

use bytemuck::{Pod, Zeroable};

use crate::model::{DocumentId, EntityId, Evidence, Object, Span, Statement, StatementId};

use super::adjacency::status_of;
use super::array::Array;
use super::details;
use super::forms::Form;

/// The form of a row whose statement is gone.
pub(crate) const ABSENT: u32 = u32::MAX;

/// Where a statement was read, if it was read in one place; the words lie inside the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Provenance {
    pub(crate) document: u32,
    pub(crate) start: u32,
    pub(crate) length: u16,
    pub(crate) words_start: u16,
    pub(crate) words_length: u16,
    /// 1 where the evidence stands among the details instead.
    pub(crate) elsewhere: u16,
}

impl Provenance {
    /// A single piece of evidence, if it fits.
    pub(crate) fn of(evidence: &Evidence) -> Option<Self> {
        let Evidence { document, sentence, words } = evidence;
        Some(Provenance {
            document: document.0,
            start: sentence.start,
            length: sentence.end.checked_sub(sentence.start)?.try_into().ok()?,
            words_start: words.start.checked_sub(sentence.start)?.try_into().ok()?,
            words_length: words.end.checked_sub(words.start)?.try_into().ok()?,
            elsewhere: 0,
        })
    }

    /// The evidence; `None` if it stands among the details.
    pub(crate) fn evidence(self) -> Option<Evidence> {
        let words = self.start.saturating_add(self.words_start.into());
        (self.elsewhere == 0).then(|| Evidence {
            document: DocumentId(self.document),
            sentence: Span { start: self.start, end: self.start.saturating_add(self.length.into()) },
            words: Span { start: words, end: words.saturating_add(self.words_length.into()) },
        })
    }
}

/// Columns of statements with numbers in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) subjects: Array<u32>,
    /// The object entity plus one; 0 where the object is a value.
    pub(crate) objects: Array<u32>,
    pub(crate) forms: Array<u32>,
    pub(crate) provenance: Array<Provenance>,
    /// Where the details of each row end.
    pub(crate) detail_ends: Array<u32>,
    pub(crate) details: Array<u8>,
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.subjects.len()
    }

    pub(crate) fn push_absent(&mut self) {
        self.push_columns(0, 0, ABSENT, Provenance::default());
    }

    /// Adds a statement without details.
    pub(crate) fn push_columns(&mut self, subject: u32, object: u32, form: u32, provenance: Provenance) {
        self.subjects.to_mut().push(subject);
        self.objects.to_mut().push(object);
        self.forms.to_mut().push(form);
        self.provenance.to_mut().push(provenance);
        let end = self.details.len() as u32;
        self.detail_ends.to_mut().push(end);
    }

    /// Adds a statement with evidence that does not fit the columns, and without other details.
    pub(crate) fn push_told(&mut self, subject: u32, object: u32, form: u32, evidence: &[Evidence]) {
        let document = evidence.first().map_or(0, |evidence| evidence.document.0);
        details::pack_evidence(self.details.to_mut(), evidence);
        self.push_columns(subject, object, form, Provenance { document, elsewhere: 1, ..Provenance::default() });
    }

    pub(crate) fn push(&mut self, statement: &Statement, form: u32) {
        let single = match &statement.evidence[..] {
            [evidence] => Provenance::of(evidence),
            _ => None,
        };
        let document = statement.evidence.first().map_or(0, |evidence| evidence.document.0);
        let provenance = single.unwrap_or(Provenance { document, elsewhere: 1, ..Provenance::default() });
        details::pack(self.details.to_mut(), statement, single.is_none());
        let object = statement.object.entity().map_or(0, |entity| entity.0 + 1);
        self.push_columns(statement.subject.0, object, form, provenance);
    }

    /// Copies rows of another table, the forms given new numbers.
    pub(crate) fn extend(&mut self, other: &Rows, range: std::ops::Range<usize>, form: impl Fn(u32) -> u32) {
        self.subjects.to_mut().extend_from_slice(&other.subjects[range.clone()]);
        self.objects.to_mut().extend_from_slice(&other.objects[range.clone()]);
        self.forms.to_mut().extend(other.forms[range.clone()].iter().map(|number| form(*number)));
        self.provenance.to_mut().extend_from_slice(&other.provenance[range.clone()]);
        let (from, to) = (other.detail_start(range.start), other.detail_start(range.end));
        let shift = self.details.len();
        self.details.to_mut().extend_from_slice(other.details.get(from..to).unwrap_or_default());
        let ends = other.detail_ends[range].iter().map(|end| (*end as usize - from + shift) as u32);
        self.detail_ends.to_mut().extend(ends);
    }

    fn detail_start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.detail_ends[before] as usize)
    }

    /// True if the columns have one length and the details lie inside their bytes.
    pub(crate) fn is_sound(&self) -> bool {
        let rows = self.len();
        [self.objects.len(), self.forms.len(), self.provenance.len(), self.detail_ends.len()] == [rows; 4]
            && self.detail_ends.is_sorted()
            && self.detail_ends.last().map_or(0, |end| *end as usize) == self.details.len()
    }

    /// Adds a row of another table, its form given a new number.
    pub(crate) fn push_row(&mut self, other: &impl Columns, row: usize, form: u32) {
        self.details.to_mut().extend_from_slice(other.details_of(row));
        self.push_columns(other.subject(row), other.object(row), form, other.provenance(row));
    }
}

impl Columns for Rows {
    fn subject(&self, row: usize) -> u32 {
        self.subjects[row]
    }

    fn object(&self, row: usize) -> u32 {
        self.objects[row]
    }

    fn form(&self, row: usize) -> u32 {
        self.forms[row]
    }

    fn provenance(&self, row: usize) -> Provenance {
        self.provenance[row]
    }

    fn details_of(&self, row: usize) -> &[u8] {
        self.details.get(self.detail_start(row)..self.detail_ends[row] as usize).unwrap_or_default()
    }
}

/// Statements by row, however their columns are kept.
pub(crate) trait Columns {
    fn subject(&self, row: usize) -> u32;

    /// The object entity plus one; 0 where the object is a value.
    fn object(&self, row: usize) -> u32;

    fn form(&self, row: usize) -> u32;

    fn provenance(&self, row: usize) -> Provenance;

    fn details_of(&self, row: usize) -> &[u8];

    /// The statement of a row without its form.
    fn plain_statement(&self, row: usize, id: StatementId) -> Option<Statement> {
        let nothing: std::sync::Arc<str> = "".into();
        let form = Form {
            relation_id: super::RelationId(0),
            relation: std::sync::Arc::clone(&nothing),
            family: None,
            trigger: nothing,
            confidence: 0,
            status: 0,
        };
        self.statement(row, id, &form)
    }

    /// The statement of a row; `None` if it is gone, or its details are not what was packed.
    fn statement(&self, row: usize, id: StatementId, form: &Form) -> Option<Statement> {
        let object = match self.object(row) {
            0 => Object::none(),
            entity => Object::Entity(EntityId(entity - 1)),
        };
        let (polarity, modality) = status_of(form.status);
        let mut statement = Statement {
            id,
            subject: EntityId(self.subject(row)),
            relation: form.relation.to_string(),
            family: form.family.as_deref().map(str::to_owned),
            trigger: form.trigger.to_string(),
            object,
            polarity,
            modality,
            attributed_to: None,
            time: None,
            place: None,
            quantity: None,
            qualifiers: Vec::new(),
            confidence: f32::from_bits(form.confidence),
            evidence: self.provenance(row).evidence().into_iter().collect(),
        };
        details::unpack(self.details_of(row), &mut statement)?;
        Some(statement)
    }
}
