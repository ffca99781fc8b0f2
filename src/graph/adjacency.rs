use bytemuck::{Pod, Zeroable};

use crate::model::{EntityId, Modality, Polarity, StatementId};

use super::edge_lists::EdgeLists;
use super::layered::{Item, Items, Layered};
use super::relations::RelationId;

/// One end of a statement, seen from an entity; sorted by (relation, other, statement).
///
/// What decides whether a walk may follow it (affirmed or denied, how firmly) is packed into it, so that walks touch
/// nothing but these lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Edge {
    relation: u32,
    /// The other entity plus one, or 0 where the object is a value; below it three bits: modality and polarity.
    link: u32,
    statement: u32,
}

const STATUS_BITS: u32 = 3;

/// The most entities that fit an edge.
pub(super) const MOST_ENTITIES: u32 = (u32::MAX >> STATUS_BITS) - 1;

/// Affirmed or denied, and how firmly, in three bits.
pub(super) fn status(polarity: Polarity, modality: Modality) -> u32 {
    let modality = match modality {
        Modality::Asserted => 0,
        Modality::Claimed => 1,
        Modality::Planned => 2,
        Modality::Hypothetical => 3,
    };
    modality << 1 | u32::from(polarity == Polarity::Negative)
}

/// What three bits say.
pub(super) fn status_of(bits: u32) -> (Polarity, Modality) {
    let polarity = if bits & 1 == 0 { Polarity::Positive } else { Polarity::Negative };
    let modality = match bits >> 1 & 3 {
        0 => Modality::Asserted,
        1 => Modality::Claimed,
        2 => Modality::Planned,
        _ => Modality::Hypothetical,
    };
    (polarity, modality)
}

impl Edge {
    pub(super) fn new(relation: RelationId, other: Option<EntityId>, status: u32, statement: StatementId) -> Self {
        let link = other.map_or(0, |other| other.0 + 1) << STATUS_BITS | status;
        Edge { relation: relation.0, link, statement: statement.0 }
    }

    /// The first edge of a relation.
    fn first_of(relation: RelationId) -> Self {
        Edge { relation: relation.0, link: 0, statement: 0 }
    }

    /// The last edge of a relation.
    fn last_of(relation: RelationId) -> Self {
        Edge { relation: relation.0, link: u32::MAX, statement: u32::MAX }
    }

    /// Relation, link and statement as they are packed.
    pub(super) fn parts(self) -> (u32, u32, u32) {
        (self.relation, self.link, self.statement)
    }

    pub(super) fn from_parts(relation: u32, link: u32, statement: u32) -> Self {
        Edge { relation, link, statement }
    }

    pub(super) fn relation(self) -> RelationId {
        RelationId(self.relation)
    }

    /// The entity at the other end; `None` where the object is a value.
    pub(super) fn other(self) -> Option<EntityId> {
        (self.link >> STATUS_BITS).checked_sub(1).map(EntityId)
    }

    pub(super) fn statement(self) -> StatementId {
        StatementId(self.statement)
    }

    /// Affirmed or denied, and how firmly.
    pub(super) fn status(self) -> (Polarity, Modality) {
        status_of(self.link)
    }

    fn key(&self) -> (u32, u32, u32) {
        (self.relation, self.link >> STATUS_BITS, self.statement)
    }
}

impl Layered<Edge> {
    /// The edges of an entity under a relation.
    #[inline]
    pub(super) fn under(&self, entity: EntityId, relation: RelationId) -> Items<'_, Edge> {
        let run = self.base().under(entity.0, relation.0);
        self.over(run, entity.0, Edge::first_of(relation), Edge::last_of(relation))
    }
}

impl Ord for Edge {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Item for Edge {
    const LEAST: Self = Edge { relation: 0, link: 0, statement: 0 };
    const GREATEST: Self = Edge { relation: u32::MAX, link: u32::MAX, statement: u32::MAX };
    type Lists = EdgeLists;
}
