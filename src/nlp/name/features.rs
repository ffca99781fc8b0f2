use super::super::hash::{Features as Keys, mix};
use super::super::model::{WordLists, name_key, net};
use super::super::word::{Capital, Word};
use super::{Memory, NameInput};

/// What lists of names say of a word in its place: bits of [`net`] for a listed name that begins, goes on or ends here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    pub(crate) begins: u8,
    pub(crate) goes_on: u8,
    pub(crate) single: u8,
}

impl Evidence {
    /// Looks up the longest listed names in a sentence.
    pub(crate) fn of<'a>(forms: impl Iterator<Item = &'a str>, lists: &WordLists) -> Vec<Evidence> {
        let forms: Vec<&str> = forms.collect();
        let mut evidence = vec![Evidence::default(); forms.len()];
        for start in 0..forms.len() {
            if !forms[start].starts_with(char::is_uppercase) {
                continue;
            }
            let (mut key, mut longest) = (0, None);
            for (length, form) in forms[start..].iter().take(6).enumerate() {
                key = name_key(key, form);
                let value = lists.names.get(key);
                if value & !net::PREFIX != 0 {
                    longest = Some((length + 1, (value & !net::PREFIX) as u8));
                }
                if value & net::PREFIX == 0 {
                    break;
                }
            }
            if let Some((length, bits)) = longest {
                if length == 1 {
                    evidence[start].single |= bits;
                } else {
                    evidence[start].begins |= bits;
                    evidence[start + 1..start + length].iter_mut().for_each(|inside| inside.goes_on |= bits);
                }
            }
        }
        evidence
    }

    fn value(self) -> u64 {
        u64::from(self.begins) << 16 | u64::from(self.goes_on) << 8 | u64::from(self.single)
    }
}

/// A sentence as the name model sees it.
pub(crate) struct Features<'a> {
    words: &'a [Word],
    evidence: &'a [Evidence],
    tags: &'a [u8],
    /// True where most words are capitalised, so that capitals say little.
    headline: bool,
    before: Word,
    after: Word,
}

/// The key of the label before a word.
pub(crate) fn transition(before: usize) -> u32 {
    (mix(399, before as u64) >> 16) as u32
}

impl<'a> Features<'a> {
    pub(crate) fn new(input: &'a NameInput) -> Self {
        let NameInput { words, tags, evidence } = input;
        let capitals = words.iter().filter(|word| word.capital != Capital::None).count();
        let letters = words.iter().filter(|word| word.net != mix(0, 0)).count().max(capitals);
        let headline = capitals > 3 && capitals * 3 > letters * 2;
        Features { words, evidence, tags, headline, before: Word::outside(1), after: Word::outside(2) }
    }

    fn word(&self, at: isize) -> &Word {
        match at {
            ..0 => &self.before,
            _ => self.words.get(at as usize).unwrap_or(&self.after),
        }
    }

    fn tag(&self, at: isize) -> u64 {
        if at < 0 { 254 } else { self.tags.get(at as usize).map_or(255, |&tag| u64::from(tag)) }
    }

    fn listed(&self, at: isize) -> u64 {
        if at < 0 { 0 } else { self.evidence.get(at as usize).map_or(0, |found| found.value()) }
    }

    /// The features of the word `at`.
    pub(crate) fn at(&self, at: usize, keys: &mut Vec<u32>) {
        keys.clear();
        let mut f = Keys { keys };
        let i = at as isize;
        let (w, p1, p2, n1, n2) =
            (self.word(i), self.word(i - 1), self.word(i - 2), self.word(i + 1), self.word(i + 2));
        let (t, tp, tn) = (self.tag(i), self.tag(i - 1), self.tag(i + 1));
        let style = u64::from(at == 0) * 2 + u64::from(self.headline);
        let capital = w.capital as u64;
        f.one(300, 0);
        f.one(301, w.form);
        f.one(302, w.lower);
        f.two(303, w.shape, style);
        f.one(304, t);
        f.two(305, t, w.shape);
        for length in 1..4 {
            f.three(306, w.suffix[length], length as u64, capital);
        }
        for length in 1..3 {
            f.three(307, w.prefix[length], length as u64, capital);
        }
        f.one(308, self.listed(i));
        f.two(309, self.listed(i), t);
        f.two(310, self.listed(i), style);
        f.two(311, self.listed(i), self.listed(i + 1));
        f.two(312, self.listed(i - 1), self.listed(i));
        f.two(313, w.net, capital);
        f.one(314, p1.lower);
        f.one(315, n1.lower);
        f.one(316, p2.lower);
        f.one(317, n2.lower);
        f.two(318, p1.lower, w.shape);
        f.two(319, w.shape, n1.lower);
        f.two(320, p1.lower, w.lower);
        f.two(321, w.lower, n1.lower);
        f.one(322, tp);
        f.one(323, tn);
        f.three(324, tp, t, tn);
        f.one(325, p1.shape);
        f.one(326, n1.shape);
        f.three(327, p1.shape, w.shape, n1.shape);
        f.two(328, self.tag(i - 2), tp);
        f.two(329, tn, self.tag(i + 2));
        f.two(330, p1.suffix[2], w.shape);
        f.two(331, n1.suffix[2], w.shape);
        f.two(332, n1.field, w.capital as u64);
        f.two(333, p1.field, w.capital as u64);
        f.three(334, p2.lower, p1.lower, capital);
        f.three(335, n1.lower, n2.lower, capital);
        f.two(336, w.field, capital);
        f.two(337, p1.form, w.form);
    }
}

/// The features of what a document remembers of the words around `at`; they come on top of the others.
pub(crate) fn memory_features(memories: &[Memory], evidence: &[Evidence], at: usize, keys: &mut Vec<u32>) {
    keys.clear();
    let mut f = Keys { keys };
    let own = memories[at];
    let most = |index: Option<usize>| index.and_then(|index| memories.get(index)).map_or(0, |memory| memory.most);
    let listed = evidence[at].value();
    f.one(340, own.most);
    f.two(341, own.which, own.longer);
    f.two(342, own.most, own.longer);
    f.two(343, own.most, listed);
    f.two(344, own.most, most(at.checked_sub(1)));
    f.two(345, own.most, most(Some(at + 1)));
    f.two(346, own.longer, listed);
}
