//! Capitals for questions typed without any: "is ukraine a member of nato" is read as "is Ukraine a member of NATO".

use super::hash::text;
use super::model::{WordLists, name_key, net};
use super::word::{Word, WordBuffer};

/// Words that WordNet leaves out, as they only serve grammar, and that some name is spelt like ("WHO", "US", "IT").
const GRAMMAR: [&str; 108] = [
    "a",
    "against",
    "although",
    "am",
    "among",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "anything",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "being",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "either",
    "every",
    "everybody",
    "everyone",
    "everything",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "may",
    "me",
    "might",
    "mine",
    "must",
    "my",
    "n't",
    "neither",
    "no",
    "nobody",
    "nor",
    "not",
    "of",
    "on",
    "onto",
    "or",
    "our",
    "ours",
    "shall",
    "she",
    "should",
    "since",
    "some",
    "somebody",
    "someone",
    "something",
    "than",
    "that",
    "the",
    "their",
    "them",
    "themselves",
    "these",
    "they",
    "this",
    "those",
    "to",
    "unless",
    "until",
    "upon",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "whom",
    "whose",
    "why",
    "with",
];

/// The words of a question as they would be written with capitals; as they are if there is a capital already.
pub(crate) fn truecase(forms: &[&str], lists: &WordLists) -> Vec<String> {
    if forms.iter().any(|form| form.contains(char::is_uppercase)) {
        return forms.iter().map(|form| (*form).to_owned()).collect();
    }
    let mut buffer = WordBuffer::default();
    forms.iter().map(|form| truecased(form, lists, &mut buffer)).collect()
}

fn truecased(form: &str, lists: &WordLists, buffer: &mut WordBuffer) -> String {
    let common = Word::new(form, lists, buffer).net != Word::new("", lists, buffer).net;
    let word = form.len() > 1 && form.len() <= 40 && form.chars().all(char::is_alphabetic);
    if common || !word || GRAMMAR.binary_search(&form).is_ok() {
        return form.to_owned();
    }
    let mut characters = form.chars();
    let capitalised: String =
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect());
    let upper = form.to_uppercase();
    let listed = |name: &str| lists.names.get(name_key(0, name)) & !net::PREFIX != 0;
    let known = lists.tag_sets.get(text(form.as_bytes())) != 0;
    match () {
        () if listed(&capitalised) => capitalised,
        () if listed(&upper) => upper,
        () if known || form.len() < 3 => form.to_owned(),
        // A word that neither WordNet nor the training data know is most likely a name.
        () => capitalised,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched_by_halves() {
        assert!(GRAMMAR.is_sorted());
    }
}
