use super::perceptron::Perceptron;
use super::random::Random;
use crate::nlp::analysis::Sentence;
use crate::nlp::model::WordLists;
use crate::nlp::parse::{CLASSES, Input, Move, NOTHING, State, best_allowed, features};
use crate::nlp::tags::{Dependency, PennTag, Tag};
use crate::nlp::word::{Word, WordBuffer};

/// The right tree, to tell what a move costs (Goldberg & Nivre 2013, arc-hybrid).
struct Oracle {
    /// Heads; the number of words for the root.
    heads: Vec<u32>,
    relations: Vec<Dependency>,
    dependents: Vec<Vec<u32>>,
}

impl Oracle {
    /// `None` for a sentence that is no tree.
    fn new(sentence: &Sentence) -> Option<Oracle> {
        let (tokens, words) = (&sentence.tokens, sentence.tokens.len());
        let heads: Vec<u32> = tokens.iter().map(|token| token.head.unwrap_or(words as u32)).collect();
        let mut dependents = vec![Vec::new(); words + 1];
        for (word, &head) in heads.iter().enumerate() {
            dependents.get_mut(head as usize)?.push(word as u32);
        }
        let one_root = dependents[words].len() == 1;
        one_root.then(|| Oracle { heads, relations: tokens.iter().map(|token| token.relation).collect(), dependents })
    }

    /// How many right arcs a shift, a left and a right arc make impossible; `None` where not allowed.
    fn costs(&self, state: &State) -> [Option<u32>; 3] {
        let (s0, s1, next) = (state.stack_at(0), state.stack_at(1), state.next);
        let end = self.heads.len() as u32;
        let on_stack = |word: u32| state.stack.contains(&word);
        let shift = (next < end).then(|| {
            let head = self.heads[next as usize];
            let head_lost = head != s0 && on_stack(head);
            let lost = self.dependents[next as usize].iter().filter(|&&word| word < next && on_stack(word)).count();
            lost as u32 + u32::from(head_lost)
        });
        if s0 == NOTHING {
            return [shift, None, None];
        }
        let lost = self.dependents[s0 as usize].iter().filter(|&&word| word >= next).count() as u32;
        let head = self.heads[s0 as usize];
        let left_allowed = if next == end { s1 == NOTHING } else { true };
        let left = left_allowed.then(|| lost + u32::from(head > next || head == s1));
        let right = (s1 != NOTHING).then(|| lost + u32::from(head >= next));
        [shift, left, right]
    }

    /// True if the move is one of the best.
    fn is_best(&self, step: Move, state: &State, costs: &[Option<u32>; 3]) -> bool {
        let least = costs.iter().flatten().min().copied();
        let (cost, head, relation) = match step {
            Move::Shift => return costs[0].is_some() && costs[0] == least,
            Move::Left(relation) => (costs[1], state.next, relation),
            Move::Right(relation) => (costs[2], state.stack_at(1), relation),
        };
        if cost.is_none() || cost != least {
            return false;
        }
        let word = state.stack_at(0) as usize;
        self.heads[word] != head || self.relations[word] == relation
    }
}

/// Trains on sentences with the tagger's classes for their words.
pub(super) fn train(
    sentences: &[&Sentence],
    tags: &[Vec<u8>],
    classes: &[(Tag, PennTag)],
    lists: &WordLists,
    epochs: usize,
    seed: u64,
) -> Perceptron {
    let mut model = Perceptron::new(CLASSES, 7);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut keys, mut scores, mut buffer) = (Vec::new(), vec![0.0f32; CLASSES], WordBuffer::default());
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut steps, mut good) = (0, 0);
        for &index in &order {
            let tokens = &sentences[index].tokens;
            let Some(oracle) = Oracle::new(sentences[index]) else { continue };
            let words: Vec<Word> = tokens.iter().map(|token| Word::new(&token.form, lists, &mut buffer)).collect();
            let input = Input::new(&words, &tags[index], classes);
            let mut state = State::new(words.len());
            while !state.is_final() {
                features(&state, &input, &mut keys);
                model.score(&keys, &mut scores);
                let predicted = best_allowed(&state, &scores);
                let costs = oracle.costs(&state);
                steps += 1;
                if oracle.is_best(predicted, &state, &costs) {
                    good += 1;
                    state.apply(predicted);
                } else {
                    let mut right: Option<(f32, usize)> = None;
                    for (class, &score) in scores.iter().enumerate() {
                        let step = Move::from_class(class);
                        if right.is_none_or(|(top, _)| score > top)
                            && state.allows(step)
                            && oracle.is_best(step, &state, &costs)
                        {
                            right = Some((score, class));
                        }
                    }
                    let Some((_, right)) = right else { break };
                    model.update(&keys, right, predicted.class());
                    let explore = epoch > 0 && random.fraction() < 0.9;
                    state.apply(if explore { predicted } else { Move::from_class(right) });
                }
                model.step();
            }
        }
        eprintln!(
            "parser epoch {epoch}: {:.2} % of {steps} steps, {} weights",
            good as f64 * 100.0 / steps as f64,
            model.weights()
        );
    }
    model
}
