//! Statements and queries in words.

use crate::graph::{Graph, StatementView};
use crate::model::{EntityId, Evidence, Modality, Polarity, Statement, StatementId};

use super::answer::Quote;
use super::bind::Node;
use super::plan::{ClauseQuery, Hole, Query, Term};
use super::relation::Turn;
use super::text::one_line;

/// A statement as a short sentence: "Jens Stoltenberg paid a visit to Kyiv (on Thursday)".
pub(crate) fn statement_text(graph: &Graph, statement: &Statement) -> String {
    let name = |id| graph.entity_by_id(id).map_or("", |entity| entity.name.as_str());
    format!("{} {}", name(statement.subject), predicate_text(graph, statement))
}

/// The same without its subject.
pub(crate) fn predicate_text(graph: &Graph, statement: &Statement) -> String {
    let mut words = Vec::new();
    let negative = statement.polarity == Polarity::Negative;
    if negative && !negation_is_said(&statement.trigger) {
        words.push("not".to_owned());
    }
    words.push(if statement.trigger.is_empty() {
        statement.relation.replace('_', " ")
    } else {
        one_line(&statement.trigger)
    });
    if let Some(node) = Node::of(&statement.object) {
        words.push(node.text(graph).to_owned());
    }
    // The whole object of "issued calls for X" stands beside X: once is enough.
    for qualifier in statement.qualifiers.iter().filter(|qualifier| qualifier.role != "object") {
        if let Some(node) = Node::of(&qualifier.value) {
            if qualifier.role != "content" {
                words.push(qualifier.role.clone());
            }
            words.push(node.text(graph).to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// At most some twenty words.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 22;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= LONGEST { words.join(" ") } else { format!("{} …", words[..LONGEST].join(" ")) }
}

fn negation_is_said(trigger: &str) -> bool {
    trigger.to_lowercase().split_whitespace().any(|word| matches!(word, "not" | "never" | "n't" | "no"))
        || trigger.contains("n't")
        || trigger.contains("n’t")
}

/// A statement with its status, for explanations: "X visited Y (planned, on Saturday)".
pub(crate) fn flagged_text(graph: &Graph, statement: &Statement) -> String {
    let mut flags = Vec::new();
    match statement.modality {
        Modality::Asserted => {}
        Modality::Claimed => flags.push(match source_name(graph, statement.attributed_to) {
            Some(source) => format!("according to {source}"),
            None => "claimed".to_owned(),
        }),
        Modality::Planned => flags.push("planned".to_owned()),
        Modality::Hypothetical => flags.push("not stated as a fact".to_owned()),
    }
    flags.extend(statement.time.as_ref().map(|time| time.text.clone()).filter(|text| !text.is_empty()));
    let text = shortened(&statement_text(graph, statement));
    if flags.is_empty() { text } else { format!("{text} ({})", flags.join(", ")) }
}

/// The name of a source.
pub(crate) fn source_name(graph: &Graph, source: Option<EntityId>) -> Option<String> {
    graph.entity_by_id(source?).map(|entity| entity.name.clone())
}

/// The sentences behind statements, each once, in order of documents.
pub(crate) fn quotes(graph: &Graph, statements: impl IntoIterator<Item = StatementId>) -> Vec<Quote> {
    let mut found: Vec<(Evidence, Quote)> = Vec::new();
    for view in statements.into_iter().filter_map(|id| graph.statement_view(id)) {
        collect(&view, &mut found);
    }
    found.sort_by_key(|(evidence, _)| (evidence.document, evidence.sentence));
    found.into_iter().map(|(_, quote)| quote).collect()
}

fn collect(view: &StatementView, found: &mut Vec<(Evidence, Quote)>) {
    for sentence in view.sentences() {
        let known = found.iter().any(|(evidence, _)| {
            (evidence.document, evidence.sentence) == (sentence.evidence.document, sentence.evidence.sentence)
        });
        if !known {
            let quote = Quote {
                document: sentence.document.name.clone(),
                sentence: one_line(sentence.text),
                statement: view.id().to_string(),
            };
            found.push((*sentence.evidence, quote));
        }
    }
}

/// A query for people: `?who —visited→ Kyiv; ?who —met→ *`.
pub(crate) fn understood(query: &Query) -> String {
    let mut parts: Vec<String> = query.clauses.iter().map(clause_text).collect();
    parts.extend(query.without.iter().map(|clause| format!("not stated: {}", clause_text(clause))));
    let text = parts.join("; ");
    match query.hole {
        Hole::Variable(_) => text,
        Hole::Time => format!("when: {text}"),
        Hole::Place => format!("where: {text}"),
        Hole::Quantity => format!("how many: {text}"),
        Hole::Source => format!("who says: {text}"),
        Hole::Truth => format!("whether: {text}"),
        Hole::Content => format!("what was said: {text}"),
        Hole::Statement => format!("what happened: {text}"),
        Hole::Reason => format!("why: {text}"),
        Hole::Manner => format!("how: {text}"),
    }
}

fn clause_text(clause: &ClauseQuery) -> String {
    let relation = match &clause.relation {
        test if test.any => "*".to_owned(),
        test => test
            .names
            .iter()
            .min_by_key(|(_, fit)| fit.0)
            .map_or_else(|| test.text.replace(' ', "_"), |(name, _)| name.clone()),
    };
    let turned = clause.relation.names.values().any(|(cost, turn)| *cost == 0 && *turn == Turn::Turned);
    let (subject, object) = match turned {
        true => (&clause.object, &clause.subject),
        false => (&clause.subject, &clause.object),
    };
    let mut text = format!("{} —{relation}→ {}", described(subject), described(object));
    let mut flags = Vec::new();
    if clause.filter.polarity == Some(Polarity::Negative) {
        flags.push("not".to_owned());
    }
    let asked_for = clause.filter.modalities.iter().filter(|_| clause.filter.modalities.contains(&Modality::Planned));
    flags.extend(asked_for.map(|modality| format!("{modality:?}").to_lowercase()));
    flags.extend(clause.filter.unit.iter().map(|unit| format!("count {unit}")));
    flags.extend(clause.filter.others.iter().map(|other| format!("with {}", described(other))));
    flags.extend(clause.filter.source.iter().map(|source| format!("by {}", described(source))));
    flags.extend(clause.filter.time.iter().map(|time| format!("{:?} {}", time.order, time.text).to_lowercase()));
    if !flags.is_empty() {
        text.push_str(&format!(" [{}]", flags.join(", ")));
    }
    text
}

pub(crate) fn described(term: &Term) -> String {
    match term {
        Term::Variable { name, restriction } => {
            let mut words = restriction.modifiers.clone();
            words.extend(restriction.noun.clone());
            if words.is_empty() && !restriction.types.is_empty() {
                words.push(restriction.types.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join("/"));
            }
            if words.is_empty() { format!("?{name}") } else { format!("?{name}:{}", words.join(" ")) }
        }
        other => other.text(),
    }
}
