//! All statements by number: chunks of columns that never change, and what has changed since.

use std::sync::Arc;

use imbl::OrdMap;
use rayon::prelude::*;

use crate::model::{EntityId, Statement, StatementId};

use super::adjacency::status;
use super::cells::Cells;
use super::forms::{Form, FormText, Forms};
use super::packed_rows::{ChunkRows, PackedRows};
use super::records::FEW;
use super::relations::{RelationId, RelationTable};
use super::rows::{ABSENT, Columns, Rows};

/// Rows in a chunk: a commit copies one chunk at most while a snapshot is held.
pub(super) const CHUNK: usize = 1 << 14;

/// What walks need of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Core {
    pub(super) subject: EntityId,
    pub(super) relation: RelationId,
    pub(super) object: Option<EntityId>,
    /// Polarity and modality, as in an edge.
    pub(super) status: u32,
}

#[derive(Debug)]
pub(super) struct Chunk {
    rows: ChunkRows,
    cells: Cells<Statement>,
}

impl Chunk {
    fn new(rows: ChunkRows) -> Self {
        Chunk { cells: Cells::new(rows.len()), rows }
    }
}

/// A statement that was added or replaced since its chunk was made.
#[derive(Clone, Debug)]
struct Changed {
    statement: Arc<Statement>,
    relation: RelationId,
}

#[derive(Clone, Debug, Default)]
pub(super) struct StatementTable {
    /// All full but the last.
    chunks: Arc<Vec<Arc<Chunk>>>,
    changed: OrdMap<u32, Option<Changed>>,
    /// The number that the next new statement takes.
    next: u32,
    live: usize,
    pub(super) forms: Forms,
}

impl StatementTable {
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// How many statements there are.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    /// How many changes lie over the chunks.
    pub(super) fn weight(&self) -> usize {
        self.changed.len()
    }

    pub(super) fn chunks(&self) -> impl Iterator<Item = &ChunkRows> {
        self.chunks.iter().map(|chunk| &chunk.rows)
    }

    fn place(&self, id: u32) -> Option<(&Arc<Chunk>, usize)> {
        let chunk = self.chunks.get(id as usize / CHUNK)?;
        let row = id as usize % CHUNK;
        (row < chunk.rows.len()).then_some((chunk, row))
    }

    fn changed(&self, id: u32) -> Option<&Option<Changed>> {
        if self.changed.is_empty() { None } else { self.changed.get(&id) }
    }

    pub(super) fn get(&self, id: StatementId) -> Option<&Statement> {
        if let Some(changed) = self.changed(id.0) {
            return changed.as_ref().map(|changed| &*changed.statement);
        }
        let (chunk, row) = self.place(id.0)?;
        let form = self.forms.get(chunk.rows.form(row))?;
        chunk.cells.get(row, || chunk.rows.statement(row, id, form))
    }

    /// A copy that leaves nothing behind in memory.
    pub(super) fn copy(&self, id: StatementId) -> Option<Statement> {
        if let Some(changed) = self.changed(id.0) {
            return changed.as_ref().map(|changed| Statement::clone(&changed.statement));
        }
        let (chunk, row) = self.place(id.0)?;
        chunk.rows.statement(row, id, self.forms.get(chunk.rows.form(row))?)
    }

    pub(super) fn is_live(&self, id: u32) -> bool {
        match self.changed(id) {
            Some(changed) => changed.is_some(),
            None => self.place(id).is_some_and(|(chunk, row)| chunk.rows.form(row) != ABSENT),
        }
    }

    /// The row of a statement that has not changed since.
    pub(super) fn row(&self, id: StatementId) -> Option<(&ChunkRows, usize)> {
        match self.changed(id.0) {
            None => self.place(id.0).map(|(chunk, row)| (&chunk.rows, row)),
            Some(_) => None,
        }
    }

    /// The form of a statement that has not changed since.
    pub(super) fn form(&self, id: StatementId) -> Option<&Arc<Form>> {
        let (rows, row) = self.row(id)?;
        self.forms.get(rows.form(row))
    }

    pub(super) fn core(&self, id: StatementId) -> Option<Core> {
        if let Some(changed) = self.changed(id.0) {
            return changed.as_ref().map(core_of);
        }
        let (chunk, row) = self.place(id.0)?;
        let form = self.forms.get(chunk.rows.form(row))?;
        Some(core_of_row(&chunk.rows, row, (form.relation_id, form.status)))
    }

    /// Every statement's core, in order of the numbers.
    pub(super) fn for_each_core(&self, visit: &mut dyn FnMut(u32, Core)) {
        let forms = self.forms.brief();
        let mut changed = self.changed.iter().peekable();
        let mut id = 0;
        for chunk in &*self.chunks {
            let rows = &chunk.rows;
            for row in 0..rows.len() {
                if let Some((_, changed)) = changed.next_if(|(place, _)| **place == id) {
                    if let Some(changed) = changed {
                        visit(id, core_of(changed));
                    }
                } else if let Some((relation, status)) = forms.get(rows.form(row) as usize) {
                    let object = rows.object(row).checked_sub(1).map(EntityId);
                    let subject = EntityId(rows.subject(row));
                    visit(id, Core { subject, relation: *relation, object, status: *status });
                }
                id += 1;
            }
        }
        for (id, changed) in changed {
            if let Some(changed) = changed {
                visit(*id, core_of(changed));
            }
        }
    }

    /// How many statements use each relation.
    pub(super) fn relation_counts(&self, relations: usize) -> Vec<u32> {
        let forms = self.forms.brief();
        let of_chunk = |chunk: &Arc<Chunk>| {
            let mut counts = vec![0u32; forms.len()];
            let used = (0..chunk.rows.len()).map(|row| chunk.rows.form(row) as usize);
            let known = used.filter(|form| *form < forms.len());
            known.for_each(|form| counts[form] += 1);
            counts
        };
        let add = |mut one: Vec<u32>, other: Vec<u32>| {
            one.iter_mut().zip(other).for_each(|(one, other)| *one += other);
            one
        };
        let mut by_form = self.chunks.par_iter().map(of_chunk).reduce(|| vec![0; forms.len()], add);
        let mut counts = vec![0; relations];
        for (id, changed) in &self.changed {
            if let Some((chunk, row)) = self.place(*id)
                && let Some(count) = by_form.get_mut(chunk.rows.form(row) as usize)
            {
                *count -= 1;
            }
            if let Some(changed) = changed {
                counts[changed.relation.number() as usize] += 1;
            }
        }
        for ((relation, _), count) in forms.iter().zip(by_form) {
            counts[relation.number() as usize] += count;
        }
        counts
    }

    /// The numbers of the statements that may have details or were changed, with a look at them.
    pub(super) fn for_each_detailed(&self, visit: &mut dyn FnMut(&Statement)) {
        for id in 0..self.next {
            let plain = self.changed(id).is_none()
                && self.place(id).is_none_or(|(chunk, row)| chunk.rows.details_of(row).is_empty());
            if !plain && let Some(statement) = self.copy(StatementId(id)) {
                visit(&statement);
            }
        }
    }

    /// The documents that are evidence of each statement.
    pub(super) fn for_each_report(&self, visit: &mut dyn FnMut(u32, u32)) {
        for id in 0..self.next {
            match self.changed(id) {
                Some(changed) => {
                    let evidence = changed.iter().flat_map(|changed| &changed.statement.evidence);
                    evidence.for_each(|evidence| visit(evidence.document.0, id));
                }
                None => {
                    let Some((chunk, row)) = self.place(id).filter(|(chunk, row)| chunk.rows.form(*row) != ABSENT)
                    else {
                        continue;
                    };
                    if let Some(evidence) = chunk.rows.provenance(row).evidence() {
                        visit(evidence.document.0, id);
                    } else if let Some(statement) = self.copy(StatementId(id)) {
                        statement.evidence.iter().for_each(|evidence| visit(evidence.document.0, id));
                    }
                }
            }
        }
    }

    pub(super) fn set(&mut self, id: StatementId, statement: Option<Statement>, relation: RelationId) {
        let was = self.is_live(id.0);
        self.live = self.live + usize::from(statement.is_some()) - usize::from(was);
        self.changed.insert(id.0, statement.map(|statement| Changed { statement: Arc::new(statement), relation }));
        self.next = self.next.max(id.0 + 1);
    }

    /// Takes a statement out.
    pub(super) fn take(&mut self, id: StatementId) -> Option<Statement> {
        let statement = self.copy(id)?;
        self.changed.insert(id.0, None);
        self.live -= 1;
        Some(statement)
    }

    /// Leaves numbers out.
    pub(super) fn skip(&mut self, count: u32) {
        for id in self.next..self.next + count {
            self.changed.insert(id, None);
        }
        self.next += count;
    }

    /// Adds rows behind all others, few of them beside the chunks, where those are shared; `number` gives their forms the
    /// numbers of this table.
    pub(super) fn add(&mut self, rows: &Rows, number: impl Fn(u32) -> u32, relations: &mut RelationTable) {
        let beside = Arc::strong_count(&self.chunks) > 1 || self.next > self.frozen();
        if rows.len() > FEW || !beside {
            return self.extend(rows, number, relations);
        }
        for row in 0..rows.len() {
            let id = StatementId(self.next);
            let form = self.forms.get(number(rows.forms[row])).map(Arc::clone);
            match form.and_then(|form| Some((rows.statement(row, id, &form)?, form.relation_id))) {
                Some((statement, relation)) => self.set(id, Some(statement), relation),
                None => self.skip(1),
            }
        }
    }

    /// Adds rows to the chunks.
    fn extend(&mut self, rows: &Rows, number: impl Fn(u32) -> u32, relations: &mut RelationTable) {
        if self.changed.range(self.frozen()..).next().is_some() {
            self.freeze(relations);
        }
        let (mut from, count) = (0, rows.len());
        let chunks = Arc::make_mut(&mut self.chunks);
        while from < count {
            if chunks.last().is_none_or(|chunk| chunk.rows.len() == CHUNK) {
                chunks.push(Arc::new(Chunk::new(ChunkRows::Plain(Rows::default()))));
            }
            let Some(last) = chunks.pop() else { break };
            let to = count.min(from + CHUNK - last.rows.len());
            let mut grown = match Arc::try_unwrap(last) {
                Ok(chunk) => chunk.rows.into_plain(),
                Err(shared) => shared.rows.clone().into_plain(),
            };
            grown.extend(rows, from..to, &number);
            chunks.push(Arc::new(Chunk::new(ChunkRows::Plain(grown))));
            from = to;
        }
        self.live += rows.forms.iter().filter(|form| **form != ABSENT).count();
        self.next += count as u32;
    }

    fn frozen(&self) -> u32 {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.rows.len()) as u32
    }

    /// Puts what has changed into chunks.
    pub(super) fn freeze(&mut self, relations: &mut RelationTable) {
        let changed = std::mem::take(&mut self.changed);
        let frozen = self.frozen();
        let (old, new) = changed.split(&frozen);
        let at_frozen = changed.get(&frozen).cloned();
        let mut touched: Vec<usize> = old.keys().map(|id| *id as usize / CHUNK).collect();
        touched.dedup();
        for number in touched {
            let before = Arc::clone(&self.chunks[number]);
            let mut rows = Rows::default();
            for row in 0..before.rows.len() {
                let id = (number * CHUNK + row) as u32;
                match old.get(&id) {
                    None => rows.push_row(&before.rows, row, before.rows.form(row)),
                    Some(changed) => self.push(&mut rows, changed.as_ref(), relations),
                }
            }
            Arc::make_mut(&mut self.chunks)[number] = Arc::new(Chunk::new(ChunkRows::Plain(rows)));
        }
        let mut rows = Rows::default();
        let new =
            at_frozen.iter().map(|changed| (frozen, changed)).chain(new.iter().map(|(id, changed)| (*id, changed)));
        let mut next = frozen;
        for (id, changed) in new {
            while next < id {
                rows.push_absent();
                next += 1;
            }
            self.push(&mut rows, changed.as_ref(), relations);
            next += 1;
        }
        let (live, end) = (self.live, self.next);
        self.extend(&rows, |form| form, relations);
        (self.live, self.next) = (live, end);
    }

    fn push(&mut self, rows: &mut Rows, changed: Option<&Changed>, relations: &mut RelationTable) {
        match changed {
            None => rows.push_absent(),
            Some(Changed { statement, relation }) => {
                let form = self.form_of(statement, *relation, relations);
                rows.push(statement, form);
            }
        }
    }

    fn form_of(&mut self, statement: &Statement, relation: RelationId, relations: &RelationTable) -> u32 {
        let mut text = FormText::of_statement(statement);
        if let Some(name) = relations.name(relation) {
            text.relation = Arc::clone(name);
        }
        self.forms.intern(text, relation)
    }

    /// Chunks as they were stored.
    pub(super) fn from_chunks(chunks: Vec<PackedRows>, forms: Forms) -> Option<Self> {
        let last = chunks.len().saturating_sub(1);
        let full = chunks.par_iter().enumerate().all(|(number, rows)| {
            rows.is_sound() && if number < last { rows.len() == CHUNK } else { (1..=CHUNK).contains(&rows.len()) }
        });
        let next = chunks.iter().map(PackedRows::len).sum::<usize>() as u32;
        let live = chunks.par_iter().map(PackedRows::live).sum();
        let chunks = chunks.into_iter().map(|rows| Arc::new(Chunk::new(ChunkRows::Packed(rows)))).collect();
        full.then_some(StatementTable { chunks: Arc::new(chunks), changed: OrdMap::new(), next, live, forms })
    }
}

fn core_of(changed: &Changed) -> Core {
    Core::of(&changed.statement, changed.relation)
}

impl Core {
    pub(super) fn of(statement: &Statement, relation: RelationId) -> Self {
        Core {
            subject: statement.subject,
            relation,
            object: statement.object.entity(),
            status: status(statement.polarity, statement.modality),
        }
    }
}

fn core_of_row(rows: &ChunkRows, row: usize, (relation, status): (RelationId, u32)) -> Core {
    Core {
        subject: EntityId(rows.subject(row)),
        relation,
        object: rows.object(row).checked_sub(1).map(EntityId),
        status,
    }
}
