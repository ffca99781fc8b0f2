//! Scores of arcs by a bilinear form, and relations (Dozat and Manning 2017, "Deep Biaffine Attention for Neural
//! Dependency Parsing").

use std::ops::Range;

use super::super::model::{ModelError, Reader};
use super::super::tags::Dependency;
use super::activation::leaky;
use super::kernel;
use super::matrix::{Inputs, Matrix};
use super::tree::best_tree;

/// Scores heads and relations of words from their hidden vectors.
pub(super) struct ArcScorer {
    dependent: Matrix,
    head: Matrix,
    form: Matrix,
    /// Stands for the root among the heads.
    root: Box<[f32]>,
    relation_dependent: Matrix,
    relation_head: Matrix,
    relation_root: Box<[f32]>,
    relation: Matrix,
}

/// A parsed word: its head (`None` for the root) and its relation to it.
pub(crate) type Arc = (Option<u32>, Dependency);

impl ArcScorer {
    pub(super) fn read(input: &mut Reader, width: usize) -> Result<ArcScorer, ModelError> {
        let (arc, relation) = (input.count()?, input.count()?);
        Ok(ArcScorer {
            dependent: Matrix::read(input, (arc, width))?,
            head: Matrix::read(input, (arc, width))?,
            form: Matrix::read(input, (arc, arc))?,
            root: input.floats(arc)?,
            relation_dependent: Matrix::read(input, (relation, width))?,
            relation_head: Matrix::read(input, (relation, width))?,
            relation_root: input.floats(relation)?,
            relation: Matrix::read(input, (Dependency::ALL.len(), relation))?,
        })
    }

    /// The trees of some sentences whose words' hidden vectors lie one after the other; `hidden` are these as bytes.
    pub(super) fn parse(&self, hidden: &Inputs, sentences: &[Range<usize>], sums: &mut Vec<i32>) -> Vec<Vec<Arc>> {
        let (mut queries, mut heads, mut buffer) = (Vec::new(), Vec::new(), Vec::new());
        let mut inputs = Inputs::default();
        let width = self.root.len();
        self.dependent.multiply(hidden, sums, &mut buffer);
        buffer.iter_mut().for_each(|value| *value = leaky(*value));
        inputs.fill(&buffer, width);
        self.form.multiply(&inputs, sums, &mut queries);
        self.head.multiply(hidden, sums, &mut heads);
        heads.iter_mut().for_each(|value| *value = leaky(*value));

        let mut found: Vec<Option<usize>> = Vec::with_capacity(queries.len() / width);
        let mut scores = Vec::new();
        for sentence in sentences {
            let words = sentence.start * width..sentence.end * width;
            scores.clear();
            kernel::arc_scores(&queries[words.clone()], &self.root, &heads[words], &mut scores);
            found.extend(best_tree(&scores, sentence.len()));
        }
        self.relations(hidden, sentences, &found, sums)
    }

    fn relations(
        &self,
        hidden: &Inputs,
        sentences: &[Range<usize>],
        heads: &[Option<usize>],
        sums: &mut Vec<i32>,
    ) -> Vec<Vec<Arc>> {
        let (mut dependents, mut governors, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        self.relation_dependent.multiply(hidden, sums, &mut dependents);
        self.relation_head.multiply(hidden, sums, &mut governors);
        let width = self.relation_root.len();
        for sentence in sentences {
            for at in sentence.clone() {
                let governor = match heads[at] {
                    Some(head) => &governors[(sentence.start + head) * width..][..width],
                    None => &self.relation_root,
                };
                for (value, governor) in dependents[at * width..][..width].iter_mut().zip(governor) {
                    *value = leaky(*value + governor);
                }
            }
        }
        let mut inputs = Inputs::default();
        inputs.fill(&dependents, width);
        self.relation.multiply(&inputs, sums, &mut scores);
        let scores: Vec<&[f32]> = scores.chunks_exact(Dependency::ALL.len()).collect();
        let arc = |at: usize| (heads[at].map(|head| head as u32), relation(scores[at], heads[at].is_none()));
        sentences.iter().map(|sentence| sentence.clone().map(arc).collect()).collect()
    }
}

/// The best relation; `root` for the root and for no other word.
fn relation(scores: &[f32], is_root: bool) -> Dependency {
    if is_root {
        return Dependency::Root;
    }
    let mut best = (f32::NEG_INFINITY, Dependency::Dep);
    for (relation, &score) in Dependency::ALL.into_iter().zip(scores) {
        if relation != Dependency::Root && score > best.0 {
            best = (score, relation);
        }
    }
    best.1
}

/// For each query its products with the root and with every head.
#[inline(always)]
pub(super) fn scores(queries: &[f32], root: &[f32], heads: &[f32], scores: &mut Vec<f32>) {
    for query in queries.chunks_exact(root.len()) {
        scores.push(dot(query, root));
        scores.extend(heads.chunks_exact(root.len()).map(|head| dot(query, head)));
    }
}

/// The sum of products, in a fixed order that leaves room for several at a time.
#[inline(always)]
fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for (left, right) in left.chunks(16).zip(right.chunks(16)) {
        for ((sum, left), right) in sums.iter_mut().zip(left).zip(right) {
            *sum += left * right;
        }
    }
    sums.iter().sum()
}
