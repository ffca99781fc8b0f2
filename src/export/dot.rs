//! A drawing for Graphviz, in the DOT language.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use crate::graph::{EntityView, Graph, StatementView};
use crate::model::{EntityId, EntityType, Modality, Object, Polarity, ValueType};

use super::{Exporter, Selection};

/// Where a drawing starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Subjects at the left, objects at the right.
    #[default]
    LeftToRight,
    /// Subjects above, objects below.
    TopToBottom,
}

/// DOT, with how it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dot {
    /// Where the drawing starts.
    pub direction: Direction,
    /// The font of all text.
    pub font: String,
    /// Characters after which a label is cut.
    pub longest_label: usize,
}

impl Default for Dot {
    fn default() -> Self {
        Dot { direction: Direction::default(), font: "Helvetica".into(), longest_label: 40 }
    }
}

const LEGEND: [&str; 3] = [
    "edges: solid = asserted by the article, dashed = claimed by a source, dotted = planned or hypothetical,",
    "       red with a bar and \"not\" = denied; the tooltip is the sentence that says so",
    "nodes: shape and colour tell the type of the entity; plain text is a value",
];

impl Exporter for Dot {
    fn write(&self, graph: &Graph, selection: &Selection, writer: &mut dyn Write) -> io::Result<()> {
        let statements = selection.statements(graph);
        let mut entities: BTreeMap<EntityId, EntityView> = BTreeMap::new();
        let focus = selection.focus.and_then(|focus| graph.view(focus.entity));
        let ends = statements.iter().flat_map(|statement| [Some(statement.subject()), statement.object_entity()]);
        entities.extend(ends.chain([focus]).flatten().map(|entity| (entity.id(), entity)));

        self.header(writer)?;
        for entity in entities.values() {
            let emphasis = if focus.is_some_and(|focus| focus.id() == entity.id()) { ", penwidth=3" } else { "" };
            self.entity(*entity, emphasis, writer)?;
        }
        for statement in statements {
            self.statement(statement, writer)?;
        }
        writer.write_all(b"}\n")
    }
}

impl Dot {
    fn header(&self, writer: &mut dyn Write) -> io::Result<()> {
        let direction = match self.direction {
            Direction::LeftToRight => "LR",
            Direction::TopToBottom => "TB",
        };
        let font = Quoted(&self.font);
        writeln!(writer, "digraph newsgraph {{")?;
        for line in LEGEND {
            writeln!(writer, "  // {line}")?;
        }
        writeln!(writer, "  graph [rankdir={direction}, fontname={font}, nodesep=0.3, ranksep=0.9, overlap=false];")?;
        writeln!(
            writer,
            "  node [fontname={font}, fontsize=11, style=filled, color=\"#555555\", margin=\"0.1,0.05\"];"
        )?;
        writeln!(writer, "  edge [fontname={font}, fontsize=9, color=\"#444444\", arrowsize=0.7];")
    }

    fn entity(&self, entity: EntityView<'_>, emphasis: &str, writer: &mut dyn Write) -> io::Result<()> {
        let (shape, colour) = look(entity.entity_type());
        let label = shortened(entity.name(), self.longest_label);
        let tooltip = format!("{} ({})", entity.name(), entity.entity_type());
        writeln!(
            writer,
            "  {} [label={}, shape={shape}, fillcolor=\"{colour}\", tooltip={}{emphasis}];",
            entity.id(),
            Quoted(&label),
            Quoted(&tooltip),
        )
    }

    fn statement(&self, statement: StatementView<'_>, writer: &mut dyn Write) -> io::Result<()> {
        let id = statement.id();
        let target = match statement.object() {
            Object::Entity(entity) => entity.to_string(),
            Object::Value(value) => {
                let label = shortened(&value.text, self.longest_label);
                let shape = if value.value_type == ValueType::None { "point" } else { "plaintext" };
                let (label, full) = (Quoted(&label), Quoted(&value.text));
                writeln!(writer, "  {id} [label={label}, shape={shape}, fillcolor=\"#ffffff\", tooltip={full}];")?;
                id.to_string()
            }
        };
        let style = match statement.modality() {
            Modality::Asserted => "solid",
            Modality::Claimed => "dashed",
            Modality::Planned | Modality::Hypothetical => "dotted",
        };
        let relation = statement.relation().replace('_', " ");
        let (label, mark) = match statement.polarity() {
            Polarity::Positive => (relation, ""),
            Polarity::Negative => {
                (format!("not {relation}"), ", color=\"#b00020\", fontcolor=\"#b00020\", arrowhead=teenormal")
            }
        };
        let label = shortened(&label, self.longest_label);
        let sentence = statement.sentences().next().map_or("", |sentence| sentence.text);
        writeln!(
            writer,
            "  {} -> {target} [id=\"{id}\", label={}, style={style}{mark}, tooltip={tooltip}, labeltooltip={tooltip}];",
            statement.subject().id(),
            Quoted(&label),
            tooltip = Quoted(sentence),
        )
    }
}

/// Shape and fill colour of a node; the colours are light, so that black text stays legible.
fn look(entity_type: EntityType) -> (&'static str, &'static str) {
    match entity_type {
        EntityType::Person => ("ellipse", "#cfe2f3"),
        EntityType::Organization => ("box", "#fff2cc"),
        EntityType::Country => ("hexagon", "#d9ead3"),
        EntityType::Place => ("house", "#e2f0d9"),
        EntityType::Facility => ("component", "#ead1dc"),
        EntityType::Group => ("octagon", "#d9d2e9"),
        EntityType::Event => ("diamond", "#f4cccc"),
        EntityType::Product => ("box3d", "#fce5cd"),
        EntityType::Work => ("note", "#f3f3f3"),
        EntityType::Law => ("tab", "#d0e0e3"),
        EntityType::Thing => ("ellipse", "#ffffff"),
    }
}

/// On one line, at most `longest` characters, the last of them an ellipsis where something was cut.
fn shortened(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let mut cut: String = line.chars().take(longest.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A DOT string: quotes, backslashes (which Graphviz would read as escapes), line breaks and character references
/// stand for themselves; characters that SVG cannot hold become spaces.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("\"")?;
        for (place, character) in self.0.char_indices() {
            match character {
                '"' => formatter.write_str("\\\"")?,
                '\\' => formatter.write_str("\\\\")?,
                '\n' => formatter.write_str("\\n")?,
                '&' if is_character_reference(&self.0[place + 1..]) => formatter.write_str("&amp;")?,
                '\u{fffe}' | '\u{ffff}' => formatter.write_str(" ")?,
                other if other.is_control() => formatter.write_str(" ")?,
                other => write!(formatter, "{other}")?,
            }
        }
        formatter.write_str("\"")
    }
}

/// True if Graphviz would read `&` and what follows as a character of another name ("&lt;", "&#34;").
fn is_character_reference(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}
