use std::collections::HashMap;
use std::sync::OnceLock;

use super::antecedent::Candidate;

/// How likely the best candidate must be for the pronoun to be resolved.
const LEAST_PROBABILITY: f64 = 0.5;

fn weights() -> &'static HashMap<&'static str, f64> {
    static WEIGHTS: OnceLock<HashMap<&'static str, f64>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        include_str!("../../data/models/pronouns.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (feature, weight) = line.split_once('\t')?;
                Some((feature, weight.parse().ok()?))
            })
            .collect()
    })
}

/// The entity of the likeliest candidate, if it is an entity and likely enough: a log-linear model over all candidates.
pub fn best(candidates: &[Candidate]) -> Option<usize> {
    let scores: Vec<f64> = candidates.iter().map(score).collect();
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|score| (score - highest).exp()).sum();
    let position = scores.iter().position(|score| *score == highest)?;
    (1.0 / total >= LEAST_PROBABILITY).then(|| candidates[position].draft).flatten()
}

fn score(candidate: &Candidate) -> f64 {
    candidate.features.iter().filter_map(|feature| weights().get(feature.as_str())).sum()
}
