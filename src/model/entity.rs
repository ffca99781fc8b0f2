use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DocumentId, EntityId, Span};

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityType {
    /// A human being.
    Person,
    /// A company, party, ministry, army, newspaper, alliance …
    Organization,
    /// A state.
    Country,
    /// A city, region, river, mountain …
    Place,
    /// A building, plant, bridge, airport …
    Facility,
    /// A people, or a group that is described rather than named ("Russian forces", "residents").
    Group,
    /// A war, summit, election, storm …
    Event,
    /// A thing that is made: a weapon, vehicle, medicine, program …
    Product,
    /// A book, film, report, newspaper article …
    Work,
    /// A law, treaty, court case …
    Law,
    /// Anything else.
    #[default]
    Thing,
}

impl EntityType {
    /// Every type, in a fixed order.
    pub const ALL: [EntityType; 11] = [
        EntityType::Person,
        EntityType::Organization,
        EntityType::Country,
        EntityType::Place,
        EntityType::Facility,
        EntityType::Group,
        EntityType::Event,
        EntityType::Product,
        EntityType::Work,
        EntityType::Law,
        EntityType::Thing,
    ];

    /// The name used in schemas and exports.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Person => "Person",
            EntityType::Organization => "Organization",
            EntityType::Country => "Country",
            EntityType::Place => "Place",
            EntityType::Facility => "Facility",
            EntityType::Group => "Group",
            EntityType::Event => "Event",
            EntityType::Product => "Product",
            EntityType::Work => "Work",
            EntityType::Law => "Law",
            EntityType::Thing => "Thing",
        }
    }

    /// The type of that name, if there is one; capitals do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Somebody or something that the news speaks of: a node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its number in this graph.
    pub id: EntityId,
    /// The best form of its name.
    pub name: String,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// Every form under which it was mentioned (`name` included), with the number of mentions.
    pub aliases: BTreeMap<String, u32>,
}

/// Where a document speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The entity meant.
    pub entity: EntityId,
    /// The document.
    pub document: DocumentId,
    /// The words, as bytes of the document's text.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: Span,
}
