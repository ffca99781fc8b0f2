use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::{Quad, Term, Triple, Variable};
use oxttl::{NTriplesSerializer, TurtleSerializer};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use super::node::PREFIXES;

/// What a query has found.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The truth of an `ASK`.
    Boolean(bool),
    /// The rows of a `SELECT`.
    Rows {
        /// Names of the columns.
        variables: Vec<String>,
        /// Each as long as the names; `None` where nothing is bound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// The triples of a `CONSTRUCT` or `DESCRIBE`, sorted, each once.
    Triples(Vec<Triple>),
}

/// How the answer to a `SELECT` or `ASK` is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultFormat {
    /// SPARQL 1.1 Query Results JSON.
    #[default]
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values, with terms in full.
    Tsv,
}

/// How the answer to a `CONSTRUCT` or `DESCRIBE` is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphFormat {
    /// Turtle.
    #[default]
    Turtle,
    /// N-Triples.
    NTriples,
    /// JSON-LD.
    JsonLd,
}

impl Answer {
    /// The rows of a `SELECT`; none for other queries.
    pub fn rows(&self) -> &[Vec<Option<Term>>] {
        match self {
            Answer::Rows { rows, .. } => rows,
            _ => &[],
        }
    }

    /// The whole number in the first column of the first row, as counts have it.
    pub fn first_number(&self) -> Option<i64> {
        match self.rows().first()?.first()? {
            Some(Term::Literal(literal)) => literal.value().parse().ok(),
            _ => None,
        }
    }

    /// True if there is something: a truth that holds, a row, a triple.
    pub fn is_something(&self) -> bool {
        match self {
            Answer::Boolean(truth) => *truth,
            Answer::Rows { rows, .. } => !rows.is_empty(),
            Answer::Triples(triples) => !triples.is_empty(),
        }
    }

    /// Writes the answer: rows and truths in one format, triples in the other.
    ///
    /// # Errors
    /// What `writer` says.
    pub fn write(&self, results: ResultFormat, graph: GraphFormat, writer: &mut dyn Write) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(match results {
            ResultFormat::Json => QueryResultsFormat::Json,
            ResultFormat::Xml => QueryResultsFormat::Xml,
            ResultFormat::Csv => QueryResultsFormat::Csv,
            ResultFormat::Tsv => QueryResultsFormat::Tsv,
        });
        match self {
            Answer::Boolean(truth) => serializer.serialize_boolean_to_writer(&mut *writer, *truth).map(drop)?,
            Answer::Rows { variables, rows } => {
                let names: Vec<Variable> = variables.iter().map(Variable::new_unchecked).collect();
                let mut out = serializer.serialize_solutions_to_writer(&mut *writer, names.clone())?;
                for row in rows {
                    let bound = names.iter().zip(row).filter_map(|(name, term)| Some((name, term.as_ref()?)));
                    out.serialize(bound)?;
                }
                out.finish()?;
            }
            Answer::Triples(triples) => write_triples(triples, graph, writer)?,
        }
        Ok(())
    }
}

fn write_triples(triples: &[Triple], format: GraphFormat, writer: &mut dyn Write) -> io::Result<()> {
    match format {
        GraphFormat::Turtle => {
            let mut serializer = TurtleSerializer::new();
            for (prefix, iri) in PREFIXES {
                if let Ok(with) = serializer.clone().with_prefix(prefix, iri) {
                    serializer = with;
                }
            }
            let mut out = serializer.for_writer(writer);
            triples.iter().try_for_each(|triple| out.serialize_triple(triple))?;
            out.finish().map(drop)
        }
        GraphFormat::NTriples => {
            let mut out = NTriplesSerializer::new().for_writer(writer);
            triples.iter().try_for_each(|triple| out.serialize_triple(triple))
        }
        GraphFormat::JsonLd => {
            let mut out = JsonLdSerializer::new().for_writer(writer);
            for triple in triples {
                let quad: Quad = triple.clone().in_graph(oxrdf::GraphName::DefaultGraph);
                out.serialize_quad(&quad)?;
            }
            out.finish().map(drop)
        }
    }
}
