use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Entity, EntityId};

/// An entity whose name resembles the one looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMatch {
    /// The entity.
    pub entity: EntityId,
    /// Its alias that resembles most, normalised (see [`normalised_name`]).
    pub name: String,
    /// 0 to 1; 1 is the same name. Jaro–Winkler similarity (Winkler 1990).
    pub score: f64,
}

/// The form under which names are compared: compatibility-decomposed (NFKC), without case and diacritics,
/// without a leading article, a possessive ending, full stops in abbreviations, and quotation marks; dashes count
/// as spaces.
///
/// ```
/// use newsgraph::graph::normalised_name;
/// assert_eq!(normalised_name("The U.S.’s"), "us");
/// assert_eq!(normalised_name("São Paulo"), "sao paulo");
/// ```
pub fn normalised_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.nfkd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkd() {
        match character {
            '\u{300}'..='\u{36f}' | '"' | '“' | '”' | '„' | '«' | '»' => {}
            '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
            '-' | '‐'..='―' | '_' | ',' => plain.push(' '),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(other),
        }
    }
    let mut words: Vec<String> = plain.split_whitespace().map(without_full_stops).filter(|w| !w.is_empty()).collect();
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    let mut joined = words.join(" ").nfc().collect::<String>();
    let ending = if joined.ends_with("'s") {
        2
    } else if joined.ends_with("s'") {
        1
    } else {
        0
    };
    if joined.len() > ending + 1 {
        joined.truncate(joined.len() - ending);
    }
    joined
}

/// "u.s." → "us", "st." → "st"; numbers such as "2.5" keep their point.
fn without_full_stops(word: &str) -> String {
    let digits = word.chars().any(|c| c.is_ascii_digit());
    if digits { word.trim_end_matches('.').to_owned() } else { word.replace('.', "") }
}

/// From normalised names to the entities recorded under them.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    entities: BTreeMap<Arc<str>, BTreeSet<EntityId>>,
}

impl NameIndex {
    /// Records the names of `new`, and drops those of the version that it replaces.
    pub(super) fn insert_replacing(&mut self, old: Option<&Entity>, new: &Entity) {
        let forms = normalised_forms(new);
        for name in old.map(normalised_forms).unwrap_or_default() {
            if !forms.contains(&name)
                && let Some(entities) = self.entities.get_mut(name.as_str())
            {
                entities.remove(&new.id);
                if entities.is_empty() {
                    self.entities.remove(name.as_str());
                }
            }
        }
        for name in forms {
            self.entities.entry(name.into()).or_default().insert(new.id);
        }
    }

    /// Entities recorded under exactly this normalised name.
    pub(super) fn exact(&self, normalised: &str) -> impl Iterator<Item = EntityId> + '_ {
        self.entities.get(normalised).into_iter().flatten().copied()
    }

    /// Normalised names that start with `prefix`, in alphabetical order.
    pub(super) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = (&str, EntityId)> {
        let prefix: Arc<str> = prefix.into();
        self.entities
            .range::<str, _>((Bound::Included(&*prefix), Bound::Unbounded))
            .map(|(name, entities)| (&**name, entities))
            .take_while({
                let prefix = prefix.clone();
                move |(name, _)| name.starts_with(&*prefix)
            })
            .flat_map(|(name, entities)| entities.iter().map(move |entity| (name, *entity)))
    }

    /// Every normalised name, in alphabetical order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &BTreeSet<EntityId>)> {
        self.entities.iter().map(|(name, entities)| (&**name, entities))
    }
}

fn normalised_forms(entity: &Entity) -> BTreeSet<String> {
    let mut forms: BTreeSet<String> = entity.aliases.keys().map(|alias| normalised_name(alias)).collect();
    forms.insert(normalised_name(&entity.name));
    forms.remove("");
    forms
}
