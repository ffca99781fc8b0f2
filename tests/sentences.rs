//! Hand-written sentences with the statements that they must and must not give: `tests/sentences/*.txt`.
//!
//! Run with `--nocapture` for the pass rates by phenomenon. tests/sentences/README.md describes the form of the files.

#[path = "sentences/case.rs"]
mod case;
#[path = "sentences/matching.rs"]
mod matching;

use std::collections::BTreeMap;
use std::path::Path;

use case::{Case, Line, Wanted};
use matching::matches;
use newsgraph::extract::{Extractor, changes};
use newsgraph::graph::Graph;
use newsgraph::model::Article;
use newsgraph::schema::Schema;

#[test]
fn sentences_give_what_they_say_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    let cases = case::read_folder(&folder).unwrap_or_else(|error| panic!("{error}"));
    let mut table: BTreeMap<(&str, &str), Rate> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let graph = read(case);
        for line in &case.lines {
            let passes = graph.statements().any(|statement| matches(&graph, statement, line)) == line.is_wanted();
            let rate = table.entry((&case.file, &case.heading)).or_default();
            rate.lines += 1;
            rate.passed += usize::from(passes);
            if passes == line.known_gap {
                wrong.push(report(case, line, &graph));
            }
        }
    }
    print_table(&table, cases.len());
    assert!(wrong.is_empty(), "{} lines are not as marked:\n\n{}", wrong.len(), wrong.join("\n"));
}

fn read(case: &Case) -> Graph {
    let extraction = Extractor::new(Schema::news()).extract(&case.text, case.published);
    let article = Article { text: case.text.clone(), published: case.published, ..Article::default() };
    let mut graph = Graph::default();
    let changes = changes(&graph, article, &extraction, None);
    graph.apply(&changes).unwrap_or_else(|error| panic!("{}: {error}", case.place()));
    graph
}

/// What is wrong with a line, and everything that its sentence gave.
fn report(case: &Case, line: &Line, graph: &Graph) -> String {
    let what = match (line.known_gap, line.wanted) {
        (true, _) => "marked as a gap but passes: take the `?` away",
        (false, Wanted::Given) => "not given",
        (false, Wanted::Absent) => "given",
    };
    let given: String =
        graph.statements().map(|statement| format!("      {}\n", matching::show(graph, statement))).collect();
    format!("{}:{}: {what}: {}\n    = {}\n{given}", case.file, line.number, line.text, case.text)
}

#[derive(Default)]
struct Rate {
    passed: usize,
    lines: usize,
}

fn print_table(table: &BTreeMap<(&str, &str), Rate>, cases: usize) {
    for ((file, heading), Rate { passed, lines }) in table {
        println!("{file:32} {heading:44} {passed:4} of {lines:3}");
    }
    let passed: usize = table.values().map(|rate| rate.passed).sum();
    let lines: usize = table.values().map(|rate| rate.lines).sum();
    println!("{cases} texts, {passed} of {lines} lines pass");
}
