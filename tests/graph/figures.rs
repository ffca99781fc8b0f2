//! Figures for one quantity that differ.

use jiff::civil::date;
use newsgraph::graph::{Difference, Graph};
use newsgraph::model::*;

use crate::builder::{Builder, statement};

struct Figure {
    number: f64,
    bound: Bound,
    unit: &'static str,
    source: Option<u32>,
    document: u32,
}

fn exact(number: f64, source: Option<u32>, document: u32) -> Figure {
    Figure { number, bound: Bound::Exact, unit: "soldiers", source, document }
}

/// A graph with an army (entity 0), two sources (1 and 2), two articles a month apart, and these losses.
fn graph(figures: &[Figure]) -> Graph {
    let mut builder = Builder::default();
    builder.entity("the army");
    builder.entity("the ministry");
    builder.entity("the rebels");
    for (name, month) in [("first", 3), ("second", 4)] {
        builder.document(name, &format!("{name} report"));
        if let Some(Change::Document(document)) = builder.changes.last_mut() {
            document.published = Some(date(2021, month, 1));
        }
    }
    for (number, figure) in figures.iter().enumerate() {
        let object = Object::Value(Value { text: "soldiers".into(), value_type: ValueType::Quantity });
        let id = StatementId(number as u32);
        let mut lost = statement(id, EntityId(0), "lost", object, &[DocumentId(figure.document)]);
        lost.attributed_to = figure.source.map(EntityId);
        lost.quantity = Some(Quantity {
            text: figure.number.to_string(),
            number: Some(figure.number),
            unit: figure.unit.into(),
            bound: figure.bound,
            of: None,
        });
        builder.changes.push(Change::Statement(lost));
    }
    builder.graph()
}

fn differences(figures: &[Figure]) -> Vec<(u32, u32, Difference)> {
    let found = graph(figures).differing_figures(EntityId(0));
    found.into_iter().map(|pair| (pair.earlier.0, pair.later.0, pair.difference)).collect()
}

#[test]
fn different_sources_disagree() {
    let found = differences(&[exact(20_000.0, Some(1), 0), exact(41_170.0, Some(2), 0)]);
    assert_eq!(found, [(0, 1, Difference::Disagreement)]);
}

#[test]
fn the_later_figure_of_one_source_is_an_update_whatever_the_order_of_reading() {
    let found = differences(&[exact(32_300.0, Some(1), 1), exact(30_000.0, Some(1), 0)]);
    assert_eq!(found, [(1, 0, Difference::Update)]);
}

#[test]
fn bounds_that_leave_room_are_no_difference() {
    let up_to = Figure { bound: Bound::AtMost, ..exact(20_000.0, Some(1), 0) };
    assert_eq!(differences(&[up_to, exact(15_000.0, Some(2), 0)]), []);
    let over = Figure { bound: Bound::AtLeast, ..exact(20_000.0, Some(1), 0) };
    assert_eq!(differences(&[over, exact(15_000.0, Some(2), 0)]).len(), 1);
}

#[test]
fn different_things_are_not_compared() {
    let tanks = Figure { unit: "tanks", ..exact(300.0, Some(2), 0) };
    assert_eq!(differences(&[exact(20_000.0, Some(1), 0), tanks]), []);
}
