//! Yes, no, disputed, or nothing where the articles do not say.

use crate::graph::Graph;
use crate::model::{Modality, Polarity, Statement};
use crate::query::answer::{Answer, Status};
use crate::query::bind::Node;
use crate::query::evaluate::{Match, clause_matches};
use crate::query::explain::explain;
use crate::query::gather::{Candidate, gather};
use crate::query::plan::Query;
use crate::query::relation::{RelationTest, Turn};
use crate::query::render::flagged_text;
use crate::query::text::content_words;

/// The answer to a yes-or-no question.
pub(super) fn verdict(graph: &Graph, query: &Query, matches: &[Match]) -> (Vec<Answer>, Option<String>) {
    let statements: Vec<&Statement> =
        matches.iter().filter_map(|one| graph.statement(*one.statements.last()?)).collect();
    let with = |check: &dyn Fn(&Statement) -> bool| -> Vec<&Statement> {
        statements.iter().copied().filter(|statement| check(statement)).collect()
    };
    let holds = |statement: &Statement| matches!(statement.modality, Modality::Asserted | Modality::Claimed);
    let yes = with(&|statement| holds(statement) && statement.polarity == Polarity::Positive);
    let no = with(&|statement| holds(statement) && statement.polarity == Polarity::Negative);
    let planned =
        with(&|statement| statement.modality == Modality::Planned && statement.polarity == Polarity::Positive);
    let thought = with(&|statement| statement.modality == Modality::Hypothetical);
    let doubtful = yes.iter().all(|statement| is_only_alleged(graph, statement));
    let (word, support, status) = if !yes.is_empty() && !no.is_empty() {
        ("disputed", [yes, no].concat(), Some(Status::Claimed))
    } else if !yes.is_empty() && doubtful {
        ("unclear", yes, Some(Status::Claimed))
    } else if !yes.is_empty() {
        ("yes", yes, None)
    } else if !no.is_empty() {
        ("no", no, Some(Status::Asserted))
    } else if !planned.is_empty() {
        ("planned", planned, Some(Status::Planned))
    } else if !thought.is_empty() {
        ("not a fact", thought, Some(Status::Hypothetical))
    } else if let Some(seeking) = still_seeking(graph, query) {
        ("no", vec![seeking], Some(Status::Asserted))
    } else if let Some(contrary) = contrary(graph, query) {
        ("no", vec![contrary], Some(Status::Asserted))
    } else {
        let why = explain(graph, query);
        return (Vec::new(), Some(format!("not stated; {why}")));
    };
    let facts: Vec<String> = support.iter().take(3).map(|statement| flagged_text(graph, statement)).collect();
    let text = format!("{word}: {}", facts.join("; "));
    let candidate = Candidate {
        node: Node::Text(text.clone()),
        text: Some(text),
        statements: support.iter().map(|statement| statement.id).collect(),
    };
    let mut answers = gather(graph, &[candidate], Polarity::Positive);
    for answer in &mut answers {
        if let Some(status) = status {
            answer.status = status;
        }
    }
    (answers, None)
}

/// Who wants or is to join is no member yet.
fn still_seeking<'g>(graph: &'g Graph, query: &Query) -> Option<&'g Statement> {
    let mut clause = query.clauses.first().filter(|clause| clause.relation.names.contains_key("member_of"))?.clone();
    clause.relation = RelationTest::default();
    for relation in ["seeks_membership_in", "joined"] {
        clause.relation.names.insert(relation.to_owned(), (0, Turn::Straight));
    }
    clause.relation.intended.insert("joined".to_owned());
    let found = clause_matches(graph, &clause);
    found
        .iter()
        .filter_map(|one| graph.statement(*one.statements.first()?))
        .min_by_key(|statement| statement.relation == "joined")
}

/// Who opposed something did not support it.
fn contrary<'g>(graph: &'g Graph, query: &Query) -> Option<&'g Statement> {
    let mut clause = query.clauses.first().filter(|clause| !clause.relation.nearby.contraries.is_empty())?.clone();
    let contraries = std::mem::take(&mut clause.relation).nearby.contraries;
    clause.relation.nearby.agents = contraries.values().flatten().cloned().collect();
    clause.relation.names = contraries.into_keys().map(|name| (name, (0, Turn::Straight))).collect();
    let found = clause_matches(graph, &clause);
    found.iter().filter_map(|one| graph.statement(*one.statements.first()?)).find(|statement| {
        statement.polarity == Polarity::Positive && matches!(statement.modality, Modality::Asserted | Modality::Claimed)
    })
}

/// True if the sentence itself keeps its distance: "X claimed that …".
fn is_only_alleged(graph: &Graph, statement: &Statement) -> bool {
    statement.modality == Modality::Claimed
        && statement.evidence.iter().all(|evidence| {
            let words = content_words(graph.sentence_text(evidence));
            words.iter().any(|word| word.starts_with("claim") || word.starts_with("alleg"))
        })
}
