use std::collections::BTreeMap;
use std::ops::Bound;

use newsgraph::graph::Graph;

/// A completion looks back over at most this many words.
const LONGEST_NAME: usize = 6;
/// As many completions as a person can look over.
const MOST_COMPLETIONS: usize = 40;

/// Every name and relation of the graph and every dot-command, to complete from.
pub struct Vocabulary {
    /// By lower-case form: what is written for it.
    words: BTreeMap<String, String>,
    commands: Vec<&'static str>,
}

impl Vocabulary {
    pub fn new(graph: &Graph, commands: &[&'static str]) -> Self {
        let names = graph.entities().flat_map(|entity| entity.aliases.keys().chain([&entity.name]).cloned());
        let relations = graph.relations().into_iter().map(|relation| relation.name.replace('_', " "));
        let words = names.chain(relations).map(|word| (word.to_lowercase(), word)).collect();
        Vocabulary { words, commands: commands.to_vec() }
    }

    /// Where in `line` (up to the cursor) the unfinished name starts, and what it may become, alphabetically.
    pub fn complete(&self, line: &str) -> (usize, Vec<String>) {
        if line.starts_with('.') && !line.contains(' ') {
            let fitting = self.commands.iter().filter(|command| command.starts_with(line));
            return (0, fitting.map(|command| (*command).to_owned()).collect());
        }
        for start in starts(line) {
            let found: Vec<String> = self.starting_with(&line[start..]).take(MOST_COMPLETIONS).cloned().collect();
            if !found.is_empty() {
                return (start, found);
            }
        }
        (line.len(), Vec::new())
    }

    /// The rest of the only sensible continuation of `line`: the first name that goes on as typed, capitals included.
    pub fn hint(&self, line: &str) -> Option<String> {
        let unfinished = line.rsplit(' ').next().unwrap_or(line);
        if unfinished.chars().count() < 2 {
            return None;
        }
        starts(line).find_map(|start| {
            let typed = &line[start..];
            let rest = self.starting_with(typed).find_map(|word| word.strip_prefix(typed))?;
            Some(rest.to_owned()).filter(|rest| !rest.is_empty())
        })
    }

    fn starting_with<'v>(&'v self, prefix: &str) -> impl Iterator<Item = &'v String> + use<'v> {
        let prefix = prefix.to_lowercase();
        let from = (Bound::Included(prefix.clone()), Bound::Unbounded);
        self.words.range(from).take_while(move |(word, _)| word.starts_with(&prefix)).map(|(_, word)| word)
    }
}

/// The places at which a name that ends at the cursor may start, the longest name first.
fn starts(line: &str) -> impl Iterator<Item = usize> + use<> {
    let mut starts: Vec<usize> = line.match_indices(' ').map(|(space, _)| space + 1).collect();
    starts.insert(0, 0);
    starts.retain(|start| *start < line.len());
    let skipped = starts.len().saturating_sub(LONGEST_NAME);
    starts.into_iter().skip(skipped)
}
