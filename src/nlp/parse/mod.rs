//! Dependency parsing by transitions: the arc-hybrid system (Kuhlmann et al. 2011) with features after Zhang & Nivre 2011.

mod context;
mod features;
mod state;

use super::model::Linear;
use super::tags::Dependency;
pub(crate) use features::{Input, features};
pub(crate) use state::{Move, NOTHING, State};

/// Classes of the parser: shift, and a left and a right arc for each relation.
pub(crate) const CLASSES: usize = 1 + 2 * Dependency::ALL.len();

/// A parsed word: its head (`None` for the root) and its relation to it.
pub(crate) type Arc = (Option<u32>, Dependency);

/// The tree of a sentence.
pub(crate) fn parse(input: &Input, parser: &Linear) -> Vec<Arc> {
    let mut state = State::new(input.len());
    let mut keys = Vec::with_capacity(128);
    let mut scores = vec![0; parser.classes()];
    while !state.is_final() {
        features(&state, input, &mut keys);
        parser.score(&keys, &mut scores);
        state.apply(best_allowed(&state, &scores));
    }
    state.arcs()
}

/// The allowed move with the greatest score; the first of equals.
pub(crate) fn best_allowed<Score: PartialOrd + Copy>(state: &State, scores: &[Score]) -> Move {
    let mut best: Option<(Score, usize)> = None;
    for (class, &score) in scores.iter().enumerate() {
        if best.is_none_or(|(top, _)| score > top) && state.allows(Move::from_class(class)) {
            best = Some((score, class));
        }
    }
    // Some move is always allowed before the end: a left arc where the stack holds one word, else a right arc.
    Move::from_class(best.map_or(0, |(_, class)| class))
}
