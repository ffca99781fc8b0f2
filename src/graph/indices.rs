//! What can be computed from the tables: kept over commits, and made when it is first needed.

use std::sync::OnceLock;

use imbl::{OrdMap, Vector};

use crate::model::{ContentHash, DocumentId, EntityId, StatementId};

use super::Graph;
use super::adjacency::Edge;
use super::edge_lists::EdgeLists;
use super::layered::{Layered, SortedLists};
use super::lists::Lists;
use super::name_index::{NameIndex, normalised_forms};
use super::names::normalised_name;
use super::pack::Unpacker;
use super::records::document_name;
use super::relations::RelationId;
use super::statements::Core;
use super::validate::circumstances_of;

/// Each index exists from its first use on.
#[derive(Clone, Debug, Default)]
pub(super) struct Indices {
    /// By subject, and by object where that is an entity.
    pub(super) edges: OnceLock<Edges>,
    /// By relation.
    pub(super) by_relation: OnceLock<Layered<u32>>,
    /// How many statements use each relation.
    pub(super) relation_counts: OnceLock<Vector<u32>>,
    /// By entity that is place, source or qualifier of a statement.
    pub(super) circumstances: OnceLock<Layered<u32>>,
    /// By document that is evidence of a statement.
    pub(super) reported_in: OnceLock<Layered<u32>>,
    pub(super) names: OnceLock<NameIndex>,
    pub(super) contents: OnceLock<OrdMap<ContentHash, DocumentId>>,
    /// By name of a document, as it is written.
    pub(super) document_names: OnceLock<NameIndex>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Edges {
    pub(super) outgoing: Layered<Edge>,
    pub(super) incoming: Layered<Edge>,
}

impl Edges {
    pub(super) fn put(&mut self, id: StatementId, core: Core) {
        self.outgoing.insert(core.subject.0, outgoing(id, core));
        if let Some(object) = core.object {
            self.incoming.insert(object.0, incoming(id, core));
        }
    }

    pub(super) fn take(&mut self, id: StatementId, core: Core) {
        self.outgoing.remove(core.subject.0, outgoing(id, core));
        if let Some(object) = core.object {
            self.incoming.remove(object.0, incoming(id, core));
        }
    }
}

fn outgoing(id: StatementId, core: Core) -> Edge {
    Edge::new(core.relation, core.object, core.status, id)
}

fn incoming(id: StatementId, core: Core) -> Edge {
    Edge::new(core.relation, Some(core.subject), core.status, id)
}

impl Indices {
    /// A relation is used by so many statements more.
    pub(super) fn count_relation(&mut self, relation: RelationId, more: i32) {
        let Some(counts) = self.relation_counts.get_mut() else { return };
        let place = relation.number() as usize;
        while counts.len() <= place {
            counts.push_back(0);
        }
        counts[place] = counts[place].saturating_add_signed(more);
    }
}

impl Graph {
    pub(super) fn edges(&self) -> &Edges {
        self.indices.edges.get_or_init(|| {
            let (outgoing, incoming) = rayon::join(
                || {
                    EdgeLists::build(|visit| {
                        self.statements
                            .for_each_core(&mut |id, core| visit(core.subject.0, outgoing(StatementId(id), core)))
                    })
                },
                || {
                    EdgeLists::build(|visit| {
                        self.statements.for_each_core(&mut |id, core| {
                            if let Some(object) = core.object {
                                visit(object.0, incoming(StatementId(id), core));
                            }
                        })
                    })
                },
            );
            Edges { outgoing: Layered::new(outgoing), incoming: Layered::new(incoming) }
        })
    }

    pub(super) fn by_relation(&self) -> &Layered<u32> {
        self.indices.by_relation.get_or_init(|| {
            Layered::new(Lists::build(|visit| {
                self.statements
                    .for_each_core(&mut |id, Core { relation: RelationId(relation), .. }| visit(relation, id))
            }))
        })
    }

    pub(super) fn relation_counts(&self) -> &Vector<u32> {
        self.indices.relation_counts.get_or_init(|| {
            let counts = self.statements.relation_counts(self.relations.names().count());
            counts.into_iter().collect()
        })
    }

    pub(super) fn circumstances(&self) -> &Layered<u32> {
        self.indices.circumstances.get_or_init(|| {
            let mut pairs = Vec::new();
            self.statements.for_each_detailed(&mut |statement| {
                let mut entities: Vec<EntityId> = circumstances_of(statement).collect();
                entities.sort_unstable();
                entities.dedup();
                pairs.extend(entities.into_iter().map(|entity| (entity.0, statement.id.0)));
            });
            Layered::new(Lists::build(|visit| pairs.iter().for_each(|(entity, id)| visit(*entity, *id))))
        })
    }

    pub(super) fn reported_in(&self) -> &Layered<u32> {
        self.indices.reported_in.get_or_init(|| {
            let mut pairs = Vec::new();
            self.statements.for_each_report(&mut |document, id| {
                if document != DocumentId::APPLICATION.0 {
                    pairs.push((document, id));
                }
            });
            // A statement may be told twice in one document.
            pairs.sort_unstable();
            pairs.dedup();
            Layered::new(Lists::build(|visit| pairs.iter().for_each(|(document, id)| visit(*document, *id))))
        })
    }

    pub(super) fn names(&self) -> &NameIndex {
        self.indices.names.get_or_init(|| {
            let mut pairs = Vec::with_capacity(self.entities.next() as usize);
            for number in 0..self.entities.next() {
                match self.entities.look(number, |_| None, single_name) {
                    Some(name) => pairs.push((normalised_name(name), number)),
                    None => {
                        let entity = self.entities.copy(number);
                        pairs.extend(entity.iter().flat_map(normalised_forms).map(|name| (name, number)));
                    }
                }
            }
            pairs.retain(|(name, _)| !name.is_empty());
            NameIndex::build(pairs)
        })
    }

    pub(super) fn contents(&self) -> &OrdMap<ContentHash, DocumentId> {
        self.indices.contents.get_or_init(|| {
            let hash = |bytes: &[u8]| Some(ContentHash(bytes.get(..16)?.try_into().ok()?));
            let content = |number| self.documents.look(number, |document| Some(document.content), hash);
            (0..self.documents.next()).filter_map(|number| Some((content(number)?, DocumentId(number)))).collect()
        })
    }

    pub(super) fn document_names(&self) -> &NameIndex {
        self.indices.document_names.get_or_init(|| {
            let name = |number| {
                let name = self.documents.look(number, |document| Some(&*document.name), document_name)?;
                Some((name.to_owned(), number))
            };
            NameIndex::build((0..self.documents.next()).filter_map(name).collect())
        })
    }

    /// Makes every index that a change may have to update by itself.
    pub(super) fn prepare_for_corrections(&self) {
        self.edges();
        self.circumstances();
        self.reported_in();
    }

    /// Puts what lies over the arrays into new arrays once it is a good part of them.
    pub(super) fn consolidate_if_heavy(&mut self) {
        const LEAST: usize = 1 << 16;
        let weight =
            self.statements.weight() + self.entities.weight() + self.documents.weight() + self.mentions.weight();
        let size = self.statements.next() as usize + self.entities.next() as usize;
        if weight > LEAST.max(size / 4) {
            self.consolidate();
        }
    }

    /// Puts what has changed into plain arrays, which are read a little faster. It is done after changes whenever it
    /// pays; nothing else shows a difference.
    pub fn consolidate(&mut self) {
        self.statements.freeze(&mut self.relations);
        self.entities.freeze();
        self.documents.freeze();
        self.mentions.consolidate();
        let Indices { edges, by_relation, circumstances, reported_in, names, .. } = &mut self.indices;
        if let Some(edges) = edges.get_mut() {
            rayon::join(|| edges.outgoing.consolidate(), || edges.incoming.consolidate());
        }
        for index in [by_relation, circumstances, reported_in] {
            if let Some(index) = index.get_mut() {
                index.consolidate();
            }
        }
        if names.get_mut().is_some_and(|names| names.weight() > 0) {
            names.take();
        }
    }
}

/// The name of a packed entity that has no other.
fn single_name(bytes: &[u8]) -> Option<&str> {
    let mut from = Unpacker::new(bytes);
    from.byte()?;
    let name = from.text()?;
    from.is_empty().then_some(name)
}
