//! Names of several words that a tagger sees in parts: "Parliament of North Dale", titles between quotation marks.

use std::ops::Range;

use crate::nlp::{Dependency, NameKind, Sentence, Tag};

/// A span of tokens with the kind that the analysis gives it.
pub type Span = (Range<usize>, Option<NameKind>);

/// Words for bodies that are called after what they belong to.
const BODIES: &[&str] = &[
    "Academy",
    "Archdiocese",
    "Assembly",
    "Association",
    "Bank",
    "Bureau",
    "Chamber",
    "Church",
    "College",
    "Confederation",
    "Council",
    "Court",
    "Department",
    "Diocese",
    "Federation",
    "Institute",
    "Ministry",
    "Museum",
    "Parliament",
    "Senate",
    "Society",
    "Union",
    "University",
];

/// "*Parliament* of *North Dale*", "*Geology Institute* of *Peru*": a body and what it is called after are one name.
pub fn bodies_of(sentence: &Sentence, spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (tokens, kind) in spans {
        let joins = out.last().is_some_and(|(last, last_kind)| {
            // A tagger may count the "of" to the body.
            let open = last.len() > 1 && &*sentence.tokens[last.end - 1].form == "of";
            let of = if open { last.end - 1 } else { last.end };
            let body = &sentence.tokens[of - 1];
            let behind = of < tokens.start
                && (of + 1..tokens.start)
                    .all(|word| matches!(sentence.tokens[word].tag, Tag::Determiner | Tag::ProperNoun));
            let called = sentence.tokens.get(of).is_some_and(|word| &*word.form == "of") && behind;
            let hung = tokens.clone().any(|token| {
                let word = &sentence.tokens[token];
                word.relation == Dependency::Nmod && word.head.is_some_and(|head| last.contains(&(head as usize)))
            });
            let kinds = *last_kind != Some(NameKind::Person)
                && matches!(kind, None | Some(NameKind::Location | NameKind::Organization | NameKind::Miscellaneous));
            called && hung && kinds && BODIES.contains(&&*body.form)
        });
        match out.last_mut().filter(|_| joins) {
            Some((last, last_kind)) => {
                last.end = tokens.end;
                *last_kind = Some(NameKind::Organization);
            }
            None => out.push((tokens, kind)),
        }
    }
    out
}

/// "The *"Clean Water Act 2019"*": what stands in capitals between quotation marks is one name.
pub fn quoted_titles(sentence: &Sentence, spans: Vec<Span>) -> Vec<Span> {
    let mut out = spans;
    let mut open = 0;
    while open < sentence.tokens.len() {
        if !matches!(&*sentence.tokens[open].form, "\"" | "“" | "``") {
            open += 1;
            continue;
        }
        let closes = |word: &usize| matches!(&*sentence.tokens[*word].form, "\"" | "”" | "''");
        let Some(close) = (open + 1..sentence.tokens.len()).find(closes) else { break };
        let title = open + 1..close;
        if is_title(sentence, &title) {
            let inside = |span: &Span| span.0.start < title.end && span.0.end > title.start;
            let kinds: Vec<Option<NameKind>> = out.iter().filter(|span| inside(span)).map(|span| span.1).collect();
            let kind = kinds.iter().flatten().next().copied().filter(|kind| *kind != NameKind::Person);
            if !kinds.is_empty() && out.iter().filter(|span| inside(span)).all(|span| within(&span.0, &title)) {
                out.retain(|span| !inside(span));
                out.push((title, kind));
            }
        }
        open = close + 1;
    }
    out.sort_by_key(|(tokens, _)| tokens.start);
    out
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Two to eight words in capitals, short words aside, that end in one or in a number.
fn is_title(sentence: &Sentence, words: &Range<usize>) -> bool {
    let capital = |word: usize| sentence.tokens[word].form.starts_with(char::is_uppercase);
    let number = |word: usize| sentence.tokens[word].tag == Tag::Numeral;
    let small = |word: usize| {
        matches!(
            sentence.tokens[word].tag,
            Tag::Adposition | Tag::Determiner | Tag::Conjunction | Tag::Particle | Tag::Punctuation
        ) && !matches!(&*sentence.tokens[word].form, "." | "," | "!" | "?" | ";" | ":")
    };
    (3..=8).contains(&words.len())
        && capital(words.start)
        && (capital(words.end - 1) || number(words.end - 1))
        && words.clone().all(|word| capital(word) || number(word) || small(word))
        && words.clone().filter(|&word| capital(word)).count() > 1
}
