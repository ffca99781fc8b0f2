use std::ops::Range;

use super::super::PatternError;
use super::super::time::TimeRestriction;
use super::lex::{Piece, PieceKind, pieces};
use crate::model::{EntityType, Modality, Polarity};

/// One end of a clause before names are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RawTerm {
    /// `*`, or nothing where an object could stand.
    Any,
    /// `?name:Type`.
    Variable { name: String, kind: Option<EntityType> },
    /// A name or other words.
    Name(String),
}

/// A clause before names and relations are looked up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawClause {
    pub(crate) subject: RawTerm,
    /// The relation as written: a name, `family:…` or `*`.
    pub(crate) relation: String,
    pub(crate) relation_span: Range<usize>,
    pub(crate) object: RawTerm,
    pub(crate) polarity: Option<Polarity>,
    pub(crate) modalities: Vec<Modality>,
    pub(crate) source: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) time: Option<TimeRestriction>,
}

/// Reads a pattern. `is_relation` tells a relation's name among bare words.
pub(crate) fn parse(pattern: &str, is_relation: &dyn Fn(&str) -> bool) -> Result<Vec<RawClause>, PatternError> {
    let pieces = pieces(pattern)?;
    let clauses: Vec<&[Piece]> =
        pieces.split(|piece| piece.kind == PieceKind::End).filter(|clause| !clause.is_empty()).collect();
    if clauses.is_empty() {
        let hint = "write a clause such as `?who visited Kyiv`";
        return Err(PatternError::new(0..pattern.len(), "the pattern is empty", hint));
    }
    clauses.into_iter().map(|pieces| clause(pieces, is_relation)).collect()
}

fn clause(pieces: &[Piece], is_relation: &dyn Fn(&str) -> bool) -> Result<RawClause, PatternError> {
    let words: Vec<&Piece> = pieces.iter().filter(|piece| !matches!(piece.kind, PieceKind::Filter(_))).collect();
    let whole = pieces[0].span.start..pieces[pieces.len() - 1].span.end;
    if words.is_empty() {
        let hint = "put it after a clause: `?who visited Kyiv [planned]`";
        return Err(PatternError::new(whole, "a filter without a clause", hint));
    }
    let position = relation_position(&words, is_relation).ok_or_else(|| {
        let hint = "write `?who visited Kyiv`, and put names of several words in quotation marks";
        PatternError::new(whole.clone(), "no relation stands between the two ends", hint)
    })?;
    let PieceKind::Word(relation) = &words[position].kind else {
        let hint = "write a relation such as `visited`, `family:attack` or `*`";
        return Err(PatternError::new(words[position].span.clone(), "a relation should stand here", hint));
    };
    let mut clause = RawClause {
        subject: term(&words[..position])?,
        relation: relation.clone(),
        relation_span: words[position].span.clone(),
        object: term(&words[position + 1..])?,
        polarity: Some(Polarity::Positive),
        modalities: Vec::new(),
        source: None,
        place: None,
        time: None,
    };
    for piece in pieces {
        if let PieceKind::Filter(text) = &piece.kind {
            filter(&mut clause, text, piece.span.clone())?;
        }
    }
    Ok(clause)
}

/// Which word is the relation: the one after a variable or quoted name, the one before, or a known relation.
fn relation_position(words: &[&Piece], is_relation: &dyn Fn(&str) -> bool) -> Option<usize> {
    let bare = |position: usize| matches!(words[position].kind, PieceKind::Word(_));
    let named = |position: usize| match &words[position].kind {
        PieceKind::Word(word) => word == "*" || word.starts_with("family:") || is_relation(word),
        _ => false,
    };
    let last = words.len() - 1;
    if last == 0 {
        return None;
    }
    if !bare(0) {
        return Some(1);
    }
    (1..=last)
        .find(|&position| named(position))
        .or_else(|| (last >= 2 && !bare(last)).then_some(last - 1))
        .or_else(|| (1..=last).find(|&position| matches!(&words[position].kind, PieceKind::Word(w) if w.contains('_'))))
        .or_else(|| (last == 2).then_some(1))
}

fn term(words: &[&Piece]) -> Result<RawTerm, PatternError> {
    match words {
        [] => Ok(RawTerm::Any),
        [one] => match &one.kind {
            PieceKind::Variable(text) => variable(text, one.span.clone()),
            PieceKind::Quoted(text) => Ok(RawTerm::Name(text.clone())),
            PieceKind::Word(word) if word == "*" => Ok(RawTerm::Any),
            PieceKind::Word(word) => Ok(RawTerm::Name(word.clone())),
            PieceKind::Filter(_) | PieceKind::End => Ok(RawTerm::Any),
        },
        many => {
            let mut name = Vec::new();
            for piece in many {
                match &piece.kind {
                    PieceKind::Word(word) => name.push(word.as_str()),
                    _ => {
                        let hint = "start a new clause with `;`";
                        return Err(PatternError::new(piece.span.clone(), "a clause has two ends at most", hint));
                    }
                }
            }
            Ok(RawTerm::Name(name.join(" ")))
        }
    }
}

fn variable(text: &str, span: Range<usize>) -> Result<RawTerm, PatternError> {
    let (name, kind) = match text.split_once(':') {
        None => (text, None),
        Some((name, kind)) => {
            let known = EntityType::from_name(kind).ok_or_else(|| {
                let hint = format!("use one of {}", EntityType::ALL.map(EntityType::as_str).join(", "));
                PatternError::new(span.clone(), format!("`{kind}` is no type of entity"), hint)
            })?;
            (name, Some(known))
        }
    };
    if name.is_empty() || !name.chars().all(|character| character.is_alphanumeric() || character == '_') {
        let hint = "use letters, digits and `_`, as in `?who` or `?org:Organization`";
        return Err(PatternError::new(span, format!("`?{text}` is no variable"), hint));
    }
    Ok(RawTerm::Variable { name: name.to_owned(), kind })
}

fn filter(clause: &mut RawClause, text: &str, span: Range<usize>) -> Result<(), PatternError> {
    let (word, rest) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    let rest = rest.trim().trim_matches(['"', '“', '”']).to_owned();
    let bare = rest.is_empty();
    match word.to_lowercase().as_str() {
        "not" | "denied" if bare => clause.polarity = Some(Polarity::Negative),
        "any" if bare => clause.polarity = None,
        "asserted" if bare => clause.modalities.push(Modality::Asserted),
        "claimed" if bare => clause.modalities.push(Modality::Claimed),
        "planned" if bare => clause.modalities.push(Modality::Planned),
        "hypothetical" if bare => clause.modalities.push(Modality::Hypothetical),
        "by" if !bare => clause.source = Some(rest),
        "in" | "on" | "during" if !bare && is_time(&rest) => clause.time = Some(TimeRestriction::new(word, &rest)),
        "at" | "in" if !bare => clause.place = Some(rest),
        "on" | "before" | "after" | "since" | "during" if !bare => {
            clause.time = Some(TimeRestriction::new(&word.to_lowercase(), &rest));
        }
        _ => {
            let hint = "use [not], [any], [asserted], [claimed], [planned], [hypothetical], [by NAME], [in PLACE], \
                        [on DAY], [before TIME] or [after TIME]";
            return Err(PatternError::new(span, format!("`[{text}]` is no filter"), hint));
        }
    }
    Ok(())
}

/// True if the words are a date rather than a place.
fn is_time(text: &str) -> bool {
    TimeRestriction::new("in", text).start.is_some()
}
