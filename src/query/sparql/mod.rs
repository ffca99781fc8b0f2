//! SPARQL 1.1 over a graph: the Wikidata-like view of `docs/sparql.md`, evaluated by spareval.
//!
//! ```
//! use newsgraph::model::EntityType;
//! use newsgraph::query::sparql::{self, Limits};
//! use newsgraph::store::Store;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut store = Store::temporary();
//! let mut batch = store.batch();
//! let (ada, london) = (batch.entity("Ada", EntityType::Person), batch.entity("London", EntityType::Place));
//! let visited = batch.relation("visited");
//! batch.link(ada, visited, london);
//! store.write(batch)?;
//! let query = "SELECT ?name { ?who r:visited ?city ; rdfs:label ?name . ?city rdfs:label 'London' }";
//! let answer = sparql::query(&store.snapshot(), query, &Limits::default())?;
//! assert_eq!(answer.rows().len(), 1);
//! # Ok(())
//! # }
//! ```

mod answer;
mod budget;
mod count;
mod dataset;
mod literal;
mod node;
mod order;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use oxrdf::{Dataset, GraphName, Quad};
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::{Query, SparqlParser, SparqlSyntaxError};
use thiserror::Error;

use crate::graph::Graph;

pub use answer::{Answer, GraphFormat, ResultFormat};
pub use node::{entity_iri, relation_iri};

use budget::{Budget, Exceeded};
use dataset::View;

/// What a query may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many bytes its intermediate results and its answer may take, about.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { time: Duration::from_secs(30), memory: 1 << 30 }
    }
}

/// Why a query has no answer.
#[derive(Debug, Error)]
pub enum SparqlError {
    /// It is no SPARQL.
    #[error("the query is not SPARQL 1.1: {0}")]
    Syntax(#[from] SparqlSyntaxError),
    /// It has run too long.
    #[error("the query was stopped after {} seconds: make it more specific, or give it more time", .0.as_secs_f64())]
    TooSlow(Duration),
    /// Its intermediate results are too large.
    #[error(
        "the query was stopped when it had taken {0} bytes of memory: make it more specific, or give it more memory"
    )]
    TooLarge(usize),
    /// It asks for something that there is not.
    #[error("the query cannot be evaluated: {0}")]
    Evaluation(#[from] QueryEvaluationError),
}

/// Answers a query. The prefixes of `docs/sparql.md` need not be declared.
///
/// # Errors
/// [`SparqlError`]: a syntax error with its place, or a limit that was reached.
pub fn query(graph: &Graph, text: &str, limits: &Limits) -> Result<Answer, SparqlError> {
    let mut query = parse(text)?;
    let budget = Budget::start(limits);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        count::rewrite(View::new(graph), &mut query);
        order::rewrite(View::new(graph), &mut query);
        evaluate(graph, &query)
    }));
    drop(budget);
    match outcome {
        Ok(answer) => Ok(answer?),
        Err(panic) => match panic.downcast::<Exceeded>().map(|exceeded| *exceeded) {
            Ok(Exceeded::Time) => Err(SparqlError::TooSlow(limits.time)),
            Ok(Exceeded::Memory) => Err(SparqlError::TooLarge(limits.memory)),
            Err(other) => resume_unwind(other),
        },
    }
}

fn parse(text: &str) -> Result<Query, SparqlSyntaxError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in node::PREFIXES {
        // They are constants that are IRIs.
        if let Ok(with) = parser.clone().with_prefix(prefix, iri) {
            parser = with;
        }
    }
    parser.parse_query(text)
}

fn evaluate(graph: &Graph, query: &Query) -> Result<Answer, QueryEvaluationError> {
    let evaluator = QueryEvaluator::new();
    match evaluator.prepare(query).execute(View::new(graph))? {
        QueryResults::Boolean(truth) => Ok(Answer::Boolean(truth)),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions.variables().iter().map(|name| name.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let row = solution?.values().to_vec();
                budget::grow(row.iter().flatten().map(|term| size_of_val(term) + node::length(term)).sum());
                rows.push(row);
            }
            Ok(Answer::Rows { variables, rows })
        }
        QueryResults::Graph(triples) => {
            let mut found = Vec::new();
            for triple in triples {
                let triple = triple?;
                budget::grow(size_of_val(&triple) + node::length(&triple.object));
                found.push(triple);
            }
            found.sort_by_cached_key(ToString::to_string);
            found.dedup();
            Ok(Answer::Triples(found))
        }
    }
}

/// The whole view as triples, to be loaded elsewhere; for large graphs, a `CONSTRUCT` of the part that is needed is
/// the better choice.
pub fn to_dataset(graph: &Graph) -> Dataset {
    let triples = View::new(graph).all();
    triples.map(|triple| Quad { graph_name: GraphName::DefaultGraph, ..triple }).collect()
}
