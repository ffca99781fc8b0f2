//! Questions with "be" and no other verb, and those for yes or no.

use crate::graph::Graph;
use crate::model::Polarity;
use crate::query::link::{entities, phrase};
use crate::query::plan::{ClauseQuery, Filter, Hole, Query, Term};
use crate::query::relation::RelationTest;
use crate::query::roles::{End, relations_with};
use crate::schema::Schema;

use super::clause::{Gap, build, standing};
use super::phrases::Prepositional;
use super::read::{Reading, variable_name};
use super::role;
use super::verb::Verbal;
use super::word_gap::{Asked, Front};

/// A question with "be" and no other verb.
pub(super) fn copula(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal) -> Option<Reading> {
    let variable = front.variable();
    let query = |hole, clause| Some(Reading::Query(Query { hole, clauses: vec![clause], without: Vec::new() }));
    let subject = verbal.subject.as_deref();
    if let Some(reading) = place_asked(graph, schema, front, verbal) {
        return Some(reading);
    }
    match (front.asked, subject) {
        (Asked::Who | Asked::What | Asked::Which, Some(subject)) => {
            let mut subject = subject.to_owned();
            // "who is Germany's chancellor", "who is the president in Poland": what follows belongs to the office.
            for complement in &verbal.complements.prepositional {
                subject = format!("{subject} {} {}", complement.preposition, complement.phrase);
            }
            let plain = subject.to_lowercase();
            let plain = plain.trim_start_matches("the ");
            let office = role::office(schema, &subject)
                .filter(|office| office.of.is_some() || front.noun.is_some() || office.noun == plain);
            match office {
                Some(office) => {
                    let mut clause = role::clause(graph, schema, variable.clone(), &office);
                    clause.filter = Filter { polarity: standing(schema, verbal).polarity, ..clause.filter };
                    let of = office.of.as_deref().map(role::owner_names).unwrap_or_default();
                    let hole = Hole::Variable(variable_name(&variable));
                    let query = Query { hole, clauses: vec![clause], without: Vec::new() };
                    Some(Reading::Holder { query, office: office.noun, of })
                }
                None => match role_filled(graph, schema, &variable, &subject) {
                    Some(clause) => query(Hole::Variable(variable_name(&variable)), clause),
                    None => Some(Reading::Describe(subject)),
                },
            }
        }
        (Asked::Where, Some(subject)) => Some(whereabouts(graph, schema, subject)),
        (Asked::Why | Asked::How, Some(subject)) => {
            let complements = &verbal.complements;
            let beside = complements.prepositional.iter().map(|p| &p.phrase).chain(&complements.objects);
            let others = beside.filter(|text| !text.is_empty()).map(|text| phrase(graph, text)).collect();
            let clause = ClauseQuery {
                subject: phrase(graph, subject),
                relation: RelationTest::any(),
                object: Term::Any,
                filter: Filter { polarity: Some(Polarity::Positive), others, ..Filter::default() },
            };
            let hole = if front.asked == Asked::Why { Hole::Reason } else { Hole::Manner };
            // "how is X": nothing is asked that an article could tell.
            if clause.filter.others.is_empty() { None } else { query(hole, clause) }
        }
        (Asked::When, Some(subject)) if role::office(schema, subject).is_some_and(|office| office.of.is_some()) => {
            match role::held_by(graph, schema, subject) {
                Some(holder) => query(Hole::Time, holder),
                None => None,
            }
        }
        (Asked::When, Some(subject)) => {
            let clause = ClauseQuery {
                subject: phrase(graph, subject),
                relation: RelationTest::any(),
                object: Term::Any,
                filter: Filter::default(),
            };
            query(Hole::Time, clause)
        }
        (Asked::Who | Asked::What | Asked::Which, None) => {
            let mut clause = build(graph, schema, verbal, Gap::Subject(variable.clone())).clause;
            if let Some(office) = verbal.complements.objects.first().and_then(|text| role::office(schema, text)) {
                clause = role::clause(graph, schema, variable.clone(), &office);
                clause.filter = standing(schema, verbal);
            }
            query(Hole::Variable(variable_name(&variable)), clause)
        }
        (Asked::Count, subject) => {
            let text = front.noun.as_ref().map(|noun| noun.text.clone());
            let mut clause = build(graph, schema, verbal, Gap::None).clause;
            clause.relation = RelationTest::any();
            clause.subject = subject.filter(|text| *text != "there").map_or(Term::Any, |text| phrase(graph, text));
            clause.filter.unit = text;
            query(Hole::Quantity, clause)
        }
        _ => None,
    }
}

/// "who was the buyer of X", "who were the victims of X": a role of the schema.
fn role_filled(graph: &Graph, schema: &Schema, asked: &Term, text: &str) -> Option<ClauseQuery> {
    if !entities(graph, text).is_empty() {
        return None;
    }
    let plain = text.trim_start_matches("the ").trim_start_matches("The ");
    let (noun, of) = match plain.split_once(" of ") {
        Some((noun, of)) => (noun, of),
        None => {
            let (owner, noun) = plain.rsplit_once(' ')?;
            (noun, owner.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']))
        }
    };
    let (relation, end) = relations_with(schema, noun)?;
    let filter = Filter { polarity: None, ..Filter::default() };
    let other = phrase(graph, of);
    Some(match end {
        End::Subject => ClauseQuery { subject: asked.clone(), relation, object: other, filter },
        End::Object => ClauseQuery { subject: other, relation, object: asked.clone(), filter },
    })
}

/// "which city is X in", "what country is X near".
fn place_asked(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal) -> Option<Reading> {
    let noun = front.noun.as_ref().filter(|_| front.asked == Asked::Which)?;
    let place = matches!(noun.head.as_str(), "city" | "country" | "place" | "town" | "region" | "state" | "province");
    let alone = |p: &Prepositional| p.phrase.is_empty() && matches!(p.preposition.as_str(), "in" | "at" | "near");
    let asked =
        place && (verbal.complements.prepositional.iter().any(alone) || front.preposition.as_deref() == Some("in"));
    Some(whereabouts(graph, schema, verbal.subject.as_deref().filter(|_| asked)?))
}

fn whereabouts(graph: &Graph, schema: &Schema, subject: &str) -> Reading {
    let relation = RelationTest::named(schema, "located_in");
    let clause = ClauseQuery {
        subject: phrase(graph, subject),
        relation,
        object: Term::variable("where"),
        filter: Filter { polarity: Some(Polarity::Positive), ..Filter::default() },
    };
    let query = Query { hole: Hole::Variable("where".to_owned()), clauses: vec![clause], without: Vec::new() };
    Reading::Whereabouts { query, name: subject.to_owned() }
}

/// A yes-or-no question.
pub(super) fn truth(graph: &Graph, schema: &Schema, verbal: &Verbal) -> Option<Query> {
    let subject = verbal.subject.as_deref()?;
    let mut clause = build(graph, schema, verbal, Gap::None).clause;
    if verbal.lemma == "be" && !verbal.passive {
        let complement = verbal.complements.objects.first().cloned().map(|mut text| {
            for following in &verbal.complements.prepositional {
                text = format!("{text} {} {}", following.preposition, following.phrase);
            }
            text
        });
        let office = complement.as_deref().and_then(|text| role::office(schema, text));
        match (office, complement) {
            (Some(office), _) => clause = role::clause(graph, schema, phrase(graph, subject), &office),
            (None, Some(text)) => {
                clause.relation = RelationTest::named(schema, "is_a");
                clause.object = phrase(graph, &text);
                clause.filter.others.clear();
            }
            (None, None) => {}
        }
    }
    clause.filter.polarity = None;
    clause.filter.modalities.clear();
    Some(Query { hole: Hole::Truth, clauses: vec![clause], without: Vec::new() })
}
