use serde::{Deserialize, Serialize};

use super::{
    ContentHash, Document, DocumentId, Entity, EntityId, Mention, Modality, Polarity, Span, Statement, StatementId,
};

/// One step by which a graph grows, shrinks or is corrected.
///
/// A graph is nothing but the changes that were applied to it, in order; the store keeps them, and opening a store
/// applies them again. New documents, entities and statements take the next free number; numbers are never reused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new document.
    Document(Document),
    /// A new entity, or a new version of the one with the same number (as the graph shows it: with the aliases of
    /// the entities that were merged into it).
    Entity(Entity),
    /// A further mention.
    Mention(Mention),
    /// A new statement, or a new version of the one with the same number (say, with more evidence).
    Statement(Statement),
    /// Removes a document, its mentions, and its evidence; statements without evidence go with it.
    Forget(DocumentId),
    /// Two entities turn out to be one. Reversible: the graph remembers what every mention and statement meant.
    Merge {
        /// The entity that stays.
        kept: EntityId,
        /// The entity that is from now on the same as `kept`.
        absorbed: EntityId,
    },
    /// Takes a merge back.
    Split {
        /// The entity that stayed.
        kept: EntityId,
        /// The entity that stands for itself again.
        absorbed: EntityId,
    },
    /// Two entities are known to be different; merging them is refused.
    NeverMerge(EntityId, EntityId),
    /// Leaves numbers unused: in a dump it stands for what was forgotten.
    Skip {
        /// How many document numbers to leave out.
        documents: u32,
        /// How many statement numbers to leave out.
        statements: u32,
    },
    /// The application takes back a statement that it made; what documents say of it stays.
    Retract(StatementId),
    /// What an article was taken to say is wrong: the evidence goes, with the statement if there is no other, and is not
    /// added again when the same article is read again.
    Reject(Rejection),
    /// A statement that was taken back, by the application or as wrongly read, holds again, with all the evidence that
    /// it had; what was rejected of it is rejected no longer.
    Reinstate(StatementId),
    /// A statement as it was before it was taken back: in a dump it stands for what can be reinstated.
    Retracted(Statement),
}

/// What an article was wrongly taken to say, in terms that outlast the numbers of a graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rejection {
    /// The text of the article.
    pub content: ContentHash,
    /// The sentence.
    pub sentence: Span,
    /// The name of the subject, [normalised](crate::graph::normalised_name).
    pub subject: String,
    /// The relation.
    pub relation: String,
    /// The name or the text of the object, normalised in the same way.
    pub object: String,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far its source was taken to stand behind it.
    pub modality: Modality,
}
