use std::collections::BTreeSet;

use serde::Serialize;
use thiserror::Error;

use crate::graph::Graph;
use crate::model::{DocumentId, Statement, StatementId};
use crate::query::flagged_text;
use crate::schema::Schema;

use super::gold::GoldFact;
use super::matching::{fit, same_source, same_time};

/// Why facts and graph cannot be compared.
#[derive(Debug, Error)]
pub enum EvaluationError {
    /// The graph does not have a document of the gold file.
    #[error(
        "line {line}: no document is called `{document}`; ingest it first, or name its files after the gold file (known: {known})"
    )]
    UnknownDocument {
        /// The line of the gold file.
        line: usize,
        /// The name given.
        document: String,
        /// Some names that exist.
        known: String,
    },
}

/// How often an attribute of the facts that were found agrees with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// How often it does.
    pub right: usize,
    /// Out of how many.
    pub of: usize,
}

impl Agreement {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// 0 to 1; nothing where there was nothing to compare.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Documents that the gold file names.
    pub documents: usize,
    /// Facts in it.
    pub facts: usize,
    /// Statements that the graph has of these documents.
    pub statements: usize,
    /// Facts that a statement says; each statement counts once.
    pub found: usize,
    /// Found of the statements: a lower bound unless the gold file lists everything that the documents say.
    pub precision: f64,
    /// Found of the facts.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Affirmed or denied, of the facts found.
    pub polarity: Agreement,
    /// Asserted, claimed, planned or hypothetical, of the facts found.
    pub modality: Agreement,
    /// Who says so, of the facts found that have a source on either side.
    pub attribution: Agreement,
    /// When, of the facts found that have a time on either side.
    pub time: Agreement,
    /// Facts that no statement says: line of the gold file, and the fact in words.
    pub missed: Vec<(usize, String)>,
    /// Statements that no fact says: number, and the statement in words.
    pub beside: Vec<(String, String)>,
}

/// Compares a graph with facts; each fact with at most one statement of its document, the best fits first.
///
/// # Errors
/// [`EvaluationError`] if the graph lacks a document of the facts.
pub fn evaluate(graph: &Graph, schema: &Schema, gold: &[GoldFact]) -> Result<Report, EvaluationError> {
    let documents: Vec<DocumentId> = gold.iter().map(|fact| document_of(graph, fact)).collect::<Result<_, _>>()?;
    let judged: BTreeSet<DocumentId> = documents.iter().copied().collect();
    let statements: BTreeSet<StatementId> =
        judged.iter().flat_map(|document| graph.statements_in(*document)).map(|statement| statement.id).collect();
    let mut pairs: Vec<(u32, usize, StatementId)> = Vec::new();
    for (at, fact) in gold.iter().enumerate() {
        for statement in graph.statements_in(documents[at]) {
            pairs.extend(fit(graph, schema, fact, statement).map(|fit| (fit, at, statement.id)));
        }
    }
    pairs.sort_by_key(|(fit, at, statement)| (std::cmp::Reverse(*fit), *at, *statement));
    let (mut facts, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut found: Vec<(&GoldFact, &Statement)> = Vec::new();
    for (_, at, id) in pairs {
        if facts.contains(&at) || used.contains(&id) {
            continue;
        }
        if let Some(statement) = graph.statement(id) {
            facts.insert(at);
            used.insert(id);
            found.push((&gold[at], statement));
        }
    }
    let share = |whole: usize| if whole == 0 { 0.0 } else { found.len() as f64 / whole as f64 };
    let (precision, recall) = (share(statements.len()), share(gold.len()));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let mut report = Report {
        documents: judged.len(),
        facts: gold.len(),
        statements: statements.len(),
        found: found.len(),
        precision,
        recall,
        f1,
        polarity: Agreement::default(),
        modality: Agreement::default(),
        attribution: Agreement::default(),
        time: Agreement::default(),
        missed: gold
            .iter()
            .enumerate()
            .filter(|(at, _)| !facts.contains(at))
            .map(|(_, fact)| (fact.line, fact.text()))
            .collect(),
        beside: statements
            .iter()
            .filter(|id| !used.contains(id))
            .filter_map(|id| graph.statement(*id))
            .map(|statement| (statement.id.to_string(), flagged_text(graph, statement)))
            .collect(),
    };
    for (fact, statement) in found {
        report.polarity.count(fact.polarity == statement.polarity);
        report.modality.count(fact.modality == statement.modality);
        if fact.attributed_to.is_some() || statement.attributed_to.is_some() {
            report.attribution.count(same_source(graph, fact, statement));
        }
        if fact.time.is_some() || statement.time.is_some() {
            report.time.count(same_time(fact, statement));
        }
    }
    Ok(report)
}

fn document_of(graph: &Graph, fact: &GoldFact) -> Result<DocumentId, EvaluationError> {
    let named = graph.documents().find(|document| document.name == fact.document);
    named.map(|document| document.id).ok_or_else(|| {
        let mut known: Vec<&str> = graph.documents().map(|document| document.name.as_str()).take(4).collect();
        if known.is_empty() {
            known.push("none");
        }
        EvaluationError::UnknownDocument { line: fact.line, document: fact.document.clone(), known: known.join(", ") }
    })
}
