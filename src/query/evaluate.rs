//! The statements that answer a clause, the closest matches only.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{EntityId, EntityType, Evidence, Modality, Object, Polarity, Statement, StatementId};

use crate::lexicon::same_happening;

use super::beside::{Site, told_beside};
use super::bind::{Bindings, Closeness, Node, Roles, bind, head_words};
use super::link::names_of;
use super::plan::{ClauseQuery, Linked, Query, Term};
use super::text::{content_words, coverage};

/// Statements that together answer every clause of a query.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// One statement for each clause.
    pub(crate) statements: Vec<StatementId>,
    /// The last statement as it was read.
    pub(crate) roles: Roles,
    /// What the variables stand for.
    pub(crate) bindings: Bindings,
    /// How far the match is from what was asked: 0 is exact.
    pub(crate) cost: u8,
}

/// Matches of this cost are as good as exact ones.
const CLOSE: u8 = 1;

/// The matches of a query: those of the least cost, where 0 and 1 count alike.
pub(crate) fn evaluate(graph: &Graph, query: &Query) -> Vec<Match> {
    let mut joined: Option<Vec<Match>> = None;
    for clause in &query.clauses {
        let found = clause_matches(graph, clause);
        joined = Some(match joined {
            None => found,
            Some(before) => join(graph, &before, &found),
        });
    }
    let mut matches = joined.unwrap_or_default();
    for clause in &query.without {
        let excluded = clause_matches(graph, clause);
        matches.retain(|one| !excluded.iter().any(|other| agree(graph, &one.bindings, &other.bindings)));
    }
    closest(graph, matches)
}

/// Only the matches that are nearest to what was asked, and those told in one breath with them: of "A, B and C boycotted
/// X" all are companies if one is.
fn closest(graph: &Graph, matches: Vec<Match>) -> Vec<Match> {
    let Some(least) = matches.iter().map(|one| one.cost).min() else { return matches };
    let limit = least.max(CLOSE);
    let told = |one: &Match| {
        let statement = graph.statement(*one.statements.last()?)?;
        let evidence = statement.evidence.first()?;
        Some((evidence.document, evidence.sentence, statement.relation.clone()))
    };
    let near: BTreeSet<_> = matches.iter().filter(|one| one.cost <= limit).filter_map(told).collect();
    let beside = |one: &Match| one.cost <= limit + BESIDE && told(one).is_some_and(|told| near.contains(&told));
    let kept = matches.iter().filter(|one| one.cost <= limit || beside(one));
    kept.cloned().collect()
}

/// How much further a match may be that one sentence names beside a near one.
const BESIDE: u8 = 2;

fn join(graph: &Graph, before: &[Match], found: &[Match]) -> Vec<Match> {
    let mut joined = Vec::new();
    for one in before {
        for other in found.iter().filter(|other| agree(graph, &one.bindings, &other.bindings)) {
            let mut statements = one.statements.clone();
            statements.extend(&other.statements);
            let mut bindings = one.bindings.clone();
            bindings.extend(other.bindings.clone());
            let cost = one.cost.max(other.cost);
            joined.push(Match { statements, roles: other.roles.clone(), bindings, cost });
        }
    }
    joined
}

/// True if no variable stands for two things.
fn agree(graph: &Graph, one: &Bindings, other: &Bindings) -> bool {
    one.iter().all(|(name, node)| other.get(name).is_none_or(|bound| bound.key(graph) == node.key(graph)))
}

/// The matches of one clause, in order of statements; first by entities, and only if there is none, by words.
pub(crate) fn clause_matches(graph: &Graph, clause: &ClauseQuery) -> Vec<Match> {
    let linked = linked_entities(clause);
    if !linked.is_empty() {
        let candidates: BTreeSet<StatementId> = linked
            .iter()
            .filter_map(|entity| graph.view(*entity))
            .flat_map(|view| view.statements().map(|statement| statement.id()))
            .collect();
        let matches = matches_among(graph, clause, candidates.into_iter(), Closeness::Entity);
        if !matches.is_empty() {
            return matches;
        }
    }
    if clause.relation.any && linked.is_empty() {
        let all = graph.statements().map(|statement| statement.id);
        return matches_among(graph, clause, all, Closeness::Words);
    }
    let test = &clause.relation;
    let tells = |name: &str| test.fit(name).is_some() || test.nearby.reaches(name);
    let relations = graph.relations().into_iter().filter(|relation| tells(relation.name));
    let candidates: BTreeSet<StatementId> = relations
        .flat_map(|relation| graph.statements_with_relation(relation.name).map(|statement| statement.id))
        .collect();
    matches_among(graph, clause, candidates.into_iter(), Closeness::Words)
}

/// The entities of the phrase that has any, through which all matches must pass.
fn linked_entities(clause: &ClauseQuery) -> Vec<EntityId> {
    let terms = [&clause.subject, &clause.object].into_iter().chain(&clause.filter.others).chain(&clause.filter.source);
    let linked = terms.filter_map(|term| match term {
        Term::Phrase { entities, .. } if !entities.is_empty() => Some(entities),
        _ => None,
    });
    let first = linked.min_by_key(|entities| entities.len());
    first.map(|entities| entities.iter().map(|linked| linked.entity).collect()).unwrap_or_default()
}

fn matches_among(
    graph: &Graph,
    clause: &ClauseQuery,
    candidates: impl Iterator<Item = StatementId>,
    closeness: Closeness,
) -> Vec<Match> {
    let candidates = candidates.filter_map(|id| graph.statement(id));
    let matches: Vec<Match> =
        candidates.filter_map(|statement| statement_match(graph, clause, statement, closeness)).collect();
    matches
}

/// How one statement answers a clause; the best of its readings.
fn statement_match(graph: &Graph, clause: &ClauseQuery, statement: &Statement, closeness: Closeness) -> Option<Match> {
    let fit = clause.relation.fit_statement(statement);
    let (cost, readings) = match fit {
        Some(fit) => (fit.cost, Roles::readings(graph, statement, fit)),
        None => (NEARBY, vec![clause.relation.nearby.roles(graph, statement).filter(|_| !clause.relation.own_words)?]),
    };
    let real = matches!(statement.modality, Modality::Asserted | Modality::Claimed);
    if real && clause.relation.intended.contains(&statement.relation) {
        return None;
    }
    let trigger = content_words(&statement.trigger);
    if !clause.relation.nouns.iter().all(|noun| trigger.contains(noun)) {
        return None;
    }
    if !admitted(graph, clause, statement) {
        return None;
    }
    let matches = readings.into_iter().filter_map(|roles| {
        let mut bindings = Bindings::new();
        let mut cost = cost;
        cost += bind(graph, &clause.subject, roles.doer.as_ref(), closeness, &mut bindings)
            .or_else(|| scene(graph, &clause.subject, &roles, closeness, &mut bindings))
            .or_else(|| named_by_head(graph, &clause.subject, roles.doer.as_ref(), statement))
            .or_else(|| denied_of_all(clause, statement, &roles))?;
        let object = bind(graph, &clause.object, roles.undergoer.as_ref(), closeness, &mut bindings);
        cost += match object {
            Some(cost) => cost,
            None => among_others(graph, &clause.object, &roles, closeness, &mut bindings)
                .map(|cost| cost + 1)
                .or_else(|| named_by_head(graph, &clause.object, roles.undergoer.as_ref(), statement))
                .or_else(|| in_sentence(graph, clause, statement, closeness))?,
        };
        for other in &clause.filter.others {
            cost += among_others(graph, other, &roles, closeness, &mut bindings)
                .or_else(|| bind(graph, other, roles.undergoer.as_ref(), closeness, &mut bindings))
                .or_else(|| happening(graph, clause, other, &roles, statement))
                .or_else(|| told_beside(graph, other, site(statement)?))?;
        }
        if let Some((preposition, term)) = &clause.filter.governed {
            let own = roles.others.iter().filter(|(role, _)| role == preposition);
            cost += own.filter_map(|(_, node)| bind(graph, term, Some(node), closeness, &mut bindings)).min()?;
        }
        if let Some(unit) = &clause.filter.unit {
            cost += super::count::unit_cost(graph, unit, statement, &roles)?;
        }
        Some(Match { statements: vec![statement.id], roles, bindings, cost })
    });
    matches.min_by_key(|one| one.cost)
}

/// The cost of what another relation tells.
const NEARBY: u8 = 1;

/// "How many were killed *in the crash*": the crash killed them.
fn happening(graph: &Graph, clause: &ClauseQuery, other: &Term, roles: &Roles, statement: &Statement) -> Option<u8> {
    let Term::Phrase { text, .. } = other else { return None };
    let doer = roles.doer.as_ref()?;
    let event = match doer.key(graph) {
        Node::Entity(id) => graph.entity_by_id(id).is_some_and(|entity| entity.entity_type == EntityType::Event),
        Node::Text(_) => false,
    };
    if !event || clause.subject != Term::Any {
        return None;
    }
    let bound = bind(graph, other, Some(doer), Closeness::Words, &mut Bindings::new());
    bound.or_else(|| {
        // "The crash" of an article about a bus is "the bus crash".
        let (asked, said) = (head_words(text), content_words(doer.text(graph)));
        let document = graph.document(statement.evidence.first()?.document)?;
        let spoken_of = coverage(&content_words(text), &content_words(&document.text)) >= 0.99;
        let (head, own) = (asked.last()?, said.split_last()?);
        let same = same_happening(head, own.0) && own.1.iter().all(|word| asked.contains(word));
        (same && spoken_of).then_some(2)
    })
}

/// Did X injure anyone: "nobody was injured" says no, whoever X is.
fn denied_of_all(clause: &ClauseQuery, statement: &Statement, roles: &Roles) -> Option<u8> {
    let phrase = |term: &Term| matches!(term, Term::Phrase { .. });
    let named = phrase(&clause.subject) && phrase(&clause.object);
    let denied = statement.polarity == Polarity::Negative && clause.filter.polarity.is_none();
    (named && denied && roles.doer.is_none()).then_some(2)
}

/// A number, time or place is taken from a statement whose sentence has all words of an object that the statement itself
/// names differently ("the membership of X and Y": "the request").
fn in_sentence(graph: &Graph, clause: &ClauseQuery, statement: &Statement, closeness: Closeness) -> Option<u8> {
    let Term::Phrase { text, .. } = &clause.object else { return None };
    if clause.filter.unit.is_none() || closeness == Closeness::Entity {
        return None;
    }
    let sentence = content_words(graph.sentence_text(statement.evidence.first()?));
    (coverage(&content_words(text), &sentence) >= 0.99).then_some(4)
}

fn site(statement: &Statement) -> Option<Site> {
    let evidence = statement.evidence.first()?;
    Some(Site { document: evidence.document, sentence: evidence.sentence, words: evidence.words })
}

/// "The last bridge out of X" is met by the "bridge" of a statement whose sentence has all these words.
fn named_by_head(graph: &Graph, term: &Term, node: Option<&Node>, statement: &Statement) -> Option<u8> {
    let Term::Phrase { text, entities } = term else { return None };
    let said = content_words(node?.text(graph));
    let core = head_words(text);
    if !entities.is_empty() || said.len() > core.len() || said.last() != core.last() {
        return None;
    }
    let sentence = content_words(graph.sentence_text(statement.evidence.first()?));
    (coverage(&content_words(text), &sentence) >= 0.99).then_some(3)
}

fn among_others(
    graph: &Graph,
    term: &Term,
    roles: &Roles,
    closeness: Closeness,
    bindings: &mut Bindings,
) -> Option<u8> {
    // A variable is not filled from whatever else was said.
    let Term::Phrase { text, entities } = term else { return None };
    let own = roles.others.iter().filter_map(|(_, node)| bind(graph, term, Some(node), closeness, bindings)).min();
    own.or_else(|| within_object(graph, text, entities, roles))
}

/// "sent 50 firefighters *to X*": the phrase may stand in the words of the object.
fn within_object(graph: &Graph, text: &str, entities: &[Linked], roles: &Roles) -> Option<u8> {
    let Some(Node::Text(object)) = &roles.undergoer else { return None };
    let said = content_words(object);
    let linked = entities.iter().filter_map(|linked| graph.entity_by_id(linked.entity));
    let names = linked.flat_map(|entity| names_of(entity).map(str::to_owned)).chain([text.to_owned()]);
    let within = names.map(|name| content_words(&name)).any(|name| coverage(&name, &said) >= 0.99);
    (within && said.len() > 1).then_some(1)
}

/// "Which cities heard explosions": a place may stand as the subject of what happened there.
fn scene(graph: &Graph, term: &Term, roles: &Roles, closeness: Closeness, bindings: &mut Bindings) -> Option<u8> {
    let Term::Variable { restriction, .. } = term else { return None };
    if roles.doer.is_some() || !restriction.types.contains(&EntityType::Place) {
        return None;
    }
    let places = roles.others.iter().filter(|(role, _)| matches!(role.as_str(), "in" | "at" | "near" | "across"));
    places.filter_map(|(_, node)| bind(graph, term, Some(node), closeness, bindings)).min().map(|cost| cost + 1)
}

/// Polarity, modality, source and time.
fn admitted(graph: &Graph, clause: &ClauseQuery, statement: &Statement) -> bool {
    let filter = &clause.filter;
    let polarity = filter.polarity.is_none_or(|wanted| statement.polarity == wanted);
    let modality = filter.modalities.is_empty() || filter.modalities.contains(&statement.modality);
    let source = filter.source.as_ref().is_none_or(|source| {
        let said = statement.attributed_to.map(Node::Entity);
        bind(graph, source, said.as_ref(), Closeness::Words, &mut Bindings::new()).is_some()
    });
    let time = filter.time.as_ref().is_none_or(|wanted| {
        let quoted = |evidence: &Evidence| wanted.is_quoted(graph.sentence_text(evidence));
        statement.time.as_ref().is_some_and(|time| wanted.admits(time))
            || statement.evidence.iter().any(quoted)
            || statement.time.is_none() && wanted.is_told_in(&object_text(statement))
    });
    polarity && modality && source && time
}

/// The words of the object and of what stands beside it.
pub(crate) fn object_text(statement: &Statement) -> String {
    let beside = statement.qualifiers.iter().map(|qualifier| &qualifier.value);
    let values = std::iter::once(&statement.object).chain(beside).filter_map(|object| match object {
        Object::Value(value) => Some(value.text.as_str()),
        Object::Entity(_) => None,
    });
    values.collect::<Vec<_>>().join(" ; ")
}

/// The polarity that a clause asks for; positive unless it says otherwise.
pub(crate) fn wanted_polarity(clause: Option<&ClauseQuery>) -> Polarity {
    clause.and_then(|clause| clause.filter.polarity).unwrap_or_default()
}
