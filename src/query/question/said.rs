//! What somebody says, and what happened somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::{DocumentId, EntityId, Evidence, Modality, Object, Polarity, Span, Statement, ValueType};
use crate::query::answer::{Answer, Status};
use crate::query::bind::{Closeness, Node, phrase_cost};
use crate::query::error::did_you_mean;
use crate::query::evaluate::object_text;
use crate::query::gather::{Candidate, gather};
use crate::query::link::suggestions;
use crate::query::plan::{Linked, Term};
use crate::query::relation::RelationTest;
use crate::query::render::{predicate_text, statement_text};
use crate::query::text::{content_words, coverage, one_line, verb_stem};
use crate::query::time::TimeRestriction;

/// What a source says, with the verb of the question if a sentence has it.
pub(super) fn said(
    graph: &Graph,
    source: &Term,
    verb: &RelationTest,
    about: Option<&str>,
) -> (Vec<Answer>, Option<String>) {
    let Term::Phrase { text, entities } = source else { return (Vec::new(), None) };
    if entities.is_empty() {
        let near = did_you_mean(&suggestions(graph, text, 3));
        return (Vec::new(), Some(format!("nothing named “{text}” is in the graph{near}")));
    }
    let speaks = |statement: &Statement| {
        let mut by = statement.attributed_to.into_iter();
        by.any(|by| is_one_of(graph, entities, &Node::Entity(by)))
    };
    let own =
        |statement: &Statement| is_one_of(graph, entities, &Node::Entity(statement.subject)) && is_speech(statement);
    let wanted = about.map(content_words).unwrap_or_default();
    let relevant = |text: &str| wanted.is_empty() || coverage(&wanted, &content_words(text)) >= 0.99;
    let mut candidates: Vec<(bool, Evidence, Candidate)> = Vec::new();
    let mut told: BTreeSet<(u32, u32)> = BTreeSet::new();
    for statement in graph.statements().filter(|statement| own(statement)) {
        let object = || Node::of(&statement.object).map(|object| object.text(graph).to_owned());
        let text = content(statement).or_else(|| object().filter(|_| verb.fit(&statement.relation).is_some()));
        let Some(text) = text.filter(|text| relevant(text)) else { continue };
        let exact = verb.fit(&statement.relation).is_some();
        let evidence = statement.evidence[0];
        told.insert((evidence.document.0, evidence.sentence.start));
        candidates.push((exact, evidence, candidate(statement, text)));
    }
    let mut joined: BTreeMap<(DocumentId, Span, EntityId, &str), usize> = BTreeMap::new();
    for statement in graph.statements().filter(|statement| speaks(statement)) {
        let evidence = statement.evidence[0];
        let claims = matches!(statement.modality, Modality::Claimed | Modality::Planned);
        let state = matches!(statement.family.as_deref(), Some("place" | "role" | "name"));
        if !claims || state || told.contains(&(evidence.document.0, evidence.sentence.start)) {
            continue;
        }
        let quoted = about.and_then(|_| quotation(graph, &evidence));
        let text = match is_one_of(graph, entities, &Node::Entity(statement.subject)) {
            _ if quoted.is_some() => quoted.unwrap_or_default(),
            true => claim_text(graph, statement),
            false => format!("{} {}", Node::Entity(statement.subject).text(graph), claim_text(graph, statement)),
        };
        if !relevant(&format!("{text} {}", graph.sentence_text(&evidence))) {
            continue;
        }
        let sentence = content_words(graph.sentence_text(&evidence));
        let exact = sentence.iter().any(|word| verb.stems.contains(&verb_stem(word)));
        // "destroyed ammunition and a depot": one claim.
        let key = (evidence.document, evidence.sentence, statement.subject, statement.relation.as_str());
        match (joined.get(&key), Node::of(&statement.object)) {
            (Some(&before), Some(object)) => {
                let (_, _, first) = &mut candidates[before];
                let known = first.statements.iter().rev().find_map(|id| graph.statement(*id));
                let last = known.and_then(|known| Node::of(&known.object)).map(|last| last.text(graph).to_owned());
                let whole = first.text.clone().unwrap_or_default();
                if let Some(last) = last.filter(|last| whole.contains(last.as_str())) {
                    let text = whole.replacen(
                        &last,
                        &format!("{last} and {}", object.text(graph).trim_start_matches("and ")),
                        1,
                    );
                    first.text = Some(text.clone());
                    first.node = Node::Text(text);
                    first.statements.push(statement.id);
                }
            }
            _ => {
                joined.insert(key, candidates.len());
                candidates.push((exact, evidence, candidate(statement, text)));
            }
        }
    }
    // "say" and "claim" ask for everything, "warn" and "promise" do not.
    let general = ["say", "tell", "claim", "state"].iter().any(|known| verb.stems.contains(&verb_stem(known)));
    if !general && candidates.iter().any(|(exact, ..)| *exact) {
        candidates.retain(|(exact, ..)| *exact);
    }
    candidates.sort_by_key(|(_, evidence, _)| (evidence.document, evidence.sentence.start));
    let candidates: Vec<Candidate> = candidates.into_iter().map(|(.., candidate)| candidate).collect();
    let mut answers = gather(graph, &candidates, Polarity::Positive);
    for answer in &mut answers {
        if answer.status == crate::query::answer::Status::Denied {
            answer.status = crate::query::answer::Status::Claimed;
        }
    }
    let topic = about.map(|about| format!(" about {about}")).unwrap_or_default();
    let why = answers.is_empty().then(|| format!("no article quotes {text}{topic}"));
    (answers, why)
}

/// The words between quotation marks around what is told, if they are a short sentence.
fn quotation(graph: &Graph, evidence: &Evidence) -> Option<String> {
    const LONGEST: usize = 30;
    let document = graph.document(evidence.document)?;
    let sentence = evidence.sentence.of(&document.text);
    let at = evidence.words.start.checked_sub(evidence.sentence.start)? as usize;
    let mark = |letter: char| matches!(letter, '"' | '“' | '”');
    let start = sentence.get(..at)?.rfind(mark)?;
    let open = start + sentence[start..].chars().next()?.len_utf8();
    let quoted = &sentence[open..open + sentence[open..].find(mark)?];
    let inside = open + quoted.len() >= at;
    // An odd mark before it opens the quotation.
    let opens = sentence[..open].matches(mark).count() % 2 == 1;
    let words = quoted.split_whitespace().count();
    let text = one_line(quoted).trim_end_matches([',', '.']).to_owned();
    (inside && opens && (4..=LONGEST).contains(&words)).then_some(text)
}

/// What is said of the subject, without the circumstances that are mere words.
fn claim_text(graph: &Graph, statement: &Statement) -> String {
    let mut plain = statement.clone();
    if Node::of(&statement.object).is_some() {
        plain.qualifiers.retain(|qualifier| matches!(qualifier.value, Object::Entity(_)));
    }
    let text = predicate_text(graph, &plain);
    let auxiliary = ["have ", "has ", "had "].iter().find_map(|auxiliary| text.strip_prefix(auxiliary));
    auxiliary.map(str::to_owned).unwrap_or(text)
}

/// What a source demands, plans or fears, as the clauses under its verb tell.
pub(super) fn wanted(graph: &Graph, source: &Term, verb: &RelationTest) -> Vec<Answer> {
    let Term::Phrase { entities, .. } = source else { return Vec::new() };
    let under_verb = |statement: &&Statement| {
        let by = statement.attributed_to.or((statement.modality != Modality::Asserted).then_some(statement.subject));
        let words = statement.evidence.first().map(|e| content_words(graph.sentence_text(e))).unwrap_or_default();
        by.is_some_and(|by| is_one_of(graph, entities, &Node::Entity(by)))
            && statement.modality != Modality::Asserted
            && words.iter().any(|word| verb.stems.contains(&verb_stem(word)))
    };
    let found = graph.statements().filter(under_verb).map(|statement| {
        let text = match is_one_of(graph, entities, &Node::Entity(statement.subject)) {
            true => predicate_text(graph, statement),
            false => statement_text(graph, statement),
        };
        candidate(statement, text)
    });
    let mut answers = gather(graph, &found.collect::<Vec<_>>(), Polarity::Positive);
    // That it is demanded is a fact, though not that it comes to be.
    for answer in &mut answers {
        answer.status = Status::Asserted;
    }
    answers
}

fn candidate(statement: &Statement, text: String) -> Candidate {
    Candidate { node: Node::Text(text.clone()), text: Some(text), statements: vec![statement.id] }
}

fn is_one_of(graph: &Graph, entities: &[Linked], node: &Node) -> bool {
    phrase_cost(graph, "", entities, node, Closeness::Entity).is_some()
}

fn is_speech(statement: &Statement) -> bool {
    matches!(
        statement.family.as_deref(),
        Some("say" | "claim" | "announce" | "confirm" | "warn" | "describe" | "promise" | "propose" | "deny")
    )
}

/// The clause that somebody said.
fn content(statement: &Statement) -> Option<String> {
    let clause = |object: &Object| match object {
        Object::Value(value) if value.value_type == ValueType::Clause => Some(value.text.clone()),
        _ => None,
    };
    let beside = statement.qualifiers.iter().find_map(|qualifier| clause(&qualifier.value));
    beside.or_else(|| clause(&statement.object))
}

/// How somebody or something must take part in what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// In any way, or as the place.
    Any,
    /// As the one who acts: "what did X do".
    Doer,
}

/// Events at a place or time, in the order of the articles.
pub(super) fn happened(
    graph: &Graph,
    at: Option<&Term>,
    part: Part,
    time: Option<&TimeRestriction>,
) -> (Vec<Answer>, Option<String>) {
    let takes_part = |statement: &Statement| match at {
        Some(Term::Phrase { text, entities }) => {
            let mut nodes = vec![Node::Entity(statement.subject)];
            if part == Part::Any {
                nodes.extend(Node::of(&statement.object));
                nodes.extend(statement.place.map(Node::Entity));
                nodes.extend(statement.qualifiers.iter().filter_map(|qualifier| Node::of(&qualifier.value)));
            }
            let acts = part == Part::Any || !statement.relation.starts_with("was_");
            acts && nodes.iter().any(|node| phrase_cost(graph, text, entities, node, Closeness::Entity).is_some())
        }
        _ => true,
    };
    let in_time = |statement: &Statement| {
        time.is_none_or(|wanted| {
            statement.time.as_ref().is_some_and(|time| wanted.admits(time))
                || statement.time.is_none() && wanted.is_told_in(&object_text(statement))
        })
    };
    if at.is_none() && time.is_none() {
        return (
            Vec::new(),
            Some("say where or when: `what happened in Kyiv`, `what happened on Thursday`".to_owned()),
        );
    }
    let events = graph.statements().filter(|s| is_event(s) && takes_part(s) && in_time(s));
    let candidates: Vec<Candidate> =
        events.map(|statement| candidate(statement, statement_text(graph, statement))).collect();
    let answers = gather(graph, &candidates, Polarity::Positive);
    let unknown = at.and_then(|term| match term {
        Term::Phrase { text, entities } if entities.is_empty() => {
            Some(format!("nothing named “{text}” is in the graph{}", did_you_mean(&suggestions(graph, text, 3))))
        }
        _ => None,
    });
    let none = match part {
        Part::Any => "no article tells of an event there or then",
        Part::Doer => "no article tells what was done, then or by that name",
    };
    let why = answers.is_empty().then(|| unknown.unwrap_or_else(|| none.to_owned()));
    (answers, why)
}

/// True for what happens rather than what is.
fn is_event(statement: &Statement) -> bool {
    let state = matches!(
        statement.family.as_deref(),
        Some("role" | "place" | "name" | "kinship" | "own" | "membership" | "say")
    );
    !state
        && !matches!(statement.relation.as_str(), "is_a" | "be" | "have" | "has_part")
        && statement.modality != Modality::Hypothetical
        && statement.polarity == Polarity::Positive
}
