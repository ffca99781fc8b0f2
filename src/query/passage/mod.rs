//! Questions that no statement answers are put to the articles themselves: the clauses of the likeliest ones are read
//! again, with their standing, and answer where they say what is asked.

mod fill;
mod fit;

use std::cmp::Reverse;

use crate::extract::{Extractor, ReadClause};
use crate::graph::Graph;
use crate::model::{Document, DocumentId, EntityId};
use crate::schema::Schema;

use super::answer::Answer;
use super::bind::{Bindings, Closeness, Node, bind};
use super::plan::{ClauseQuery, Filter, Hole, Query, Term};
use super::relation::RelationTest;
use super::text::{content_words, coverage};
use fit::{Fit, fits};

/// Articles that are read again for one question, and how much of them, in bytes.
const MOST_DOCUMENTS: usize = 6;
const MOST_TEXT: usize = 80_000;

/// One clause of an article with its document.
struct Passage<'g> {
    graph: &'g Graph,
    document: &'g Document,
    clause: &'g ReadClause,
}

/// The answers that the clauses of articles give to a question of one clause.
pub(super) fn answers(graph: &Graph, schema: &Schema, query: &Query) -> Vec<Answer> {
    let [clause] = query.clauses.as_slice() else { return Vec::new() };
    let readable = matches!(
        query.hole,
        Hole::Variable(_)
            | Hole::Time
            | Hole::Place
            | Hole::Quantity
            | Hole::Source
            | Hole::Truth
            | Hole::Reason
            | Hole::Manner
    );
    if !readable || !query.without.is_empty() || clause.relation.any && query.hole != Hole::Time {
        return Vec::new();
    }
    let mut found: Vec<(Fit, Answer)> = Vec::new();
    for document in likely_documents(graph, clause) {
        let clauses = Extractor::new(schema).read_closely(&document.text, document.published);
        for read in &clauses {
            let passage = Passage { graph, document, clause: read };
            for fit in fits(&passage, query, clause) {
                let answer = fill::answer(&passage, query, &fit);
                found.extend(answer.map(|answer| (fit, answer)));
            }
        }
    }
    let Some(least) = found.iter().map(|(fit, _)| fit.cost).min() else { return Vec::new() };
    found.retain(|(fit, _)| fit.cost <= least.max(1));
    together(graph, found.into_iter().map(|(_, answer)| answer))
}

/// The sentences in which a source speaks about something.
pub(super) fn quoted(graph: &Graph, schema: &Schema, source: &Term, about: &str) -> Vec<Answer> {
    let asked = ClauseQuery {
        subject: source.clone(),
        relation: RelationTest::any(),
        object: Term::Any,
        filter: Filter { unit: Some(about.to_owned()), ..Filter::default() },
    };
    let about = content_words(about);
    let mut answers: Vec<Answer> = Vec::new();
    for document in likely_documents(graph, &asked) {
        for clause in &Extractor::new(schema).read_closely(&document.text, document.published) {
            let passage = Passage { graph, document, clause };
            let Some(speaker) = clause.source.as_ref().map(|phrase| passage.node(phrase)) else { continue };
            let speaks = bind(graph, source, Some(&speaker), Closeness::Entity, &mut Bindings::new()).is_some();
            if speaks && coverage(&about, &content_words(passage.sentence())) >= 0.99 {
                answers.push(fill::quotation(&passage, speaker.text(graph)));
            }
        }
    }
    together(graph, answers.into_iter())
}

/// Answers that say the same with the same standing are one.
fn together(graph: &Graph, answers: impl Iterator<Item = Answer>) -> Vec<Answer> {
    let mut merged: Vec<Answer> = Vec::new();
    for answer in answers {
        let key = Node::Text(answer.answer.clone()).key(graph);
        let same =
            |known: &&mut Answer| known.status == answer.status && Node::Text(known.answer.clone()).key(graph) == key;
        match merged.iter_mut().find(same) {
            Some(known) => {
                known.evidence.extend(
                    answer.evidence.iter().filter(|quote| !known.evidence.contains(quote)).cloned().collect::<Vec<_>>(),
                );
            }
            None => merged.push(answer),
        }
    }
    merged.sort_by_key(|answer| answer.status);
    merged
}

/// The articles that name everybody and everything asked about, those with most of the question's words first.
fn likely_documents<'g>(graph: &'g Graph, clause: &ClauseQuery) -> Vec<&'g Document> {
    let terms = [&clause.subject, &clause.object].into_iter().chain(&clause.filter.others);
    let phrases: Vec<(&str, Vec<EntityId>)> = terms
        .filter_map(|term| match term {
            Term::Phrase { text, entities } => {
                Some((text.as_str(), entities.iter().map(|linked| graph.resolve(linked.entity)).collect()))
            }
            _ => None,
        })
        .collect();
    let stems: Vec<&str> =
        clause.relation.stems.iter().map(String::as_str).filter(|stem| stem.chars().count() > 2).collect();
    let mut words: Vec<String> = phrases.iter().flat_map(|(text, _)| content_words(text)).collect();
    // "how long did the voyage take": the article need not have the word "long".
    if phrases.is_empty() {
        words.extend(content_words(clause.filter.unit.as_deref().unwrap_or_default()));
    }
    let named = phrases.iter().any(|(_, entities)| !entities.is_empty());
    let mut scored: Vec<(usize, DocumentId)> = Vec::new();
    for document in graph.documents() {
        let everybody = phrases.iter().all(|(_, entities)| {
            entities.is_empty()
                || graph.mentions_in(document.id).any(|mention| entities.contains(&graph.resolve(mention.entity)))
        });
        if !everybody {
            continue;
        }
        let lower = document.text.to_lowercase();
        let verb = stems.iter().any(|stem| lower.contains(stem));
        let met = words.iter().filter(|word| lower.contains(word.as_str())).count();
        if named || met == words.len() && (verb || !words.is_empty()) {
            scored.push((2 * met + 3 * usize::from(verb), document.id));
        }
    }
    scored.sort_by_key(|(score, id)| (Reverse(*score), *id));
    let mut text = 0;
    let likely = scored.iter().take(MOST_DOCUMENTS).filter_map(|(_, id)| graph.document(*id));
    likely
        .take_while(|document| {
            text += document.text.len();
            text <= MOST_TEXT
        })
        .collect()
}
