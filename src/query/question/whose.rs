//! "whose": the owner of what a question is about, from an office or from the words before or behind a noun.

use crate::graph::{Graph, normalised_name};
use crate::model::EntityType;
use crate::query::answer::Answer;
use crate::query::link::{is_name, names_of, phrase};
use crate::query::plan::{Hole, Query, Term};
use crate::query::text::stem;
use crate::schema::Schema;

use super::role;
use super::words::{Word, sentence_words, text_of};

/// "whose lawyer is X": the other end of X's office or kinship.
pub(super) fn of_office(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Query> {
    let be = words.iter().position(|word| matches!(word.lower.as_str(), "is" | "was" | "are" | "were"))?;
    let (noun, holder) = (words.get(1..be)?, words.get(be + 1..)?);
    if holder.is_empty() || holder.iter().any(Word::is_verb) {
        return None;
    }
    let office = role::office(schema, &text_of(noun))?;
    let mut clause = role::clause(graph, schema, phrase(graph, &text_of(holder)), &office);
    clause.object = Term::variable("who");
    Some(Query { hole: Hole::Variable("who".to_owned()), clauses: vec![clause], without: Vec::new() })
}

/// The question for the thing itself: "*which* house burned down".
pub(super) fn as_which(words: &[Word]) -> Vec<Word> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut() {
        for part in [&mut first.form, &mut first.lower, &mut first.lemma] {
            "which".clone_into(part);
        }
    }
    words
}

/// Whose the answers are, as far as the answers or their sentences say so: "X's resignation", "the house of X".
pub(super) fn owners(graph: &Graph, noun: &str, answers: Vec<Answer>) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for answer in answers {
        let sentences = answer.evidence.iter().map(|quote| quote.sentence.as_str());
        let Some(owner) =
            std::iter::once(answer.answer.as_str()).chain(sentences).find_map(|text| owner(graph, noun, text))
        else {
            continue;
        };
        match found.iter_mut().find(|known| normalised_name(&known.answer) == normalised_name(&owner.0)) {
            Some(known) => known.evidence.extend(answer.evidence),
            None => found.push(Answer { answer: owner.0, aliases: owner.1, ..answer }),
        }
    }
    found
}

/// The owner of a noun in a text, with its other names.
fn owner(graph: &Graph, noun: &str, text: &str) -> Option<(String, Vec<String>)> {
    let words = sentence_words(text);
    let head = stem(noun);
    let owned = (0..words.len()).filter(|&at| stem(&words[at].lower) == head || words[at].lemma == head);
    let possessor = |at: usize| {
        let mark = (at.saturating_sub(MOST_BETWEEN)..at).rev().find(|&mark| is_possessive(&words[mark]))?;
        let between = &words[mark + 1..at];
        let start = (mark.saturating_sub(LONGEST_NAME)..mark).find(|&start| is_named(graph, &words[start..mark]))?;
        between.iter().all(Word::is_nominal).then(|| named(graph, &words[start..mark]))
    };
    let of = |at: usize| {
        let article = usize::from(words.get(at + 2).is_some_and(|word| word.lower == "the"));
        let start = (words.get(at + 1)?.lower == "of").then_some(at + 2 + article)?;
        let end = (start + 1..=words.len().min(start + LONGEST_NAME))
            .rev()
            .find(|&end| is_named(graph, &words[start..end]))?;
        Some(named(graph, &words[start..end]))
    };
    owned.into_iter().find_map(|at| possessor(at).or_else(|| of(at)))
}

const MOST_BETWEEN: usize = 4;

const LONGEST_NAME: usize = 5;

fn is_possessive(word: &Word) -> bool {
    matches!(word.lower.as_str(), "'s" | "’s" | "'" | "’")
}

/// True if the words are a name of the graph, of somebody or something that can own.
fn is_named(graph: &Graph, words: &[Word]) -> bool {
    let owns =
        |id| graph.entity_by_id(id).is_some_and(|entity| is_name(entity) && entity.entity_type != EntityType::Event);
    !words.is_empty() && graph.entities_named(&text_of(words)).into_iter().any(owns)
}

fn named(graph: &Graph, words: &[Word]) -> (String, Vec<String>) {
    let text = text_of(words);
    let entity = graph.entities_named(&text).into_iter().find_map(|id| graph.entity_by_id(id));
    match entity {
        Some(entity) => {
            let aliases = names_of(entity).filter(|name| *name != entity.name).map(str::to_owned).collect();
            (entity.name.clone(), aliases)
        }
        None => (text, Vec::new()),
    }
}
