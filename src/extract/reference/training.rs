//! For the training program: what a pronoun could stand for, and what it does stand for.

use std::collections::BTreeMap;

use crate::extract::name;
use crate::extract::name::link as name_link;
use crate::extract::reference::antecedent::Candidate;
use crate::extract::reference::builder::Builder;
use crate::extract::reference::weights::Ranker;
use crate::extract::reference::{description, nominal, pronoun};
use crate::model::Span;
use crate::nlp::Analysis;

/// A pronoun with its candidates; the right ones are marked.
#[derive(Clone, Debug)]
pub struct PronounExample {
    /// The features of each candidate, and whether it is right. The first candidate is "none of them".
    pub candidates: Vec<(Vec<String>, bool)>,
}

/// The pronouns of a document whose gold cluster is known, resolved by the gold annotation as the reading goes on.
///
/// `clusters` maps (sentence, head token) to the number of a coreference cluster.
pub fn pronoun_examples(analysis: &Analysis, clusters: &BTreeMap<(usize, usize), u32>) -> Vec<PronounExample> {
    let mut builder = without_pronouns(analysis);
    let mentioned: Vec<Vec<(usize, usize)>> = builder
        .drafts
        .iter()
        .map(|draft| draft.mentions.iter().map(|mention| (mention.sentence, mention.head)).collect())
        .collect();
    let mut examples = Vec::new();
    pronoun::resolve_with(&mut builder, &mut |place, _, candidates: &[Candidate]| {
        let cluster = clusters.get(&place);
        let right = |candidate: &Candidate| {
            candidate.draft.zip(cluster).is_some_and(|(draft, cluster)| {
                let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
                for cluster in mentioned[draft].iter().filter_map(|mention| clusters.get(mention)) {
                    *votes.entry(*cluster).or_default() += 1;
                }
                let total: usize = votes.values().sum();
                votes.get(cluster).is_some_and(|count| 2 * count > total)
            })
        };
        let mut marked: Vec<(Vec<String>, bool)> =
            candidates.iter().map(|candidate| (candidate.features.clone(), right(candidate))).collect();
        let found = candidates.iter().find(|candidate| right(candidate)).and_then(|candidate| candidate.draft);
        marked[0].1 = found.is_none();
        examples.push(PronounExample { candidates: marked });
        found
    });
    examples
}

/// One pronoun of which it is known whether it stands for the names at some spans; `ranker` resolves those before it.
///
/// `None` if the document does not bring the pronoun and the right name together as pronoun and candidate.
pub fn pronoun_example(
    analysis: &Analysis,
    asked: Span,
    names: &[(Span, bool)],
    ranker: &Ranker,
) -> Option<PronounExample> {
    let mut builder = without_pronouns(analysis);
    let named: Vec<(Option<usize>, bool)> = names
        .iter()
        .map(|(span, right)| {
            let mentions = builder.drafts.iter().enumerate().flat_map(|(draft, entry)| {
                entry.mentions.iter().filter(|mention| mention.span == *span).map(move |_| draft)
            });
            (mentions.into_iter().next(), *right)
        })
        .collect();
    let mut example = None;
    pronoun::resolve_with(&mut builder, &mut |(sentence, token), wanted, candidates: &[Candidate]| {
        if analysis.sentences[sentence].tokens[token].span != asked {
            return ranker.best(candidates, wanted);
        }
        let known = |candidate: &Candidate| {
            named.iter().find(|(draft, _)| draft.is_some() && *draft == candidate.draft).map(|(_, right)| *right)
        };
        let one_is_right = named.iter().any(|(_, right)| *right);
        let marked: Vec<(Vec<String>, bool)> = candidates
            .iter()
            .map(|candidate| {
                let right = known(candidate).unwrap_or(!one_is_right && candidate.draft.is_some());
                (candidate.features.clone(), right)
            })
            .collect();
        if marked.iter().any(|(_, right)| *right) {
            example = Some(PronounExample { candidates: marked });
        }
        None
    });
    example
}

fn without_pronouns(analysis: &Analysis) -> Builder<'_> {
    let mut builder = Builder::new(analysis);
    let names = name::find(analysis);
    name_link::link(&mut builder, names);
    nominal::add_phrases(&mut builder);
    description::resolve(&mut builder);
    builder
}

/// Fits the weights of a log-linear model over the candidates of each example, by stochastic gradient steps (AdaGrad,
/// Duchi and others 2011) with an L2 penalty, and averages them over the later half of the epochs. Features that occur
/// fewer than `least` times are left out. The examples are taken in an order that mixes their sources.
pub fn fit(examples: &[PronounExample], epochs: usize, penalty: f64, least: usize) -> Ranker {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.candidates).flat_map(|(features, _)| features) {
        *counts.entry(feature).or_default() += 1;
    }
    counts.retain(|_, count| *count >= least);
    let names: Vec<&str> = counts.keys().copied().collect();
    let numbers: BTreeMap<&str, usize> = names.iter().enumerate().map(|(number, name)| (*name, number)).collect();
    let examples: Vec<Vec<(Vec<usize>, bool)>> = examples
        .iter()
        .map(|example| {
            let numbered =
                |features: &[String]| features.iter().filter_map(|f| numbers.get(f.as_str())).copied().collect();
            example.candidates.iter().map(|(features, right)| (numbered(features), *right)).collect()
        })
        .collect();
    let mut weights = vec![Weight::new(); names.len()];
    let mut averaged = 0;
    for epoch in 0..epochs {
        for place in 0..examples.len() {
            step(&examples[(place * STRIDE + epoch) % examples.len()], &mut weights, penalty);
        }
        if 2 * epoch >= epochs {
            averaged += 1;
            weights.iter_mut().for_each(|weight| weight.sum += weight.value);
        }
    }
    let fitted: BTreeMap<String, f64> = names
        .into_iter()
        .zip(weights)
        .map(|(feature, weight)| (feature.to_owned(), weight.sum / f64::from(averaged.max(1))))
        .collect();
    Ranker::from(fitted)
}

/// A prime that divides no likely number of examples.
const STRIDE: usize = 7919;

/// How fast the weights move.
const RATE: f64 = 0.1;

#[derive(Clone)]
struct Weight {
    value: f64,
    /// Sum of the squared gradients.
    squares: f64,
    /// Sum of the values after the later epochs.
    sum: f64,
}

impl Weight {
    fn new() -> Self {
        Weight { value: 0.0, squares: 1e-6, sum: 0.0 }
    }
}

fn step(candidates: &[(Vec<usize>, bool)], weights: &mut [Weight], penalty: f64) {
    let scores: Vec<f64> =
        candidates.iter().map(|(features, _)| features.iter().map(|&feature| weights[feature].value).sum()).collect();
    let all = softmax(&scores);
    let right: f64 = all.iter().zip(candidates).filter(|(_, c)| c.1).map(|(p, _)| p).sum();
    if right <= 0.0 {
        return;
    }
    for ((features, is_right), probability) in candidates.iter().zip(&all) {
        let target = if *is_right { probability / right } else { 0.0 };
        let error = target - probability;
        for &feature in features {
            let weight = &mut weights[feature];
            let gradient = error - penalty * weight.value;
            weight.squares += gradient * gradient;
            weight.value += RATE * gradient / weight.squares.sqrt();
        }
    }
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exponentials: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let total: f64 = exponentials.iter().sum();
    exponentials.into_iter().map(|value| value / total).collect()
}
