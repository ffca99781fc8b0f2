//! Questions in English.

use crate::graph::Graph;
use crate::model::Polarity;
use crate::schema::Schema;

use super::answer::Reply;
use super::evaluate::{evaluate, wanted_polarity};
use super::explain::explain;
use super::gather::{Candidate, gather};
use super::plan::{Hole, Query};
use super::render::understood;
use super::{pattern, restrict};

/// Answers a question.
pub(crate) fn ask(graph: &Graph, schema: &Schema, text: &str) -> Reply {
    match as_pattern(graph, schema, text) {
        Some(query) => answer(graph, text, &query),
        None => Reply {
            question: text.to_owned(),
            understood: String::new(),
            answers: Vec::new(),
            explanation: Some("the question was not understood; ask for example `who visited Kyiv`".to_owned()),
        },
    }
}

/// "who visited Kyiv" is the pattern `?who visited Kyiv`.
fn as_pattern(graph: &Graph, schema: &Schema, text: &str) -> Option<Query> {
    let plain = text.trim().trim_end_matches('?');
    let (first, rest) = plain.split_once(char::is_whitespace)?;
    let first = first.to_lowercase();
    let (variable, rest) = match first.as_str() {
        "who" | "what" => (first.as_str(), rest),
        "which" => ("which", rest.trim_start().split_once(char::is_whitespace)?.1),
        _ => return None,
    };
    let is_relation = |word: &str| pattern::is_relation(graph, schema, word);
    let raw = pattern::parse(&format!("?{variable} {rest}"), &is_relation).ok()?;
    let mut query = pattern::resolve(graph, schema, raw);
    if first == "which"
        && let Some(noun) = plain.split_whitespace().nth(1)
        && let Some(super::plan::Term::Variable { restriction, .. }) = query.clauses.first_mut().map(|c| &mut c.subject)
    {
        *restriction = restrict::restriction(noun, Vec::new());
    }
    Some(query)
}

fn answer(graph: &Graph, text: &str, query: &Query) -> Reply {
    let matches = evaluate(graph, query);
    let candidates: Vec<Candidate> = match &query.hole {
        Hole::Variable(name) => matches.iter().filter_map(|one| Candidate::bound(one, name)).collect(),
        _ => Vec::new(),
    };
    let wanted = wanted_polarity(query.clauses.last());
    let answers = gather(graph, &candidates, if query.clauses.is_empty() { Polarity::Positive } else { wanted });
    let explanation = answers.is_empty().then(|| explain(graph, query));
    Reply { question: text.to_owned(), understood: understood(query), answers, explanation }
}
