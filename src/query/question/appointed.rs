//! Who was given an office: "appointed X as finance minister", "X was named finance minister", "X became minister".

use crate::graph::Graph;
use crate::model::{Entity, Modality, Object, Polarity, Statement};
use crate::query::answer::Answer;
use crate::query::link::names_of;
use crate::query::render::quotes;
use crate::query::text::content_words;

use super::introduced::asserted;

/// Whoever was given an office, in a sentence with its owner if one is named.
pub(super) fn appointed(graph: &Graph, office: &str, of: &[String]) -> Vec<Answer> {
    let nouns = content_words(office);
    let owners: Vec<String> = of.iter().map(|name| name.to_lowercase()).collect();
    let named = |text: &str| {
        let said = content_words(text.split(" of ").next().unwrap_or_default());
        said.last() == nouns.last() && nouns.iter().all(|noun| said.contains(noun))
    };
    let mut answers: Vec<Answer> = Vec::new();
    for statement in graph.statements() {
        let held = matches!(statement.modality, Modality::Asserted | Modality::Claimed)
            && statement.polarity == Polarity::Positive;
        let Some(holder) = appointee(graph, statement, &named).filter(|_| held) else { continue };
        let Some(quote) = quotes(graph, [statement.id]).into_iter().next() else { continue };
        let lower = quote.sentence.to_lowercase();
        if !owners.is_empty() && !owners.iter().any(|owner| lower.contains(owner.as_str())) {
            continue;
        }
        match answers.iter_mut().find(|answer| answer.answer == holder.name) {
            Some(known) => known.evidence.push(quote),
            None => {
                let aliases = names_of(holder).filter(|name| *name != holder.name).map(str::to_owned).collect();
                answers.push(Answer { aliases, ..asserted(holder.name.clone(), quote) });
            }
        }
    }
    answers
}

/// Relations that give their object an office, and those in which their subject takes one.
const GIVEN: &[&str] = &["appointed", "elected", "name", "choose", "select"];
const TAKEN: &[&str] = &["become", "was_named", "was_appointed", "was_elected", "was_chosen", "serve"];

/// Whom a statement says to have been given an office that is `named` so.
fn appointee<'g>(graph: &'g Graph, statement: &Statement, named: &impl Fn(&str) -> bool) -> Option<&'g Entity> {
    let office = |object: &Object| matches!(object, Object::Value(value) if named(&value.text));
    let as_office = statement.qualifiers.iter().any(|beside| beside.role == "as" && office(&beside.value));
    let relation = statement.relation.trim_end_matches("_as");
    let holder = if GIVEN.contains(&relation) && as_office {
        statement.object.entity()?
    } else if TAKEN.contains(&relation) && (as_office || office(&statement.object)) {
        statement.subject
    } else {
        return None;
    };
    graph.entity_by_id(graph.resolve(holder))
}
