//! Questions in English.
//!
//! The words are analysed as those of articles are; then the question word, the verb group and the phrases around it
//! are told apart ([`read`]) and become a query. Which relations answer is decided by the same verb patterns that named
//! the relations of the articles.

mod answers;
mod appointed;
mod attribute;
mod clause;
mod copula;
mod describe;
mod figures;
mod introduced;
mod origin;
mod phrases;
mod places;
mod read;
mod rewrite;
mod role;
mod said;
mod sentence;
mod shape;
mod verb;
mod verdict;
mod whose;
mod word_gap;
mod words;

use crate::graph::Graph;
use crate::schema::Schema;

use super::answer::{Answer, Reply};
use super::explain::explain;
use super::link::{entities, phrase};
use super::passage;
use super::pattern;
use super::plan::{Hole, Query, Term};
use super::render::{described, understood};
use attribute::Wanted;
pub(super) use phrases::is_date;
use read::Reading;
use said::Part;
pub(super) use sentence::{manner_told as manner, only_time, reason_told as reason};

/// Longer texts are no questions.
const LONGEST_QUESTION: usize = 2000;

/// Answers a question.
pub(crate) fn ask(graph: &Graph, schema: &Schema, text: &str) -> Reply {
    let empty = |understood: String, explanation: String| Reply {
        question: text.to_owned(),
        understood,
        answers: Vec::new(),
        explanation: Some(explanation),
    };
    if text.len() > LONGEST_QUESTION {
        return empty(String::new(), "this is too long for a question; ask for one thing at a time".to_owned());
    }
    let words = words::words(text);
    let Some(reading) = read::read(graph, schema, &words).or_else(|| as_pattern(graph, schema, text)) else {
        let hint = "the question was not understood; ask for example `who visited Kyiv` or `did X meet Y`";
        return empty(String::new(), hint.to_owned());
    };
    let (understood, answers, explanation) = match reading {
        Reading::Query(query) => {
            let (mut answers, mut note) = answers::of_query(graph, &query);
            if answers.is_empty() {
                answers = passage::answers(graph, schema, &query);
                if answers.is_empty() {
                    answers = elsewhere(graph, &query);
                }
                note = note.filter(|_| answers.is_empty());
            }
            let explanation = note.or_else(|| answers.is_empty().then(|| explain(graph, &query)));
            (understood(&query), answers, explanation)
        }
        Reading::Owner { query, noun } => {
            let (things, _) = answers::of_query(graph, &query);
            let things = if things.is_empty() { passage::answers(graph, schema, &query) } else { things };
            let said = things.first().map(|thing| thing.answer.clone());
            let answers = whose::owners(graph, &noun, things);
            let explanation = answers.is_empty().then(|| match said {
                Some(thing) => format!("no article says whose {noun} it is; it does say: {thing}"),
                None => explain(graph, &query),
            });
            (format!("whose {noun}: {}", understood(&query)), answers, explanation)
        }
        Reading::Origin(origin) => {
            let (answers, explanation) = origin::answers(graph, &origin);
            let place = origin.place.as_deref().unwrap_or("?where");
            (format!("{} — from → {place}", origin.name), answers, explanation)
        }
        Reading::Held { query, place, noun } => {
            let (mut answers, _) = answers::of_query(graph, &query);
            if answers.is_empty() {
                answers = answers::of_kind(graph, &noun, answers::of_query(graph, &place).0);
            }
            let explanation = answers.is_empty().then(|| explain(graph, &query));
            (understood(&query), answers, explanation)
        }
        Reading::Wanted { query, source, verb } => {
            let (mut answers, note) = answers::of_query(graph, &query);
            if answers.is_empty() {
                answers = said::wanted(graph, &source, &verb);
            }
            let explanation = note.or_else(|| answers.is_empty().then(|| explain(graph, &query)));
            (understood(&query), answers, explanation)
        }
        Reading::Holder { query, office, of } => {
            let (mut answers, note) = answers::of_query(graph, &query);
            let (former, current): (Vec<_>, Vec<_>) =
                answers.into_iter().partition(|answer| introduced::is_former(&office, answer));
            answers = current;
            if answers.is_empty() {
                answers = appointed::appointed(graph, &office, &of);
            }
            if answers.is_empty() {
                answers = introduced::holders(graph, &office, &of);
            }
            if answers.is_empty() {
                answers = former;
            }
            // "who is the minister": of what, if the articles tell of several?
            let several = of.is_empty() && answers.len() > 1;
            let note = note.or_else(|| several.then(|| several_hold(&office, &std::mem::take(&mut answers))));
            let explanation = note.or_else(|| answers.is_empty().then(|| explain(graph, &query)));
            (understood(&query), answers, explanation)
        }
        Reading::Whereabouts { query, name } => {
            let (mut answers, note) = answers::of_query(graph, &query);
            if answers.is_empty() {
                answers = introduced::whereabouts(graph, &name);
            }
            if answers.is_empty() {
                answers = places::of_occasion(graph, &phrase(graph, &name));
            }
            let explanation = note.or_else(|| answers.is_empty().then(|| explain(graph, &query)));
            (understood(&query), answers, explanation)
        }
        Reading::Age { query, name } => {
            let (mut answers, note) = answers::of_query(graph, &query);
            if answers.is_empty() {
                let known = entities(graph, &name).into_iter().filter(|linked| linked.cost <= 1);
                answers = known.flat_map(|linked| introduced::ages(graph, linked.entity)).collect();
            }
            let explanation = note.or_else(|| answers.is_empty().then(|| explain(graph, &query)));
            (understood(&query), answers, explanation)
        }
        Reading::Path(one, other) => {
            let (answers, explanation) = describe::path(graph, &one, &other);
            (format!("path: {one} — {other}"), answers, explanation)
        }
        Reading::Describe(name) => {
            let (mut answers, mut explanation) = describe::describe(graph, &name);
            if answers.is_empty() {
                answers = attribute::score(graph, &name);
                if answers.is_empty() {
                    answers = attribute::told(graph, &name, Wanted::Anything);
                }
                explanation = explanation.filter(|_| answers.is_empty());
            }
            (format!("who or what is: {name}"), answers, explanation)
        }
        Reading::Recurring(restriction) => {
            let (answers, explanation) = describe::recurring(graph, &restriction);
            ("in more than one article: ?which".to_owned(), answers, explanation)
        }
        Reading::Said { source, verb, about } => {
            let (mut answers, mut explanation) = said::said(graph, &source, &verb, about.as_deref());
            if let Some(about) = about.as_deref().filter(|_| answers.is_empty()) {
                answers = passage::quoted(graph, schema, &source, about);
                explanation = explanation.filter(|_| answers.is_empty());
            }
            let about = about.map(|about| format!(" about {about}")).unwrap_or_default();
            (format!("{} —{}→ ?what{about}", described(&source), verb.text), answers, explanation)
        }
        Reading::Happened { at, part, time } => {
            let (answers, explanation) = said::happened(graph, at.as_ref(), part, time.as_ref());
            let told = |at: Term| match part {
                Part::Any => format!("what happened: {}", described(&at)),
                Part::Doer => format!("what {} did", described(&at)),
            };
            let when = time.map(|time| format!(" [{} {}]", time.order.as_str(), time.text)).unwrap_or_default();
            let what = at.map_or_else(|| "what happened".to_owned(), told);
            (format!("{what}{when}"), answers, explanation)
        }
    };
    Reply { question: text.to_owned(), understood, answers, explanation }
}

/// What is told neither by a statement nor by one clause: what somebody's thing measures, where an occasion was held.
fn elsewhere(graph: &Graph, query: &Query) -> Vec<Answer> {
    let [clause] = query.clauses.as_slice() else { return Vec::new() };
    match (&query.hole, &clause.subject, &clause.object) {
        (Hole::Quantity, Term::Phrase { text, .. }, _) if clause.relation.any => {
            attribute::told(graph, text, Wanted::Number)
        }
        (Hole::Place, Term::Any, occasion @ Term::Phrase { .. }) if clause.relation.names.contains_key("held") => {
            places::of_occasion(graph, occasion)
        }
        _ => Vec::new(),
    }
}

fn several_hold(office: &str, holders: &[Answer]) -> String {
    let names: Vec<&str> = holders.iter().take(5).map(|answer| answer.answer.as_str()).collect();
    format!("the articles know several, so say of what: {office}: {}", names.join(", "))
}

/// "?who visited Kyiv" is no English question but clear.
fn as_pattern(graph: &Graph, schema: &Schema, text: &str) -> Option<Reading> {
    let is_relation = |word: &str| pattern::is_relation(graph, schema, word);
    let raw = text.contains('?').then(|| pattern::parse(text.trim_end_matches('?'), &is_relation).ok())??;
    Some(Reading::Query(pattern::resolve(graph, schema, raw)))
}
