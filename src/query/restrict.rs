//! Whether something is what a question's noun asks for: "which *companies*".

use crate::graph::Graph;
use crate::lexicon::{NounClass, city, countries, is_given_name, is_title, noun_class, organisation};
use crate::model::{Entity, EntityId, EntityType, Polarity};

use super::bind::Node;
use super::link::{is_name, names_of};
use super::plan::Restriction;
use super::text::{content_words, stem};

/// Nouns of questions with the entity types that they take in, and whether the type alone is proof.
const NOUNS: &[(&[&str], &[EntityType], Proof)] = {
    use EntityType::*;
    &[
        (
            &["person", "people", "man", "woman", "politician", "individual", "someone", "somebody"],
            &[Person],
            Proof::Type,
        ),
        (&["country", "nation", "state", "government"], &[Country], Proof::Type),
        (
            &["city", "town", "village", "place", "region", "area", "location", "province", "island"],
            &[Place],
            Proof::Type,
        ),
        (
            &["organization", "organisation", "institution", "group", "body", "agency", "alliance", "association"],
            &[Organization, Group],
            Proof::Type,
        ),
        (&["company", "firm", "brand", "business", "retailer", "corporation"], &[Organization], Proof::Type),
        (&["event", "war", "summit", "meeting", "election"], &[Event], Proof::Type),
        (
            &[
                "leader",
                "minister",
                "president",
                "official",
                "player",
                "scientist",
                "candidate",
                "chief",
                "head",
                "senator",
            ],
            &[Person],
            Proof::Noun,
        ),
        (&["team", "club", "side", "squad"], &[Organization, Group, Country, Place, Facility], Proof::Noun),
        (
            &["party", "bank", "university", "court", "parliament", "newspaper", "ministry"],
            &[Organization, Facility],
            Proof::Noun,
        ),
    ]
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    Type,
    Noun,
}

/// The restriction that a noun phrase ("Ukrainian cities") puts on what is asked for.
pub(crate) fn restriction(noun_lemma: &str, modifiers: Vec<String>) -> Restriction {
    let noun = stem(&noun_lemma.to_lowercase());
    match NOUNS.iter().find(|(nouns, ..)| nouns.iter().any(|known| stem(known) == noun)) {
        Some((_, types, Proof::Type)) => Restriction { types: types.to_vec(), noun: None, modifiers },
        Some((_, types, Proof::Noun)) => Restriction { types: types.to_vec(), noun: Some(noun), modifiers },
        None => Restriction { types: Vec::new(), noun: Some(noun), modifiers },
    }
}

/// How far a node is from what the noun asks for: 0 if its type or its description says that it is one, more if only
/// nothing speaks against it; `None` if it is something else.
pub(crate) fn restriction_cost(graph: &Graph, restriction: &Restriction, node: &Node) -> Option<u8> {
    if restriction.types.is_empty() && restriction.noun.is_none() {
        return Some(0);
    }
    let entity = match node.key(graph) {
        Node::Entity(id) => id,
        Node::Text(_) => {
            // Words tell what they are by their noun; if the question's noun is no type, they may still be it.
            let words = content_words(node.text(graph));
            let noun = restriction.noun.as_ref()?;
            let unproven = restriction.types.is_empty().then_some(UNPROVEN);
            return if words.contains(noun) { Some(0) } else { unproven };
        }
    };
    let known = graph.entity_by_id(entity)?;
    let (kind, certain) = known_type(graph, known);
    let typed = restriction.types.is_empty() || restriction.types.contains(&kind);
    let described = match &restriction.noun {
        None => typed,
        Some(noun) => {
            names_of(known).any(|name| content_words(name).contains(noun)) || typed && is_described(graph, entity, noun)
        }
    };
    let named = is_name(known);
    if described && (named || restriction.noun.is_some() || restriction.types.contains(&EntityType::Group)) {
        return Some(0);
    }
    let may_be = named && (typed || !certain && !restriction.types.contains(&EntityType::Country));
    may_be.then_some(UNPROVEN)
}

/// The cost of what may be, but is not known to be, what is asked for.
const UNPROVEN: u8 = 2;

/// The type of an entity, and whether a word list vouches for it: a name tagger alone may err.
pub(crate) fn known_type(graph: &Graph, entity: &Entity) -> (EntityType, bool) {
    let name = entity.name.as_str();
    if countries().of_people(name).is_some() {
        (EntityType::Group, true)
    } else if countries().named(name).is_some() {
        (EntityType::Country, true)
    } else if organisation(name).is_some() {
        (EntityType::Organization, true)
    } else if !name.contains(' ') && (countries().of_capital(name).is_some() || city(name).is_some()) {
        (EntityType::Place, true)
    } else {
        let full_name = name.split_whitespace().next().is_some_and(is_given_name) && name.contains(char::is_whitespace);
        let acts = graph.outgoing(entity.id).any(|s| matches!(s.family.as_deref(), Some("role" | "kinship" | "say")));
        // "Judge Ann Lee", "federal judge"
        let titled = names_of(entity).any(|alias| alias.split_whitespace().next().is_some_and(is_title_of_person));
        let head = name.split_whitespace().next_back().unwrap_or_default();
        let described = name.chars().all(|letter| !letter.is_uppercase())
            && matches!(noun_class(&stem(head)), Some(NounClass::Person));
        let certain = full_name && acts || titled || described;
        (entity.entity_type, certain && entity.entity_type == EntityType::Person)
    }
}

fn is_title_of_person(word: &str) -> bool {
    is_title(word)
}

/// True if a statement says that the entity is a `noun`, or holds such an office.
fn is_described(graph: &Graph, entity: EntityId, noun: &str) -> bool {
    graph.outgoing(entity).any(|statement| {
        if statement.polarity == Polarity::Negative {
            return false;
        }
        match statement.family.as_deref() {
            Some("role") => {
                noun == "leader" && LEADING.contains(&&*statement.relation)
                    || statement.relation.split('_').any(|part| stem(part) == noun)
                    || content_words(&statement.trigger).iter().any(|word| word == noun)
            }
            _ if statement.relation == "is_a" => {
                let object = Node::of(&statement.object);
                object.is_some_and(|object| content_words(object.text(graph)).iter().any(|word| word == noun))
            }
            _ => false,
        }
    })
}

const LEADING: &[&str] = &["leads", "president_of", "prime_minister_of", "chancellor_of", "monarch_of"];
