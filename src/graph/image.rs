//! The whole graph as a list of plain arrays, so that it can be mapped into memory from a file.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use bytemuck::Pod;

use super::Graph;
use super::adjacency::Edge;
use super::array::{Array, SharedBytes};
use super::edge_lists::{EdgeLists, Widths};
use super::forms::{FormText, Forms};
use super::indices::{Edges, Indices};
use super::layered::Layered;
use super::lists::Lists;
use super::mentions::{MentionRow, MentionTable};
use super::name_index::{NameIndex, SortedNames};
use super::numbers::Numbers;
use super::pack::{Unpacker, put_number, put_text};
use super::packed_rows::{COLUMNS, ChunkRows, PackedRows};
use super::records::{Blobs, Packed, Records};
use super::relations::RelationTable;
use super::statements::StatementTable;
use crate::model::{Change, EntityId, Statement};

/// Takes the arrays of an image in order.
pub(crate) trait ImageWriter {
    /// Adds an array.
    fn array(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// Gives the arrays of an image in order; `None` where they are not what was written.
pub(crate) struct ImageReader {
    bytes: SharedBytes,
    ranges: std::vec::IntoIter<Range<usize>>,
}

impl ImageReader {
    pub(crate) fn new(bytes: SharedBytes, ranges: Vec<Range<usize>>) -> Self {
        ImageReader { bytes, ranges: ranges.into_iter() }
    }

    fn bytes(&mut self) -> Option<SharedBytes> {
        let range = self.ranges.next()?;
        (range.start <= range.end && range.end <= self.bytes.len()).then(|| self.bytes.slice(range))
    }

    fn array<T: Pod>(&mut self) -> Option<Array<T>> {
        Array::shared(self.bytes()?)
    }

    fn numbers(&mut self) -> Option<Numbers> {
        Numbers::from_parts(&self.bytes()?)
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(*self.array::<u64>()?.first()?).ok()
    }

    fn edges(&mut self) -> Option<Layered<Edge>> {
        let widths = self.array::<u8>()?;
        let &[relation_bytes @ (1 | 2 | 4), link_bits @ ..=32, statement_bits @ ..=32] = &*widths else { return None };
        let widths = Widths { relation_bytes, link_bits, statement_bits };
        let lists = EdgeLists { widths, starts: self.numbers()?, bytes: self.array()? };
        lists.is_sound().then(|| Layered::new(lists))
    }

    /// Small numbers, unpacked.
    fn small(&mut self) -> Option<Array<u32>> {
        Some(self.numbers()?.iter().map(|number| number as u32).collect::<Vec<_>>().into())
    }

    fn mentions(&mut self) -> Option<Layered<MentionRow>> {
        let starts = self.small()?;
        let columns: Option<Vec<Numbers>> = (0..MentionRow::COLUMNS).map(|_| self.numbers()).collect();
        let columns = columns?;
        let count = columns[0].len();
        if columns.iter().any(|column| column.len() != count) {
            return None;
        }
        let row = |place| MentionRow::from_columns(std::array::from_fn(|column| columns[column].get(place) as u32));
        let items: Vec<MentionRow> = (0..count).map(row).collect();
        let lists = Lists { starts, items: items.into() };
        lists.is_sound().then(|| Layered::new(lists))
    }

    fn records<T: Packed>(&mut self) -> Option<Records<T>> {
        let count = self.number()?;
        let chunk = |_| {
            let ends: Vec<u64> = self.numbers()?.iter().collect();
            Some(Blobs { ends: ends.into(), bytes: self.array()? })
        };
        Records::from_chunks((0..count).map(chunk).collect::<Option<_>>()?)
    }
}

/// What of a graph is no array.
pub(crate) struct Exceptions {
    /// The merges, what must not be merged, and what was taken back, as changes.
    pub(crate) corrections: Vec<Change>,
    /// Statements as recorded, where a merge made them differ.
    pub(crate) recorded: Vec<Statement>,
}

impl Graph {
    /// What of this graph [`write_image`](Graph::write_image) leaves out.
    pub(crate) fn exceptions(&self) -> Exceptions {
        let recorded = self.recorded_statements.values().map(|statement| Statement::clone(statement)).collect();
        Exceptions { corrections: self.corrections().chain(self.rejected()).collect(), recorded }
    }

    /// Writes every array of a consolidated graph.
    pub(crate) fn write_image(&self, writer: &mut dyn ImageWriter) -> io::Result<()> {
        let mut strings = Vec::new();
        put_number(&mut strings, self.relations.names().count() as u64);
        self.relations.names().for_each(|name| put_text(&mut strings, name));
        put_number(&mut strings, self.statements.forms.iter().count() as u64);
        self.statements.forms.iter().for_each(|form| FormText::of(form).pack(&mut strings));
        writer.array(&strings)?;
        for chunks in [self.documents.chunks().collect::<Vec<_>>(), self.entities.chunks().collect()] {
            write_number(writer, chunks.len())?;
            for blobs in chunks {
                write_numbers(writer, &Numbers::pack(blobs.ends.iter().copied()))?;
                write(writer, &blobs.bytes)?;
            }
        }
        write_number(writer, self.statements.chunks().count())?;
        for PackedRows { columns, details } in self.statements.chunks().map(ChunkRows::packed) {
            columns.iter().try_for_each(|column| write_numbers(writer, column))?;
            write(writer, &details)?;
        }
        write_mentions(writer, self.mentions.by_entity.base())?;
        write_mentions(writer, self.mentions.by_document.base())?;
        write_edges(writer, self.edges().outgoing.base())?;
        write_edges(writer, self.edges().incoming.base())?;
        let names = self.names().base();
        write_small(writer, &names.ends)?;
        write(writer, &names.bytes)?;
        write_small(writer, &names.entity_ends)?;
        write_small(writer, &names.entities)
    }

    /// The graph of an image; `None` if the arrays are not those of one.
    pub(crate) fn from_image(mut image: ImageReader, exceptions: Exceptions) -> Option<Graph> {
        let strings = image.array::<u8>()?;
        let mut from = Unpacker::new(&strings);
        let mut relations = RelationTable::default();
        for _ in 0..from.count()? {
            relations.intern(from.text()?);
        }
        let mut forms = Forms::default();
        for _ in 0..from.count()? {
            let form = FormText::unpack(&mut from)?;
            let relation = relations.id(&form.relation)?;
            forms.intern(form, relation);
        }
        let (documents, entities) = (image.records()?, image.records()?);
        let count = image.number()?;
        let chunk = |_| {
            let columns: Option<Vec<Numbers>> = (0..COLUMNS).map(|_| image.numbers()).collect();
            Some(PackedRows { columns: columns?.into_boxed_slice().try_into().ok()?, details: image.array()? })
        };
        let chunks = (0..count).map(chunk).collect::<Option<_>>()?;
        let statements = StatementTable::from_chunks(chunks, forms)?;
        let mentions = MentionTable::new(image.mentions()?, image.mentions()?);
        let edges = Edges { outgoing: image.edges()?, incoming: image.edges()? };
        let names = SortedNames {
            ends: image.small()?,
            bytes: image.array()?,
            entity_ends: image.small()?,
            entities: image.small()?,
        };
        names.is_sound().then_some(())?;
        let indices = Indices { edges: edges.into(), names: NameIndex::new(names).into(), ..Indices::default() };
        let mut graph = Graph { documents, entities, statements, mentions, relations, indices, ..Graph::default() };
        for recorded in exceptions.recorded {
            graph.recorded_statements.insert(recorded.id, Arc::new(recorded));
        }
        let mut kept: Vec<EntityId> = Vec::new();
        let merges = Arc::make_mut(&mut graph.merges);
        let rejections = Arc::make_mut(&mut graph.rejections);
        for correction in exceptions.corrections {
            match correction {
                Change::Merge { kept: one, absorbed } => {
                    merges.merge(one, absorbed).ok()?;
                    kept.push(one);
                }
                Change::NeverMerge(one, other) => merges.never_merge(one, other).ok()?,
                Change::Reject(rejection) => {
                    rejections.insert(rejection);
                }
                Change::Retracted(statement) => graph.retracted.push_back(Arc::new(statement)),
                _ => return None,
            }
        }
        kept.into_iter().for_each(|entity| graph.show_merged_entity(entity));
        Some(graph)
    }
}

fn write<T: Pod>(writer: &mut dyn ImageWriter, array: &Array<T>) -> io::Result<()> {
    writer.array(bytemuck::cast_slice(array))
}

fn write_number(writer: &mut dyn ImageWriter, number: usize) -> io::Result<()> {
    writer.array(bytemuck::bytes_of(&(number as u64)))
}

fn write_mentions(writer: &mut dyn ImageWriter, lists: &Lists<MentionRow>) -> io::Result<()> {
    write_small(writer, &lists.starts)?;
    for column in 0..MentionRow::COLUMNS {
        let numbers = lists.items.iter().map(|row| u64::from(row.columns()[column]));
        write_numbers(writer, &Numbers::pack(numbers))?;
    }
    Ok(())
}

fn write_small(writer: &mut dyn ImageWriter, numbers: &[u32]) -> io::Result<()> {
    write_numbers(writer, &Numbers::pack_small(numbers))
}

fn write_numbers(writer: &mut dyn ImageWriter, numbers: &Numbers) -> io::Result<()> {
    let (header, bytes) = numbers.parts();
    writer.array(&[&header, bytes].concat())
}

fn write_edges(writer: &mut dyn ImageWriter, lists: &EdgeLists) -> io::Result<()> {
    let EdgeLists { widths, starts, bytes } = lists;
    writer.array(&[widths.relation_bytes, widths.link_bits, widths.statement_bits])?;
    write_numbers(writer, starts)?;
    write(writer, bytes)
}
