//! A graph from facts as one line each.

use std::collections::BTreeMap;

use newsgraph::graph::Graph;
use newsgraph::model::*;
use newsgraph::schema::Schema;

/// Builds a graph: every fact is a sentence of a document.
#[derive(Default)]
pub struct Builder {
    documents: Vec<(String, String, Option<jiff::civil::Date>)>,
    entities: Vec<(String, EntityType, Vec<String>)>,
    statements: Vec<Statement>,
}

/// What a fact says beyond its ends.
#[derive(Default, Clone)]
pub struct More<'a> {
    pub polarity: Polarity,
    pub modality: Modality,
    pub source: Option<&'a str>,
    pub time: Option<&'a str>,
    pub place: Option<&'a str>,
    pub quantity: Option<(&'a str, f64, &'a str)>,
    pub qualifiers: &'a [(&'a str, &'a str)],
    pub published: Option<&'a str>,
}

impl Builder {
    /// Declares an entity with its type and other names.
    pub fn entity(&mut self, name: &str, kind: EntityType, aliases: &[&str]) {
        self.entities.push((name.into(), kind, aliases.iter().map(|alias| alias.to_string()).collect()));
    }

    fn id(&mut self, name: &str) -> EntityId {
        let known = self.entities.iter().position(|(known, ..)| known == name);
        let position = known.unwrap_or_else(|| {
            self.entities.push((name.into(), EntityType::Thing, Vec::new()));
            self.entities.len() - 1
        });
        EntityId(position as u32)
    }

    /// A name of an entity, or `=words` for a value; nothing for no object.
    fn object(&mut self, text: &str) -> Object {
        match text.strip_prefix('=') {
            Some(words) => Object::Value(Value { text: words.into(), value_type: ValueType::Text }),
            None if text.is_empty() => Object::none(),
            None => Object::Entity(self.id(text)),
        }
    }

    pub fn fact(&mut self, subject: &str, relation: &str, object: &str) -> &mut Self {
        self.fact_with(subject, relation, object, More::default())
    }

    pub fn fact_with(&mut self, subject: &str, relation: &str, object: &str, more: More) -> &mut Self {
        let sentence = format!("{subject} {} {}.", relation.replace('_', " "), object.trim_start_matches('='));
        let number = self.documents.len();
        let published = more.published.map(|day| day.parse().expect("a date"));
        self.documents.push((format!("{number:03}.txt"), format!("{sentence} Report {number}."), published));
        let document = DocumentId(self.documents.len() as u32 - 1);
        let span = Span::new(0, sentence.len());
        let statement = Statement {
            id: StatementId(self.statements.len() as u32),
            subject: self.id(subject),
            relation: relation.into(),
            family: Schema::news().relation(relation).map(|relation| relation.family.clone()),
            trigger: relation.replace('_', " "),
            object: self.object(object),
            polarity: more.polarity,
            modality: more.modality,
            attributed_to: more.source.map(|name| self.id(name)),
            time: more.time.map(|text| TimeExpression { text: text.into(), start: None, end: None }),
            place: more.place.map(|name| self.id(name)),
            quantity: more.quantity.map(|(text, number, unit)| Quantity {
                text: text.into(),
                number: Some(number),
                unit: unit.into(),
                ..Quantity::default()
            }),
            qualifiers: more
                .qualifiers
                .iter()
                .map(|(role, value)| Qualifier { role: role.to_string(), value: self.object(value) })
                .collect(),
            confidence: 0.9,
            evidence: vec![Evidence { document, sentence: span, words: span }],
        };
        self.statements.push(statement);
        self
    }

    pub fn graph(&self) -> Graph {
        let documents = self.documents.iter().enumerate().map(|(id, (name, text, published))| {
            Change::Document(Document {
                id: DocumentId(id as u32),
                content: ContentHash::of(text),
                name: name.clone(),
                title: None,
                published: *published,
                ingested: None,
                source: None,
                url: None,
                text: text.as_str().into(),
            })
        });
        let entities = self.entities.iter().enumerate().map(|(id, (name, kind, aliases))| {
            let names = aliases.iter().chain([name]);
            Change::Entity(Entity {
                id: EntityId(id as u32),
                name: name.clone(),
                entity_type: *kind,
                aliases: names.map(|name| (name.clone(), 1)).collect::<BTreeMap<_, _>>(),
            })
        });
        let changes: Vec<Change> =
            documents.chain(entities).chain(self.statements.iter().cloned().map(Change::Statement)).collect();
        let mut graph = Graph::new();
        graph.apply(&changes).expect("the changes fit");
        graph
    }
}

/// Leaders, visits, attacks and companies of invented countries.
pub fn sample() -> Builder {
    use EntityType::*;
    let mut graph = Builder::default();
    for (name, kind, aliases) in [
        ("Mara Lindqvist", Person, &["Lindqvist"][..]),
        ("Tomas Berg", Person, &["Berg"]),
        ("Norland", Country, &[]),
        ("Westmark", Country, &["Republic of Westmark"]),
        ("Port Alder", Place, &["Alder"]),
        ("Northern Union", Organization, &["NU"]),
        ("Acme Foods", Organization, &[]),
        ("Brightwater", Organization, &[]),
        ("Westmark army", Group, &[]),
        ("summit", Event, &[]),
    ] {
        graph.entity(name, kind, aliases);
    }
    graph.fact("Mara Lindqvist", "president_of", "Norland");
    graph.fact("Tomas Berg", "leads", "Northern Union");
    graph.fact_with("Tomas Berg", "visited", "Port Alder", More { time: Some("on Monday"), ..More::default() });
    graph.fact_with("Tomas Berg", "visited", "Port Alder", More { time: Some("before the strike"), ..More::default() });
    let planned = More { modality: Modality::Planned, time: Some("in June"), ..More::default() };
    graph.fact_with("Mara Lindqvist", "visited", "Port Alder", planned);
    graph.fact("Westmark army", "shelled", "Port Alder");
    let denied = More { polarity: Polarity::Negative, ..More::default() };
    graph.fact_with("Acme Foods", "boycotted", "Westmark", denied);
    graph.fact("Brightwater", "boycotted", "Westmark");
    graph.fact("Ivo Kranz", "resigned", "");
    let hypothetical = More { modality: Modality::Hypothetical, ..More::default() };
    graph.fact_with("Mara Lindqvist", "attended", "summit", hypothetical);
    let killed = |text, number, source| More {
        modality: Modality::Claimed,
        source: Some(source),
        quantity: Some((text, number, "miners")),
        ..More::default()
    };
    graph.fact_with("40 miners", "was_killed_in", "Port Alder", killed("40", 40.0, "Norland"));
    graph.fact_with("12 miners", "was_killed_in", "Port Alder", killed("12", 12.0, "Westmark"));
    graph
}
