//! Circumstances ("in Lima", "to prison") that an article tells beside a statement rather than in it.

use crate::graph::Graph;
use crate::model::{DocumentId, EntityId, EntityType, MONTHS, Span, WEEKDAYS};

use super::link::names_of;
use super::plan::Term;
use super::text::{content_words, coverage};

/// The cost of what stands elsewhere in the sentence.
const IN_SENTENCE: u8 = 2;

/// The cost of a name that stands earlier in the paragraph.
const IN_PARAGRAPH: u8 = 3;

/// The cost of a name that the article begins with.
const IN_LEDE: u8 = 4;

/// How much of an article is its beginning, in bytes.
const LEDE: usize = 400;

/// Where something is said.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) document: DocumentId,
    pub(crate) sentence: Span,
    /// The words that say it.
    pub(crate) words: Span,
}

/// The cost at which a circumstance is told beside what stands at a site; `None` if it is not, or if it is a place and
/// another place stands nearer: of "after A, ten died in B" nobody learns that ten died in A.
pub(crate) fn told_beside(graph: &Graph, term: &Term, site: Site) -> Option<u8> {
    let Term::Phrase { text, entities } = term else { return None };
    let document = graph.document(site.document)?;
    let asked: Vec<EntityId> = entities.iter().map(|linked| graph.resolve(linked.entity)).collect();
    let known = asked.iter().filter_map(|id| graph.entity_by_id(*id));
    let is_place = known.clone().any(|entity| matches!(entity.entity_type, EntityType::Place | EntityType::Country));
    let names: Vec<Vec<String>> =
        known.flat_map(names_of).chain([text.as_str()]).map(content_words).filter(|words| !words.is_empty()).collect();
    let told = |text: &str| {
        let said = content_words(text);
        names.iter().any(|name| coverage(name, &said) >= 0.99)
    };
    let before = paragraph_before(&document.text, site.sentence);
    let lede = || format!("{} {}", document.title.as_deref().unwrap_or_default(), beginning(&document.text));
    let (region, cost) = if told(site.sentence.of(&document.text)) {
        (site.sentence, IN_SENTENCE)
    } else if !asked.is_empty() && told(before) {
        (Span { start: site.sentence.start - before.len() as u32, end: site.sentence.end }, IN_PARAGRAPH)
    } else if !asked.is_empty() && told(&lede()) && !names_place(site.sentence.of(&document.text)) {
        (site.sentence, IN_LEDE)
    } else {
        return None;
    };
    let said = site.words.of(&document.text);
    let elsewhere = text.starts_with(char::is_uppercase) && names_place(said) && !told(said);
    (!elsewhere && (!is_place || cost == IN_LEDE || is_nearest(graph, &asked, region, site))).then_some(cost)
}

/// "four were killed in Lima": the words say where by themselves.
fn names_place(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let named = |word: &str| {
        let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let dated = MONTHS.contains(&plain.as_str()) || WEEKDAYS.contains(&plain.as_str());
        word.starts_with(char::is_uppercase) && !dated
    };
    words.windows(2).any(|pair| matches!(pair[0], "in" | "at" | "near") && named(pair[1]))
}

/// The title and the first lines of an article tell what all of it is about.
fn beginning(text: &str) -> &str {
    let end = (0..=LEDE.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// Places this close in the text belong together: "Karol Bagh, in the Indian capital New Delhi".
const TOGETHER: u32 = 32;

fn is_nearest(graph: &Graph, asked: &[EntityId], region: Span, site: Site) -> bool {
    let inside = |span: Span| region.start <= span.start && span.end <= region.end;
    let located = |id: EntityId| {
        let entity = graph.entity_by_id(graph.resolve(id));
        entity.is_some_and(|entity| matches!(entity.entity_type, EntityType::Place | EntityType::Country))
    };
    // "A, a town ten miles from B": B only tells where A lies.
    let text = graph.document(site.document).map_or("", |document| &*document.text);
    let distant = |span: Span| {
        let start = (span.start as usize).saturating_sub(30);
        let start = (0..=start).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let before = text.get(start..span.start as usize).unwrap_or_default();
        ["mile", "kilomet", "km "].iter().any(|unit| before.contains(unit))
            && ["from ", " of "].iter().any(|word| before.ends_with(word))
    };
    let mut places: Vec<(Span, bool)> = graph
        .mentions_in(site.document)
        .filter(|mention| inside(mention.span) && located(mention.entity) && !distant(mention.span))
        .map(|mention| (mention.span, asked.contains(&graph.resolve(mention.entity))))
        .collect();
    places.sort_by_key(|(span, _)| (span.start, span.end));
    let mut groups: Vec<(Span, bool)> = Vec::new();
    for (span, wanted) in places {
        match groups.last_mut().filter(|(last, _)| span.start <= last.end + TOGETHER) {
            Some((last, known)) => {
                last.end = last.end.max(span.end);
                *known |= wanted;
            }
            None => groups.push((span, wanted)),
        }
    }
    let distance = |span: &Span| match () {
        () if span.end <= site.words.start => site.words.start - span.end,
        () if span.start >= site.words.end => span.start - site.words.end,
        () => 0,
    };
    let nearest = groups.iter().min_by_key(|(span, _)| distance(span));
    nearest.is_none_or(|(_, wanted)| *wanted)
}

/// What stands before a sentence in its paragraph, as far as it is near; right before the sentence.
fn paragraph_before(text: &str, sentence: Span) -> &str {
    const NEAR: usize = 500;
    let before = text.get(..sentence.start as usize).unwrap_or_default();
    if before.trim_end_matches(' ').ends_with('\n') {
        return "";
    }
    let start = (before.len().saturating_sub(NEAR)..=before.len()).find(|&at| before.is_char_boundary(at));
    let near = &before[start.unwrap_or(before.len())..];
    near.rfind('\n').map_or(near, |line| &near[line + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_at_a_line() {
        let text = "Title\n\nOne here. Two there.\nThree.";
        let span = |words: &str| {
            let start = text.find(words).unwrap() as u32;
            Span { start, end: start + words.len() as u32 }
        };
        assert_eq!(paragraph_before(text, span("Two there.")), "One here. ");
        assert_eq!(paragraph_before(text, span("Three.")), "");
    }
}
