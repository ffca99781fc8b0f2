//! Who and what takes part in a relation: roles with names and types, as a schema file gives them.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use crate::model::EntityType;

use super::error::SchemaError;
use super::line_of;
use super::pattern::PREPOSITIONS;

/// One participant of a relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    /// What it is in the relation: "attacker", "victim", "price"; `None` where the file gives it no name.
    pub role: Option<String>,
    /// Types that fit; empty if anything fits.
    pub types: Vec<EntityType>,
    /// The prepositions after which a further participant stands; empty for subject and object.
    pub after: Vec<String>,
}

impl Participant {
    /// True if nothing speaks against an entity of this type.
    pub fn takes(&self, kind: EntityType) -> bool {
        self.types.is_empty() || self.types.contains(&kind)
    }
}

/// A participant as written: a list of types, or a table with its role.
#[derive(Default)]
pub(super) struct ParticipantFile {
    pub(super) role: Option<Spanned<String>>,
    pub(super) types: Vec<Spanned<String>>,
}

/// A further participant as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurtherFile {
    pub(super) role: Spanned<String>,
    #[serde(default)]
    pub(super) types: Vec<Spanned<String>>,
    pub(super) after: Spanned<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    role: Spanned<String>,
    #[serde(default)]
    types: Vec<Spanned<String>>,
}

impl<'de> Deserialize<'de> for ParticipantFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ParticipantFile, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = ParticipantFile;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("types, as in [\"Person\"], or a role, as in { role = \"buyer\", types = [\"Person\"] }")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, types: A) -> Result<ParticipantFile, A::Error> {
        let types = Deserialize::deserialize(SeqAccessDeserializer::new(types))?;
        Ok(ParticipantFile { role: None, types })
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<ParticipantFile, A::Error> {
        let Table { role, types } = Deserialize::deserialize(MapAccessDeserializer::new(table))?;
        Ok(ParticipantFile { role: Some(role), types })
    }
}

/// Reads the participants of one relation of a file.
pub(super) struct ParticipantReader<'f> {
    pub(super) relation: &'f str,
    pub(super) text: &'f str,
    /// True if subject and object do the same and may share a role.
    pub(super) symmetric: bool,
}

impl ParticipantReader<'_> {
    /// Subject or object.
    pub(super) fn end(&self, written: &ParticipantFile) -> Result<Participant, SchemaError> {
        let role = written.role.as_ref().map(|role| self.role(role)).transpose()?;
        Ok(Participant { role, types: self.types(&written.types)?, after: Vec::new() })
    }

    /// Further participants.
    pub(super) fn others(&self, written: Vec<FurtherFile>) -> Result<Vec<Participant>, SchemaError> {
        let read = |other: FurtherFile| {
            let role = self.role(&other.role)?;
            let known = |word: &String| PREPOSITIONS.contains(&word.as_str()) || word == "using";
            if other.after.get_ref().is_empty() || !other.after.get_ref().iter().all(known) {
                return Err(SchemaError::BadPreposition {
                    line: self.line(&other.after),
                    relation: self.relation.to_owned(),
                    role,
                    known: PREPOSITIONS.join(", "),
                });
            }
            let types = self.types(&other.types)?;
            Ok(Participant { role: Some(role), types, after: other.after.into_inner() })
        };
        written.into_iter().map(read).collect()
    }

    /// Every role stands once.
    pub(super) fn check_roles(
        &self,
        ends: &[&Participant],
        others: &[Participant],
        line: usize,
    ) -> Result<(), SchemaError> {
        let ends = if self.symmetric { &ends[..1] } else { ends };
        let mut seen: Vec<&str> = Vec::new();
        for role in ends.iter().copied().chain(others).filter_map(|one| one.role.as_deref()) {
            if seen.contains(&role) {
                let (relation, role) = (self.relation.to_owned(), role.to_owned());
                return Err(SchemaError::RoleTwice { line, relation, role });
            }
            seen.push(role);
        }
        Ok(())
    }

    fn role(&self, role: &Spanned<String>) -> Result<String, SchemaError> {
        let name = role.get_ref();
        let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
        if name.is_empty() || !name.chars().all(plain) {
            let relation = self.relation.to_owned();
            return Err(SchemaError::BadRole { line: self.line(role), relation, role: name.clone() });
        }
        Ok(name.clone())
    }

    fn types(&self, names: &[Spanned<String>]) -> Result<Vec<EntityType>, SchemaError> {
        let known = |given: &Spanned<String>| {
            EntityType::from_name(given.get_ref()).ok_or_else(|| SchemaError::UnknownType {
                line: self.line(given),
                relation: self.relation.to_owned(),
                name: given.get_ref().clone(),
                known: EntityType::ALL.map(EntityType::as_str).join(", "),
            })
        };
        names.iter().map(known).collect()
    }

    fn line<T>(&self, written: &Spanned<T>) -> usize {
        line_of(self.text, written.span().start)
    }
}
