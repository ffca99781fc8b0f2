use super::super::hash::Features;
use super::super::tags::{PennTag, Tag};
use super::super::word::Word;
use super::context::{Context, field};
use super::{NOTHING, State};

/// What the parser sees of a sentence: its words and the classes of the tagger.
pub(crate) struct Input<'a> {
    words: &'a [Word],
    /// For each word and the artificial root: UPOS and Penn tag as one number, and UPOS.
    tags: Vec<(u64, u64)>,
    context: Context,
}

/// The values of the artificial root and of an empty place.
const ROOT: u64 = 201;
const EMPTY: u64 = 202;

impl<'a> Input<'a> {
    /// `classes`: for each word the class of the tagger; `pairs` the tags that the classes stand for.
    pub(crate) fn new(words: &'a [Word], classes: &[u8], pairs: &[(Tag, PennTag)]) -> Self {
        let own: Vec<(Tag, PennTag)> = classes.iter().map(|&class| pairs[class as usize]).collect();
        let mut tags: Vec<(u64, u64)> =
            classes.iter().zip(&own).map(|(&class, (tag, _))| (u64::from(class), *tag as u64)).collect();
        tags.push((ROOT, ROOT));
        Input { words, tags, context: Context::new(&own) }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    fn at(&self, word: u32) -> Place {
        match self.words.get(word as usize) {
            _ if word == NOTHING => Place { word: EMPTY, tag: EMPTY, coarse: EMPTY },
            Some(found) => {
                let (tag, coarse) = self.tags[word as usize];
                Place { word: found.lower, tag, coarse }
            }
            None => Place { word: ROOT, tag: ROOT, coarse: ROOT },
        }
    }

    fn kind(&self, word: u32) -> u64 {
        field(self.words, word)
    }
}

#[derive(Clone, Copy)]
struct Place {
    word: u64,
    tag: u64,
    coarse: u64,
}

/// The features of a state.
pub(crate) fn features(state: &State, input: &Input, keys: &mut Vec<u32>) {
    keys.clear();
    let mut f = Features { keys };
    let count = input.len() as u32;
    let ahead = |by: u32| if state.next + by <= count { state.next + by } else { NOTHING };
    let (s0, s1, s2) = (state.stack_at(0), state.stack_at(1), state.stack_at(2));
    let (b0, b1, b2) = (ahead(0), ahead(1), ahead(2));
    let at = |word| input.at(word);
    let (w0, w1, w2) = (at(s0), at(s1), at(s2));
    let (n0, n1, n2) = (at(b0), at(b1), at(b2));
    let of = |word: u32| (word != NOTHING).then(|| state.dependents(word));
    let label = |word: u32| if word == NOTHING { EMPTY } else { state.relation(word) as u64 };
    let left = |word: u32, rank: usize| of(word).map_or(NOTHING, |of| of.left[rank]);
    let right = |word: u32, rank: usize| of(word).map_or(NOTHING, |of| of.right[rank]);
    let left_set = |word: u32| of(word).map_or(EMPTY, |of| of.left_relations);
    let right_set = |word: u32| of(word).map_or(EMPTY, |of| of.right_relations);
    let distance = |a: u32, b: u32| match b.wrapping_sub(a) {
        _ if a == NOTHING || b == NOTHING => 0,
        far @ 0..5 => u64::from(far),
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    };
    let (far, near) = (distance(s0, b0), distance(s1, s0));

    f.one(100, 0);
    // Single words.
    for (template, place) in [(101, w0), (104, w1), (107, w2), (110, n0), (113, n1), (116, n2)] {
        f.one(template, place.word);
        f.one(template + 1, place.tag);
        f.two(template + 2, place.word, place.tag);
    }
    f.two(119, input.kind(s0), w0.coarse);
    f.two(120, input.kind(b0), n0.coarse);
    f.two(121, input.kind(s1), w1.coarse);
    f.three(122, input.kind(s0), w1.word, n0.tag);
    f.three(123, input.kind(s0), w1.tag, n0.tag);
    // Pairs: top of the stack and next word; the two on top.
    for (template, a, b) in [(130, w0, n0), (140, w1, w0), (150, w1, n0)] {
        f.two(template, a.word, b.word);
        f.four(template + 1, a.word, a.tag, b.word, b.tag);
        f.three(template + 2, a.word, a.tag, b.tag);
        f.three(template + 3, a.tag, b.word, b.tag);
        f.two(template + 4, a.tag, b.tag);
        f.two(template + 5, a.word, b.tag);
        f.two(template + 6, a.tag, b.word);
    }
    f.two(160, n0.tag, n1.tag);
    f.two(161, n0.word, n1.tag);
    f.two(162, n0.tag, n1.word);
    // Triples.
    f.three(163, w0.tag, n0.tag, n1.tag);
    f.three(164, n0.tag, n1.tag, n2.tag);
    f.three(165, w1.tag, w0.tag, n0.tag);
    f.three(166, w2.tag, w1.tag, w0.tag);
    f.three(167, w1.word, w0.tag, n0.tag);
    f.three(168, w1.tag, w0.word, n0.tag);
    f.three(169, w1.tag, w0.tag, n0.word);
    f.four(170, w1.tag, w0.tag, n0.tag, n1.tag);
    f.four(171, w2.coarse, w1.coarse, w0.coarse, n0.coarse);
    f.three(172, w1.word, w0.word, n0.tag);
    f.three(173, w0.word, n0.tag, n1.tag);
    f.three(174, w0.tag, n0.word, n1.tag);
    // Dependents.
    for (template, word, place) in [(180, s0, w0), (190, s1, w1), (200, b0, n0)] {
        let (l0, r0) = (left(word, 0), right(word, 0));
        f.two(template, label(l0), place.tag);
        f.two(template + 1, label(r0), place.tag);
        f.three(template + 2, at(l0).tag, at(l0).word, place.tag);
        f.three(template + 3, at(r0).tag, at(r0).word, place.tag);
        f.three(template + 4, left_set(word), right_set(word), place.tag);
        f.two(template + 5, left_set(word), place.word);
        f.two(template + 6, right_set(word), place.word);
        f.three(template + 7, label(left(word, 1)), label(l0), place.coarse);
        f.three(template + 8, label(right(word, 1)), label(r0), place.coarse);
    }
    let pair = |word: u32| of(word).map_or((EMPTY, EMPTY), |of| (u64::from(of.left_count), u64::from(of.right_count)));
    f.two(210, pair(s0).0 << 8 | pair(s0).1, w0.tag);
    f.two(211, pair(s1).0 << 8 | pair(s1).1, w1.tag);
    f.two(212, pair(b0).0, n0.tag);
    f.three(213, w0.tag, at(left(s0, 0)).tag, n0.tag);
    f.three(214, w0.tag, at(right(s0, 0)).tag, n0.tag);
    f.three(215, w0.tag, n0.tag, at(left(b0, 0)).tag);
    f.three(216, w1.tag, w0.tag, at(right(s1, 0)).tag);
    f.three(217, w1.tag, w0.tag, at(left(s1, 0)).tag);
    f.three(218, w1.tag, w0.tag, at(left(s0, 0)).tag);
    f.three(219, w1.tag, w0.tag, at(right(s0, 0)).tag);
    f.three(220, w1.tag, right_set(s1), w0.tag);
    f.three(221, w1.tag, w0.tag, left_set(s0));
    f.three(222, w0.tag, n0.tag, left_set(b0));
    f.three(223, w0.tag, n0.tag, right_set(s0));
    f.three(224, w1.word, right_set(s1), w0.tag);
    f.three(225, w0.word, right_set(s0), n0.tag);
    f.three(226, w1.tag, right_set(s1), n0.tag);
    f.three(227, at(left(s0, 0)).word, w0.tag, w1.tag);
    f.three(228, at(left(s0, 0)).word, w0.word, w1.tag);
    f.three(229, at(left(s0, 0)).word, w1.word, w0.tag);
    f.three(230, at(left(b0, 0)).word, w0.tag, n0.tag);
    // Distances.
    f.three(240, far, w0.tag, n0.tag);
    f.three(241, near, w1.tag, w0.tag);
    f.two(242, far, w0.word);
    f.two(243, far, n0.word);
    f.two(244, near, w1.word);
    f.two(245, near, w0.word);
    f.two(246, near, far);
    f.two(247, state.stack.len().min(6) as u64, n0.tag);
    // What stands between, before and after.
    let context = &input.context;
    let (near_between, far_between) = (context.between(s1, s0), context.between(s0, b0));
    f.three(250, near_between, w1.tag, w0.tag);
    f.three(251, far_between, w0.tag, n0.tag);
    f.four(252, near_between, far_between, w0.coarse, n0.coarse);
    f.three(253, near_between, w1.word, w0.tag);
    f.three(254, far_between, w0.word, n0.tag);
    let beside = |word: u32, by: i64| match word {
        NOTHING => at(NOTHING),
        _ => at(u32::try_from(i64::from(word) + by).unwrap_or(NOTHING)),
    };
    f.three(255, w0.tag, beside(s0, 1).tag, n0.tag);
    f.three(256, w0.tag, beside(b0, -1).tag, n0.tag);
    f.three(257, w1.tag, beside(s1, 1).tag, w0.tag);
    f.three(258, w1.tag, beside(s0, -1).tag, w0.tag);
    f.four(259, w1.tag, beside(s0, -1).tag, w0.tag, n0.tag);
    f.three(260, beside(s0, -1).word, w0.tag, w1.tag);
    // What the next word brings with it.
    let (object, clause) = (context.object(b0), context.clause(b0));
    let object_kind = input.kind(object);
    f.three(261, w0.word, n0.word, at(object).tag);
    f.three(262, w1.word, n0.word, w0.tag);
    f.three(263, w0.word, n0.word, object_kind);
    f.three(264, w1.word, n0.word, object_kind);
    f.four(265, w1.tag, w0.tag, n0.word, object_kind);
    f.three(266, w0.tag, n0.word, at(object).word);
    f.four(267, clause, w1.tag, w0.tag, n0.tag);
    f.three(268, clause, w0.tag, n0.word);
    f.four(269, clause, w0.tag, n0.tag, far_between);
    f.four(270, w1.word, w0.word, n0.word, 0);
    f.four(271, input.kind(s1), input.kind(s0), left_word(state, s0, input), w1.coarse);
    f.three(272, w1.word, left_word(state, s0, input), input.kind(s0));
    f.four(273, w0.tag, n0.tag, n1.tag, at(ahead(3)).tag);
}

/// The first word that depends on a word from the left: its preposition, mostly.
fn left_word(state: &State, word: u32, input: &Input) -> u64 {
    let left = if word == NOTHING { NOTHING } else { state.dependents(word).left[0] };
    input.at(left).word
}
