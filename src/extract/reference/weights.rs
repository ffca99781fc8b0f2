use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::extract::reference::antecedent::Candidate;
use crate::extract::reference::pronoun::Agreement;

/// How likely the best candidate must be for the pronoun to be resolved, where the table does not say ("he least").
const LEAST_PROBABILITY: f64 = 0.4;

/// A log-linear model over the candidates of a pronoun: a weight for each feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranker {
    weights: BTreeMap<String, f64>,
}

impl Ranker {
    /// The weights that come with this crate.
    pub fn embedded() -> &'static Ranker {
        static RANKER: OnceLock<Ranker> = OnceLock::new();
        RANKER.get_or_init(|| Ranker::from_table(include_str!("../../../data/models/pronouns.tsv")))
    }

    /// Reads lines of a feature, a tab and its weight; lines that begin with `#` are remarks, others are passed over.
    pub fn from_table(table: &str) -> Ranker {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let weights = lines.filter_map(|line| {
            let (feature, weight) = line.split_once('\t')?;
            Some((feature.to_owned(), weight.parse().ok()?))
        });
        Ranker { weights: weights.collect() }
    }

    /// The weights themselves.
    pub fn weights(&self) -> &BTreeMap<String, f64> {
        &self.weights
    }

    /// The entity of the likeliest candidate, if it is an entity and likely enough.
    pub(crate) fn best(&self, candidates: &[Candidate], wanted: Agreement) -> Option<usize> {
        let features: Vec<&[String]> = candidates.iter().map(|candidate| candidate.features.as_slice()).collect();
        let (position, probability) = self.likeliest(&features)?;
        (probability >= self.least_probability(wanted)).then(|| candidates[position].draft).flatten()
    }

    /// "He" nearly always stands for somebody who was named before, "it" often for nothing.
    fn least_probability(&self, wanted: Agreement) -> f64 {
        let class = match wanted {
            Agreement::Person(_) => "he least",
            Agreement::Singular => "it least",
            Agreement::Plural => "they least",
        };
        self.weights.get(class).copied().unwrap_or(LEAST_PROBABILITY)
    }

    /// The same weights with a least probability for pronouns of a class: "he", "it", "they".
    #[must_use]
    pub fn with_least(mut self, class: &str, probability: f64) -> Ranker {
        self.weights.insert(format!("{class} least"), probability);
        self
    }

    /// Which of the candidates with these features is likeliest, and how likely.
    pub fn likeliest(&self, candidates: &[&[String]]) -> Option<(usize, f64)> {
        let scores: Vec<f64> = candidates.iter().map(|features| self.score(features)).collect();
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = scores.iter().map(|score| (score - highest).exp()).sum();
        let position = scores.iter().position(|score| *score == highest)?;
        Some((position, 1.0 / total))
    }

    fn score(&self, features: &[String]) -> f64 {
        features.iter().filter_map(|feature| self.weights.get(feature.as_str())).sum()
    }
}

impl From<BTreeMap<String, f64>> for Ranker {
    fn from(weights: BTreeMap<String, f64>) -> Self {
        Ranker { weights }
    }
}
