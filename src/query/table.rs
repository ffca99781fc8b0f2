//! What a pattern finds: rows of bindings.

use serde::Serialize;

use crate::graph::Graph;

use super::answer::{Quote, Status};
use super::bind::Node;
use super::evaluate::Match;
use super::plan::{Query, Term};
use super::render::{quotes, source_name, statement_text};

/// The rows that a pattern finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// How the pattern was understood.
    pub understood: String,
    /// Names of the variables, in the order of their first use.
    pub columns: Vec<String>,
    /// What they stand for, best vouched for first, then in order of statements.
    pub rows: Vec<Row>,
    /// Why there are no rows.
    pub explanation: Option<String>,
}

/// One way to fill the variables of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// One name for each column.
    pub cells: Vec<String>,
    /// The statements in words, one for each clause.
    pub statements: Vec<String>,
    /// The weakest status among them.
    pub status: Status,
    /// Who says so, if somebody other than the articles.
    pub attributed_to: Option<String>,
    /// When, in words of the articles.
    pub time: Option<String>,
    /// The sentences behind it.
    pub evidence: Vec<Quote>,
}

/// The variables of a query in the order of their first use.
pub(crate) fn columns(query: &Query) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for term in query.clauses.iter().flat_map(|clause| [&clause.subject, &clause.object]) {
        if let Term::Variable { name, .. } = term
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

/// Rows with the same cells and status are put together.
pub(crate) fn rows(graph: &Graph, query: &Query, columns: &[String], matches: &[Match]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for one in matches {
        let cells: Vec<String> = columns
            .iter()
            .map(|name| one.bindings.get(name).map(|node: &Node| node.text(graph).to_owned()).unwrap_or_default())
            .collect();
        let known: Vec<_> = one.statements.iter().filter_map(|id| graph.statement(*id)).collect();
        let status = known
            .iter()
            .zip(&query.clauses)
            .map(|(statement, clause)| {
                let asserted = clause.filter.polarity == Some(statement.polarity);
                Status::of(statement, if asserted { statement.polarity } else { Default::default() })
            })
            .max()
            .unwrap_or(Status::Asserted);
        let statements = known.iter().map(|statement| statement_text(graph, statement)).collect();
        let evidence = quotes(graph, one.statements.iter().copied());
        if let Some(row) = rows.iter_mut().find(|row| row.cells == cells && row.status == status && !columns.is_empty())
        {
            row.evidence.extend(evidence);
            continue;
        }
        let attributed_to = known.iter().find_map(|statement| source_name(graph, statement.attributed_to));
        let time = known.iter().find_map(|statement| statement.time.as_ref()).map(|time| time.text.clone());
        rows.push(Row { cells, statements, status, attributed_to, time, evidence });
    }
    rows.sort_by_key(|row| row.status);
    rows
}
