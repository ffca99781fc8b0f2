//! Lemmas: how the end of a word with a given tag changes, learnt as the longest known ending.

use super::hash::{mix, text};
use super::model::{Lexicon, ModelError, Reader};
use super::tags::{PennTag, Tag};

/// The longest ending that is looked at, in characters; a whole word counts one more.
pub(crate) const LONGEST_ENDING: usize = 7;

/// Edits of word endings, and the endings (with a tag) that decide for one.
pub(crate) struct Lemmatizer {
    pub(super) edits: Vec<Edit>,
    /// [`ending_key`] → number of the edit + 1.
    pub(super) endings: Lexicon,
}

/// How a word becomes its lemma.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edit {
    /// True if the lemma keeps the word's capitals.
    pub(crate) keep_case: bool,
    /// Characters to take from the end.
    pub(crate) cut: u8,
    /// What to put there.
    pub(crate) add: String,
}

/// Verbs whose forms the training data show too seldom.
const IRREGULAR: &[(&str, &str)] = &[
    ("bent", "bend"),
    ("bled", "bleed"),
    ("bore", "bear"),
    ("bound", "bind"),
    ("bred", "breed"),
    ("drunk", "drink"),
    ("dug", "dig"),
    ("fled", "flee"),
    ("rung", "ring"),
    ("sang", "sing"),
    ("shot", "shoot"),
    ("slain", "slay"),
    ("sped", "speed"),
    ("stricken", "strike"),
];

/// The key of a (lower-case) ending of a word with a tag; `whole` if nothing stands before it.
pub(crate) fn ending_key(tag: Tag, penn: PennTag, ending: &str, whole: Whole) -> u64 {
    mix(mix(text(ending.as_bytes()), u64::from(penn as u8) << 8 | u64::from(tag as u8)), whole as u64)
}

/// Whether an ending is the whole word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    Ending,
    Word,
}

impl Edit {
    /// The lemma of `form`; `None` where the edit does not fit.
    pub(crate) fn apply(&self, form: &str) -> Option<String> {
        let mut lemma = if self.keep_case { form.to_owned() } else { form.to_lowercase() };
        for _ in 0..self.cut {
            lemma.pop()?;
        }
        lemma.push_str(&self.add);
        (!lemma.is_empty()).then_some(lemma)
    }
}

impl Lemmatizer {
    /// The lemma of a word with its tags.
    pub(crate) fn lemma(&self, form: &str, tag: Tag, penn: PennTag) -> Box<str> {
        let plain = form.replace('’', "'");
        let lower = plain.to_lowercase();
        if tag == Tag::Verb
            && let Some((_, lemma)) = IRREGULAR.iter().find(|(form, _)| *form == lower)
        {
            return (*lemma).into();
        }
        let apply = |key: u64| {
            let edit = self.edits.get((self.endings.get(key) as usize).checked_sub(1)?)?;
            edit.apply(&plain)
        };
        if let Some(lemma) = apply(ending_key(tag, penn, &lower, Whole::Word)) {
            return lemma.into();
        }
        let starts = lower.char_indices().rev().map(|(at, _)| at).take(LONGEST_ENDING);
        let mut starts: Vec<usize> = starts.collect();
        starts.insert(0, lower.len());
        let found = starts.iter().rev().find_map(|&at| apply(ending_key(tag, penn, &lower[at..], Whole::Ending)));
        match found {
            Some(lemma) => lemma.into(),
            None if matches!(tag, Tag::ProperNoun | Tag::Other | Tag::Symbol) => plain.into(),
            None => lower.into(),
        }
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Lemmatizer, ModelError> {
        let mut edits = Vec::new();
        for _ in 0..input.count()? {
            let keep_case = input.byte()? != 0;
            let cut = input.byte()?;
            edits.push(Edit { keep_case, cut, add: input.short_text()?.to_owned() });
        }
        Ok(Lemmatizer { edits, endings: Lexicon::read(input)? })
    }
}
