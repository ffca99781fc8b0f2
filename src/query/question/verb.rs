//! The verb group of a question: auxiliaries, subject, main verb, and what follows.

use crate::graph::Graph;
use crate::nlp::{PennTag, Tag};
use crate::schema::Schema;

use super::phrases::{Complements, complements, core_end, name_length, phrase_end};
use super::words::{Auxiliary, Word, text_of};

/// When what is asked about happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// "would", "could", "should".
    Possible,
}

/// A clause with its parts told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verbal {
    /// The grammatical subject; `None` where it is asked for.
    pub(super) subject: Option<String>,
    /// Lemma of the main verb; `be` for a copula.
    pub(super) lemma: String,
    /// The main verb as written.
    pub(super) form: String,
    /// True if the subject undergoes what is said.
    pub(super) passive: bool,
    /// True for "not", "never".
    pub(super) negative: bool,
    /// When.
    pub(super) tense: Tense,
    /// A verb that governs the main one: "*want* to join", "*refuse* to send".
    pub(super) governor: Option<String>,
    /// What follows.
    pub(super) complements: Complements,
    /// A second verb with the same subject, and whether it is excluded ("but not capture").
    pub(super) next: Option<(Box<Verbal>, Joint)>,
}

/// How a second verb is tied to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    And,
    Not,
}

/// Reads "… visited Kyiv", "did X invite …", "is X a member of Y", "X destroyed the depot"; `asks_subject` says that a
/// bare verb at the start has the question word as its subject.
pub(super) fn read(graph: &Graph, schema: &Schema, words: &[Word], start: Start) -> Option<Verbal> {
    let mut at = 0;
    let mut auxiliaries: Vec<Auxiliary> = Vec::new();
    let mut negative = false;
    let mut subject = None;
    if start == Start::Declarative {
        let end = declarative_subject(graph, words)?;
        subject = Some(text_of(&words[..end]));
        at = end;
    }
    while let Some(word) = words.get(at) {
        if word.negates() {
            negative = true;
        } else if let Some(auxiliary) = word.auxiliary().filter(|_| !is_full_verb(words, at, &auxiliaries)) {
            auxiliaries.push(auxiliary);
        } else if word.tag == Tag::Adverb
            && !word.is_question_word()
            && at + 1 < words.len()
            && !matches!(word.lower.as_str(), "down" | "up")
            || matches!(word.lower.as_str(), "last" | "first" | "once" | "ever" | "already" | "recently")
                && words.get(at + 1).is_some_and(|next| next.is_verb() || !schema.verb_frames(&next.lemma).is_empty())
        {
            // "already", "ever": says nothing here.
        } else if subject.is_none() && !auxiliaries.is_empty() && opens_subject(graph, schema, words, at, &auxiliaries)
        {
            let end = inverted_subject(graph, schema, words, at, &auxiliaries);
            subject = Some(text_of(&words[at..end]));
            at = end;
            continue;
        } else {
            break;
        }
        at += 1;
    }
    main_verb(graph, schema, words, at, &auxiliaries, negative, subject)
}

/// Whether the words begin with a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// The question word went before: a verb or an auxiliary comes first.
    AfterQuestionWord,
    /// A plain clause: its subject comes first.
    Declarative,
}

/// "have" and "do" are full verbs where no other verb follows.
fn is_full_verb(words: &[Word], at: usize, before: &[Auxiliary]) -> bool {
    let lemma = words[at].lemma.as_str();
    if !matches!(lemma, "have" | "do") {
        return false;
    }
    let verb_follows = words[at + 1..].iter().any(|word| word.is_verb() || word.auxiliary().is_some());
    // "does NATO have", "who has the record": no other verb is there.
    !verb_follows && (!before.is_empty() || lemma == "have")
}

/// The end of the subject of a plain clause: before its first verb.
fn declarative_subject(graph: &Graph, words: &[Word]) -> Option<usize> {
    let end = phrase_end(graph, words, 0);
    let verb = |word: &Word| word.is_verb() || word.auxiliary().is_some();
    if end > 0 && words.get(end).is_some_and(|word| verb(word) || word.tag == Tag::Adverb || word.negates()) {
        return Some(end);
    }
    // "the last bridge out of X was destroyed": everything before the auxiliary or verb.
    words.iter().position(verb).filter(|&position| position > 0)
}

/// True if a noun phrase rather than the main verb comes after the auxiliaries.
fn opens_subject(graph: &Graph, schema: &Schema, words: &[Word], at: usize, auxiliaries: &[Auxiliary]) -> bool {
    let word = &words[at];
    // A name is one whatever its tag.
    if name_length(graph, words, at) > 0 && at + 1 < words.len() {
        return true;
    }
    if auxiliaries.iter().any(|auxiliary| matches!(auxiliary, Auxiliary::Do | Auxiliary::Did)) {
        return core_end(graph, words, at) > at || !word.is_verb();
    }
    if word.is_verb() && !(word.lower.ends_with("ing") && words.get(at + 1).is_some_and(|next| next.tag == Tag::Noun)) {
        return false;
    }
    let end = phrase_end(graph, words, at);
    if end == at {
        return false;
    }
    let only_be = auxiliaries.iter().all(|auxiliary| matches!(auxiliary, Auxiliary::Be | Auxiliary::Was));
    let name = name_length(graph, words, at);
    let known_verb = !schema.verb_frames(&word.lemma).is_empty() && name == 0;
    let modal = auxiliaries.iter().any(|auxiliary| matches!(auxiliary, Auxiliary::Will | Auxiliary::Modal));
    if modal && known_verb && !words[at + 1..].iter().any(Word::is_verb) {
        return false;
    }
    only_be || end < words.len() || name > 0 && at + name < words.len()
}

/// The end of a subject that follows an auxiliary; a verb must be left after "do" and "will".
fn inverted_subject(graph: &Graph, schema: &Schema, words: &[Word], at: usize, auxiliaries: &[Auxiliary]) -> usize {
    let end = phrase_end(graph, words, at).max(at + 1);
    // "is Ann Lee still mayor"
    let name = at + name_length(graph, words, at);
    if name > at && name < end && words[name].tag == Tag::Adverb {
        return name;
    }
    let only_be = auxiliaries.iter().all(|auxiliary| matches!(auxiliary, Auxiliary::Be | Auxiliary::Was));
    if only_be {
        // "is Ann Lee guilty": the name alone, where an adjective ends the question.
        let name = at + name_length(graph, words, at);
        let adjective = words.last().is_some_and(|last| last.tag == Tag::Adjective);
        if name > at && name + 1 == words.len() && end == words.len() && adjective {
            return name;
        }
        return long_subject(words, end);
    }
    let clause_end = words[end..]
        .iter()
        .position(|word| matches!(word.lower.as_str(), "but" | "and"))
        .map_or(words.len(), |offset| end + offset);
    if let Some(distance) = words[end..clause_end].iter().position(|word| word.is_verb() || word.auxiliary().is_some())
    {
        // "did the attack on the base injure soldiers": what stands before the bare verb belongs to the subject.
        let verb = &words[end + distance];
        let bare = verb.is_verb() && !verb.is_past() && verb.penn != PennTag::Vbg;
        let between = &words[end..end + distance];
        let described = between.first().is_some_and(Word::is_preposition)
            && between.last().is_some_and(|last| last.is_nominal() && !last.is_preposition())
            && between.iter().all(|word| word.is_nominal() || word.is_preposition());
        return if bare && described { end + distance } else { end };
    }
    // No verb is left: one was taken for a noun. It is the word between a name and a preposition or article, else the first
    // word outside names that the schema knows as a verb, else the word after a name, else the last one.
    let in_name = inside_names(graph, words, at, clause_end.max(end));
    let is_known = |position: &usize| {
        let word = &words[*position];
        !in_name[*position - at]
            && word.auxiliary().is_none()
            && (!schema.verb_frames(&word.lower).is_empty() || !schema.verb_frames(&word.lemma).is_empty())
    };
    let nominal = |position: &usize| words[*position].tag != Tag::Determiner && words[*position].lower != "the";
    let first = at + 1 + usize::from(!nominal(&at));
    let after_name = (first..end).find(|&position| in_name[position - 1 - at] && !in_name[position - at]);
    let plural = |position: usize| words[position].penn == PennTag::Nns;
    let governs =
        |position: usize| words.get(position + 1).is_some_and(|next| next.is_preposition() || opens_article(next));
    if let Some(verb) = after_name.filter(|&position| !plural(position) && governs(position)) {
        return verb;
    }
    let phrase =
        (first..clause_end).find(|&position| words[position].is_preposition() && words[position].lower != "of");
    let before_phrase = (first..phrase.unwrap_or(clause_end)).find(is_known);
    if let Some(verb) = before_phrase.or_else(|| (first..clause_end).find(is_known)) {
        return verb;
    }
    after_name.unwrap_or(if end > at + 1 { end - 1 } else { end })
}

fn opens_article(word: &Word) -> bool {
    matches!(word.lower.as_str(), "a" | "an" | "the")
}

/// Which words from `at` to `end` belong to names of the graph.
fn inside_names(graph: &Graph, words: &[Word], at: usize, end: usize) -> Vec<bool> {
    let mut inside = vec![false; words.len() - at];
    let mut position = at;
    while position < end {
        let length = name_length(graph, words, position);
        inside[position - at..(position + length).min(words.len()) - at].fill(true);
        position += length.max(1);
    }
    inside
}

/// "the last bridge out of X destroyed", "the depot in X destroyed": prepositional phrases before a participle belong
/// to the subject.
fn long_subject(words: &[Word], end: usize) -> usize {
    let participle = words[end..].iter().position(|word| word.is_verb() && word.is_past());
    match participle {
        Some(0) | None => end,
        Some(distance) => {
            let between = &words[end..end + distance];
            let phrases = between.first().is_some_and(|word| word.is_preposition() || word.tag == Tag::Adverb);
            if phrases { end + distance } else { end }
        }
    }
}

fn main_verb(
    graph: &Graph,
    schema: &Schema,
    words: &[Word],
    at: usize,
    auxiliaries: &[Auxiliary],
    mut negative: bool,
    subject: Option<String>,
) -> Option<Verbal> {
    let has_be = auxiliaries.iter().any(|a| matches!(a, Auxiliary::Be | Auxiliary::Was | Auxiliary::Been));
    let auxiliary_verb = has_be.then(|| "be".to_owned());
    let word = words.get(at);
    let verb = word.filter(|word| {
        let bare = auxiliaries.is_empty() || !has_be;
        // After "be" only a participle is a verb; else whatever stands here must be one.
        bare || word.is_verb() && (word.is_past() || word.penn == PennTag::Vbg || word.lower.ends_with("ed"))
    });
    let tense = tense(auxiliaries, word);
    let Some(verb) = verb else {
        let lemma = auxiliary_verb?;
        let rest = words.get(at..).unwrap_or_default();
        let complements = complements(graph, rest);
        return Some(Verbal {
            subject,
            form: lemma.clone(),
            lemma,
            passive: false,
            negative: negative || rest.first().is_some_and(Word::negates),
            tense,
            governor: None,
            complements,
            next: None,
        });
    };
    let mut verb = verb;
    let mut rest = &words[at + 1..];
    let mut governor = None;
    let mut passive = has_be && verb.penn != PennTag::Vbg && !verb.lower.ends_with("ing");
    let mut tense = tense;
    // "want to join", "going to visit": the second verb is meant.
    if let [to, second, ..] = rest
        && to.lower == "to"
        && (second.is_verb()
            || second.auxiliary().is_none()
                && !schema.verb_frames(&second.lemma).is_empty()
                && second.tag != Tag::ProperNoun)
        && (second.penn == PennTag::Vb || !schema.verb_frames(&second.lemma).is_empty())
        && second.lower != "do"
        && phrase_is_verb(graph, rest)
    {
        if verb.lemma == "go" {
            tense = Tense::Future;
        } else {
            governor = Some(verb.lemma.clone());
        }
        verb = second;
        rest = &rest[2..];
        passive = false;
    }
    let (own, next) = split(rest);
    let next = next.and_then(|(words, joint)| {
        let second = main_verb(graph, schema, words, 0, &[], false, None)?;
        Some((Box::new(second), joint))
    });
    negative |= own.first().is_some_and(Word::negates);
    let mut complements = complements(graph, own);
    // "take place": the noun belongs to the verb.
    if verb.lemma == "take" && complements.objects.first().is_some_and(|object| object == "place") {
        complements.objects.remove(0);
    }
    Some(Verbal {
        subject,
        lemma: lemma_of(schema, verb, auxiliaries),
        form: verb.lower.clone(),
        passive,
        negative,
        tense,
        governor,
        complements,
        next,
    })
}

/// "to Kyiv" is no infinitive.
fn phrase_is_verb(graph: &Graph, rest: &[Word]) -> bool {
    name_length(graph, rest, 1) == 0
}

/// The lemma, checked against the verbs that the schema knows: taggers stumble over questions.
fn lemma_of(schema: &Schema, verb: &Word, auxiliaries: &[Auxiliary]) -> String {
    // After "did" the verb is its own lemma: "did X found Y" is not about finding.
    let base =
        auxiliaries.iter().any(|auxiliary| matches!(auxiliary, Auxiliary::Do | Auxiliary::Did | Auxiliary::Will));
    if base && !schema.verb_frames(&verb.lower).is_empty() {
        return verb.lower.clone();
    }
    if !schema.verb_frames(&verb.lemma).is_empty() || verb.is_verb() && verb.lemma != verb.lower {
        return verb.lemma.clone();
    }
    let lower = verb.lower.as_str();
    let doubled = |stem: &str| stem.char_indices().next_back().map(|(last, _)| stem[..last].to_owned());
    let mut guesses: Vec<String> = Vec::new();
    for ending in ["ed", "ing", "es", "s", "d"] {
        if let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            guesses.push(stem.to_owned());
            guesses.push(format!("{stem}e"));
            guesses.extend(stem.strip_suffix('i').map(|stem| format!("{stem}y")));
            guesses.extend(doubled(stem));
        }
    }
    guesses.into_iter().find(|guess| !schema.verb_frames(guess).is_empty()).unwrap_or_else(|| verb.lemma.clone())
}

fn tense(auxiliaries: &[Auxiliary], verb: Option<&Word>) -> Tense {
    if auxiliaries.contains(&Auxiliary::Will) {
        return Tense::Future;
    }
    if auxiliaries.contains(&Auxiliary::Modal) {
        return Tense::Possible;
    }
    let past = auxiliaries.iter().any(|a| matches!(a, Auxiliary::Did | Auxiliary::Was | Auxiliary::Have));
    if past
        || auxiliaries.is_empty() && verb.is_some_and(|verb| verb.penn == PennTag::Vbd || verb.lower.ends_with("ed"))
    {
        return Tense::Past;
    }
    Tense::Present
}

/// Cuts "… but not capture", "… and met X" off.
fn split(rest: &[Word]) -> (&[Word], Option<(&[Word], Joint)>) {
    for (at, word) in rest.iter().enumerate() {
        if !matches!(word.lower.as_str(), "and" | "but") {
            continue;
        }
        let mut verb = at + 1;
        let mut joint = Joint::And;
        while let Some(word) = rest.get(verb) {
            if word.negates() {
                joint = Joint::Not;
            } else if word.auxiliary().is_none() && word.tag != Tag::Adverb {
                break;
            }
            verb += 1;
        }
        if rest.get(verb).is_some_and(|word| word.is_verb() || joint == Joint::Not && word.tag != Tag::ProperNoun) {
            return (&rest[..at], Some((&rest[verb..], joint)));
        }
    }
    (rest, None)
}
