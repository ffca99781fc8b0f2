//! What can be wrong with a schema file.

use thiserror::Error;

/// Why a schema file cannot be used; every message says where and what to write instead.
#[derive(Debug, Error)]
pub enum SchemaError {
    /// It is no TOML, or has fields that do not belong there; the message has the line.
    #[error("the schema is not readable: {0}; see schema/news.toml for the form")]
    Syntax(#[from] Box<toml::de::Error>),
    /// It builds on something else than the schema of the crate.
    #[error("line {line}: there is no schema `{name}` to extend; write `extends = \"news\"`, or leave it out")]
    UnknownBase {
        /// The line, from 1.
        line: usize,
        /// The name given.
        name: String,
    },
    /// Two relations share a name.
    #[error("line {line}: relation `{name}` is defined twice; give each relation a name of its own")]
    DuplicateRelation {
        /// The line, from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// A name is not in snake_case.
    #[error("line {line}: `{name}` is no relation name; use lower-case letters, digits and `_`, as in `member_of`")]
    BadName {
        /// The line, from 1.
        line: usize,
        /// The name given.
        name: String,
    },
    /// No words express a relation.
    #[error(
        "line {line}: relation `{name}` (family `{family}`) has no verbs, nouns or roles, so nothing can express it; give at least one, such as verbs = [\"sign for\"]"
    )]
    NoWords {
        /// The line, from 1.
        line: usize,
        /// The relation.
        name: String,
        /// Its family.
        family: String,
    },
    /// An entity type does not exist.
    #[error(
        "line {line}: relation `{relation}` names the entity type `{name}`, which does not exist; use one of {known}"
    )]
    UnknownType {
        /// The line, from 1.
        line: usize,
        /// The relation.
        relation: String,
        /// The name given.
        name: String,
        /// The types that exist.
        known: String,
    },
    /// A pattern cannot be read.
    #[error(
        "line {line}: relation `{relation}`: the pattern `{pattern}` is not readable; write \"visit\", \"travel to\", \"accuse * of\" or, for nouns, \"attack on|against\""
    )]
    BadPattern {
        /// The line, from 1.
        line: usize,
        /// The relation.
        relation: String,
        /// The pattern.
        pattern: String,
    },
    /// A role has no name that can be used.
    #[error(
        "line {line}: relation `{relation}`: `{role}` is no name for a role; use lower-case letters and `_`, as in `buyer`"
    )]
    BadRole {
        /// The line, from 1.
        line: usize,
        /// The relation.
        relation: String,
        /// The name given.
        role: String,
    },
    /// Two participants of a relation have one role.
    #[error(
        "line {line}: relation `{relation}` has the role `{role}` twice; give each participant a role of its own, or write `symmetric = true` where both do the same"
    )]
    RoleTwice {
        /// The line, from 1.
        line: usize,
        /// The relation.
        relation: String,
        /// The role.
        role: String,
    },
    /// Nothing says where a further participant stands.
    #[error(
        "line {line}: relation `{relation}`: `after` of the role `{role}` must list prepositions, as in after = [\"with\"]; use some of {known}"
    )]
    BadPreposition {
        /// The line, from 1.
        line: usize,
        /// The relation.
        relation: String,
        /// The role.
        role: String,
        /// The prepositions that exist.
        known: String,
    },
}
