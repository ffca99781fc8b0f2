use crate::nlp::{Analysis, Analyzer, PennTag, Tag};

/// A word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As written.
    pub(super) form: String,
    /// In lower case.
    pub(super) lower: String,
    /// Dictionary form in lower case.
    pub(super) lemma: String,
    /// Universal part of speech.
    pub(super) tag: Tag,
    /// Penn Treebank tag.
    pub(super) penn: PennTag,
}

/// The words of a question, without punctuation at its end and polite words at its beginning.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text = &apart(text);
    let analysis = Analyzer::embedded().analyse_question(text);
    let mut words = words_in(text, &analysis);
    while words
        .last()
        .is_some_and(|word| word.tag == Tag::Punctuation || matches!(word.lower.as_str(), "?" | "." | "!"))
    {
        words.pop();
    }
    let lowers: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let start = POLITE.iter().filter(|phrase| lowers.starts_with(phrase)).map(|phrase| phrase.len()).max();
    words.drain(..start.unwrap_or(0));
    words
}

/// "whos" at the start is "who's".
fn apart(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let joined = ["whos", "whats", "wheres", "whens", "hows", "whys"].contains(&first.to_lowercase().as_str());
    match text.split_once(first).filter(|_| joined) {
        Some((before, after)) => format!("{before}{}'s{after}", &first[..first.len() - 1]),
        None => text.to_owned(),
    }
}

/// The words of a sentence of an article.
pub(super) fn sentence_words(text: &str) -> Vec<Word> {
    words_in(text, &Analyzer::embedded().analyse(text))
}

fn words_in(text: &str, analysis: &Analysis) -> Vec<Word> {
    let tokens = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
    let words = tokens.map(|token| Word {
        form: token.span.of(text).to_owned(),
        lower: token.form.to_lowercase(),
        lemma: token.lemma.to_lowercase(),
        tag: token.tag,
        penn: token.penn,
    });
    words.filter(|word| !matches!(word.lower.as_str(), "\"" | "“" | "”" | "''" | "``")).collect()
}

const POLITE: &[&[&str]] = &[
    &["please"],
    &["tell", "me"],
    &["please", "tell", "me"],
    &["can", "you", "tell", "me"],
    &["do", "you", "know"],
    &["i", "want", "to", "know"],
    &["so"],
    &["and"],
];

impl Word {
    /// True for "not", "n't" and "never".
    pub(super) fn negates(&self) -> bool {
        matches!(self.lower.as_str(), "not" | "n't" | "n’t" | "never")
    }

    /// The auxiliary that the word is by its form, whatever its tag.
    pub(super) fn auxiliary(&self) -> Option<Auxiliary> {
        Some(match self.lower.as_str() {
            "do" | "does" => Auxiliary::Do,
            "did" => Auxiliary::Did,
            "is" | "are" | "am" | "'s" | "’s" | "be" | "being" => Auxiliary::Be,
            "was" | "were" => Auxiliary::Was,
            "been" => Auxiliary::Been,
            "has" | "have" | "had" | "having" => Auxiliary::Have,
            "will" | "shall" | "wo" | "'ll" => Auxiliary::Will,
            "would" | "can" | "could" | "may" | "might" | "should" | "must" | "ca" => Auxiliary::Modal,
            _ => return None,
        })
    }

    /// True if the word is tagged as a full verb.
    pub(super) fn is_verb(&self) -> bool {
        self.tag == Tag::Verb
    }

    /// True for a preposition.
    pub(super) fn is_preposition(&self) -> bool {
        matches!(self.tag, Tag::Adposition | Tag::Subordinator) && PREPOSITIONS.contains(&self.lower.as_str())
            || ALWAYS_PREPOSITIONS.contains(&self.lower.as_str())
    }

    /// True for a word that is a preposition wherever the tagger does not see another use.
    pub(super) fn may_be_preposition(&self) -> bool {
        PREPOSITIONS.contains(&self.lower.as_str()) || ALWAYS_PREPOSITIONS.contains(&self.lower.as_str())
    }

    /// True for a word that can stand in a noun phrase.
    pub(super) fn is_nominal(&self) -> bool {
        matches!(
            self.tag,
            Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Determiner | Tag::Numeral | Tag::Pronoun | Tag::Symbol
        ) && !self.is_question_word()
            || matches!(self.lower.as_str(), "'s" | "’s" | "'" | "-" | "’" | "%" | "$")
    }

    /// True for "who", "which", "how" …
    pub(super) fn is_question_word(&self) -> bool {
        QUESTION_WORDS.contains(&self.lower.as_str())
    }

    /// True for a past form or a past participle.
    pub(super) fn is_past(&self) -> bool {
        matches!(self.penn, PennTag::Vbd | PennTag::Vbn)
    }
}

/// The auxiliaries that questions turn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Auxiliary {
    Do,
    Did,
    Be,
    Was,
    Been,
    Have,
    Will,
    Modal,
}

const QUESTION_WORDS: &[&str] = &["who", "whom", "whose", "what", "which", "where", "when", "why", "how"];

const ALWAYS_PREPOSITIONS: &[&str] = &["of", "at", "with", "from", "into", "against", "among", "during", "towards"];

const PREPOSITIONS: &[&str] = &[
    "in",
    "on",
    "to",
    "for",
    "by",
    "about",
    "over",
    "under",
    "after",
    "before",
    "since",
    "until",
    "till",
    "between",
    "near",
    "around",
    "through",
    "across",
    "behind",
    "inside",
    "outside",
    "as",
    "off",
    "upon",
    "within",
    "without",
    "like",
    "toward",
    "along",
    "beyond",
    "despite",
    "following",
    "because",
];

/// The text of a run of words, as written.
pub(super) fn text_of(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        let tight = matches!(word.lower.as_str(), "'s" | "’s" | "'" | "’" | "," | "n't" | "-" | "%")
            || text.ends_with('-')
            || text.ends_with('$');
        if !text.is_empty() && !tight {
            text.push(' ');
        }
        text.push_str(&word.form);
    }
    text
}
