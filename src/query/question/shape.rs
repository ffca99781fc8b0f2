//! Questions that are known by their wording.

use super::words::Word;

/// A question of a fixed form.
pub(super) enum Shape {
    /// How two are connected.
    Path(Vec<Word>, Vec<Word>),
    /// Which … appear in more than one article.
    Recurring(Option<Word>),
    /// What happened: the words after the verb.
    Happened(Vec<Word>),
    /// What somebody did: who, and the words after the verb.
    Did(Vec<Word>, Vec<Word>),
    /// What is known about …
    About(Vec<Word>),
}

const CONNECTED: &[&str] = &["connected", "linked", "related", "tied", "associated", "connect", "link", "relate"];
const CONNECTION: &[&str] = &["connection", "link", "relationship", "relation", "tie", "ties", "connections", "links"];
const ARTICLES: &[&str] =
    &["article", "articles", "document", "documents", "text", "texts", "report", "reports", "story", "stories"];
const SEVERAL: &[&str] = &["one", "several", "multiple", "two", "all", "both", "many", "different", "every"];

/// The form of a question, if it is one of these.
pub(super) fn find(words: &[Word]) -> Option<Shape> {
    path(words).or_else(|| recurring(words)).or_else(|| happened(words)).or_else(|| did(words)).or_else(|| about(words))
}

fn position(words: &[Word], wanted: &[&str]) -> Option<usize> {
    words.iter().position(|word| wanted.contains(&word.lower.as_str()))
}

fn path(words: &[Word]) -> Option<Shape> {
    let first = words.first()?.lower.as_str();
    let divided = |words: &[Word], by: &[&str]| {
        let at = position(words, by)?;
        let (one, other) = (words[..at].to_vec(), words[at + 1..].to_vec());
        (!one.is_empty() && !other.is_empty()).then_some(Shape::Path(one, other))
    };
    match first {
        "how" if words.len() > 3 && words[1].auxiliary().is_some() => {
            let at = position(words, CONNECTED)?;
            let before = &words[2..at];
            let after = words.get(at + 2..).unwrap_or_default();
            if !after.is_empty() && after[0].lower != "each" && after[0].lower != "one" {
                return (!before.is_empty()).then(|| Shape::Path(before.to_vec(), after.to_vec()));
            }
            divided(before, &["and", "&"])
        }
        "what" | "which"
            if words.len() > 3 && matches!(words[1].lower.as_str(), "connects" | "links" | "ties" | "relates") =>
        {
            divided(&words[2..], &["and", "to", "with", "&"])
        }
        "what" => {
            let noun = position(words, CONNECTION)?;
            if words.get(noun + 1)?.lower != "between" {
                return None;
            }
            divided(&words[noun + 2..], &["and", "&"])
        }
        _ => None,
    }
}

fn recurring(words: &[Word]) -> Option<Shape> {
    let article = position(words, ARTICLES)?;
    let verb =
        position(words, &["appear", "appears", "mentioned", "occur", "occurs", "named", "appeared", "found", "in"])?;
    let several = words[verb..article].iter().any(|word| SEVERAL.contains(&word.lower.as_str()));
    let front = words.first().is_some_and(Word::is_question_word);
    if !several || !front || verb == 0 {
        return None;
    }
    let noun = words[1..verb].iter().rev().find(|word| word.auxiliary().is_none()).cloned();
    Some(Shape::Recurring(noun))
}

fn happened(words: &[Word]) -> Option<Shape> {
    let [what, verb, rest @ ..] = words else { return None };
    let (verb, rest) = match (verb.auxiliary(), rest) {
        (Some(_), [second, rest @ ..]) => (second, rest),
        _ => (verb, rest),
    };
    let took_place = verb.lemma == "take" && rest.first().is_some_and(|word| word.lower == "place");
    let happens =
        matches!(verb.lower.as_str(), "happened" | "happens" | "happen" | "occurred" | "happening") || took_place;
    if what.lower != "what" || !happens {
        return None;
    }
    Some(Shape::Happened(rest[usize::from(took_place)..].to_vec()))
}

/// "what did X do (on Monday)".
fn did(words: &[Word]) -> Option<Shape> {
    let [what, auxiliary, rest @ ..] = words else { return None };
    let done = rest.iter().position(|word| matches!(word.lower.as_str(), "do" | "done"))?;
    let asks = what.lower == "what" && matches!(auxiliary.lower.as_str(), "did" | "has" | "have" | "had");
    let plain = !rest[..done].iter().any(|word| word.is_verb() || word.auxiliary().is_some() || word.lower == "to");
    (asks && plain && done > 0).then(|| Shape::Did(rest[..done].to_vec(), rest[done + 1..].to_vec()))
}

fn about(words: &[Word]) -> Option<Shape> {
    let lowers: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let phrases: [&[&str]; 4] =
        [&["what", "is", "known", "about"], &["what", "do", "we", "know", "about"], &["about"], &["what", "about"]];
    if let Some(shape) = job(words) {
        return Some(shape);
    }
    let found = phrases.iter().find(|phrase| lowers.starts_with(phrase))?;
    (words.len() > found.len()).then(|| Shape::About(words[found.len()..].to_vec()))
}

const JOBS: &[&str] =
    &["job", "profession", "occupation", "position", "role", "post", "office", "title", "nationality"];

/// "what is X's job", "what does X do", "which office does X hold".
fn job(words: &[Word]) -> Option<Shape> {
    let [what, second, rest @ ..] = words else { return None };
    let (last, before) = rest.split_last()?;
    let is_job = |word: &Word| JOBS.contains(&word.lower.as_str());
    let person = match (what.lower.as_str(), second.lower.as_str()) {
        ("what", "is" | "was") if is_job(last) => before,
        ("what", "does") if last.lower == "do" => before,
        ("what" | "which", _) if is_job(second) && matches!(last.lemma.as_str(), "hold" | "have") => {
            before.split_first().filter(|(auxiliary, _)| auxiliary.auxiliary().is_some())?.1
        }
        _ => return None,
    };
    let end = person.iter().rposition(|word| !matches!(word.lower.as_str(), "'s" | "’s" | "'" | "’"))?;
    let verb = |word: &Word| word.is_verb() || word.auxiliary().is_some() || word.lower == "to";
    (!person[..=end].iter().any(verb) && person.len() <= 5).then(|| Shape::About(person[..=end].to_vec()))
}

/// Cuts "according to X" off the beginning or the end.
pub(super) fn without_source(words: &[Word]) -> (Vec<Word>, Option<Vec<Word>>) {
    let at =
        (0..words.len().saturating_sub(2)).find(|&at| words[at].lower == "according" && words[at + 1].lower == "to");
    let Some(at) = at else { return (words.to_vec(), None) };
    if at == 0 {
        let comma = words.iter().position(|word| word.lower == ",");
        let question = words[3..].iter().position(|word| word.is_question_word() || word.auxiliary().is_some());
        let end = comma.or(question.map(|position| position + 3)).unwrap_or(words.len());
        let rest = words[end..].iter().skip_while(|word| word.lower == ",").cloned().collect();
        return (rest, Some(words[2..end].to_vec()));
    }
    let before = words[..at].iter().filter(|word| word.lower != ",").cloned().collect();
    (before, Some(words[at + 2..].to_vec()))
}
