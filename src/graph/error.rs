use thiserror::Error;

use crate::model::{ContentHash, DocumentId, EntityId, StatementId};

/// Why a list of changes was refused. Nothing of the list has been applied then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GraphError {
    /// A new item does not take the next free number.
    #[error("{given} is out of sequence: the next new number is {expected}; take it from the graph that is written to")]
    OutOfSequence {
        /// The number that was given.
        given: String,
        /// The next free number.
        expected: String,
    },
    /// The document is not in the graph.
    #[error("there is no document {0}: it was never added, or was forgotten")]
    NoDocument(DocumentId),
    /// The entity is not in the graph.
    #[error("there is no entity {0}: add it before it is referred to")]
    NoEntity(EntityId),
    /// The statement is not in the graph.
    #[error("there is no statement {0} to replace: it was never added, or went with its last document")]
    NoStatement(StatementId),
    /// The statement to be taken back is one that documents make.
    #[error("the application did not make {0}: forget the documents that say so instead")]
    NotOfApplication(StatementId),
    /// The statement to be reinstated was not taken back.
    #[error("{0} was not taken back, or the documents that say so are forgotten: read the article again")]
    NotRetracted(StatementId),
    /// The same text is already in the graph.
    #[error("this text is already in the graph as {existing}: skip it, or forget that document first")]
    SameContent {
        /// The document with the same text.
        existing: DocumentId,
    },
    /// The hash does not belong to the text.
    #[error("the content hash {given} of {document} does not belong to its text: compute it with ContentHash::of")]
    WrongContentHash {
        /// The document.
        document: DocumentId,
        /// The hash that was given.
        given: ContentHash,
    },
    /// The text is longer than offsets can tell.
    #[error("the text of {0} is longer than 4 GiB: split it")]
    TextTooLong(DocumentId),
    /// A span lies outside its document or sentence, or cuts a character.
    #[error(
        "a span of {owner} does not fit the text of {document}: spans are bytes of that text on character boundaries"
    )]
    SpanOutside {
        /// The statement or mention that holds the span.
        owner: String,
        /// The document.
        document: DocumentId,
    },
    /// The statement has no evidence.
    #[error("{0} has no evidence: a statement is kept only together with a sentence that says so")]
    NoEvidence(StatementId),
    /// The bytes of a statement in a bulk are not what was packed.
    #[error("the details of {0} cannot be read")]
    Malformed(StatementId),
    /// A number in the statement is not finite, or the confidence lies outside 0 to 1.
    #[error("{0} holds a number that is not finite, or a confidence outside 0 to 1")]
    NumberOutOfRange(StatementId),
    /// The name is empty.
    #[error("{0} has no name: give it one")]
    NoName(EntityId),
    /// The relation is empty.
    #[error("{0} has no relation: give it one")]
    NoRelation(StatementId),
    /// An entity cannot be merged with itself.
    #[error("{0} and {1} are one entity already")]
    AlreadyOne(EntityId, EntityId),
    /// One of the entities of a merge was merged before.
    #[error("{absorbed} was merged into {kept} before: name {kept} instead")]
    AlreadyMerged {
        /// The entity that no longer stands for itself.
        absorbed: EntityId,
        /// The entity into which it was merged.
        kept: EntityId,
    },
    /// The merge to take back does not exist.
    #[error("{absorbed} was not merged into {kept}: there is nothing to split")]
    NotMerged {
        /// The entity named as the one that stayed.
        kept: EntityId,
        /// The entity named as the one that was absorbed.
        absorbed: EntityId,
    },
    /// The two are known to be different.
    #[error("{0} and {1} are marked as never to be merged")]
    NeverMerge(EntityId, EntityId),
    /// Too many numbers are left out at once.
    #[error("a gap of {0} numbers is too wide: at most {max} at once", max = super::validate::WIDEST_GAP)]
    GapTooWide(u32),
    /// All numbers are used up.
    #[error("the graph is full: it takes {max} entities, and {most} documents and statements", max = super::adjacency::MOST_ENTITIES, most = u32::MAX - 1)]
    Full,
}
