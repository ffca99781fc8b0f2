//! The small languages of `verbs` and `nouns` in a schema file.

/// Where a verb's object stands in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectSlot {
    /// The direct object.
    Direct,
    /// The noun phrase after this preposition.
    Preposition(String),
}

/// One way to express a relation by a verb: "pay visit to", "accuse * of", "send _ to *".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbFrame {
    /// Position of the relation in the schema.
    pub relation: usize,
    /// Lemma of the verb.
    pub verb: String,
    /// Lemmas that must stand with it: particles and object nouns.
    pub words: Vec<String>,
    /// Where the object is found.
    pub object: ObjectSlot,
    /// True if the direct object is another participant (`_`).
    pub other_participant: bool,
    /// A preposition that must follow the object ("accuse * of").
    pub required: Option<String>,
}

/// One way to express a relation by an event noun: "attack on|against".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounFrame {
    /// Position of the relation in the schema.
    pub relation: usize,
    /// Lemma of the noun.
    pub noun: String,
    /// Prepositions before the object.
    pub prepositions: Vec<String>,
}

/// The prepositions that patterns know.
pub(super) const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "around", "as", "at", "between", "by", "for", "from", "in", "into", "near", "of",
    "on", "outside", "over", "through", "to", "upon", "with",
];

impl VerbFrame {
    /// Reads a verb pattern; `None` if it is empty or has more than one `*`.
    pub(super) fn parse(relation: usize, pattern: &str) -> Option<VerbFrame> {
        let mut words = pattern.split_whitespace().map(str::to_owned);
        let verb = words.next()?;
        let mut rest: Vec<String> = words.collect();
        match rest.iter().filter(|word| *word == "*").count() {
            0 => rest.push("*".to_owned()),
            1 => {}
            _ => return None,
        }
        let slot = rest.iter().position(|word| word == "*")?;
        let required = rest.get(slot + 1).cloned();
        if rest.len() > slot + 2 {
            return None;
        }
        rest.truncate(slot);
        let other_participant = rest.iter().any(|word| word == "_");
        rest.retain(|word| word != "_");
        let object = match rest.last() {
            Some(last) if PREPOSITIONS.contains(&last.as_str()) => {
                ObjectSlot::Preposition(rest.pop().unwrap_or_default())
            }
            _ => ObjectSlot::Direct,
        };
        Some(VerbFrame { relation, verb, words: rest, object, other_participant, required })
    }

    /// How much the pattern asks for: the more, the better its match.
    pub fn weight(&self) -> usize {
        2 * self.words.len()
            + usize::from(self.object != ObjectSlot::Direct)
            + usize::from(self.other_participant)
            + usize::from(self.required.is_some())
    }
}

impl NounFrame {
    /// Reads a noun pattern; `None` unless it is a noun and prepositions divided by `|`.
    pub(super) fn parse(relation: usize, pattern: &str) -> Option<NounFrame> {
        let (noun, prepositions) = pattern.trim().rsplit_once(' ')?;
        let prepositions: Vec<String> = prepositions.split('|').map(str::to_owned).collect();
        let known = prepositions.iter().all(|preposition| PREPOSITIONS.contains(&preposition.as_str()));
        (known && !noun.is_empty()).then(|| NounFrame { relation, noun: noun.trim().to_owned(), prepositions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_says_where_the_object_stands() {
        let frame = |pattern| VerbFrame::parse(0, pattern).unwrap();
        assert_eq!(frame("visit").object, ObjectSlot::Direct);
        assert_eq!(frame("travel to").object, ObjectSlot::Preposition("to".into()));
        let light = frame("pay visit to");
        assert_eq!(
            (light.words.as_slice(), light.object),
            (["visit".to_owned()].as_slice(), ObjectSlot::Preposition("to".into()))
        );
        let accuse = frame("accuse * of");
        assert_eq!((accuse.object, accuse.required.as_deref()), (ObjectSlot::Direct, Some("of")));
        let send = frame("send _ to *");
        assert!(send.other_participant && send.words.is_empty());
        assert_eq!(frame("shoot down").words, ["down"]);
        assert_eq!(VerbFrame::parse(0, "give * to *"), None);
        assert_eq!(VerbFrame::parse(0, ""), None);
    }

    #[test]
    fn a_noun_pattern_lists_its_prepositions() {
        let frame = NounFrame::parse(3, "attack on|against").unwrap();
        assert_eq!((frame.noun.as_str(), frame.prepositions.len(), frame.relation), ("attack", 2, 3));
        assert_eq!(NounFrame::parse(0, "attack"), None);
        assert_eq!(NounFrame::parse(0, "attack upside"), None);
    }
}
