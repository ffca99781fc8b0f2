use serde::{Deserialize, Serialize};

/// A universal part of speech (UPOS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Tag {
    /// `ADJ`
    Adjective,
    /// `ADP`
    Adposition,
    /// `ADV`
    Adverb,
    /// `AUX`
    Auxiliary,
    /// `CCONJ`
    Conjunction,
    /// `DET`
    Determiner,
    /// `INTJ`
    Interjection,
    /// `NOUN`
    Noun,
    /// `NUM`
    Numeral,
    /// `PART`
    Particle,
    /// `PRON`
    Pronoun,
    /// `PROPN`
    ProperNoun,
    /// `PUNCT`
    Punctuation,
    /// `SCONJ`
    Subordinator,
    /// `SYM`
    Symbol,
    /// `VERB`
    Verb,
    /// `X`
    Other,
}

impl Tag {
    /// Every value, in the order of the model file.
    pub const ALL: [Tag; 17] = [
        Tag::Adjective,
        Tag::Adposition,
        Tag::Adverb,
        Tag::Auxiliary,
        Tag::Conjunction,
        Tag::Determiner,
        Tag::Interjection,
        Tag::Noun,
        Tag::Numeral,
        Tag::Particle,
        Tag::Pronoun,
        Tag::ProperNoun,
        Tag::Punctuation,
        Tag::Subordinator,
        Tag::Symbol,
        Tag::Verb,
        Tag::Other,
    ];

    /// The label used in CoNLL-U.
    pub fn as_str(self) -> &'static str {
        match self {
            Tag::Adjective => "ADJ",
            Tag::Adposition => "ADP",
            Tag::Adverb => "ADV",
            Tag::Auxiliary => "AUX",
            Tag::Conjunction => "CCONJ",
            Tag::Determiner => "DET",
            Tag::Interjection => "INTJ",
            Tag::Noun => "NOUN",
            Tag::Numeral => "NUM",
            Tag::Particle => "PART",
            Tag::Pronoun => "PRON",
            Tag::ProperNoun => "PROPN",
            Tag::Punctuation => "PUNCT",
            Tag::Subordinator => "SCONJ",
            Tag::Symbol => "SYM",
            Tag::Verb => "VERB",
            Tag::Other => "X",
        }
    }

    /// The value of a CoNLL-U label, if it is one.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == label)
    }
}
