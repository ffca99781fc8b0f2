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
use super::layered::{Item, Layered};
use super::lists::Lists;
use super::mentions::MentionTable;
use super::name_index::{NameIndex, SortedNames};
use super::numbers::Numbers;
use super::pack::{Unpacker, put_number, put_text};
use super::records::{Blobs, Packed, Records};
use super::relations::RelationTable;
use super::rows::Rows;
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

    fn lists<T: Item<Lists = Lists<T>>>(&mut self) -> Option<Layered<T>> {
        let lists = Lists { starts: self.array()?, items: self.array()? };
        lists.is_sound().then(|| Layered::new(lists))
    }

    fn records<T: Packed>(&mut self) -> Option<Records<T>> {
        let count = self.number()?;
        let chunk = |_| Some(Blobs { ends: self.array()?, bytes: self.array()? });
        Records::from_chunks((0..count).map(chunk).collect::<Option<_>>()?)
    }
}

/// What of a graph is no array.
pub(crate) struct Exceptions {
    /// The merges and what must not be merged, as changes.
    pub(crate) corrections: Vec<Change>,
    /// Statements as recorded, where a merge made them differ.
    pub(crate) recorded: Vec<Statement>,
}

impl Graph {
    /// What of this graph [`write_image`](Graph::write_image) leaves out.
    pub(crate) fn exceptions(&self) -> Exceptions {
        let recorded = self.recorded_statements.values().map(|statement| Statement::clone(statement)).collect();
        Exceptions { corrections: self.corrections().collect(), recorded }
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
                write(writer, &blobs.ends)?;
                write(writer, &blobs.bytes)?;
            }
        }
        write_number(writer, self.statements.chunks().count())?;
        for Rows { subjects, objects, forms, provenance, detail_ends, details } in self.statements.chunks() {
            for column in [subjects, objects, forms, detail_ends] {
                write(writer, column)?;
            }
            write(writer, provenance)?;
            write(writer, details)?;
        }
        write_lists(writer, &self.mentions.by_entity)?;
        write_lists(writer, &self.mentions.by_document)?;
        write_edges(writer, self.edges().outgoing.base())?;
        write_edges(writer, self.edges().incoming.base())?;
        let names = self.names().base();
        write(writer, &names.ends)?;
        write(writer, &names.bytes)?;
        write(writer, &names.entity_ends)?;
        write(writer, &names.entities)
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
            let (subjects, objects, forms) = (image.array()?, image.array()?, image.array()?);
            let detail_ends = image.array()?;
            Some(Rows { subjects, objects, forms, detail_ends, provenance: image.array()?, details: image.array()? })
        };
        let chunks = (0..count).map(chunk).collect::<Option<_>>()?;
        let statements = StatementTable::from_chunks(chunks, forms)?;
        let mentions = MentionTable::new(image.lists()?, image.lists()?);
        let edges = Edges { outgoing: image.edges()?, incoming: image.edges()? };
        let names = SortedNames {
            ends: image.array()?,
            bytes: image.array()?,
            entity_ends: image.array()?,
            entities: image.array()?,
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

fn write_lists<T: Item<Lists = Lists<T>>>(writer: &mut dyn ImageWriter, lists: &Layered<T>) -> io::Result<()> {
    write(writer, &lists.base().starts)?;
    write(writer, &lists.base().items)
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
