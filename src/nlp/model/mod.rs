//! The trained model: what it holds and its file format.

mod format;
mod lexicon;
mod linear;
#[cfg(feature = "train")]
mod write;

use thiserror::Error;

use super::hash::{mix, text};
use super::lemma::Lemmatizer;
use super::network::Network;
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
    pub(crate) base: Base,
    pub(crate) network: Network,
}

/// All but the network.
pub(crate) struct Base {
    /// The classes of tags.
    pub(crate) tags: Vec<(Tag, PennTag)>,
    pub(crate) words: WordLists,
    pub(crate) lemmas: Lemmatizer,
    /// Cuts runs of characters into words.
    pub(crate) splitter: Linear,
    /// Finds the ends of sentences.
    pub(crate) boundaries: Linear,
}

/// What is known about words apart from their contexts.
pub(crate) struct WordLists {
    /// Lower-case words of the training data → number of the set of tags they had.
    pub(crate) tag_sets: Lexicon,
    /// Lower-case words of WordNet → [`net`] bits.
    pub(crate) wordnet: Lexicon,
    /// Names of WordNet, word by word ([`name_key`]) → [`net`] bits.
    pub(crate) names: Lexicon,
    /// Lower-case words → row of their vector.
    pub(crate) vectors: Lexicon,
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
        let base = Base::read(&mut input)?;
        let network = Network::read(&mut input, base.tags.len())?;
        Ok(Model { base, network })
    }
}

impl Base {
    fn read(input: &mut Reader) -> Result<Base, ModelError> {
        let mut tags = Vec::new();
        for _ in 0..input.byte()? {
            let tag = Tag::ALL.get(input.byte()? as usize);
            let penn = PennTag::ALL.get(input.byte()? as usize);
            tags.push((*tag.ok_or(ModelError::Damaged)?, *penn.ok_or(ModelError::Damaged)?));
        }
        let words = WordLists {
            tag_sets: Lexicon::read(input)?,
            wordnet: Lexicon::read(input)?,
            names: Lexicon::read(input)?,
            vectors: Lexicon::read(input)?,
        };
        let lemmas = Lemmatizer::read(input)?;
        let mut binary = || {
            Linear::read(input).and_then(|linear| match linear.classes() {
                2 => Ok(linear),
                _ => Err(ModelError::Damaged),
            })
        };
        Ok(Base { splitter: binary()?, boundaries: binary()?, tags, words, lemmas })
    }
}
