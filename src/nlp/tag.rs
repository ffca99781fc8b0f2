//! Part-of-speech tagging: greedy, left to right, UPOS and Penn tag as one class.

use super::hash::{Features, mix};
use super::model::Linear;
use super::word::{Capital, Word};

/// Class numbers of the words of a sentence.
pub(crate) fn tag(words: &[Word], tagger: &Linear, classes: &mut Vec<u8>) {
    let mut keys = Vec::with_capacity(64);
    let mut scores = vec![0; tagger.classes()];
    let context = Context::new(words);
    classes.clear();
    for at in 0..words.len() {
        context.features(at, classes, &mut keys);
        tagger.score(&keys, &mut scores);
        classes.push(best(&scores) as u8);
    }
}

/// The first of the greatest scores.
pub(crate) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}

/// A sentence with what is outside it.
pub(crate) struct Context<'a> {
    words: &'a [Word],
    before: [Word; 2],
    after: [Word; 2],
    /// 1 if nearly all words are capitalised (a headline), 2 if they are all in capitals, 3 if there are no capitals.
    style: u64,
}

impl<'a> Context<'a> {
    pub(crate) fn new(words: &'a [Word]) -> Self {
        let count = |capital| words.iter().filter(|word| word.capital == capital).count();
        let (first, all) = (count(Capital::First), count(Capital::All));
        let letters = words
            .iter()
            .filter(|word| word.prefix[0] != 0 && word.capital == Capital::None && word.net != mix(0, 0))
            .count();
        let style = match () {
            () if first + all == 0 => 3,
            () if all > 3 && letters + first <= all / 4 => 2,
            () if first > 3 && letters * 2 <= first => 1,
            () => 0,
        };
        let outside = |which| Word::outside(which);
        Context { words, before: [outside(1), outside(2)], after: [outside(3), outside(4)], style }
    }

    fn word(&self, at: isize) -> &Word {
        let count = self.words.len() as isize;
        match at {
            ..0 => &self.before[((-1 - at).min(1)) as usize],
            _ if at < count => &self.words[at as usize],
            _ => &self.after[((at - count).min(1)) as usize],
        }
    }

    /// The features for the word `at`, given the classes of the words before it.
    pub(crate) fn features(&self, at: usize, classes: &[u8], keys: &mut Vec<u32>) {
        keys.clear();
        let mut f = Features { keys };
        let i = at as isize;
        let (w, p1, p2, n1, n2) =
            (self.word(i), self.word(i - 1), self.word(i - 2), self.word(i + 1), self.word(i + 2));
        let previous = |back: usize| if at >= back { u64::from(classes[at - back]) + 1 } else { 0 };
        let (t1, t2) = (previous(1), previous(2));
        let capital = w.capital as u64;
        let place = u64::from(at == 0) * 4 + self.style;
        f.one(0, 0);
        f.one(1, w.lower);
        f.two(2, w.form, place);
        for (length, &suffix) in w.suffix.iter().enumerate() {
            f.two(3, suffix, length as u64);
        }
        for (length, &prefix) in w.prefix.iter().enumerate() {
            f.two(4, prefix, length as u64);
        }
        f.two(5, w.shape, place);
        f.one(6, w.tag_set);
        f.one(7, w.net);
        f.three(8, w.net, w.suffix[1], capital);
        f.three(9, w.tag_set, capital, place);
        f.two(10, w.suffix[2], capital);
        f.one(11, t1);
        f.two(12, t1, t2);
        f.two(13, t1, w.lower);
        f.two(14, t1, w.tag_set);
        f.two(15, t1, w.suffix[2]);
        f.two(16, t1, w.net);
        f.two(17, t2, w.tag_set);
        f.one(20, p1.lower);
        f.one(21, p2.lower);
        f.one(22, n1.lower);
        f.one(23, n2.lower);
        f.two(24, p1.lower, w.lower);
        f.two(25, w.lower, n1.lower);
        f.two(26, p1.lower, n1.lower);
        f.one(27, n1.tag_set);
        f.two(28, n1.tag_set, w.tag_set);
        f.three(29, t1, w.tag_set, n1.tag_set);
        f.three(30, t1, n1.tag_set, n1.suffix[1]);
        f.two(31, n1.suffix[2], w.tag_set);
        f.two(32, n1.net, w.net);
        f.two(33, n1.tag_set, n2.tag_set);
        f.three(34, w.tag_set, n1.tag_set, n2.tag_set);
        f.two(35, p1.suffix[2], w.suffix[2]);
        f.one(36, p1.shape);
        f.one(37, n1.shape);
        f.three(38, capital, n1.capital as u64, t1);
        f.two(39, w.lower, n1.tag_set);
        f.three(40, w.lower, t1, n1.tag_set);
        f.two(41, p1.lower, w.tag_set);
        f.three(42, w.suffix[1], n1.suffix[1], t1);
        f.two(43, w.suffix[2], n1.lower);
        f.two(44, p1.lower, w.suffix[2]);
    }
}
