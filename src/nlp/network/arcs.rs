//! Scores of arcs by a bilinear form, and relations (Dozat and Manning 2017, "Deep Biaffine Attention for Neural
//! Dependency Parsing").

use std::ops::Range;

use super::super::model::{ModelError, Reader};
use super::super::tags::Dependency;
use super::kernel;
use super::matrix::{Inputs, Matrix, OUTPUTS};
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

/// Room to work in, used again for one batch of words after the other.
#[derive(Default)]
pub(super) struct ArcRoom {
    left: Vec<f32>,
    right: Vec<f32>,
    inputs: Inputs,
    scores: Vec<f32>,
}

/// A parsed word: its head (`None` for the root) and its relation to it.
pub(crate) type Arc = (Option<u32>, Dependency);

impl ArcScorer {
    /// Numbers of a hidden vector.
    pub(super) fn width(&self) -> usize {
        self.dependent.inputs()
    }

    pub(super) fn read(input: &mut Reader, width: usize) -> Result<ArcScorer, ModelError> {
        let (arc, relation) = (input.count()?, input.count()?);
        // Rows of products stand without gaps.
        if !arc.is_multiple_of(OUTPUTS) || !relation.is_multiple_of(OUTPUTS) {
            return Err(ModelError::Damaged);
        }
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
    pub(super) fn parse(&self, hidden: &Inputs, sentences: &[Range<usize>], room: &mut ArcRoom) -> Vec<Vec<Arc>> {
        let ArcRoom { left, right, inputs, scores } = room;
        let width = self.root.len();
        let dependents = self.dependent.multiply(hidden, left);
        kernel::make_leaky(dependents);
        inputs.fill(dependents, width);
        let queries = self.form.multiply(inputs, left);
        let heads = self.head.multiply(hidden, right);
        kernel::make_leaky(heads);

        let mut found: Vec<Option<usize>> = Vec::with_capacity(queries.len() / width);
        for sentence in sentences {
            let words = sentence.start * width..sentence.end * width;
            scores.clear();
            kernel::arc_scores(&queries[words.clone()], &self.root, &heads[words], scores);
            found.extend(best_tree(scores, sentence.len()));
        }
        self.relations(hidden, sentences, &found, room)
    }

    fn relations(
        &self,
        hidden: &Inputs,
        sentences: &[Range<usize>],
        heads: &[Option<usize>],
        room: &mut ArcRoom,
    ) -> Vec<Vec<Arc>> {
        let ArcRoom { left, right, inputs, .. } = room;
        let dependents = self.relation_dependent.multiply(hidden, left);
        let governors = self.relation_head.multiply(hidden, right);
        let width = self.relation_root.len();
        for sentence in sentences {
            for at in sentence.clone() {
                let governor = match heads[at] {
                    Some(head) => &governors[(sentence.start + head) * width..][..width],
                    None => &self.relation_root,
                };
                kernel::add_leaky(&mut dependents[at * width..][..width], governor);
            }
        }
        inputs.fill(dependents, width);
        let scores = self.relation.multiply(inputs, left);
        let scores: Vec<&[f32]> = scores.chunks_exact(self.relation.width()).collect();
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
    let mut sums = [0.0f32; OUTPUTS];
    for (left, right) in left.chunks_exact(OUTPUTS).zip(right.chunks_exact(OUTPUTS)) {
        for at in 0..OUTPUTS {
            sums[at] += left[at] * right[at];
        }
    }
    sums.iter().sum()
}
