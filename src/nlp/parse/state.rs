use super::super::tags::Dependency;
use super::{Arc, CLASSES};

/// Stands for "no word".
pub(crate) const NOTHING: u32 = u32::MAX;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left(Dependency),
    /// The top of the stack depends on the word below it.
    Right(Dependency),
}

impl Move {
    /// The move of a class of the parser.
    pub(crate) fn from_class(class: usize) -> Move {
        debug_assert!(class < CLASSES);
        let relations = Dependency::ALL;
        match class {
            0 => Move::Shift,
            _ if class <= relations.len() => Move::Left(relations[class - 1]),
            _ => Move::Right(relations[(class - 1 - relations.len()).min(relations.len() - 1)]),
        }
    }

    /// Its class.
    #[cfg(feature = "train")]
    pub(crate) fn class(self) -> usize {
        match self {
            Move::Shift => 0,
            Move::Left(relation) => 1 + relation as usize,
            Move::Right(relation) => 1 + Dependency::ALL.len() + relation as usize,
        }
    }
}

/// Words depending on a word so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dependents {
    /// The outermost and the next one on the left.
    pub(crate) left: [u32; 2],
    /// The outermost and the next one on the right.
    pub(crate) right: [u32; 2],
    pub(crate) left_count: u8,
    pub(crate) right_count: u8,
    /// One bit for each relation on the left, on the right.
    pub(crate) left_relations: u64,
    pub(crate) right_relations: u64,
}

/// A half-built tree. The artificial root stands after the last word, so that the root is a left arc to it.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) stack: Vec<u32>,
    /// The next word; the number of words for the artificial root.
    pub(crate) next: u32,
    words: u32,
    heads: Vec<u32>,
    relations: Vec<Dependency>,
    dependents: Vec<Dependents>,
}

impl State {
    pub(crate) fn new(words: usize) -> State {
        let none = Dependents {
            left: [NOTHING; 2],
            right: [NOTHING; 2],
            left_count: 0,
            right_count: 0,
            left_relations: 0,
            right_relations: 0,
        };
        State {
            stack: Vec::with_capacity(words.min(256)),
            next: 0,
            words: words as u32,
            heads: vec![NOTHING; words + 1],
            relations: vec![Dependency::Root; words + 1],
            dependents: vec![none; words + 1],
        }
    }

    /// True when every word has its head.
    pub(crate) fn is_final(&self) -> bool {
        self.next == self.words && self.stack.is_empty()
    }

    /// True if the move can be made and leaves a tree with one root.
    pub(crate) fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.words,
            Move::Left(Dependency::Root) => self.next == self.words && self.stack.len() == 1,
            Move::Left(_) => self.next < self.words && !self.stack.is_empty(),
            Move::Right(relation) => relation != Dependency::Root && self.stack.len() > 1,
        }
    }

    /// Makes a move that [`State::allows`].
    pub(crate) fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(relation) => {
                if let Some(word) = self.stack.pop() {
                    self.attach(word, self.next, relation);
                    let of = &mut self.dependents[self.next as usize];
                    of.left = [word, of.left[0]];
                    of.left_count = of.left_count.saturating_add(1);
                    of.left_relations |= 1 << relation as u8;
                }
            }
            Move::Right(relation) => {
                if let (Some(word), Some(&head)) = (self.stack.pop(), self.stack.last()) {
                    self.attach(word, head, relation);
                    let of = &mut self.dependents[head as usize];
                    of.right = [word, of.right[0]];
                    of.right_count = of.right_count.saturating_add(1);
                    of.right_relations |= 1 << relation as u8;
                }
            }
        }
    }

    fn attach(&mut self, word: u32, head: u32, relation: Dependency) {
        self.heads[word as usize] = head;
        self.relations[word as usize] = relation;
    }

    /// The word at a depth of the stack, 0 being the top.
    pub(crate) fn stack_at(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NOTHING, |at| self.stack[at])
    }

    /// The relation that a word was given.
    pub(crate) fn relation(&self, word: u32) -> Dependency {
        self.relations[word as usize]
    }

    /// What depends on a word so far.
    pub(crate) fn dependents(&self, word: u32) -> &Dependents {
        &self.dependents[word as usize]
    }

    /// The finished tree.
    pub(crate) fn arcs(&self) -> Vec<Arc> {
        let words = self.words as usize;
        let head = |at: usize| Some(self.heads[at]).filter(|&head| head < self.words);
        (0..words).map(|at| (head(at), self.relations[at])).collect()
    }
}
