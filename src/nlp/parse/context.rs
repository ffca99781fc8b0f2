use super::super::tags::{PennTag, Tag};
use super::super::word::Word;
use super::NOTHING;

/// How far ahead the object of a preposition or the verb of a clause is looked for.
const AHEAD: usize = 8;

/// What the order of the words says, whatever has been attached so far.
pub(crate) struct Context {
    /// For each place, where each of [`KINDS`] was last seen before it, plus one.
    last: Vec<[u32; KINDS]>,
    /// For each word the noun that ends the noun phrase beginning after it.
    object: Vec<u32>,
    /// For each word, what clause may begin after it: 0 none, 1 a finite one, 2 an infinitive, 3 a participle.
    clause: Vec<u8>,
}

/// Kinds of words that stand between others: comma, other stop, quotation mark or bracket, verb, conjunction, subordinator.
const KINDS: usize = 6;

fn kind(tag: Tag, penn: PennTag) -> Option<usize> {
    match (tag, penn) {
        (_, PennTag::Comma) => Some(0),
        (_, PennTag::Colon | PennTag::Period) => Some(1),
        (_, PennTag::OpenQuote | PennTag::CloseQuote | PennTag::OpenBracket | PennTag::CloseBracket) => Some(2),
        (Tag::Verb, _) => Some(3),
        (Tag::Conjunction, _) => Some(4),
        (Tag::Subordinator, _) | (_, PennTag::Wdt | PennTag::Wp | PennTag::Wrb) => Some(5),
        _ => None,
    }
}

impl Context {
    pub(crate) fn new(tags: &[(Tag, PennTag)]) -> Context {
        let mut last = Vec::with_capacity(tags.len() + 1);
        let mut seen = [0u32; KINDS];
        for (at, &(tag, penn)) in tags.iter().enumerate() {
            last.push(seen);
            if let Some(kind) = kind(tag, penn) {
                seen[kind] = at as u32 + 1;
            }
        }
        last.push(seen);
        let object = (0..tags.len()).map(|at| object(tags, at)).collect();
        let clause = (0..tags.len()).map(|at| clause(tags, at)).collect();
        Context { last, object, clause }
    }

    /// One bit for each kind of word strictly between two places.
    pub(crate) fn between(&self, from: u32, to: u32) -> u64 {
        if from == NOTHING || to == NOTHING {
            return 1 << KINDS;
        }
        let Some(last) = self.last.get(to as usize) else { return 1 << KINDS };
        last.iter().enumerate().fold(0, |bits, (kind, &at)| bits | u64::from(at > from + 1) << kind)
    }

    /// The noun that ends the noun phrase after a word, if one begins there.
    pub(crate) fn object(&self, at: u32) -> u32 {
        self.object.get(at as usize).copied().unwrap_or(NOTHING)
    }

    /// What clause may begin after a word.
    pub(crate) fn clause(&self, at: u32) -> u64 {
        self.clause.get(at as usize).map_or(9, |&clause| u64::from(clause))
    }
}

fn object(tags: &[(Tag, PennTag)], at: usize) -> u32 {
    let mut noun = NOTHING;
    for (place, (tag, penn)) in tags.iter().enumerate().skip(at + 1).take(AHEAD) {
        match tag {
            Tag::Noun | Tag::ProperNoun | Tag::Pronoun | Tag::Numeral => noun = place as u32,
            _ if noun != NOTHING => break,
            Tag::Determiner | Tag::Adjective | Tag::Adverb => {}
            Tag::Verb if matches!(penn, PennTag::Vbn | PennTag::Vbg) => {}
            _ if *penn == PennTag::Hyph => {}
            _ => break,
        }
        if *tag == Tag::Pronoun && *penn != PennTag::PrpPossessive {
            break;
        }
    }
    noun
}

fn clause(tags: &[(Tag, PennTag)], at: usize) -> u8 {
    for (tag, penn) in tags.iter().skip(at + 1).take(AHEAD) {
        match (tag, penn) {
            (_, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md) => return 1,
            (_, PennTag::Vb | PennTag::To) => return 2,
            (Tag::Verb, _) => return 3,
            (Tag::Conjunction | Tag::Subordinator, _) | (_, PennTag::Comma | PennTag::Period | PennTag::Colon) => break,
            _ => {}
        }
    }
    0
}

/// The field of a noun, or how the word ends.
pub(crate) fn field(words: &[Word], at: u32) -> u64 {
    words.get(at as usize).map_or(0, |word| if word.field != 0 { word.field } else { word.suffix[2] })
}
