use crate::model::{Change, DocumentId, EntityId, StatementId};

use super::Graph;
use super::validate::WIDEST_GAP;

impl Graph {
    /// A short list of changes that makes this graph from an empty one: what was forgotten or replaced is left out.
    ///
    /// What must not be read again comes first, then documents, entities, mentions, statements, merges, the pairs that
    /// must not be merged, and what was taken back; in order of their numbers, but for the merges and
    /// what was taken back.
    pub fn to_changes(&self) -> impl Iterator<Item = Change> + '_ {
        let documents = slots(self.documents.next(), |number| self.documents.is_live(number));
        let documents = documents.filter_map(|slot| match slot {
            Slot::Gap(documents) => Some(Change::Skip { documents, statements: 0 }),
            Slot::Item(number) => self.document(DocumentId(number)).cloned().map(Change::Document),
        });
        let entities = (0..self.entities.next()).filter_map(|number| self.entities.copy(number)).map(Change::Entity);
        let mentions = self.mentions.recorded().map(Change::Mention);
        let statements = slots(self.statements.next(), |number| self.statements.is_live(number));
        let statements = statements.filter_map(|slot| match slot {
            Slot::Gap(statements) => Some(Change::Skip { documents: 0, statements }),
            Slot::Item(number) => self.recorded(StatementId(number)).map(Change::Statement),
        });
        self.rejected().chain(documents).chain(entities).chain(mentions).chain(statements).chain(self.corrections())
    }

    /// What must not be read again. It stands before the documents, so that it takes nothing away from a graph that is
    /// made anew: an application may have said since what an article was wrongly taken to say.
    pub(crate) fn rejected(&self) -> impl Iterator<Item = Change> + '_ {
        self.rejections.iter().cloned().map(Change::Reject)
    }

    /// The merges that hold, the pairs that must not be merged, and what was taken back.
    pub(crate) fn corrections(&self) -> impl Iterator<Item = Change> + '_ {
        let pair = |(kept, absorbed): &(EntityId, EntityId)| Change::Merge { kept: *kept, absorbed: *absorbed };
        let different = self.merges.different().map(|(one, other)| Change::NeverMerge(one, other));
        let retracted = self.retracted().cloned().map(Change::Retracted);
        self.merges.made().iter().map(pair).chain(different).chain(retracted)
    }
}

enum Slot {
    /// So many numbers in a row are unused.
    Gap(u32),
    Item(u32),
}

/// The numbers below `end`, with their gaps, each no wider than a change may tell.
fn slots(end: u32, is_live: impl Fn(u32) -> bool) -> impl Iterator<Item = Slot> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next;
        if start >= end {
            return None;
        }
        next += 1;
        if is_live(start) {
            return Some(Slot::Item(start));
        }
        while next < end && next - start < WIDEST_GAP && !is_live(next) {
            next += 1;
        }
        Some(Slot::Gap(next - start))
    })
}
