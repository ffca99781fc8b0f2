use std::sync::Arc;

use crate::model::Change;

use super::Graph;
use super::validate::WIDEST_GAP;

impl Graph {
    /// A short list of changes that makes this graph from an empty one: what was forgotten or replaced is left out.
    ///
    /// Documents come first, then entities, mentions, statements, merges, and the pairs that must not be merged; all
    /// but the merges in order of their numbers.
    pub fn to_changes(&self) -> impl Iterator<Item = Change> + '_ {
        let documents = slots(&self.documents).map(|slot| match slot {
            Slot::Gap(documents) => Change::Skip { documents, statements: 0 },
            Slot::Item(document) => Change::Document(document.clone()),
        });
        let entities = self.entities.iter().map(|entity| Change::Entity((**entity).clone()));
        let mentions = self.mentions.recorded().map(|mention| Change::Mention(*mention));
        let statements = slots(&self.statements).map(|slot| match slot {
            Slot::Gap(statements) => Change::Skip { documents: 0, statements },
            Slot::Item(shown) => {
                Change::Statement(self.recorded_statements.get(&shown.id).map_or(shown, |recorded| recorded).clone())
            }
        });
        let merges =
            self.merges.made().iter().map(|(kept, absorbed)| Change::Merge { kept: *kept, absorbed: *absorbed });
        let different = self.merges.different().map(|(one, other)| Change::NeverMerge(one, other));
        documents.chain(entities).chain(mentions).chain(statements).chain(merges).chain(different)
    }
}

enum Slot<'t, T> {
    /// So many numbers in a row are unused.
    Gap(u32),
    Item(&'t T),
}

/// The items of a table, with its gaps, each no wider than a change may tell.
fn slots<T>(table: &[Option<Arc<T>>]) -> impl Iterator<Item = Slot<'_, T>> {
    let mut rest = table;
    std::iter::from_fn(move || match rest {
        [] => None,
        [Some(item), after @ ..] => {
            rest = after;
            Some(Slot::Item(&**item))
        }
        [None, ..] => {
            let width = rest.iter().take(WIDEST_GAP as usize).take_while(|slot| slot.is_none()).count();
            rest = &rest[width..];
            Some(Slot::Gap(width as u32))
        }
    })
}
