//! Figures for one quantity that differ: a disagreement of sources, or the later figure of one source.

use jiff::civil::Date;

use super::Graph;
use crate::model::{Bound, EntityId, Modality, Object, Polarity, Quantity, Statement, StatementId};

/// How two figures for one quantity stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Different sources give figures that cannot both hold.
    Disagreement,
    /// One source gives another figure later.
    Update,
}

/// Two statements with figures for one quantity that cannot both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figures {
    /// The earlier statement, where that is known; else the one with the lower number.
    pub earlier: StatementId,
    /// The other one.
    pub later: StatementId,
    /// How they stand to each other.
    pub difference: Difference,
}

impl Graph {
    /// The figures about an entity that differ, in the order of their statements.
    ///
    /// Two figures are compared if they stand in the same relation to the entity, count the same, and are not told of
    /// different times or places. What is planned, possible or denied is no figure.
    pub fn differing_figures(&self, entity: EntityId) -> Vec<Figures> {
        let mut stated: Vec<&Statement> = self.outgoing(entity).filter(|statement| is_figure(statement)).collect();
        stated.sort_by_key(|statement| statement.id);
        let mut found = Vec::new();
        for (position, one) in stated.iter().enumerate() {
            let others = stated[position + 1..].iter().filter(|other| counts_the_same(one, other));
            found.extend(others.filter_map(|other| self.difference(one, other)));
        }
        found
    }

    fn difference(&self, one: &Statement, other: &Statement) -> Option<Figures> {
        let (first, second) = (one.quantity.as_ref()?, other.quantity.as_ref()?);
        if may_both_hold(first, second) {
            return None;
        }
        let days = (self.day(one), self.day(other));
        let (earlier, later) = match days {
            (Some(day), Some(next)) if next < day => (other, one),
            _ => (one, other),
        };
        let apart = matches!(days, (Some(day), Some(next)) if day != next);
        let same_source = match (one.attributed_to, other.attributed_to) {
            (Some(source), Some(other)) => self.resolve(source) == self.resolve(other),
            // Articles that say so themselves report what is known on their day.
            (None, None) => apart,
            _ => false,
        };
        let difference = if same_source { Difference::Update } else { Difference::Disagreement };
        Some(Figures { earlier: earlier.id, later: later.id, difference })
    }

    /// The day on which the statement was first published.
    fn day(&self, statement: &Statement) -> Option<Date> {
        let days = statement.evidence.iter().filter_map(|evidence| self.document(evidence.document)?.published);
        days.min()
    }
}

fn is_figure(statement: &Statement) -> bool {
    matches!(statement.object, Object::Value(_))
        && statement.polarity == Polarity::Positive
        && matches!(statement.modality, Modality::Asserted | Modality::Claimed)
        && statement.quantity.as_ref().is_some_and(|quantity| quantity.number.is_some())
}

fn counts_the_same(one: &Statement, other: &Statement) -> bool {
    let unit = |statement: &Statement| {
        let unit = statement.quantity.as_ref().map_or("", |quantity| quantity.unit.as_str()).to_lowercase();
        let last = unit.rsplit(' ').next().unwrap_or_default();
        last.strip_suffix('s').unwrap_or(last).to_owned()
    };
    let place = match (one.place, other.place) {
        (Some(place), Some(other)) => place == other,
        _ => true,
    };
    let span = |statement: &Statement| statement.time.as_ref().and_then(|time| time.start.zip(time.end));
    let time = match (span(one), span(other)) {
        (Some((first, last)), Some((start, end))) => first <= end && start <= last,
        _ => true,
    };
    let (unit, other_unit) = (unit(one), unit(other));
    one.relation == other.relation && (unit == other_unit || unit.is_empty() || other_unit.is_empty()) && place && time
}

/// True if some number fits both: "up to 20" and "12" do, "at least 20" and "12" do not.
fn may_both_hold(one: &Quantity, other: &Quantity) -> bool {
    /// "About 500" and "510" are one figure.
    const NEAR: f64 = 0.05;
    let range = |quantity: &Quantity| {
        let number = quantity.number.unwrap_or_default();
        match quantity.bound {
            Bound::Exact => (number, number),
            Bound::About => (number * (1.0 - NEAR), number * (1.0 + NEAR)),
            Bound::AtLeast => (number, f64::INFINITY),
            Bound::AtMost => (f64::NEG_INFINITY, number),
        }
    };
    let ((low, high), (least, most)) = (range(one), range(other));
    low <= most && least <= high
}
