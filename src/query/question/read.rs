//! What a question asks, from its words.

use crate::graph::Graph;
use crate::model::{EntityType, Polarity};
use crate::query::link::{actor, phrase};
use crate::query::plan::{ClauseQuery, Filter, Hole, Query, Restriction, Term};
use crate::query::relation::{RelationTest, Turn};
use crate::query::restrict::restriction;
use crate::query::time::TimeRestriction;
use crate::schema::{Effect, Schema};

use super::clause::{Gap, build};
use super::copula::{copula, truth};
use super::origin::{self, Origin};
use super::phrases::Complements;
use super::rewrite::plainer;
use super::role;
use super::said::Part;
use super::shape::{self, Shape};
use super::verb::{self, Joint, Start, Verbal};
use super::whose;
use super::word_gap::{Asked, Front, NounPhrase, front};
use super::words::{Word, text_of};

/// A question as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// Statements with a hole.
    Query(Query),
    /// "who is the president of X": the office and the names of its owner, should no statement tell.
    Holder { query: Query, office: String, of: Vec<String> },
    /// "whose resignation did X demand": the thing, and the noun for it.
    Owner { query: Query, noun: String },
    /// "where is X from".
    Origin(Origin),
    /// "which city hosted X", and where X was held, should no statement tell; the noun says which places count.
    Held { query: Query, place: Query, noun: Restriction },
    /// "where is X", should no statement tell.
    Whereabouts { query: Query, name: String },
    /// "how old is X", should no statement tell.
    Age { query: Query, name: String },
    /// "how is X connected to Y".
    Path(String, String),
    /// "who is X".
    Describe(String),
    /// "which people appear in more than one article".
    Recurring(Restriction),
    /// "what did X say about Y": the source, the verb, what it is about.
    Said { source: Term, verb: RelationTest, about: Option<String> },
    /// "what did X demand": first what X is said to have demanded, then the clauses that X wants or plans.
    Wanted { query: Query, source: Term, verb: RelationTest },
    /// "what happened in X on Monday".
    Happened { at: Option<Term>, part: Part, time: Option<TimeRestriction> },
}

/// Reads a question; `None` if it has no form that is known.
pub(super) fn read(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Reading> {
    let plainer = plainer(graph, schema, words);
    let mut reading = read_plain(graph, schema, &plainer.words)?;
    if let (Reading::Query(query), Some(rank)) = (&mut reading, plainer.rank)
        && let Some(clause) = query.clauses.last_mut()
    {
        clause.filter.others.push(Term::Phrase { text: rank, entities: Vec::new() });
    }
    Some(reading)
}

fn read_plain(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Reading> {
    if let Some(shape) = shape::find(words) {
        return Some(match shape {
            Shape::Path(one, other) => Reading::Path(text_of(&one), text_of(&other)),
            Shape::Recurring(noun) => {
                Reading::Recurring(noun.map(|noun| restriction(&noun.lemma, Vec::new())).unwrap_or_default())
            }
            Shape::Happened(rest) => happened(graph, &rest),
            Shape::Did(who, rest) => match happened(graph, &rest) {
                Reading::Happened { time, .. } => {
                    Reading::Happened { at: Some(actor(graph, &text_of(&who))), part: Part::Doer, time }
                }
                other => other,
            },
            Shape::About(rest) => Reading::Describe(text_of(&rest)),
        });
    }
    let (words, source) = shape::without_source(words);
    match source {
        Some(name) if name.first().is_some_and(Word::is_question_word) => {
            let verbal = inner_clause(graph, schema, &words)?;
            let clause = build(graph, schema, &verbal, Gap::None).clause;
            Some(Reading::Query(Query { hole: Hole::Source, clauses: vec![clause], without: Vec::new() }))
        }
        Some(name) => {
            let mut reading = plain(graph, schema, &words)?;
            let source = actor(graph, &text_of(&name));
            if let Reading::Query(query) | Reading::Holder { query, .. } | Reading::Whereabouts { query, .. } =
                &mut reading
            {
                for clause in &mut query.clauses {
                    clause.filter.source = Some(source.clone());
                }
            }
            Some(reading)
        }
        None => plain(graph, schema, &words),
    }
}

/// A clause that may begin with an auxiliary ("did X …") or with its subject.
fn inner_clause(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Verbal> {
    let inverted = words.first().is_some_and(|word| word.auxiliary().is_some());
    verb::read(graph, schema, words, if inverted { Start::AfterQuestionWord } else { Start::Declarative })
}

fn plain(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Reading> {
    if let Some(origin) = origin::find(graph, words) {
        return Some(Reading::Origin(origin));
    }
    if let Some(query) = age(graph, words) {
        let name = text_of(words.get(3..).unwrap_or_default());
        return Some(Reading::Age { query, name });
    }
    if words.first().is_some_and(|word| word.lower == "whose") {
        return match whose::of_office(graph, schema, words) {
            Some(query) => Some(Reading::Query(query)),
            None => owned(graph, schema, &whose::as_which(words)),
        };
    }
    let Some(front) = front(graph, words) else {
        // "how often": a question word that nothing here understands.
        if words.iter().take(2).any(Word::is_question_word) {
            return None;
        }
        let verbal = inner_clause(graph, schema, words)?;
        return truth(graph, schema, &verbal).map(Reading::Query);
    };
    let rest = words.get(front.end..).unwrap_or_default();
    if let Some(reading) = who_says(graph, schema, &front, rest) {
        return Some(reading);
    }
    let verbal = verb::read(graph, schema, rest, Start::AfterQuestionWord)?;
    if verbal.lemma == "be" && !verbal.passive {
        return copula(graph, schema, &front, &verbal);
    }
    if let Some(reading) = said(graph, schema, &front, &verbal) {
        return Some(reading);
    }
    let query = wh_clause(graph, schema, &front, &verbal)?;
    if let Some(name) = verbal.subject.clone().filter(|_| front.asked == Asked::Where && happens(&verbal)) {
        return Some(Reading::Whereabouts { query, name });
    }
    Some(held(graph, schema, &front, &verbal, &query).unwrap_or(Reading::Query(query)))
}

/// "take place", "happen", "occur".
fn happens(verbal: &Verbal) -> bool {
    let takes_place = verbal.lemma == "take" && verbal.complements.nouns.iter().any(|noun| noun == "place");
    takes_place || matches!(verbal.lemma.as_str(), "happen" | "occur")
}

/// "whose house burned down", read as "which house burned down".
fn owned(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Reading> {
    let front = front(graph, words)?;
    let noun = front.noun.as_ref()?.head.clone();
    let verbal = verb::read(graph, schema, words.get(front.end..).unwrap_or_default(), Start::AfterQuestionWord)?;
    let query = wh_clause(graph, schema, &front, &verbal)?;
    Some(Reading::Owner { query, noun })
}

/// "which city hosted the games": also where the games were held.
fn held(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal, query: &Query) -> Option<Reading> {
    let Term::Variable { restriction, .. } = front.variable() else { return None };
    let place = restriction.types.iter().any(|kind| matches!(kind, EntityType::Place | EntityType::Country));
    if !place || verbal.subject.is_some() || verbal.passive || !matches!(verbal.lemma.as_str(), "host" | "house") {
        return None;
    }
    let subject = verbal.complements.objects.first()?.clone();
    let complements = Complements { objects: Vec::new(), nouns: Vec::new(), ..verbal.complements.clone() };
    let asked = Verbal {
        subject: Some(subject),
        lemma: "hold".to_owned(),
        form: "held".to_owned(),
        passive: true,
        complements,
        ..verbal.clone()
    };
    let clause = build(graph, schema, &asked, Gap::Place).clause;
    let place = Query { hole: Hole::Place, clauses: vec![clause], without: Vec::new() };
    Some(Reading::Held { query: query.clone(), place, noun: restriction })
}

/// Verbs that say what their own subject is to do: "who does X want to meet".
const OWN_PLANS: &[&str] = &["desire", "hope", "need", "want", "wish"];

/// "whom did X ask to lead Y": somebody who is to do something.
fn asked_to_act(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal) -> Option<Query> {
    let governor = verbal.governor.as_deref()?;
    let asks_person = matches!(front.asked, Asked::Who | Asked::Which) && front.preposition.is_none();
    let own_plan = OWN_PLANS.contains(&governor) && verbal.complements.objects.is_empty();
    if !asks_person || verbal.subject.is_none() || own_plan || schema.verb_effect(governor) != Some(Effect::Wants) {
        return None;
    }
    let mut act = vec![verbal.form.clone()];
    act.extend(verbal.complements.objects.iter().cloned());
    act.extend(verbal.complements.prepositional.iter().map(|p| format!("{} {}", p.preposition, p.phrase)));
    let verbal = Verbal {
        lemma: governor.to_owned(),
        form: governor.to_owned(),
        governor: None,
        complements: Complements { times: verbal.complements.times.clone(), ..Complements::default() },
        ..verbal.clone()
    };
    let variable = front.variable();
    let mut clause = build(graph, schema, &verbal, Gap::Object(variable.clone())).clause;
    clause.filter.others.push(Term::Phrase { text: act.join(" "), entities: Vec::new() });
    Some(Query { hole: Hole::Variable(variable_name(&variable)), clauses: vec![clause], without: Vec::new() })
}

/// "how old is X": a number that X is said to be.
fn age(graph: &Graph, words: &[Word]) -> Option<Query> {
    let [how, old, be, rest @ ..] = words else { return None };
    let asked = how.lower == "how" && old.lower == "old" && be.auxiliary().is_some() && !rest.is_empty();
    let mut relation = RelationTest { text: "be".to_owned(), ..RelationTest::default() };
    for name in ["is", "is_a", "be", "has_age", "turn"] {
        relation.names.insert(name.to_owned(), (0, Turn::Straight));
    }
    let filter = Filter { polarity: Some(Polarity::Positive), unit: Some("years".to_owned()), ..Filter::default() };
    let clause = ClauseQuery { subject: phrase(graph, &text_of(rest)), relation, object: Term::Any, filter };
    asked.then(|| Query { hole: Hole::Quantity, clauses: vec![clause], without: Vec::new() })
}

/// "who says (that) the bridge was destroyed".
fn who_says(graph: &Graph, schema: &Schema, front: &Front, rest: &[Word]) -> Option<Reading> {
    if !matches!(front.asked, Asked::Who | Asked::Which) {
        return None;
    }
    let verb = rest.iter().take(3).position(|word| word.auxiliary().is_none() && !word.negates())?;
    let lemma = rest[verb].lemma.as_str();
    if schema.verb_effect(lemma) != Some(Effect::Reports) {
        return None;
    }
    let mut clause = &rest[verb + 1..];
    if clause.first().is_some_and(|word| word.lower == "that") {
        clause = &clause[1..];
    }
    let has_verb = clause.iter().skip(1).any(|word| word.is_verb() || word.auxiliary().is_some());
    if !has_verb {
        return None;
    }
    let verbal = verb::read(graph, schema, clause, Start::Declarative)?;
    let mut built = build(graph, schema, &verbal, Gap::None).clause;
    built.filter.modalities.clear();
    Some(Reading::Query(Query { hole: Hole::Source, clauses: vec![built], without: Vec::new() }))
}

/// "what did X say about Y", "what does X claim", "what did X urge Y to do".
fn said(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal) -> Option<Reading> {
    let subject = verbal.subject.as_deref()?;
    if front.asked != Asked::What || verbal.passive {
        return None;
    }
    let complements = &verbal.complements;
    let effect = schema.verb_effect(&verbal.lemma);
    let about =
        complements.prepositional.iter().find(|p| matches!(p.preposition.as_str(), "about" | "of" | "on" | "to"));
    let wanted = matches!(effect, Some(Effect::Wants | Effect::Plans | Effect::Fears));
    if wanted && complements.clause.is_none() && complements.objects.is_empty() {
        let query = wh_clause(graph, schema, front, verbal)?;
        let verb = query.clauses.last()?.relation.clone();
        return Some(Reading::Wanted { query, source: actor(graph, subject), verb });
    }
    if effect == Some(Effect::Reports) && complements.clause.is_none() && complements.objects.is_empty() {
        let verb =
            RelationTest::verb(schema, &crate::query::relation::VerbUse { lemma: &verbal.lemma, ..Default::default() });
        let about = about.filter(|p| p.preposition != "to").map(|p| p.phrase.clone());
        return Some(Reading::Said { source: actor(graph, subject), verb, about });
    }
    let to_do = complements.clause.as_ref().is_some_and(|clause| text_of(clause).to_lowercase().starts_with("to do"));
    if !to_do {
        return None;
    }
    let clause = build(graph, schema, verbal, Gap::None).clause;
    Some(Reading::Query(Query { hole: Hole::Content, clauses: vec![clause], without: Vec::new() }))
}

/// A question with a full verb.
fn wh_clause(graph: &Graph, schema: &Schema, front: &Front, verbal: &Verbal) -> Option<Query> {
    if let Some(query) = asked_to_act(graph, schema, front, verbal) {
        return Some(query);
    }
    let variable = front.variable();
    let asks_subject = verbal.subject.is_none();
    let gap = match (front.asked, &front.preposition) {
        (Asked::Who | Asked::What | Asked::Which, Some(preposition)) if !asks_subject => {
            Gap::Governed(preposition.clone(), variable.clone())
        }
        (Asked::Who | Asked::What | Asked::Which, _) if asks_subject => Gap::Subject(variable.clone()),
        (Asked::Who | Asked::What | Asked::Which, _) => Gap::Object(variable.clone()),
        (Asked::Where, _) => Gap::Place,
        _ => Gap::None,
    };
    let located = front
        .noun
        .as_ref()
        .is_some_and(|noun| matches!(noun.head.as_str(), "city" | "country" | "place" | "town" | "region"));
    let built = build(graph, schema, verbal, gap.clone());
    let mut clause = built.clause;
    let mut hole = match front.asked {
        Asked::Who | Asked::What | Asked::Which => Hole::Variable(variable_name(&variable)),
        Asked::Where if built.place_is_object => Hole::Variable("where".to_owned()),
        Asked::Where => Hole::Place,
        Asked::When => Hole::Time,
        Asked::Count => {
            clause.filter.unit = front.noun.as_ref().map(|noun| noun.text.clone());
            // "how much did X pay for Y": what X bought Y for.
            if front.noun.is_none() && matches!(verbal.lemma.as_str(), "pay" | "spend") {
                clause.relation.admit(schema, "acquired", 0, Turn::Straight);
            }
            Hole::Quantity
        }
        Asked::Why => Hole::Reason,
        Asked::How => Hole::Manner,
    };
    if located
        && matches!((&gap, &front.preposition), (Gap::Governed(..), Some(p)) if matches!(p.as_str(), "in" | "at"))
        && clause.object != variable
    {
        hole = Hole::Place;
    }
    if matches!(front.asked, Asked::Why | Asked::How | Asked::When | Asked::Where) && clause.filter.polarity.is_none() {
        clause.filter.polarity = Some(Polarity::Positive);
    }
    let mut query = Query { hole, clauses: Vec::new(), without: Vec::new() };
    if let Some(noun) = &front.noun
        && front.asked == Asked::Which
    {
        query.clauses.extend(noun_clauses(graph, schema, &variable, noun));
    }
    if let Some((second, joint)) = &verbal.next {
        second_clause(graph, schema, verbal, second, *joint, (&gap, &clause), &mut query);
    }
    query.clauses.push(clause);
    Some(query)
}

/// "and met Y", "but not capture": shares the subject, and the object if it is asked for.
fn second_clause(
    graph: &Graph,
    schema: &Schema,
    first: &Verbal,
    second: &Verbal,
    joint: Joint,
    (gap, clause): (&Gap, &ClauseQuery),
    query: &mut Query,
) {
    let mut second = second.clone();
    second.subject.clone_from(&first.subject);
    second.tense = first.tense;
    let mut built = build(graph, schema, &second, gap.clone()).clause;
    built.subject = clause.subject.clone();
    match joint {
        Joint::And => query.clauses.push(built),
        Joint::Not => {
            built.filter.polarity = Some(Polarity::Positive);
            query.without.push(built);
        }
    }
}

/// What the noun of "which" says beyond a type: "leaders of NATO founding countries", "NATO members".
fn noun_clauses(graph: &Graph, schema: &Schema, variable: &Term, noun: &NounPhrase) -> Vec<ClauseQuery> {
    let mut clauses = Vec::new();
    if let Some(office) = role::office(schema, &noun.head)
        && let Some(of) = &noun.of
    {
        let (owner, inner) = owner_of(graph, schema, of);
        let mut clause = role::clause(graph, schema, variable.clone(), &office);
        clause.object = owner;
        clauses.push(clause);
        clauses.extend(inner);
    }
    clauses
}

/// The owner in "leaders of X": a name, or what a participle describes ("NATO founding countries").
fn owner_of(graph: &Graph, schema: &Schema, of: &[Word]) -> (Term, Vec<ClauseQuery>) {
    let participle =
        of.iter().position(|word| word.lower.ends_with("ing") && !schema.verb_frames(&word.lemma).is_empty());
    let guess = of
        .iter()
        .position(|word| word.lower.strip_suffix("ing").is_some_and(|stem| !schema.verb_frames(stem).is_empty()));
    let Some(at) = participle.or(guess).filter(|&at| at > 0 && at + 1 < of.len()) else {
        return (phrase(graph, &text_of(of)), Vec::new());
    };
    let lemma = match schema.verb_frames(&of[at].lemma).is_empty() {
        true => of[at].lower.trim_end_matches("ing").to_owned(),
        false => of[at].lemma.clone(),
    };
    let owner = Term::Variable { name: "of".to_owned(), restriction: restriction(&of[of.len() - 1].lemma, Vec::new()) };
    let verbal = Verbal {
        subject: None,
        form: of[at].lower.clone(),
        lemma,
        passive: false,
        negative: false,
        tense: verb::Tense::Present,
        governor: None,
        complements: Complements { objects: vec![text_of(&of[..at])], ..Complements::default() },
        next: None,
    };
    let clause = build(graph, schema, &verbal, Gap::Subject(owner.clone())).clause;
    (owner, vec![clause])
}

fn happened(graph: &Graph, rest: &[Word]) -> Reading {
    let found = super::phrases::complements(graph, rest);
    let time = found.times.first().map(|time| TimeRestriction::new(&time.preposition, &time.phrase));
    let place = found.prepositional.iter().map(|p| p.phrase.as_str()).chain(found.objects.iter().map(String::as_str));
    let at = place.into_iter().find(|text| !text.is_empty()).map(|text| phrase(graph, text));
    Reading::Happened { at, part: Part::Any, time }
}

pub(super) fn variable_name(term: &Term) -> String {
    match term {
        Term::Variable { name, .. } => name.clone(),
        _ => String::new(),
    }
}
