//! The answers that the matches of a query give.

use crate::graph::Graph;
use crate::lexicon::{NounClass, noun_class};
use crate::model::{EntityType, Modality, Object, Polarity, Statement, ValueType};
use crate::nlp::Tag;
use crate::query::answer::Answer;
use crate::query::bind::Node;
use crate::query::count::{answer_text, number_in_words, sum_beside};
use crate::query::evaluate::{Match, evaluate, wanted_polarity};
use crate::query::gather::{Candidate, gather};
use crate::query::link::{is_name, names_of};
use crate::query::plan::{ClauseQuery, Hole, Query, Restriction, Term};
use crate::query::render::{flagged_text, statement_text};
use crate::query::restrict::restriction_cost;
use crate::query::text::{one_line, stem};

use super::figures;
use super::places::{places, with_surroundings};
use super::sentence;
use super::verdict::verdict;
use super::words::{Word, sentence_words, text_of};

/// The answers to a query, and what to know about them.
pub(super) fn of_query(graph: &Graph, query: &Query) -> (Vec<Answer>, Option<String>) {
    let matches = evaluate(graph, query);
    if query.hole == Hole::Truth {
        return verdict(graph, query, &matches);
    }
    let candidates: Vec<Candidate> = match &query.hole {
        Hole::Variable(name) => {
            let bound: Vec<Candidate> = matches.iter().filter_map(|one| Candidate::bound(one, name)).collect();
            let bound = demands_apart(graph, query, without_collectives(graph, bound));
            if name == "who" {
                actors(graph, bound)
            } else {
                bound.into_iter().map(|one| shortened(graph, one)).collect()
            }
        }
        Hole::Time => times(graph, &matches),
        Hole::Place => places(graph, &matches),
        Hole::Quantity => {
            let unit = query.clauses.last().and_then(|clause| clause.filter.unit.as_deref()).unwrap_or_default();
            each(graph, &matches, |statement| {
                let quantity = statement.quantity.as_ref().map(|quantity| answer_text(unit, quantity));
                let quantity = quantity.or_else(|| number_in_words(graph, unit, statement));
                quantity.or_else(|| sum_beside(statement).filter(|_| unit.is_empty())).map(Node::Text)
            })
        }
        Hole::Source => each(graph, &matches, |statement| statement.attributed_to.map(Node::Entity)),
        Hole::Content => each(graph, &matches, |statement| content(statement).map(|node| concise(graph, node))),
        Hole::Statement => each(graph, &matches, |statement| Some(Node::Text(statement_text(graph, statement)))),
        Hole::Reason => {
            let clear = each(graph, &matches, |statement| told(graph, statement, sentence::clear_reason));
            if clear.is_empty() {
                each(graph, &matches, |statement| told(graph, statement, sentence::weak_reason))
            } else {
                clear
            }
        }
        Hole::Manner => each(graph, &matches, |statement| told(graph, statement, sentence::manner)),
        Hole::Truth => Vec::new(),
    };
    let mut answers = gather(graph, &candidates, wanted_polarity(query.clauses.last()));
    if query.hole == Hole::Source {
        return sources(graph, answers, &matches);
    }
    answers.retain(|answer| !answer.answer.is_empty());
    if query.hole == Hole::Place {
        with_surroundings(graph, &mut answers);
    }
    if query.hole == Hole::Quantity && !answers.is_empty() {
        let counted: Vec<&Statement> =
            matches.iter().filter_map(|one| graph.statement(*one.statements.last()?)).collect();
        return (answers, figures::note(graph, &counted));
    }
    let said: Vec<String> = matches
        .iter()
        .filter_map(|one| graph.statement(*one.statements.last()?))
        .map(|statement| flagged_text(graph, statement))
        .take(3)
        .collect();
    let unsaid = match query.hole {
        Hole::Reason => "why",
        Hole::Manner => "how",
        Hole::Time => "when",
        Hole::Place => "where",
        Hole::Quantity => "how many",
        _ => "",
    };
    let note = (answers.is_empty() && !said.is_empty() && !unsaid.is_empty())
        .then(|| format!("no article says {unsaid}; it does say: {}", said.join("; ")));
    (answers, note)
}

/// Those of the answers that are what a noun names: of places, the countries.
pub(super) fn of_kind(graph: &Graph, noun: &Restriction, answers: Vec<Answer>) -> Vec<Answer> {
    let fits = |answer: &Answer| {
        let known = graph.entities_named(&answer.answer).into_iter().map(Node::Entity);
        known.into_iter().any(|node| restriction_cost(graph, noun, &node) == Some(0))
    };
    answers.into_iter().filter(fits).collect()
}

/// What the sentence behind a statement tells after its verb.
pub(super) fn told(
    graph: &Graph,
    statement: &Statement,
    find: impl Fn(&[Word], usize) -> Option<String>,
) -> Option<Node> {
    let sentences = sentence::words_of(graph, statement);
    let told = sentences.iter().find_map(|words| find(words, sentence::verb_position(words, statement)));
    told.map(Node::Text)
}

/// When it happened; where no statement has a time, the only time that the sentence names.
fn times(graph: &Graph, matches: &[Match]) -> Vec<Candidate> {
    let own = each(graph, matches, |statement| statement.time.as_ref().map(|time| Node::Text(time.text.clone())));
    if !own.is_empty() {
        return without_hours(own);
    }
    each(graph, matches, |statement| {
        let only_time = |words: &Vec<Word>| {
            let verbal = words.get(sentence::verb_position(words, statement)).is_some_and(Word::is_verb);
            match sentence::times(words).as_slice() {
                [only] if verbal => Some(Node::Text(only.clone())),
                _ => None,
            }
        };
        sentence::words_of(graph, statement).iter().find_map(only_time)
    })
}

/// "In the evening" and "yesterday": the day tells more.
fn without_hours(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let hour = |one: &Candidate| {
        let mut words = one.text.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase);
        words.next_back().is_some_and(|last| HOURS.contains(&last.as_str()))
            && !one.text.iter().flat_map(|text| text.split_whitespace()).any(sentence::names_day)
    };
    let (hours, days): (Vec<_>, Vec<_>) = candidates.into_iter().partition(hour);
    if days.is_empty() { hours } else { days }
}

const HOURS: &[&str] = &["morning", "noon", "afternoon", "evening", "night", "midnight", "dawn", "dusk"];

/// One candidate for each match, from its last statement.
pub(super) fn each(graph: &Graph, matches: &[Match], node: impl Fn(&Statement) -> Option<Node>) -> Vec<Candidate> {
    let candidates = matches.iter().filter_map(|one| {
        let statement = graph.statement(*one.statements.last()?)?;
        let node = node(statement)?;
        let text = match &node {
            Node::Text(text) => Some(text.clone()),
            Node::Entity(_) => None,
        };
        Some(Candidate { node, text, statements: one.statements.clone() })
    });
    candidates.collect()
}

/// "Countries, including A and B" says no more than A and B from the same sentence.
fn without_collectives(graph: &Graph, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let named = |candidate: &Candidate| match candidate.node.key(graph) {
        Node::Entity(id) => graph.entity_by_id(id).is_some_and(is_name),
        Node::Text(_) => false,
    };
    let sentence = |candidate: &Candidate| {
        let statement = graph.statement(*candidate.statements.last()?)?;
        statement.evidence.first().map(|evidence| (evidence.document, evidence.sentence))
    };
    let collective = |candidate: &Candidate| {
        let lists = ["including", "such as", "like", "among them"].map(|word| format!(" {word} "));
        let text = format!(" {} ", candidate.node.text(graph).replace(',', " "));
        let plural = lists.iter().any(|word| text.contains(word.as_str()));
        plural && !named(candidate)
            || matches!(&candidate.node, Node::Entity(id) if graph.entity_by_id(*id).is_some_and(|e| e.entity_type == EntityType::Group && !is_name(e)))
    };
    let spoken: Vec<_> = candidates.iter().filter(|candidate| named(candidate)).filter_map(sentence).collect();
    let names: Vec<&Candidate> = candidates.iter().filter(|candidate| named(candidate)).collect();
    let beside = |one: &Candidate| collective(one) && sentence(one).is_some_and(|place| spoken.contains(&place));
    let holds_names = |one: &Candidate| {
        let text = one.node.text(graph);
        let inside = |name: &&&Candidate| {
            text.len() > 30 && text.contains(name.node.text(graph)) && sentence(name) == sentence(one)
        };
        !named(one) && names.iter().filter(inside).count() > 1
    };
    let dispensable = |one: &Candidate| beside(one) || stands_before_name(graph, one, &names) || holds_names(one);
    let kept = candidates.iter().filter(|one| !dispensable(one));
    kept.cloned().collect()
}

/// "refused Y's demands for a truce or a loan": what was refused is a truce and a loan.
fn demands_apart(graph: &Graph, query: &Query, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let refusing = |clause: &ClauseQuery| clause.relation.names.keys().any(|name| REFUSALS.contains(&name.as_str()));
    let asks_noun = |clause: &ClauseQuery| match &clause.object {
        Term::Variable { restriction, .. } => restriction.noun.is_some(),
        _ => true,
    };
    if !query.clauses.last().is_some_and(|clause| refusing(clause) && !asks_noun(clause)) {
        return candidates;
    }
    let apart = candidates.into_iter().flat_map(|candidate| {
        let Node::Text(text) = &candidate.node else { return vec![candidate] };
        let wanted =
            DEMANDS.iter().find_map(|noun| text.split_once(&format!(" {noun} for ")).map(|(_, wanted)| wanted));
        let Some(wanted) = wanted else { return vec![candidate] };
        let pieces = wanted.split(" or ").flat_map(|piece| piece.split(" and ")).map(one_line);
        pieces
            .map(|piece| Candidate { node: Node::Text(piece.clone()), text: Some(piece), ..candidate.clone() })
            .collect()
    });
    apart.filter(|candidate| !candidate.node.text(graph).is_empty()).collect()
}

const REFUSALS: &[&str] = &["refused", "rejected"];

const DEMANDS: &[&str] =
    &["demand", "demands", "request", "requests", "call", "calls", "appeal", "appeals", "plea", "pleas"];

/// A long phrase without what describes its head: "a strategy *designed to …, including …*".
fn shortened(graph: &Graph, candidate: Candidate) -> Candidate {
    let Node::Text(text) = &candidate.node else { return candidate };
    if candidate.text.is_some() || text.split_whitespace().count() <= 8 {
        return candidate;
    }
    let words = sentence_words(candidate.node.text(graph));
    let describes = |at: &usize| {
        let word = &words[*at];
        let participle = word.is_verb() && (word.is_past() || word.lower.ends_with("ing"));
        let relative = matches!(word.lower.as_str(), "including" | "which" | "who" | "that" | "whose");
        words[*at - 1].tag == Tag::Noun && participle || relative
    };
    match (2..words.len()).find(describes) {
        Some(at) => {
            let end = at - usize::from(words[at - 1].lower == ",");
            Candidate { node: Node::Text(text_of(&words[..end])), ..candidate }
        }
        None => candidate,
    }
}

/// A clause without the clauses that hang on its end: "provide X with aid as leaders meet".
fn concise(graph: &Graph, node: Node) -> Node {
    let Node::Text(text) = &node else { return node };
    let words = sentence_words(node.text(graph));
    let opens = |at: &usize| {
        let word = &words[*at];
        matches!(word.tag, Tag::Subordinator | Tag::Adposition)
            && matches!(
                word.lower.as_str(),
                "as" | "while" | "after" | "when" | "because" | "since" | "although" | "though"
            )
            && words[*at..]
                .iter()
                .take_while(|word| !word.is_question_word() && word.lower != "that")
                .any(Word::is_verb)
    };
    match (4..words.len()).find(opens) {
        Some(at) if text.split_whitespace().count() > 12 => Node::Text(text_of(&words[..at])),
        _ => node,
    }
}

/// "The battery firm Lumen", "rival Kestrel": a noun right before a name says no more than the name.
fn stands_before_name(graph: &Graph, candidate: &Candidate, named: &[&Candidate]) -> bool {
    let sentences = candidate.statements.iter().filter_map(|id| graph.statement(*id)?.evidence.first());
    let sentences: Vec<String> =
        sentences.map(|evidence| one_line(graph.sentence_text(evidence)).to_lowercase()).collect();
    let text = candidate.node.text(graph).to_lowercase();
    let lower = candidate.node.text(graph) == text;
    let describing = lower || text.split_whitespace().next_back().is_some_and(|noun| noun_class(&stem(noun)).is_some());
    let follows = |name: &str| {
        let both = format!("{text} {}", name.to_lowercase());
        name.to_lowercase() != text && sentences.iter().any(|sentence| sentence.contains(&both))
    };
    let names = named.iter().filter_map(|one| match one.node.key(graph) {
        Node::Entity(id) => graph.entity_by_id(id),
        Node::Text(_) => None,
    });
    describing && names.flat_map(names_of).any(follows)
}

/// "Who" asks for those who act; things and words only stand in where there is nobody.
fn actors(graph: &Graph, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let (acting, rest): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| is_actor(graph, &candidate.node));
    if acting.is_empty() {
        let thing = |one: &Candidate| match one.node.key(graph) {
            Node::Entity(id) => graph.entity_by_id(id).is_some_and(|entity| entity.entity_type != EntityType::Event),
            Node::Text(_) => false,
        };
        rest.into_iter().filter(thing).collect()
    } else {
        acting
    }
}

fn is_actor(graph: &Graph, node: &Node) -> bool {
    match node.key(graph) {
        Node::Entity(id) => graph.entity_by_id(id).is_some_and(|entity| {
            let typed = matches!(
                entity.entity_type,
                EntityType::Person | EntityType::Organization | EntityType::Country | EntityType::Group
            );
            typed || is_name(entity) && entity.entity_type != EntityType::Event
        }),
        Node::Text(_) => {
            let text = node.text(graph);
            let ends = |word: &&str| ENDS_HEAD.contains(word) || word.ends_with("ing");
            let mut words = text.split([',', '(']).next().unwrap_or_default().split_whitespace();
            let first = words.next();
            let head = words.take_while(|word| !ends(word)).last().or(first);
            let class = head.and_then(|head| noun_class(&crate::query::text::stem(&head.to_lowercase())));
            if head.is_some_and(|head| head.starts_with(char::is_uppercase)) {
                return true;
            }
            matches!(class, Some(NounClass::Person | NounClass::Organisation | NounClass::Group))
        }
    }
}

/// Words after which the head of a noun phrase does not come.
const ENDS_HEAD: &[&str] =
    &["of", "in", "who", "from", "to", "with", "for", "by", "at", "on", "that", "which", "whose", "and", "or", "as"];

/// What was said, demanded or promised: the clause beside the statement, or else its object.
fn content(statement: &Statement) -> Option<Node> {
    let clause = statement.qualifiers.iter().find(|qualifier| match &qualifier.value {
        Object::Value(value) => value.value_type == ValueType::Clause,
        Object::Entity(_) => false,
    });
    match clause {
        Some(clause) => Node::of(&clause.value),
        None => match &statement.object {
            Object::Value(value) if value.value_type == ValueType::Clause => Node::of(&statement.object),
            _ => None,
        },
    }
}

/// Who says so; what an article itself says needs no source.
fn sources(graph: &Graph, answers: Vec<Answer>, matches: &[Match]) -> (Vec<Answer>, Option<String>) {
    let own = matches.iter().flat_map(|one| &one.statements).filter_map(|id| graph.statement(*id));
    let own = own.filter(|statement| {
        statement.attributed_to.is_none()
            && statement.modality == Modality::Asserted
            && statement.polarity == Polarity::Positive
    });
    let own: Vec<&Statement> = own.collect();
    let note = match (answers.is_empty(), own.first()) {
        (true, Some(statement)) => Some(format!("the article itself says so: {}", statement_text(graph, statement))),
        _ => None,
    };
    (answers, note)
}
