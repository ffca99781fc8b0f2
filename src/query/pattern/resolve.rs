use super::parse::{RawClause, RawTerm};
use crate::graph::Graph;
use crate::query::link::phrase;
use crate::query::plan::{ClauseQuery, Filter, Hole, Query, Restriction, Term};
use crate::query::relation::{RelationTest, VerbUse};
use crate::schema::Schema;

/// True if a word of a pattern names a relation: one of the schema, its inverse, one in use, or a known verb.
pub(crate) fn is_relation(graph: &Graph, schema: &Schema, word: &str) -> bool {
    schema.relation(word).is_some()
        || schema.relations().iter().any(|relation| relation.inverse.as_deref() == Some(word))
        || graph.statements_with_relation(word).next().is_some()
        || !schema.verb_frames(word).is_empty()
        || word.starts_with("family:")
}

/// Looks up the names and relations of a pattern; the first variable is what is asked for.
pub(crate) fn resolve(graph: &Graph, schema: &Schema, raw: Vec<RawClause>) -> Query {
    let clauses: Vec<ClauseQuery> = raw.into_iter().map(|clause| resolve_clause(graph, schema, clause)).collect();
    let variables = clauses.iter().flat_map(|clause| [&clause.subject, &clause.object]);
    let first = variables.into_iter().find_map(|term| match term {
        Term::Variable { name, .. } => Some(name.clone()),
        _ => None,
    });
    let hole = first.map_or(Hole::Statement, Hole::Variable);
    Query { hole, clauses, without: Vec::new() }
}

fn resolve_clause(graph: &Graph, schema: &Schema, raw: RawClause) -> ClauseQuery {
    ClauseQuery {
        subject: resolve_term(graph, raw.subject),
        relation: relation(graph, schema, &raw.relation),
        object: resolve_term(graph, raw.object),
        filter: Filter {
            polarity: raw.polarity,
            modalities: raw.modalities,
            source: raw.source.map(|name| phrase(graph, &name)),
            others: raw.place.map(|name| phrase(graph, &name)).into_iter().collect(),
            time: raw.time,
            governed: None,
            unit: None,
        },
    }
}

fn resolve_term(graph: &Graph, raw: RawTerm) -> Term {
    match raw {
        RawTerm::Any => Term::Any,
        RawTerm::Name(name) => phrase(graph, &name),
        RawTerm::Variable { name, kind } => Term::Variable {
            name,
            restriction: Restriction { types: kind.into_iter().collect(), ..Default::default() },
        },
    }
}

fn relation(graph: &Graph, schema: &Schema, word: &str) -> RelationTest {
    if word == "*" {
        return RelationTest::any();
    }
    if let Some(family) = word.strip_prefix("family:") {
        return RelationTest::family(schema, family);
    }
    let known = schema.relation(word).is_some()
        || schema.relations().iter().any(|relation| relation.inverse.as_deref() == Some(word))
        || graph.statements_with_relation(word).next().is_some();
    if known || schema.verb_frames(word).is_empty() {
        return RelationTest::named(schema, word);
    }
    RelationTest::verb(schema, &VerbUse { lemma: word, ..VerbUse::default() })
}
