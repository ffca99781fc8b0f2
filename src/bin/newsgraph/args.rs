use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Reads news articles and answers questions about what they say, with the sentence behind every fact.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, styles = STYLES, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Arguments {
    /// Folder of the database
    #[arg(long, global = true, value_name = "DIR", env = "NEWSGRAPH_DB", default_value = "newsgraph.db")]
    pub db: PathBuf,

    /// Relations of your own: a schema file, used when reading and when asking
    #[arg(long, global = true, value_name = "FILE", env = "NEWSGRAPH_SCHEMA")]
    pub schema: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXIT_CODES: &str = "Exit codes: 0 answered, 1 no answer, 2 usage or query syntax, 3 store locked or damaged, \
                          4 some documents failed";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into the database: files, folders, or `-` for standard input
    Ingest(Ingest),
    /// Answer a question in English
    Ask(Ask),
    /// Compare what the graph says with facts of your own: precision, recall, F1
    Evaluate(Evaluate),
    /// Answer a pattern, such as '?who visited Kyiv' or '?who leads ?org'
    Query(Query),
    /// Answer a SPARQL 1.1 query
    #[cfg(feature = "rdf")]
    Sparql(Sparql),
    /// Show what the graph knows about an entity
    Show(Named),
    /// Show a statement in full, with every sentence that says so
    Why(Why),
    /// Show how two entities are connected
    Path(PathBetween),
    /// Show what happened to an entity, in the order of time
    Timeline(Named),
    /// Count what the database holds
    Stats(Formatted),
    /// List entities, all or those whose name starts with PREFIX
    Entities(Entities),
    /// List relations
    Relations(Formatted),
    /// Show the relations of the schema: roles, types and words; with --schema FILE, check that file
    Schema(ShownSchema),
    /// Treat two entities as one
    Merge(Merge),
    /// Take a merge back
    Split(Split),
    /// Remember that two entities are different, so that they are never merged
    NeverMerge(NeverMerge),
    /// Remove a document and every statement that nothing else supports
    Forget(Forget),
    /// Take back a statement that is wrong: it stays away when its article is read again
    Retract(Retract),
    /// Check that the database is whole
    Check,
    /// Write the database anew without what was forgotten or replaced
    Compact,
    /// Write the whole database as JSON lines
    Dump(Output),
    /// Read a dump into a new database
    Restore(Restore),
    /// Write the graph, or the neighbourhood of an entity, for other programs
    Export(Export),
    /// Show what the English analysis sees in a text
    Annotate(Annotate),
    /// Ask questions one after the other (the default on a terminal)
    Repl,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub struct Ingest {
    /// Files (.txt, .md, .html, .htm, .jsonl), folders, or `-`
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: Reading,

    /// Number of threads; the result is the same with any number [default: one per core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(Debug, Args)]
pub struct Reading {
    /// Day of publication of articles that carry no date
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,

    /// Who published articles that do not say so
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
}

#[derive(Debug, Args)]
pub struct Ask {
    /// The question, such as "who visited Kyiv"
    pub question: String,

    /// Answer from these files and folders alone; no database is needed
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: Reading,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Evaluate {
    /// The facts, one JSON object a line (docs/evaluate.md)
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,

    /// Compare with these files and folders alone; no database is needed
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: Reading,

    /// Also list the facts that were missed and the statements that no fact says
    #[arg(long)]
    pub list: bool,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Query {
    /// The pattern: subject, relation, object; words with a question mark are unknowns
    pub pattern: String,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How the answer to a SPARQL query is written.
#[cfg(feature = "rdf")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SparqlFormat {
    /// SPARQL results as JSON
    Json,
    /// SPARQL results as XML
    Xml,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Triples as Turtle
    Turtle,
    /// Triples as N-Triples
    Ntriples,
    /// Triples as JSON-LD
    Jsonld,
}

#[cfg(feature = "rdf")]
#[derive(Debug, Args)]
pub struct Sparql {
    /// The query; the prefixes e, r, s, d, q, ng, rdf, rdfs and xsd need no declaration
    pub query: String,

    /// How to write the answer [default: json, or turtle for triples]
    #[arg(long, value_enum)]
    pub format: Option<SparqlFormat>,

    /// How long the query may run
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub seconds: u64,

    /// How much memory its results may take
    #[arg(long, value_name = "N", default_value_t = 1024)]
    pub megabytes: usize,
}

#[derive(Debug, Args)]
pub struct Named {
    /// A name, or a number such as e7
    pub entity: String,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Why {
    /// The number of a statement, such as s12
    pub statement: String,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct PathBetween {
    /// A name, or a number such as e7
    pub from: String,

    /// A name, or a number such as e9
    pub to: String,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct ShownSchema {
    /// A relation, a family or a role; all relations if it is left out
    #[arg(value_name = "NAME")]
    pub name: Option<String>,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Formatted {
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Entities {
    /// How the name starts; capitals and accents do not matter
    pub prefix: Option<String>,

    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Merge {
    /// The entity that stays: a name, or a number such as e7
    pub kept: String,

    /// The entity that is the same: a name, or a number such as e9
    pub same: String,

    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Split {
    /// The entity that stayed: a name, or a number such as e7
    pub kept: String,

    /// The number of the entity that was merged into it [default: the one merged last]
    pub absorbed: Option<String>,

    /// Remember that the two are different, so that they are never merged again
    #[arg(long)]
    pub never_merge: bool,

    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct NeverMerge {
    /// A name, or a number such as e7
    pub one: String,

    /// A name, or a number such as e9
    pub other: String,
}

#[derive(Debug, Args)]
pub struct Forget {
    /// The name of a document as quoted with its facts, or a number such as d3
    pub document: String,
}

#[derive(Debug, Args)]
pub struct Retract {
    /// The number of a statement as quoted with facts, such as s12
    pub statement: String,

    /// Bring back a statement that was retracted
    #[arg(long)]
    pub undo: bool,

    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Output {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// A file written by `dump` [default: standard input]
    pub file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One statement a line, with its evidence
    Jsonl,
    /// A drawing for Graphviz
    Dot,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: ExportFormat,

    /// Only what lies around this entity: a name, or a number such as e7
    #[arg(long, value_name = "ENTITY")]
    pub focus: Option<String>,

    /// How many steps away from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    pub hops: usize,

    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotationFormat {
    /// CoNLL-U: words, tags, trees, names
    Conllu,
    /// A line for every statement found: sentence, confidence, relation, arguments
    Openie,
}

#[derive(Debug, Args)]
pub struct Annotate {
    /// A text [default: standard input]
    pub file: Option<PathBuf>,

    #[arg(long, value_enum, default_value = "conllu")]
    pub format: AnnotationFormat,

    /// The input is CoNLL-U: keep its sentences and words
    #[arg(long)]
    pub tokens: bool,
}
