use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::model::*;

fn span() -> impl Strategy<Value = Span> {
    (0..u32::MAX, 0..9u32).prop_map(|(start, length)| Span { start, end: start.saturating_add(length) })
}

fn object() -> impl Strategy<Value = Object> {
    prop_oneof![
        any::<u32>().prop_map(|id| Object::Entity(EntityId(id))),
        ".{0,8}".prop_map(|text| Object::Value(Value { text, value_type: ValueType::Clause })),
    ]
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (-9999..=9999i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn statement() -> impl Strategy<Value = Change> {
    let time = (".{0,8}", option::of(day()), option::of(day())).prop_map(|(text, start, end)| TimeExpression {
        text,
        start,
        end,
    });
    let quantity = (".{0,8}", option::of(any::<f64>().prop_filter("a number", |n| !n.is_nan())))
        .prop_map(|(text, number)| Quantity { text, number, unit: "%".into(), bound: Bound::AtMost, of: number });
    let qualifiers = vec((".{0,4}", object()).prop_map(|(role, value)| Qualifier { role, value }), 0..3);
    let evidence = vec((any::<u32>(), span(), span()), 0..3).prop_map(|all| {
        let evidence = |(id, sentence, words)| Evidence { document: DocumentId(id), sentence, words };
        all.into_iter().map(evidence).collect()
    });
    let core = (any::<u32>(), any::<u32>(), ".{0,8}", option::of(".{0,8}"), object(), 0f32..1.0);
    (core, option::of(any::<u32>()), option::of(time), option::of(quantity), qualifiers, evidence).prop_map(
        |((id, subject, relation, family, object, confidence), other, time, quantity, qualifiers, evidence)| {
            Change::Statement(Statement {
                id: StatementId(id),
                subject: EntityId(subject),
                trigger: relation.clone(),
                relation,
                family,
                object,
                polarity: Polarity::Negative,
                modality: Modality::Hypothetical,
                attributed_to: other.map(EntityId),
                time,
                place: other.map(EntityId),
                quantity,
                qualifiers,
                confidence,
                evidence,
            })
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let pair = || (any::<u32>(), any::<u32>()).prop_map(|(one, other)| (EntityId(one), EntityId(other)));
    prop_oneof![
        statement(),
        (any::<u32>(), ".{0,40}", option::of(day())).prop_map(|(id, text, published)| Change::Document(Document {
            id: DocumentId(id),
            content: ContentHash::of(&text),
            name: text.clone(),
            title: Some(text.clone()),
            published,
            ingested: published,
            source: None,
            url: None,
            text: text.into(),
        })),
        (any::<u32>(), ".{1,8}", btree_map(".{0,8}", any::<u32>(), 0..4)).prop_map(|(id, name, aliases)| {
            Change::Entity(Entity { id: EntityId(id), name, entity_type: EntityType::Law, aliases })
        }),
        (pair(), span(), span()).prop_map(|((entity, other), span, sentence)| {
            Change::Mention(Mention { entity, document: DocumentId(other.0), span, sentence })
        }),
        any::<u32>().prop_map(|id| Change::Forget(DocumentId(id))),
        pair().prop_map(|(kept, absorbed)| Change::Merge { kept, absorbed }),
        pair().prop_map(|(kept, absorbed)| Change::Split { kept, absorbed }),
        pair().prop_map(|(one, other)| Change::NeverMerge(one, other)),
        (".{0,8}", span()).prop_map(|(name, sentence)| Change::Reject(Rejection {
            content: ContentHash::of(&name),
            sentence,
            subject: name.clone(),
            relation: name.clone(),
            object: name,
            polarity: Polarity::Negative,
            modality: Modality::Claimed,
        })),
        any::<u32>().prop_map(|id| Change::Reinstate(StatementId(id))),
        any::<(u32, u32)>().prop_map(|(documents, statements)| Change::Skip { documents, statements }),
    ]
}

/// A header with the right checksum in front of any payload.
fn sealed(format: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; HEADER_LENGTH];
    bytes[4] = format;
    bytes.extend_from_slice(payload);
    let checksum = crc32fast::hash(&bytes[4..]);
    bytes[..4].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

proptest! {
    #[test]
    fn a_batch_comes_back_as_it_was(sequence: u64, previous: u32, changes in vec(change(), 0..12)) {
        let (bytes, checksum) = encode(sequence, previous, &changes).unwrap();
        let (batch, found) = decode(&bytes).unwrap();
        prop_assert_eq!((batch.sequence, batch.previous, found), (sequence, previous, checksum));
        let Content::Changes(again) = batch.content else { panic!("changes were written") };
        prop_assert_eq!(again, changes);
    }

    #[test]
    fn a_batch_of_the_first_format_is_still_read(changes in vec(change(), 0..12)) {
        let mut payload = Vec::new();
        bincode::encode_into_std_write(Compat(&changes), &mut payload, CONFIGURATION).unwrap();
        let (batch, _) = decode(&sealed(FIRST_FORMAT, &payload)).unwrap();
        let Content::Changes(again) = batch.content else { panic!("changes were written") };
        prop_assert_eq!(again, changes);
    }

    #[test]
    fn a_bulk_comes_back_as_it_was(changes in vec(statement(), 0..12), first: u32) {
        let mut bulk = Bulk { first_statement: first, ..Bulk::default() };
        for change in &changes {
            let Change::Statement(statement) = change else { continue };
            bulk.forms.push(FormText::of_statement(statement));
            bulk.rows.push(statement, bulk.forms.len() as u32 - 1);
        }
        let (bytes, checksum) = encode_bulk(5, 6, &bulk).unwrap();
        let (batch, found) = decode(&bytes).unwrap();
        prop_assert_eq!((batch.sequence, batch.previous, found), (5, 6, checksum));
        let Content::Bulk(again) = batch.content else { panic!("a bulk was written") };
        prop_assert_eq!(encode_bulk(5, 6, &again).unwrap().0, bytes);
        prop_assert_eq!(again.rows.len(), changes.len());
    }

    #[test]
    fn arbitrary_bulks_never_panic(payload in vec(any::<u8>(), 0..200)) {
        let payload = [&[BULK][..], &payload].concat();
        let _ = decode(&sealed(BATCH_FORMAT, &payload));
    }

    #[test]
    fn a_change_comes_back_from_json(change in change()) {
        let finite = match &change {
            Change::Statement(s) => s.quantity.iter().all(|q| q.number.is_none_or(f64::is_finite)),
            _ => true,
        };
        prop_assume!(finite);
        let json = serde_json::to_string(&change).unwrap();
        prop_assert!(!json.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<Change>(&json).unwrap(), change);
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
    }

    #[test]
    fn arbitrary_payloads_never_panic(payload in vec(any::<u8>(), 0..200)) {
        for format in [FIRST_FORMAT, BATCH_FORMAT] {
            let _ = decode(&sealed(format, &payload));
        }
    }

    #[test]
    fn any_changed_byte_is_noticed(changes in vec(change(), 1..4), place: prop::sample::Index, flip in 1..=255u8) {
        let (mut bytes, _) = encode(3, 4, &changes).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert_eq!(decode(&bytes).unwrap_err(), CodecError::WrongChecksum);
    }
}

#[test]
fn lengths_that_lie_are_refused_before_memory_is_taken() {
    // A list of 2^60 changes, and a document name of 2^60 bytes.
    for payload in [&[253, 0, 0, 0, 0, 0, 0, 0, 16][..], &[1, 0, 0, 16, 253, 0, 0, 0, 0, 0, 0, 0, 16]] {
        assert!(matches!(decode(&sealed(FIRST_FORMAT, payload)), Err(CodecError::Undecodable(_))));
    }
}

#[test]
fn a_newer_format_is_named() {
    assert_eq!(decode(&sealed(9, b"whatever")).unwrap_err(), CodecError::UnknownFormat(9));
}
