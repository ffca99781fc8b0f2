//! Names from the entities that GUM marks in the last column (`Entity=(1-person-…` … `1)`).

use super::names::Plain;
use crate::nlp::analysis::{Name, NameKind};
use crate::nlp::conllu::{ConlluError, RowSentence, rows};

/// Titles before a name, which Universal NER leaves out of it.
const TITLES: &str = include_str!("../../../data/words/titles.tsv");
const OFFICES: &str = include_str!("../../../data/words/offices.tsv");
const COUNTRIES: &str = include_str!("../../../data/words/countries.tsv");

/// An entity: first and last word, and its type.
type Entity = (usize, usize, String);

/// The documents of GUM with their names.
pub(super) fn documents(text: &str) -> Result<Vec<Vec<Plain>>, ConlluError> {
    let first = |list: &'static str| list.lines().filter_map(|line| line.split('\t').next());
    let titles: Vec<&str> = first(TITLES).chain(first(OFFICES)).collect();
    let demonyms: Vec<&str> =
        COUNTRIES.lines().filter_map(|line| line.split('\t').nth(1)).flat_map(|cell| cell.split(';')).collect();
    let mut documents: Vec<Vec<Plain>> = Vec::new();
    let mut open: Vec<(String, usize, String)> = Vec::new();
    for sentence in rows(text)? {
        if sentence.has_comment("newdoc") || documents.is_empty() {
            documents.push(Vec::new());
            open.clear();
        }
        let mut entities = entities(&sentence, &mut open);
        entities.sort_by_key(|entity| (std::cmp::Reverse(entity.1 - entity.0), entity.0));
        let mut names: Vec<Name> = Vec::new();
        for entity in &entities {
            names.extend(name(&sentence, entity, &titles, &names));
        }
        for (at, row) in sentence.words.iter().enumerate() {
            let free = !names.iter().any(|name| name.tokens.contains(&at));
            if free && demonyms.contains(&row.columns[1]) {
                names.push(Name { tokens: at..at + 1, kind: NameKind::Miscellaneous });
            }
        }
        names.sort_by_key(|name| name.tokens.start);
        let forms = sentence.words.iter().map(|row| row.columns[1].to_owned()).collect();
        if let Some(document) = documents.last_mut() {
            document.push(Plain { forms, names, id: sentence.comment("sent_id").map(str::to_owned) });
        }
    }
    Ok(documents)
}

/// The entities that end in a sentence; those that go on are left in `open`.
fn entities(sentence: &RowSentence, open: &mut Vec<(String, usize, String)>) -> Vec<Entity> {
    let mut entities = Vec::new();
    open.clear();
    for (at, row) in sentence.words.iter().enumerate() {
        let Some(mut rest) = row.misc("Entity") else { continue };
        while !rest.is_empty() {
            let (opens, content) = match rest.strip_prefix('(') {
                Some(content) => (true, content),
                None => (false, rest),
            };
            let end = content.find(['(', ')']).unwrap_or(content.len());
            let mut fields = content[..end].split('-');
            let identifier = fields.next().unwrap_or("").to_owned();
            let closes = content[end..].starts_with(')');
            if opens {
                open.push((identifier.clone(), at, fields.next().unwrap_or("").to_owned()));
            }
            if closes && let Some(found) = open.iter().rposition(|(other, ..)| *other == identifier) {
                let (_, start, kind) = open.remove(found);
                entities.push((start, at, kind));
            }
            rest = &content[(end + usize::from(closes)).min(content.len())..];
        }
    }
    entities
}

/// The name in an entity: the proper nouns around its head.
fn name(sentence: &RowSentence, (start, end, kind): &Entity, titles: &[&str], taken: &[Name]) -> Option<Name> {
    let kind = match kind.as_str() {
        "person" => NameKind::Person,
        "organization" => NameKind::Organization,
        "place" => NameKind::Location,
        "event" | "object" | "abstract" => NameKind::Miscellaneous,
        _ => return None,
    };
    let columns = |at: usize| &sentence.words[at].columns;
    let outside =
        |at: usize| columns(at)[6].parse::<usize>().is_ok_and(|head| head == 0 || head <= *start || head > end + 1);
    let head = (*start..=*end).find(|&at| outside(at))?;
    let proper = |at: usize| columns(at)[4].starts_with("NNP");
    let joins = |at: usize| matches!(columns(at)[1], "-" | "of" | "&" | "the" | "and" | "for" | "'s" | "’s");
    if !proper(head) || !columns(head)[1].starts_with(char::is_uppercase) {
        return None;
    }
    let (mut first, mut last) = (head, head);
    while first > *start {
        let step =
            (1..=2).find(|step| first >= start + step && proper(first - step) && (*step == 1 || joins(first - 1)));
        let Some(step) = step else { break };
        first -= step;
    }
    while last < *end {
        let step =
            (1..=3).find(|step| last + step <= *end && proper(last + step) && (1..*step).all(|by| joins(last + by)));
        let Some(step) = step else { break };
        last += step;
    }
    while first < last && titles.iter().any(|title| title.eq_ignore_ascii_case(columns(first)[1].trim_end_matches('.')))
    {
        first += 1;
    }
    let free = taken.iter().all(|name| name.tokens.end <= first || name.tokens.start > last);
    free.then(|| Name { tokens: first..last + 1, kind })
}
