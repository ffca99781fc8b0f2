//! What is packed in bits comes back as it was.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::model::{DocumentId, EntityId, Evidence, Modality, Polarity, Span, StatementId};

use super::RelationId;
use super::adjacency::{Edge, status};
use super::array::{Array, SharedBytes};
use super::edge_lists::EdgeLists;
use super::layered::{Run, SortedLists};
use super::numbers::Numbers;
use super::packed_rows::PackedRows;
use super::rows::{ABSENT, Columns, Provenance, Rows};

fn edges() -> impl Strategy<Value = Vec<(u32, Edge)>> {
    let relation = prop_oneof![4 => 0u32..6, 2 => 0u32..300, 1 => any::<u32>()];
    let other = prop_oneof![0u32..40, 0u32..(1 << 29) - 2];
    let edge = (0u32..5, relation, proptest::option::of(other), prop_oneof![0u32..50, any::<u32>()]);
    vec(edge, 0..400).prop_map(|edges| {
        let told = status(Polarity::Negative, Modality::Planned);
        let edge = |(key, relation, other, id): (u32, u32, Option<u32>, u32)| {
            (key * 1000, Edge::new(RelationId(relation), other.map(EntityId), told, StatementId(id)))
        };
        edges.into_iter().map(edge).collect()
    })
}

proptest! {
    #[test]
    fn numbers_come_back(numbers in vec(any::<u64>().prop_map(|number| number >> 8), 0..300), shift in 0u32..56) {
        let numbers: Vec<u64> = numbers.iter().map(|number| number >> shift).collect();
        let packed = Numbers::pack(numbers.iter().copied());
        prop_assert_eq!(packed.iter().collect::<Vec<_>>(), numbers.clone());
        let (header, bytes) = packed.parts();
        let stored = [&header[..], bytes].concat();
        let read = Numbers::from_parts(&SharedBytes::from(stored.clone())).unwrap();
        prop_assert_eq!(read.iter().collect::<Vec<_>>(), numbers.clone());
        if !numbers.is_empty() {
            prop_assert!(Numbers::from_parts(&SharedBytes::from(stored[..stored.len() - 1].to_vec())).is_none());
        }
    }

    #[test]
    fn edges_come_back(mut pairs in edges()) {
        let lists = EdgeLists::build(|visit| pairs.iter().for_each(|(key, edge)| visit(*key, *edge)));
        prop_assert!(lists.is_sound());
        pairs.sort();
        for key in [0, 1, 1000, 2000, 3000, 4000, 9000] {
            let expected: Vec<Edge> = pairs.iter().filter(|pair| pair.0 == key).map(|pair| pair.1).collect();
            prop_assert_eq!(lists.of(key).length(), expected.len());
            prop_assert_eq!(lists.of(key).collect::<Vec<_>>(), expected.clone());
            for edge in &expected {
                let relation = edge.relation();
                let same: Vec<Edge> = expected.iter().copied().filter(|other| other.relation() == relation).collect();
                prop_assert_eq!(lists.under(key, relation.number()).collect::<Vec<_>>(), same);
                prop_assert_eq!(lists.find(key, edge), Some(*edge));
            }
            let unused = (0..).find(|number| expected.iter().all(|edge| edge.relation().number() != *number));
            prop_assert_eq!(lists.under(key, unused.unwrap()).length(), 0);
        }
    }

    #[test]
    fn damaged_blocks_are_read_without_a_panic(pairs in edges(), place: prop::sample::Index, byte: u8) {
        let mut lists = EdgeLists::build(|visit| pairs.iter().for_each(|(key, edge)| visit(*key, *edge)));
        if !lists.bytes.is_empty() {
            let mut bytes = lists.bytes.to_vec();
            *place.get_mut(&mut bytes) = byte;
            lists.bytes = Array::from(bytes);
        }
        for key in 0..lists.keys() {
            prop_assert!(lists.of(key).take(1000).count() <= 1000);
            prop_assert!(lists.under(key, 3).take(1000).count() <= 1000);
        }
    }

    #[test]
    fn rows_come_back(rows in vec((any::<u32>(), any::<u32>(), 0u32..9, any::<u32>(), any::<(u16, u16)>()), 1..60)) {
        let mut plain = Rows::default();
        for (subject, object, form, document, (start, length)) in &rows {
            let sentence = Span { start: u32::from(*start), end: u32::from(*start) + u32::from(*length) };
            let evidence = Evidence { document: DocumentId(*document), sentence, words: sentence };
            match form {
                0 => plain.push_absent(),
                1 => plain.push_told(*subject, *object, *form, &[evidence, evidence]),
                _ => plain.push_columns(*subject, *object, *form, Provenance::of(&evidence).unwrap()),
            }
        }
        let packed = PackedRows::of(&plain);
        prop_assert!(packed.is_sound());
        prop_assert_eq!(packed.live(), rows.iter().filter(|row| row.2 != 0).count());
        let again = packed.to_rows();
        for (row, given) in rows.iter().enumerate() {
            let id = StatementId(row as u32);
            let expected = plain.plain_statement(row, id);
            prop_assert_eq!(plain.form(row) == ABSENT, given.2 == 0);
            prop_assert_eq!(packed.form(row), plain.form(row));
            prop_assert_eq!(packed.plain_statement(row, id), expected.clone());
            prop_assert_eq!(again.plain_statement(row, id), expected);
        }
    }
}
