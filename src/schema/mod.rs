//! The relations that a graph knows by name, and the words that express them: read from `schema/*.toml`.

mod error;
mod file;
mod participant;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use toml::Spanned;

pub use error::SchemaError;
use file::{File, RelationFile};
pub use participant::Participant;
use participant::ParticipantReader;
pub use pattern::{NounFrame, ObjectSlot, VerbFrame};

use crate::model::EntityType;

/// What a word does to the clause under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Its subject says so ("claim").
    Reports,
    /// Its subject says that it is not so ("deny").
    Denies,
    /// It is to be done ("plan").
    Plans,
    /// It is wanted, allowed or demanded ("urge").
    Wants,
    /// It is feared or doubted ("fear").
    Fears,
    /// It is not done ("refuse").
    Refuses,
    /// It is attempted ("try").
    Tries,
    /// It is done ("manage").
    Achieves,
}

/// A relation with a canonical name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationType {
    /// Canonical name, snake_case.
    pub name: String,
    /// The family it belongs to.
    pub family: String,
    /// One line for people.
    pub gloss: String,
    /// Who acts, or what is spoken of.
    pub subject: Participant,
    /// Who or what is acted upon.
    pub object: Participant,
    /// Further participants, by the prepositions after which they stand.
    pub others: Vec<Participant>,
    /// Its name when it is read from the object.
    pub inverse: Option<String>,
    /// True if it holds both ways.
    pub symmetric: bool,
    /// True if a subject has one such object at a time.
    pub single_valued: bool,
    /// Its class in the PLOVER event ontology.
    pub plover: Option<String>,
    /// Its root code in the CAMEO event ontology.
    pub cameo: Option<String>,
    /// True if its verbs mean it only with an object: "passed the law", not "passed".
    pub needs_object: bool,
    /// True if a noun of no known kind does not fit the object: "create an image" founds nothing.
    pub strict: bool,
    /// Lemmas of its verbs that mean it only if subject and object are known to be of fitting types: "come to work" is
    /// no visit.
    pub figurative: Vec<String>,
    /// Relations of which it is a case: whoever shelled a town attacked it.
    pub case_of: Vec<String>,
    /// Relations that tell of it where their occasion ("in the final") is its object.
    pub occasions: Vec<String>,
    /// Relations that cannot hold where it does: supported, opposed.
    pub contrary: Vec<String>,
    /// Lemmas of its verbs that say more than it does: "stab", where it is about wounding.
    pub specific: Vec<String>,
    /// Its verbs, as the file has them.
    pub verbs: Vec<String>,
    /// Its nouns, as the file has them: event nouns, happenings, offices.
    pub nouns: Vec<String>,
}

/// The relations of a graph, indexed by the words that express them.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    relations: Vec<RelationType>,
    by_name: BTreeMap<String, usize>,
    verbs: BTreeMap<String, Vec<VerbFrame>>,
    nouns: BTreeMap<String, Vec<NounFrame>>,
    happenings: BTreeMap<String, usize>,
    roles: BTreeMap<String, usize>,
    light_verbs: BTreeSet<String>,
    phrasal_verbs: BTreeSet<String>,
    idioms: BTreeMap<String, BTreeSet<String>>,
    verb_effects: BTreeMap<String, Effect>,
    noun_effects: BTreeMap<String, Effect>,
    adjective_effects: BTreeMap<String, Effect>,
}

impl Schema {
    /// The schema for news in general that comes with the crate (`schema/news.toml`).
    pub fn news() -> &'static Schema {
        static NEWS: OnceLock<Schema> = OnceLock::new();
        NEWS.get_or_init(|| Schema::from_toml(NEWS_FILE).expect("schema/news.toml is checked by the tests"))
    }

    /// Reads a schema from the text of a TOML file; the form is described at the head of `schema/news.toml`. With
    /// `extends = "news"` it adds to the schema of the crate: its own patterns go first, and a relation of the same
    /// name takes the place of the crate's.
    ///
    /// # Errors
    /// [`SchemaError`] if the text is no such file or contradicts itself.
    pub fn from_toml(text: &str) -> Result<Schema, SchemaError> {
        let file: File = toml::from_str(text).map_err(Box::new)?;
        let mut schema = Schema::default();
        let base = match &file.extends {
            None => None,
            Some(base) if base.get_ref() == "news" => Some(toml::from_str::<File>(NEWS_FILE).map_err(Box::new)?),
            Some(base) => {
                let name = base.get_ref().clone();
                return Err(SchemaError::UnknownBase { line: line_of(text, base.span().start), name });
            }
        };
        schema.add_file(text, file, Overriding::Refused)?;
        if let Some(base) = base {
            schema.add_file(NEWS_FILE, base, Overriding::Kept)?;
        }
        for frames in schema.verbs.values_mut() {
            frames.sort_by_key(|frame| (usize::MAX - frame.weight(), frame.relation));
        }
        Ok(schema)
    }

    fn add_file(&mut self, text: &str, file: File, overriding: Overriding) -> Result<(), SchemaError> {
        self.light_verbs.extend(file.light_verbs);
        self.phrasal_verbs.extend(file.phrasal_verbs);
        for idiom in file.idioms {
            self.idioms.entry(idiom.verb).or_default().extend(idiom.nouns);
        }
        for relation in file.relations {
            let known = self.by_name.contains_key(relation.name.get_ref());
            if !(known && overriding == Overriding::Kept) {
                self.add(text, relation)?;
            }
        }
        for cue in file.cues {
            let targets = [
                (cue.verbs, &mut self.verb_effects),
                (cue.nouns, &mut self.noun_effects),
                (cue.adjectives, &mut self.adjective_effects),
            ];
            for (words, effects) in targets {
                for word in words {
                    effects.entry(word).or_insert(cue.effect);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, text: &str, relation: RelationFile) -> Result<(), SchemaError> {
        let index = self.relations.len();
        let line = |span: std::ops::Range<usize>| line_of(text, span.start);
        let own_line = line(relation.name.span());
        let name = relation.name.into_inner();
        let snake = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
        if name.is_empty() || !name.chars().all(snake) {
            return Err(SchemaError::BadName { line: own_line, name });
        }
        if self.by_name.insert(name.clone(), index).is_some() {
            return Err(SchemaError::DuplicateRelation { line: own_line, name });
        }
        // Some relations of the crate are drawn by grammar alone ("X in Y").
        let silent = relation.verbs.is_empty() && relation.nouns.is_empty() && relation.roles.is_empty();
        if silent && text != NEWS_FILE && Schema::news().relation(&name).is_none() {
            return Err(SchemaError::NoWords { line: own_line, name, family: relation.family });
        }
        let bad = |pattern: &Spanned<String>| SchemaError::BadPattern {
            line: line(pattern.span()),
            relation: name.clone(),
            pattern: pattern.get_ref().clone(),
        };
        for pattern in &relation.verbs {
            let frame = VerbFrame::parse(index, pattern.get_ref()).ok_or_else(|| bad(pattern))?;
            self.verbs.entry(frame.verb.clone()).or_default().push(frame);
        }
        for pattern in &relation.nouns {
            let frame = NounFrame::parse(index, pattern.get_ref()).ok_or_else(|| bad(pattern))?;
            self.nouns.entry(frame.noun.clone()).or_default().push(frame);
        }
        let written = |patterns: &[Spanned<String>]| -> Vec<String> {
            patterns.iter().map(|pattern| pattern.get_ref().clone()).collect()
        };
        let verbs = written(&relation.verbs);
        let nouns = [written(&relation.nouns), relation.happenings.clone(), relation.roles.clone()].concat();
        for noun in relation.happenings {
            self.happenings.entry(noun).or_insert(index);
        }
        for role in relation.roles {
            self.roles.entry(role).or_insert(index);
        }
        let reader = ParticipantReader { relation: &name, text, symmetric: relation.symmetric };
        let (subject, object) = (reader.end(&relation.subject)?, reader.end(&relation.object)?);
        let others = reader.others(relation.others)?;
        reader.check_roles(&[&subject, &object], &others, own_line)?;
        self.relations.push(RelationType {
            subject,
            object,
            others,
            name,
            family: relation.family,
            gloss: relation.gloss,
            inverse: relation.inverse,
            symmetric: relation.symmetric,
            single_valued: relation.single,
            plover: relation.plover,
            cameo: relation.cameo,
            needs_object: relation.needs_object,
            strict: relation.strict,
            figurative: relation.figurative,
            case_of: relation.case_of,
            occasions: relation.occasions,
            contrary: relation.contrary,
            specific: relation.specific,
            verbs,
            nouns,
        });
        Ok(())
    }

    /// Every relation, in the order of the file.
    pub fn relations(&self) -> &[RelationType] {
        &self.relations
    }

    /// The relation at a position given by a frame or role.
    pub fn relation_at(&self, index: usize) -> &RelationType {
        &self.relations[index]
    }

    /// The relation of that name.
    pub fn relation(&self, name: &str) -> Option<&RelationType> {
        self.by_name.get(name).map(|&index| &self.relations[index])
    }

    /// The ways to use this verb (lemma), the most demanding pattern first.
    pub fn verb_frames(&self, lemma: &str) -> &[VerbFrame] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The ways to use this event noun (lemma).
    pub fn noun_frames(&self, lemma: &str) -> &[NounFrame] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The relation that this noun (lemma) tells of its possessor: "the death of X".
    pub fn happening(&self, lemma: &str) -> Option<&RelationType> {
        self.happenings.get(lemma).map(|&index| &self.relations[index])
    }

    /// The relations that are cases of this one: to shell a town is to attack it.
    pub fn cases_of<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s RelationType> {
        self.relations.iter().filter(move |relation| relation.case_of.iter().any(|general| general == name))
    }

    /// The relation between the holder of this office ("prime minister", lower case) and where it is held.
    pub fn role(&self, noun: &str) -> Option<&RelationType> {
        self.roles.get(noun).map(|&index| &self.relations[index])
    }

    /// True if the verb only carries its object noun ("launch an attack").
    pub fn is_light_verb(&self, lemma: &str) -> bool {
        self.light_verbs.contains(lemma)
    }

    /// True if a particle changes what the verb means ("give up").
    pub fn is_phrasal_verb(&self, lemma: &str) -> bool {
        self.phrasal_verbs.contains(lemma)
    }

    /// True if verb and noun together mean none of the verb's relations ("find success").
    pub fn is_idiom(&self, verb: &str, noun: &str) -> bool {
        self.idioms.get(verb).is_some_and(|nouns| nouns.contains(noun))
    }

    /// What a verb does to the clause under it.
    pub fn verb_effect(&self, lemma: &str) -> Option<Effect> {
        self.verb_effects.get(lemma).copied()
    }

    /// What a noun does to the clause under it.
    pub fn noun_effect(&self, lemma: &str) -> Option<Effect> {
        self.noun_effects.get(lemma).copied()
    }

    /// What an adjective does to the clause under it.
    pub fn adjective_effect(&self, lemma: &str) -> Option<Effect> {
        self.adjective_effects.get(lemma).copied()
    }
}

impl RelationType {
    /// The role of a further participant of this type behind this preposition.
    pub fn role_after(&self, preposition: &str, kind: Option<EntityType>) -> Option<&str> {
        let stands = |other: &&Participant| {
            other.after.iter().any(|known| known == preposition) && kind.is_none_or(|kind| other.takes(kind))
        };
        self.others.iter().find(stands).and_then(|other| other.role.as_deref())
    }
}

/// The schema of the crate, as text.
const NEWS_FILE: &str = include_str!("../../schema/news.toml");

/// What becomes of a relation whose name is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overriding {
    /// An error: a file contradicts itself.
    Refused,
    /// The one that is there stays.
    Kept,
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_for_news_is_valid() {
        let schema = Schema::news();
        assert_eq!(schema.relation("visited").unwrap().family, "visit");
        assert_eq!(schema.role("prime minister").unwrap().name, "prime_minister_of");
        assert_eq!(schema.verb_effect("vow"), Some(Effect::Plans));
        for relation in schema.relations() {
            assert!(!relation.gloss.is_empty(), "{} has no gloss", relation.name);
        }
    }

    #[test]
    fn cases_and_happenings_are_found_by_their_words() {
        let schema = Schema::news();
        let cases: Vec<&str> = schema.cases_of("attacked").map(|relation| relation.name.as_str()).collect();
        assert_eq!(cases, ["invaded", "bombed", "shelled", "besieged"]);
        assert_eq!(schema.happening("resignation").unwrap().name, "resigned");
        for relation in schema.relations() {
            for general in relation.case_of.iter().chain(&relation.occasions).chain(&relation.contrary) {
                assert!(schema.relation(general).is_some(), "{} refers to the unknown {general}", relation.name);
            }
        }
    }

    #[test]
    fn a_bad_schema_says_what_to_do() {
        let head = |body: &str| format!("[[relation]]\nname = \"a\"\nfamily = \"f\"\ngloss = \"g\"\n{body}\n");
        let relation = |body: &str| head(&format!("roles = [\"r\"]\n{body}"));
        let message = |text: &str| Schema::from_toml(text).unwrap_err().to_string();
        assert!(message(&relation("object = [\"Planet\"]")).contains("use one of Person"));
        assert!(message(&relation("verbs = [\"a * b * c\"]")).contains("a * b * c"));
        assert!(message(&relation(&relation(""))).contains("defined twice"));
        assert!(message("[[relation]]\nname = \"Has Space\"\nfamily = \"f\"\ngloss = \"g\"").contains("lower-case"));
        assert!(message("nonsense").contains("not readable"));
        assert!(message("extends = \"olds\"").contains("extends = \"news\""));
        assert!(message(&head("")).contains("line 2: relation `a` (family `f`) has no verbs"));
        assert!(
            message(&relation("verbs = [\n\"a\",\n\"a * b * c\"]")).starts_with("line 8: relation `a`: the pattern")
        );
    }

    #[test]
    fn participants_have_roles_and_types() {
        let attacked = Schema::news().relation("attacked").unwrap();
        assert_eq!(
            (attacked.subject.role.as_deref(), attacked.object.role.as_deref()),
            (Some("attacker"), Some("target"))
        );
        assert!(attacked.object.takes(EntityType::Facility) && !attacked.object.takes(EntityType::Law));
        assert_eq!(attacked.role_after("with", Some(EntityType::Product)), Some("weapon"));
        assert_eq!(attacked.role_after("with", Some(EntityType::Person)), None);
        for relation in Schema::news().relations() {
            assert!(relation.subject.role.is_some(), "{}: the subject has no role", relation.name);
        }
    }

    #[test]
    fn a_list_of_types_is_read_as_before() {
        let head = "[[relation]]\nname = \"bought\"\nfamily = \"f\"\ngloss = \"g\"\nverbs = [\"buy\"]\n";
        let old = Schema::from_toml(&format!("{head}subject = [\"Person\"]")).unwrap();
        let subject = &old.relation("bought").unwrap().subject;
        assert_eq!((subject.role.as_deref(), subject.types.as_slice()), (None, [EntityType::Person].as_slice()));
    }

    #[test]
    fn a_bad_role_says_what_to_do() {
        let head = "[[relation]]\nname = \"bought\"\nfamily = \"f\"\ngloss = \"g\"\nverbs = [\"buy\"]\n";
        let message = |body: &str| Schema::from_toml(&format!("{head}{body}")).unwrap_err().to_string();
        for (body, cure) in [
            ("subject = { role = \"The Buyer\" }", "line 6: relation `bought`: `The Buyer` is no name for a role"),
            ("subject = { role = \"buyer\" }\nobject = { role = \"buyer\" }", "the role `buyer` twice"),
            ("subject = { role = \"buyer\", types = [\"Planet\"] }", "use one of Person"),
            ("others = [{ role = \"price\", after = [\"sideways\"] }]", "must list prepositions"),
            ("others = [{ role = \"price\", after = [] }]", "must list prepositions"),
            ("others = [{ role = \"price\" }]", "missing field `after`"),
            ("subject = { rolle = \"buyer\" }", "expected `role` or `types`"),
            ("subject = \"Person\"", "as in { role ="),
        ] {
            assert!(message(body).contains(cure), "{body}: {}", message(body));
        }
    }

    #[test]
    fn an_extension_goes_before_what_it_extends() {
        let own = "extends = \"news\"\n[[relation]]\nname = \"toured\"\nfamily = \"visit\"\ngloss = \"g\"\nverbs = [\"visit\"]\n\
                   [[relation]]\nname = \"met\"\nfamily = \"chat\"\ngloss = \"g\"\nverbs = [\"chat with\"]";
        let schema = Schema::from_toml(own).unwrap();
        let first = schema.verb_frames("visit").first().unwrap();
        assert_eq!(schema.relation_at(first.relation).name, "toured");
        assert_eq!(schema.relation("met").unwrap().family, "chat");
        assert!(schema.relation("visited").is_some() && schema.verb_effect("vow") == Some(Effect::Plans));
    }
}
