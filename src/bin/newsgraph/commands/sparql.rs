use std::time::Duration;

use newsgraph::graph::Graph;
use newsgraph::query::sparql::{self, Answer, GraphFormat, Limits, ResultFormat, SparqlError};

use crate::args::{Sparql, SparqlFormat};
use crate::exit::{Exit, UsageError};
use crate::screen::Screen;

/// Answers a SPARQL query.
pub fn run(graph: &Graph, query: &Sparql, screen: &mut Screen) -> anyhow::Result<Exit> {
    let limits = Limits { time: Duration::from_secs(query.seconds), memory: query.megabytes.saturating_mul(1 << 20) };
    let answer = sparql::query(graph, &query.query, &limits).map_err(|error| match error {
        SparqlError::Syntax(_) => UsageError(error.to_string()).into(),
        other => anyhow::Error::from(other),
    })?;
    let (results, triples) = formats(query.format, &answer)?;
    answer.write(results, triples, screen)?;
    Ok(if answer.is_something() { Exit::Answered } else { Exit::NoAnswer })
}

fn formats(format: Option<SparqlFormat>, answer: &Answer) -> Result<(ResultFormat, GraphFormat), UsageError> {
    let rows = |results| (Some(results), None);
    let graph = |triples| (None, Some(triples));
    let (results, triples) = match format {
        None => return Ok(Default::default()),
        Some(SparqlFormat::Json) => rows(ResultFormat::Json),
        Some(SparqlFormat::Xml) => rows(ResultFormat::Xml),
        Some(SparqlFormat::Csv) => rows(ResultFormat::Csv),
        Some(SparqlFormat::Tsv) => rows(ResultFormat::Tsv),
        Some(SparqlFormat::Turtle) => graph(GraphFormat::Turtle),
        Some(SparqlFormat::Ntriples) => graph(GraphFormat::NTriples),
        Some(SparqlFormat::Jsonld) => graph(GraphFormat::JsonLd),
    };
    match (answer, results, triples) {
        (Answer::Triples(_), None, Some(triples)) => Ok((ResultFormat::default(), triples)),
        (Answer::Boolean(_) | Answer::Rows { .. }, Some(results), None) => Ok((results, GraphFormat::default())),
        (Answer::Triples(_), ..) => {
            Err(UsageError("CONSTRUCT and DESCRIBE give triples: take turtle, ntriples or jsonld".to_owned()))
        }
        _ => Err(UsageError("SELECT and ASK give a table: take json, xml, csv or tsv".to_owned())),
    }
}
