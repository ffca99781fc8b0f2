//! The trained model: what it holds and its file format.

mod format;
mod lexicon;
mod linear;
#[cfg(feature = "train")]
mod write;

use thiserror::Error;

use super::hash::{mix, text};
use super::lemma::Lemmatizer;
use super::tags::{PennTag, Tag};
pub(crate) use format::Reader;
pub(crate) use lexicon::Lexicon;
pub(crate) use linear::Linear;
#[cfg(feature = "train")]
pub(crate) use linear::{Entry, WEIGHTS};
#[cfg(feature = "train")]
pub(crate) use write::Writer;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// The file is something else.
    #[error("this is not an English model of newsgraph: give the file that the training program wrote")]
    NotAModel,
    /// Written by another version.
    #[error(
        "the model has format version {found}, this program reads version {expected}: train the model anew with this version"
    )]
    Version {
        /// Format version of the file.
        found: u32,
        /// Format version of this program.
        expected: u32,
    },
    /// Cut off or changed.
    #[error("the model is damaged (its checksum or its contents do not fit): copy it anew or train it anew")]
    Damaged,
}

/// Everything that was learnt.
pub(crate) struct Model {
    /// The classes of the tagger.
    pub(crate) tags: Vec<(Tag, PennTag)>,
    pub(crate) words: WordLists,
    /// Cuts runs of characters into words.
    pub(crate) splitter: Linear,
    /// Finds the ends of sentences.
    pub(crate) boundaries: Linear,
    pub(crate) tagger: Linear,
    pub(crate) parser: Linear,
    pub(crate) names: Linear,
    pub(crate) lemmas: Lemmatizer,
}

/// What is known about words apart from their contexts.
pub(crate) struct WordLists {
    /// Lower-case words of the training data → number of the set of tags they had.
    pub(crate) tag_sets: Lexicon,
    /// Lower-case words of WordNet → [`net`] bits.
    pub(crate) wordnet: Lexicon,
    /// Names of WordNet, word by word ([`name_key`]) → [`net`] bits.
    pub(crate) names: Lexicon,
}

/// Bits of the WordNet lists.
pub(crate) mod net {
    pub(crate) const NOUN: u32 = 1;
    pub(crate) const VERB: u32 = 2;
    pub(crate) const ADJECTIVE: u32 = 4;
    /// The form of a name list entry that goes on: "New" of "New York".
    pub(crate) const PREFIX: u32 = 1;
    /// Where the number of the lexicographer's file of the first noun sense begins.
    pub(crate) const FILE_SHIFT: u32 = 4;
}

/// The key of a name after one more word: start with 0.
#[inline]
pub(crate) fn name_key(before: u64, word: &str) -> u64 {
    mix(before, text(word.as_bytes()))
}

impl Model {
    /// Reads a model file.
    pub(crate) fn read(file: &[u8]) -> Result<Model, ModelError> {
        let mut input = Reader::new(file)?;
        let mut tags = Vec::new();
        for _ in 0..input.byte()? {
            let tag = Tag::ALL.get(input.byte()? as usize);
            let penn = PennTag::ALL.get(input.byte()? as usize);
            tags.push((*tag.ok_or(ModelError::Damaged)?, *penn.ok_or(ModelError::Damaged)?));
        }
        let words = WordLists {
            tag_sets: Lexicon::read(&mut input)?,
            wordnet: Lexicon::read(&mut input)?,
            names: Lexicon::read(&mut input)?,
        };
        let lemmas = Lemmatizer::read(&mut input)?;
        let mut linear = |classes: usize| match Linear::read(&mut input) {
            Ok(linear) if linear.classes() == classes => Ok(linear),
            Ok(_) => Err(ModelError::Damaged),
            Err(error) => Err(error),
        };
        let splitter = linear(2)?;
        let boundaries = linear(2)?;
        let tagger = linear(tags.len())?;
        let parser = linear(super::parse::CLASSES)?;
        let names = linear(super::name::CLASSES)?;
        Ok(Model { words, lemmas, splitter, boundaries, tagger, parser, names, tags })
    }
}
