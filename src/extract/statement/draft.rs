use crate::model::{Modality, Polarity, Quantity, Span, TimeExpression, ValueType};

/// A noun phrase that takes part in a statement, before it is known whom it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Sentence in the analysis.
    pub sentence: usize,
    /// Head of the phrase in that sentence.
    pub head: usize,
    /// The words of the phrase, without relative clauses.
    pub text: String,
    /// What kind of value it is, should it be no entity.
    pub value_type: ValueType,
    /// The number in it, with what it counts.
    pub quantity: Option<Quantity>,
}

/// One thing that a text says, in terms of its own words: a statement before linking.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Who or what it is about.
    pub subject: Participant,
    /// Canonical name from the schema, or the open lemma form.
    pub relation: String,
    /// Family of the relation in the schema.
    pub family: Option<String>,
    /// The words that express the relation.
    pub trigger: String,
    /// What is said of the subject; `None` for a statement without object.
    pub object: Option<Participant>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far the article stands behind it.
    pub modality: Modality,
    /// The source, if somebody other than the article says so.
    pub attributed_to: Option<Participant>,
    /// When.
    pub time: Option<TimeExpression>,
    /// Where.
    pub place: Option<Participant>,
    /// The number in it.
    pub quantity: Option<Quantity>,
    /// Further participants with their prepositions or roles.
    pub qualifiers: Vec<(String, Participant)>,
    /// 0 to 1: how sure the extraction is.
    pub confidence: f32,
    /// The sentence in the analysis that says so.
    pub sentence: usize,
    /// From the first to the last word used, in bytes of the text.
    pub words: Span,
}
