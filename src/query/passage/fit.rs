//! Whether a clause of an article says what a question's clause says, with a hole in it.

use crate::extract::ReadPhrase;
use crate::model::{EntityId, EntityType, Modality, Polarity, Span};
use crate::query::beside::{Site, told_beside};
use crate::query::bind::{Bindings, Closeness, Node, bind, phrase_cost};
use crate::query::link::is_name;
use crate::query::plan::{ClauseQuery, Hole, Query, Term};
use crate::query::relation::Turn;
use crate::query::text::verb_stem;

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
    let Some(Verb { cost: verb_cost, turned, same }) = verb_fit(passage, clause) else { return Vec::new() };
    if !stands(passage, query, clause) {
        return Vec::new();
    }
    let read = passage.clause;
    // "began a protest": the question's own verb has its own object, whatever the relation makes of it.
    let undergoers = if same && !read.objects.is_empty() { &read.objects } else { &read.undergoers };
    let (doers, undergoers) = if turned { (undergoers, &read.doers) } else { (&read.doers, undergoers) };
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

/// How a verb meets that of the question.
struct Verb {
    cost: u8,
    /// Whether its participants change places.
    turned: bool,
    /// Whether it is the very verb.
    same: bool,
}

fn verb_fit(passage: &Passage, clause: &ClauseQuery) -> Option<Verb> {
    let test = &clause.relation;
    let read = passage.clause;
    if test.any {
        return (read.lemma == "be").then_some(Verb { cost: 0, turned: false, same: true });
    }
    let own = read.lemma.split(' ').next().unwrap_or_default();
    let copula = read.lemma == "be" && (test.text == "be" || test.names.contains_key("is_a"));
    let same = test.stems.contains(&verb_stem(own)) && own != "be";
    if same || copula {
        return Some(Verb { cost: 0, turned: false, same: true });
    }
    if test.own_words && !test.is_worded(&read.form) {
        return None;
    }
    let named = read.relation.as_deref().and_then(|relation| test.fit(relation))?;
    (named.cost <= 1).then_some(Verb { cost: named.cost, turned: named.turn == Turn::Turned, same: false })
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
    let filter = &clause.filter;
    fit.cost += passage.bind(&clause.subject, doer, &mut fit.bindings)?;
    let direct = passage.bind(&clause.object, undergoer, &mut fit.bindings);
    fit.cost += match direct {
        Some(cost) => cost,
        None => among(passage, &clause.object)? + 1,
    };
    for other in &filter.others {
        fit.cost += match undergoer.and_then(|phrase| passage.bind(other, Some(phrase), &mut fit.bindings)) {
            Some(cost) => cost,
            None => among(passage, other).or_else(|| told_beside(graph, other, passage.site()))?,
        };
    }
    if let Some((preposition, term)) = &filter.governed {
        let own = passage.clause.obliques.iter().filter(|(own, _)| own == preposition);
        let costs = own.filter_map(|(_, phrase)| passage.bind(term, Some(phrase), &mut fit.bindings));
        fit.cost += costs.min()?;
    }
    // The hole of a number is the participant that the question leaves open.
    let open = |term: &Term, phrase: Option<&ReadPhrase>| phrase.filter(|_| *term == Term::Any).cloned();
    fit.open.extend(open(&clause.subject, doer));
    fit.open.extend(open(&clause.object, undergoer));
    fit.open.extend(passage.clause.obliques.iter().map(|(_, phrase)| phrase.clone()));
    Some(())
}

fn among(passage: &Passage, term: &Term) -> Option<u8> {
    let Term::Phrase { .. } = term else { return None };
    let mut bindings = Bindings::new();
    let obliques = passage.clause.obliques.iter().map(|(_, phrase)| phrase).chain(&passage.clause.place);
    let costs = obliques.filter_map(|phrase| passage.bind(term, Some(phrase), &mut bindings));
    costs.min()
}

impl Passage<'_> {
    /// The words of the sentence.
    pub(super) fn sentence(&self) -> &str {
        self.clause.sentence.of(&self.document.text)
    }

    pub(super) fn site(&self) -> Site {
        let read = self.clause;
        let obliques = read.obliques.iter().map(|(_, phrase)| phrase);
        let phrases = read.doers.iter().chain(&read.undergoers).chain(obliques).map(|phrase| phrase.head);
        let own = phrases.filter(|head| read.sentence.start <= head.start && head.end <= read.sentence.end);
        let words = own.fold(read.predicate, |words, head| Span {
            start: words.start.min(head.start),
            end: words.end.max(head.end),
        });
        Site { document: self.document.id, sentence: read.sentence, words }
    }

    /// The cost at which a phrase is what a term asks for: by whom it names, else by its words.
    fn bind(&self, term: &Term, phrase: Option<&ReadPhrase>, bindings: &mut Bindings) -> Option<u8> {
        let Term::Phrase { text, entities } = term else {
            let node = phrase.map(|phrase| self.node(phrase));
            return bind(self.graph, term, node.as_ref(), Closeness::Words, bindings);
        };
        let phrase = phrase?;
        let mentioned = self.mentioned(phrase).map(Node::Entity);
        let by_name = mentioned.and_then(|node| phrase_cost(self.graph, text, entities, &node, Closeness::Entity));
        let named = entities.iter().filter_map(|linked| self.graph.entity_by_id(linked.entity)).any(is_name);
        let words = || phrase_cost(self.graph, text, &[], &Node::Text(phrase.text.clone()), Closeness::Words);
        by_name.or_else(|| words().filter(|_| !named))
    }

    /// The entity that the article mentions with this phrase.
    fn mentioned(&self, phrase: &ReadPhrase) -> Option<EntityId> {
        let covers = |span: Span| span.start <= phrase.head.start && phrase.head.end <= span.end;
        let mentions = self.graph.mentions_in(self.document.id).filter(|mention| covers(mention.span));
        let closest = mentions.min_by_key(|mention| mention.span.end - mention.span.start);
        closest.map(|mention| self.graph.resolve(mention.entity))
    }

    /// Whom a phrase names, by the mentions of the article; else its words.
    pub(super) fn node(&self, phrase: &ReadPhrase) -> Node {
        let entity = self.mentioned(phrase).filter(|_| phrase.quantity.is_none());
        let described =
            |id: &EntityId| self.graph.entity_by_id(*id).is_some_and(|entity| entity.entity_type != EntityType::Thing);
        entity.filter(described).map_or_else(|| Node::Text(phrase.text.clone()), Node::Entity)
    }
}
