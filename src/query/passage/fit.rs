//! Whether a clause of an article says what a question's clause says, with a hole in it.

use crate::extract::ReadPhrase;
use crate::model::{EntityType, Modality, Polarity};
use crate::query::bind::{Bindings, Closeness, Node, bind};
use crate::query::link::names_of;
use crate::query::plan::{ClauseQuery, Hole, Query, Term};
use crate::query::relation::Turn;
use crate::query::text::{content_words, coverage, verb_stem};

use crate::query::evaluate::paragraph_before;

use super::Passage;

/// How a clause of an article meets a question.
#[derive(Clone, Debug, Default)]
pub(super) struct Fit {
    /// How far it is from what was asked.
    pub(super) cost: u8,
    /// What the variables stand for.
    pub(super) bindings: Bindings,
    /// The phrase that stands where the question leaves a participant open.
    pub(super) open: Vec<ReadPhrase>,
}

/// The ways in which a clause meets a question; none if it does not.
pub(super) fn fits(passage: &Passage, query: &Query, clause: &ClauseQuery) -> Vec<Fit> {
    let Some((verb_cost, turned)) = verb_fit(passage, clause) else { return Vec::new() };
    if !stands(passage, query, clause) {
        return Vec::new();
    }
    let read = passage.clause;
    let (doers, undergoers) = if turned { (&read.undergoers, &read.doers) } else { (&read.doers, &read.undergoers) };
    let mut found = Vec::new();
    for doer in each_or_none(doers) {
        for undergoer in each_or_none(undergoers) {
            let mut fit = Fit { cost: verb_cost, ..Fit::default() };
            let met = meets(passage, clause, (doer, undergoer), &mut fit);
            if met.is_some() {
                found.push(fit);
            }
        }
    }
    found
}

fn each_or_none(phrases: &[ReadPhrase]) -> Vec<Option<&ReadPhrase>> {
    if phrases.is_empty() { vec![None] } else { phrases.iter().map(Some).collect() }
}

/// The cost of the verb, and whether its participants change places.
fn verb_fit(passage: &Passage, clause: &ClauseQuery) -> Option<(u8, bool)> {
    let test = &clause.relation;
    let read = passage.clause;
    if test.any {
        return (read.lemma == "be").then_some((0, false));
    }
    let own = read.lemma.split(' ').next().unwrap_or_default();
    let copula = read.lemma == "be" && (test.text == "be" || test.names.contains_key("is_a"));
    let same = test.stems.contains(&verb_stem(own)) && own != "be";
    if same || copula {
        return Some((0, false));
    }
    if test.own_words && !test.is_worded(&read.form) {
        return None;
    }
    let named = read.relation.as_deref().and_then(|relation| test.fit(relation))?;
    (named.cost <= 1).then_some((named.cost, named.turn == Turn::Turned))
}

/// Polarity, modality, source and time.
fn stands(passage: &Passage, query: &Query, clause: &ClauseQuery) -> bool {
    let (read, filter) = (passage.clause, &clause.filter);
    let told = match filter.modalities.as_slice() {
        [Modality::Planned, ..] => read.modality == Modality::Planned,
        _ => matches!(read.modality, Modality::Asserted | Modality::Claimed),
    };
    let polarity = match query.hole {
        Hole::Truth => true,
        _ => read.polarity == filter.polarity.unwrap_or(Polarity::Positive),
    };
    let source = filter.source.as_ref().is_none_or(|source| {
        let said = read.source.as_ref().map(|source| passage.node(source));
        bind(passage.graph, source, said.as_ref(), Closeness::Words, &mut Bindings::new()).is_some()
    });
    let time = filter
        .time
        .as_ref()
        .is_none_or(|wanted| read.times.iter().any(|time| wanted.admits(time)) || wanted.is_quoted(passage.sentence()));
    told && polarity && source && time
}

/// Binds the participants; the cost grows with what is met less closely.
fn meets(
    passage: &Passage,
    clause: &ClauseQuery,
    (doer, undergoer): (Option<&ReadPhrase>, Option<&ReadPhrase>),
    fit: &mut Fit,
) -> Option<()> {
    let graph = passage.graph;
    let node = |phrase: Option<&ReadPhrase>| phrase.map(|phrase| passage.node(phrase));
    let filter = &clause.filter;
    fit.cost += bind(graph, &clause.subject, node(doer).as_ref(), closeness(&clause.subject), &mut fit.bindings)?;
    let direct = bind(graph, &clause.object, node(undergoer).as_ref(), closeness(&clause.object), &mut fit.bindings);
    fit.cost += match direct {
        Some(cost) => cost,
        None => among(passage, &clause.object)? + 1,
    };
    for other in &filter.others {
        fit.cost += match undergoer
            .and_then(|_| bind(graph, other, node(undergoer).as_ref(), closeness(other), &mut fit.bindings))
        {
            Some(cost) => cost,
            None => among(passage, other).or_else(|| in_sentence(passage, other))?,
        };
    }
    if let Some((preposition, term)) = &filter.governed {
        let own = passage.clause.obliques.iter().filter(|(own, _)| own == preposition);
        let costs = own.filter_map(|(_, phrase)| {
            bind(graph, term, Some(&passage.node(phrase)), closeness(term), &mut fit.bindings)
        });
        fit.cost += costs.min()?;
    }
    // The hole of a number is the participant that the question leaves open.
    let open = |term: &Term, phrase: Option<&ReadPhrase>| phrase.filter(|_| *term == Term::Any).cloned();
    fit.open.extend(open(&clause.subject, doer));
    fit.open.extend(open(&clause.object, undergoer));
    fit.open.extend(passage.clause.obliques.iter().map(|(_, phrase)| phrase.clone()));
    Some(())
}

/// A phrase that names somebody is met by nobody else.
fn closeness(term: &Term) -> Closeness {
    match term {
        Term::Phrase { entities, .. } if !entities.is_empty() => Closeness::Entity,
        _ => Closeness::Words,
    }
}

fn among(passage: &Passage, term: &Term) -> Option<u8> {
    let Term::Phrase { .. } = term else { return None };
    let mut bindings = Bindings::new();
    let obliques = passage.clause.obliques.iter().map(|(_, phrase)| phrase).chain(&passage.clause.place);
    let costs = obliques
        .filter_map(|phrase| bind(passage.graph, term, Some(&passage.node(phrase)), closeness(term), &mut bindings));
    costs.min()
}

/// A circumstance may stand elsewhere in the sentence, or, if it is a name, earlier in the paragraph.
fn in_sentence(passage: &Passage, term: &Term) -> Option<u8> {
    let Term::Phrase { text, entities } = term else { return None };
    let said = content_words(passage.sentence());
    let before = content_words(paragraph_before(&passage.document.text, passage.clause.sentence));
    let linked = entities.iter().filter_map(|linked| passage.graph.entity_by_id(linked.entity));
    let names = linked.flat_map(names_of).chain([text.as_str()]).map(content_words);
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    let told = |words: &[String]| names.iter().any(|name| coverage(name, words) >= 0.99);
    match told(&said) {
        true => Some(2),
        false => (!entities.is_empty() && told(&before)).then_some(3),
    }
}

impl Passage<'_> {
    /// The words of the sentence.
    pub(super) fn sentence(&self) -> &str {
        self.clause.sentence.of(&self.document.text)
    }

    /// Whom a phrase names, by the mentions of the article; else its words.
    pub(super) fn node(&self, phrase: &ReadPhrase) -> Node {
        let covers = |span: crate::model::Span| span.start <= phrase.head.start && phrase.head.end <= span.end;
        let mentions = self.graph.mentions_in(self.document.id).filter(|mention| covers(mention.span));
        let closest = mentions.min_by_key(|mention| mention.span.end - mention.span.start);
        let entity = closest.map(|mention| self.graph.resolve(mention.entity)).filter(|_| phrase.quantity.is_none());
        let described = |id: &crate::model::EntityId| {
            self.graph.entity_by_id(*id).is_some_and(|entity| entity.entity_type != EntityType::Thing)
        };
        entity.filter(described).map_or_else(|| Node::Text(phrase.text.clone()), Node::Entity)
    }
}
