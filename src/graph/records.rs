//! Entities and documents by number: chunks of packed records that never change, and what has changed since.

use std::sync::Arc;

use imbl::OrdMap;

use crate::model::{ContentHash, Document, DocumentId, Entity, EntityId, EntityType};

use super::array::Array;
use super::cells::Cells;
use super::pack::{Unpacker, put_date, put_number, put_option, put_text};

/// So many new records are kept beside the chunks while a snapshot shares them, instead of copying a chunk.
pub(super) const FEW: usize = 1 << 9;

/// Records in a chunk.
pub(super) const CHUNK: usize = 1 << 12;

/// A record that can be packed into bytes; never into none.
pub(crate) trait Packed: Clone {
    fn pack(&self, bytes: &mut Vec<u8>);
    fn unpack(number: u32, bytes: &[u8]) -> Option<Self>;
}

impl Packed for Entity {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.push(self.entity_type as u8);
        put_text(bytes, &self.name);
        // Most entities were mentioned by one name, once.
        if self.aliases.len() == 1 && self.aliases.get(&self.name) == Some(&1) {
            return;
        }
        put_number(bytes, self.aliases.len() as u64);
        for (alias, count) in &self.aliases {
            put_text(bytes, alias);
            put_number(bytes, (*count).into());
        }
    }

    fn unpack(number: u32, bytes: &[u8]) -> Option<Self> {
        let mut from = Unpacker::new(bytes);
        let entity_type = entity_type(from.byte()?)?;
        let name = from.text()?.to_owned();
        let mut entity = Entity { id: EntityId(number), name, entity_type, aliases: Default::default() };
        if from.is_empty() {
            entity.aliases.insert(entity.name.clone(), 1);
        } else {
            for _ in 0..from.count()? {
                let alias = from.text()?.to_owned();
                entity.aliases.insert(alias, from.small()?);
            }
        }
        from.is_empty().then_some(entity)
    }
}

fn entity_type(byte: u8) -> Option<EntityType> {
    EntityType::ALL.into_iter().find(|kind| *kind as u8 == byte)
}

/// Name and type of a packed entity, without unpacking the rest.
pub(super) fn glance(bytes: &[u8]) -> Option<(&str, EntityType)> {
    let mut from = Unpacker::new(bytes);
    let entity_type = entity_type(from.byte()?)?;
    Some((from.text()?, entity_type))
}

/// The name of a packed document, without unpacking the rest.
pub(super) fn document_name(bytes: &[u8]) -> Option<&str> {
    let mut from = Unpacker::new(bytes);
    from.take(16)?;
    from.text()
}

/// The text of a packed document, without unpacking the rest.
pub(super) fn document_text(bytes: &[u8]) -> Option<&str> {
    let mut from = Unpacker::new(bytes);
    from.take(16)?;
    from.text()?;
    from.option(Unpacker::text)?;
    from.option(Unpacker::date)?;
    from.option(Unpacker::date)?;
    from.option(Unpacker::text)?;
    from.option(Unpacker::text)?;
    from.text()
}

impl Packed for Document {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.content.0);
        put_text(bytes, &self.name);
        put_option(bytes, self.title.as_deref(), put_text);
        put_option(bytes, self.published, put_date);
        put_option(bytes, self.ingested, put_date);
        put_option(bytes, self.source.as_deref(), put_text);
        put_option(bytes, self.url.as_deref(), put_text);
        put_text(bytes, &self.text);
    }

    fn unpack(number: u32, bytes: &[u8]) -> Option<Self> {
        let mut from = Unpacker::new(bytes);
        let document = Document {
            id: DocumentId(number),
            content: ContentHash(from.array()?),
            name: from.text()?.to_owned(),
            title: from.option(Unpacker::text)?.map(str::to_owned),
            published: from.option(Unpacker::date)?,
            ingested: from.option(Unpacker::date)?,
            source: from.option(Unpacker::text)?.map(str::to_owned),
            url: from.option(Unpacker::text)?.map(str::to_owned),
            text: from.text()?.into(),
        };
        from.is_empty().then_some(document)
    }
}

/// Packed records, one behind the other; no bytes stand for a record that is gone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blobs {
    pub(crate) ends: Array<u64>,
    pub(crate) bytes: Array<u8>,
}

impl Blobs {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    pub(crate) fn get(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)? as usize;
        let bytes = self.bytes.get(self.start(place)..end)?;
        (!bytes.is_empty()).then_some(bytes)
    }

    pub(crate) fn push(&mut self, record: Option<&impl Packed>) {
        if let Some(record) = record {
            record.pack(self.bytes.to_mut());
        }
        self.close();
    }

    /// The bytes added since the last record are one.
    pub(crate) fn close(&mut self) {
        let end = self.bytes.len() as u64;
        self.ends.to_mut().push(end);
    }

    pub(super) fn push_bytes(&mut self, bytes: Option<&[u8]>) {
        self.bytes.to_mut().extend_from_slice(bytes.unwrap_or_default());
        self.close();
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.ends.is_sorted() && self.ends.last().map_or(0, |end| *end as usize) == self.bytes.len()
    }
}

#[derive(Debug)]
struct Chunk<T> {
    blobs: Blobs,
    cells: Cells<T>,
}

impl<T> Chunk<T> {
    fn new(blobs: Blobs) -> Self {
        Chunk { cells: Cells::new(blobs.len()), blobs }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Records<T> {
    /// All full but the last.
    chunks: Arc<Vec<Arc<Chunk<T>>>>,
    changed: OrdMap<u32, Option<Arc<T>>>,
    next: u32,
}

impl<T: Packed> Default for Records<T> {
    fn default() -> Self {
        Records { chunks: Arc::default(), changed: OrdMap::new(), next: 0 }
    }
}

impl<T: Packed> Records<T> {
    /// The number that the next new record takes.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    pub(super) fn weight(&self) -> usize {
        self.changed.len()
    }

    fn changed(&self, number: u32) -> Option<Option<&T>> {
        if self.changed.is_empty() { None } else { self.changed.get(&number).map(Option::as_deref) }
    }

    /// The record as it is packed, if it has not changed since.
    pub(super) fn bytes(&self, number: u32) -> Option<&[u8]> {
        self.chunks.get(number as usize / CHUNK)?.blobs.get(number as usize % CHUNK)
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        if let Some(changed) = self.changed(number) {
            return changed;
        }
        let bytes = self.bytes(number)?;
        self.chunks[number as usize / CHUNK].cells.get(number as usize % CHUNK, || T::unpack(number, bytes))
    }

    /// What `changed` sees of a record that has changed, and `packed` of one that has not.
    pub(super) fn look<'r, R>(
        &'r self,
        number: u32,
        changed: impl FnOnce(&'r T) -> Option<R>,
        packed: impl FnOnce(&'r [u8]) -> Option<R>,
    ) -> Option<R> {
        match self.changed(number) {
            Some(record) => changed(record?),
            None => packed(self.bytes(number)?),
        }
    }

    /// A copy that leaves nothing behind in memory.
    pub(super) fn copy(&self, number: u32) -> Option<T> {
        self.look(number, |record| Some(record.clone()), |bytes| T::unpack(number, bytes))
    }

    /// Packs a record into another table; nothing if it is gone.
    pub(super) fn pack_into(&self, number: u32, blobs: &mut Blobs) {
        match self.changed(number) {
            Some(record) => blobs.push(record),
            None => blobs.push_bytes(self.bytes(number)),
        }
    }

    pub(super) fn is_live(&self, number: u32) -> bool {
        self.look(number, |_| Some(()), |_| Some(())).is_some()
    }

    pub(super) fn set(&mut self, number: u32, record: Option<T>) {
        self.changed.insert(number, record.map(Arc::new));
        self.next = self.next.max(number + 1);
    }

    pub(super) fn skip(&mut self, count: u32) {
        for number in self.next..self.next + count {
            self.changed.insert(number, None);
        }
        self.next += count;
    }

    fn frozen(&self) -> u32 {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.blobs.len()) as u32
    }

    /// Adds packed records behind all others; few of them beside the chunks, where those are shared.
    pub(super) fn add(&mut self, more: &Blobs) {
        let beside = Arc::strong_count(&self.chunks) > 1 || self.next > self.frozen();
        if more.len() > FEW || !beside {
            return self.extend(more);
        }
        for place in 0..more.len() {
            let record = more.get(place).and_then(|bytes| T::unpack(self.next, bytes));
            self.set(self.next, record);
        }
    }

    /// Adds packed records to the chunks.
    fn extend(&mut self, more: &Blobs) {
        if self.changed.range(self.frozen()..).next().is_some() {
            self.freeze();
        }
        let mut place = 0;
        let chunks = Arc::make_mut(&mut self.chunks);
        while place < more.len() {
            if chunks.last().is_none_or(|chunk| chunk.blobs.len() == CHUNK) {
                chunks.push(Arc::new(Chunk::new(Blobs::default())));
            }
            let Some(last) = chunks.pop() else { break };
            let mut grown = match Arc::try_unwrap(last) {
                Ok(chunk) => chunk.blobs,
                Err(shared) => shared.blobs.clone(),
            };
            while grown.len() < CHUNK && place < more.len() {
                grown.push_bytes(more.get(place));
                place += 1;
            }
            chunks.push(Arc::new(Chunk::new(grown)));
        }
        self.next += more.len() as u32;
    }

    /// Puts what has changed into chunks.
    pub(super) fn freeze(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        let frozen = self.frozen();
        let mut touched: Vec<usize> = changed.range(..frozen).map(|(number, _)| *number as usize / CHUNK).collect();
        touched.dedup();
        for number in touched {
            let before = Arc::clone(&self.chunks[number]);
            let mut blobs = Blobs::default();
            for place in 0..before.blobs.len() {
                match changed.get(&((number * CHUNK + place) as u32)) {
                    None => blobs.push_bytes(before.blobs.get(place)),
                    Some(record) => blobs.push(record.as_deref()),
                }
            }
            Arc::make_mut(&mut self.chunks)[number] = Arc::new(Chunk::new(blobs));
        }
        let mut blobs = Blobs::default();
        for (number, record) in changed.range(frozen..) {
            while frozen + (blobs.len() as u32) < *number {
                blobs.close();
            }
            blobs.push(record.as_deref());
        }
        let end = self.next;
        self.next = frozen;
        self.extend(&blobs);
        self.next = end;
    }

    pub(super) fn chunks(&self) -> impl Iterator<Item = &Blobs> {
        self.chunks.iter().map(|chunk| &chunk.blobs)
    }

    /// Chunks as they were stored.
    pub(super) fn from_chunks(chunks: Vec<Blobs>) -> Option<Self> {
        let last = chunks.len().saturating_sub(1);
        let sound = chunks.iter().enumerate().all(|(number, blobs)| {
            blobs.is_sound() && if number < last { blobs.len() == CHUNK } else { (1..=CHUNK).contains(&blobs.len()) }
        });
        let next = chunks.iter().map(Blobs::len).sum::<usize>() as u32;
        let chunks = chunks.into_iter().map(|blobs| Arc::new(Chunk::new(blobs))).collect();
        sound.then_some(Records { chunks: Arc::new(chunks), changed: OrdMap::new(), next })
    }
}
