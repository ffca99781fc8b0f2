//! What only some statements have, as bytes beside the columns.

use crate::model::{
    Bound, DocumentId, EntityId, Evidence, Object, Qualifier, Quantity, Span, Statement, TimeExpression, Value,
    ValueType,
};

use super::pack::{Unpacker, put_date, put_number, put_option, put_text};

const OBJECT: u8 = 1;
const SOURCE: u8 = 2;
const TIME: u8 = 4;
const PLACE: u8 = 8;
const QUANTITY: u8 = 16;
const QUALIFIERS: u8 = 32;
const EVIDENCE: u8 = 64;

/// Adds what the columns do not hold; nothing if they hold everything.
pub(super) fn pack(bytes: &mut Vec<u8>, statement: &Statement, with_evidence: bool) {
    let value = match &statement.object {
        Object::Value(value) if value.value_type != ValueType::None || !value.text.is_empty() => Some(value),
        _ => None,
    };
    let parts = [
        (OBJECT, value.is_some()),
        (SOURCE, statement.attributed_to.is_some()),
        (TIME, statement.time.is_some()),
        (PLACE, statement.place.is_some()),
        (QUANTITY, statement.quantity.is_some()),
        (QUALIFIERS, !statement.qualifiers.is_empty()),
        (EVIDENCE, with_evidence),
    ];
    let present = parts.iter().filter(|part| part.1).fold(0, |bits, part| bits | part.0);
    if present == 0 {
        return;
    }
    bytes.push(present);
    if let Some(value) = value {
        put_value(bytes, value);
    }
    for entity in [statement.attributed_to, statement.place].into_iter().flatten() {
        put_number(bytes, entity.0.into());
    }
    if let Some(time) = &statement.time {
        put_text(bytes, &time.text);
        put_option(bytes, time.start, put_date);
        put_option(bytes, time.end, put_date);
    }
    if let Some(quantity) = &statement.quantity {
        put_quantity(bytes, quantity);
    }
    if !statement.qualifiers.is_empty() {
        put_number(bytes, statement.qualifiers.len() as u64);
        for qualifier in &statement.qualifiers {
            put_text(bytes, &qualifier.role);
            match &qualifier.value {
                Object::Entity(entity) => put_number(bytes, u64::from(entity.0) + 1),
                Object::Value(value) => {
                    bytes.push(0);
                    put_value(bytes, value);
                }
            }
        }
    }
    if with_evidence {
        put_evidence(bytes, &statement.evidence);
    }
}

/// Adds evidence, and nothing else.
pub(super) fn pack_evidence(bytes: &mut Vec<u8>, evidence: &[Evidence]) {
    bytes.push(EVIDENCE);
    put_evidence(bytes, evidence);
}

fn put_evidence(bytes: &mut Vec<u8>, evidence: &[Evidence]) {
    put_number(bytes, evidence.len() as u64);
    for evidence in evidence {
        put_number(bytes, evidence.document.0.into());
        put_span(bytes, evidence.sentence);
        put_span(bytes, evidence.words);
    }
}

/// Reads them back into a statement whose columns are set.
pub(super) fn unpack(bytes: &[u8], statement: &mut Statement) -> Option<()> {
    if bytes.is_empty() {
        return Some(());
    }
    let mut from = Unpacker::new(bytes);
    let present = from.byte()?;
    let has = |part: u8| present & part != 0;
    if has(OBJECT) {
        statement.object = Object::Value(value(&mut from)?);
    }
    if has(SOURCE) {
        statement.attributed_to = Some(EntityId(from.small()?));
    }
    if has(PLACE) {
        statement.place = Some(EntityId(from.small()?));
    }
    if has(TIME) {
        let text = from.text()?.to_owned();
        let start = from.option(Unpacker::date)?;
        statement.time = Some(TimeExpression { text, start, end: from.option(Unpacker::date)? });
    }
    if has(QUANTITY) {
        statement.quantity = Some(quantity(&mut from)?);
    }
    if has(QUALIFIERS) {
        for _ in 0..from.count()? {
            let role = from.text()?.to_owned();
            let value = match from.number()? {
                0 => Object::Value(value(&mut from)?),
                entity => Object::Entity(EntityId(u32::try_from(entity - 1).ok()?)),
            };
            statement.qualifiers.push(Qualifier { role, value });
        }
    }
    if has(EVIDENCE) {
        statement.evidence.clear();
        for _ in 0..from.count()? {
            let document = DocumentId(from.small()?);
            let sentence = span(&mut from)?;
            statement.evidence.push(Evidence { document, sentence, words: span(&mut from)? });
        }
    }
    from.is_empty().then_some(())
}

fn put_value(bytes: &mut Vec<u8>, value: &Value) {
    bytes.push(match value.value_type {
        ValueType::Text => 0,
        ValueType::Date => 1,
        ValueType::Quantity => 2,
        ValueType::Money => 3,
        ValueType::Clause => 4,
        ValueType::None => 5,
    });
    put_text(bytes, &value.text);
}

fn value(from: &mut Unpacker<'_>) -> Option<Value> {
    let value_type = match from.byte()? {
        0 => ValueType::Text,
        1 => ValueType::Date,
        2 => ValueType::Quantity,
        3 => ValueType::Money,
        4 => ValueType::Clause,
        5 => ValueType::None,
        _ => return None,
    };
    Some(Value { text: from.text()?.to_owned(), value_type })
}

fn put_quantity(bytes: &mut Vec<u8>, quantity: &Quantity) {
    let put_float = |bytes: &mut Vec<u8>, number: f64| bytes.extend_from_slice(&number.to_le_bytes());
    put_text(bytes, &quantity.text);
    put_option(bytes, quantity.number, put_float);
    put_text(bytes, &quantity.unit);
    bytes.push(match quantity.bound {
        Bound::Exact => 0,
        Bound::About => 1,
        Bound::AtLeast => 2,
        Bound::AtMost => 3,
    });
    put_option(bytes, quantity.of, put_float);
}

fn quantity(from: &mut Unpacker<'_>) -> Option<Quantity> {
    let text = from.text()?.to_owned();
    let number = from.option(Unpacker::float)?;
    let unit = from.text()?.to_owned();
    let bound = match from.byte()? {
        0 => Bound::Exact,
        1 => Bound::About,
        2 => Bound::AtLeast,
        3 => Bound::AtMost,
        _ => return None,
    };
    Some(Quantity { text, number, unit, bound, of: from.option(Unpacker::float)? })
}

fn put_span(bytes: &mut Vec<u8>, span: Span) {
    put_number(bytes, span.start.into());
    put_number(bytes, span.end.into());
}

fn span(from: &mut Unpacker<'_>) -> Option<Span> {
    Some(Span { start: from.small()?, end: from.small()? })
}
