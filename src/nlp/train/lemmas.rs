use std::collections::{BTreeMap, HashMap};

use super::wordnet::WordNetEntry;
use crate::nlp::analysis::Sentence;
use crate::nlp::lemma::{Edit, LONGEST_ENDING, Lemmatizer, Whole, ending_key};
use crate::nlp::model::{Lexicon, Writer};
use crate::nlp::tags::{PennTag, Tag};

/// A word (lower-case) with its tags.
type Tagged = (String, Tag, PennTag);

/// Learns from the treebanks and from WordNet's forms.
pub(super) fn train(sentences: &[&Sentence], wordnet: &[WordNetEntry]) -> Lemmatizer {
    let mut words: BTreeMap<Tagged, BTreeMap<Edit, usize>> = BTreeMap::new();
    let mut add = |form: &str, tag, penn, lemma: &str, count| {
        let form = form.replace('’', "'");
        let key = (form.to_lowercase(), tag, penn);
        *words.entry(key).or_default().entry(Edit::between(&form, &lemma.replace('’', "'"))).or_default() += count;
    };
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        add(&token.form, token.tag, token.penn, &token.lemma, 2);
    }
    for entry in wordnet.iter().filter(|entry| entry.word.chars().all(|c| c.is_ascii_lowercase())) {
        for (form, tag, penn) in forms(entry) {
            add(&form, tag, penn, &entry.word, 1);
        }
    }
    build(&words)
}

/// Inflected forms of an entry: its irregular ones, and the regular ones where there are none.
fn forms(entry: &WordNetEntry) -> Vec<(String, Tag, PennTag)> {
    let word = &entry.word;
    let mut forms = Vec::new();
    let irregular = |end: &str| entry.forms.iter().any(|form| form.ends_with(end));
    match entry.part {
        'n' => {
            forms.extend(entry.forms.iter().map(|form| (form.clone(), Tag::Noun, PennTag::Nns)));
            if entry.forms.is_empty() && !word.ends_with('s') {
                forms.push((plural(word), Tag::Noun, PennTag::Nns));
            }
        }
        'v' => {
            for form in &entry.forms {
                let penn: &[PennTag] = match () {
                    () if form.ends_with("ing") => &[PennTag::Vbg],
                    () if form.ends_with('s') => &[PennTag::Vbz],
                    () => &[PennTag::Vbd, PennTag::Vbn],
                };
                forms.extend(penn.iter().map(|penn| (form.clone(), Tag::Verb, *penn)));
            }
            if !irregular("s") {
                forms.push((plural(word), Tag::Verb, PennTag::Vbz));
            }
            if !irregular("ing") {
                let stem = if word.ends_with("ee") { word } else { word.strip_suffix('e').unwrap_or(word) };
                forms.push((format!("{stem}ing"), Tag::Verb, PennTag::Vbg));
            }
            if entry.forms.iter().all(|form| form.ends_with("ing") || form.ends_with('s')) {
                let past = match word.strip_suffix('y') {
                    Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
                    _ if word.ends_with('e') => format!("{word}d"),
                    _ => format!("{word}ed"),
                };
                forms.push((past.clone(), Tag::Verb, PennTag::Vbd));
                forms.push((past, Tag::Verb, PennTag::Vbn));
            }
        }
        'a' | 's' => {
            for form in &entry.forms {
                let penn = if form.ends_with('t') { PennTag::Jjs } else { PennTag::Jjr };
                forms.push((form.clone(), Tag::Adjective, penn));
            }
        }
        _ => {}
    }
    forms
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// For each ending the most frequent edit, kept only where the next shorter ending would decide otherwise.
fn build(words: &BTreeMap<Tagged, BTreeMap<Edit, usize>>) -> Lemmatizer {
    let best = |edits: &BTreeMap<Edit, usize>| {
        edits.iter().max_by_key(|(edit, count)| (**count, std::cmp::Reverse(*edit))).map(|(edit, _)| edit.clone())
    };
    let mut endings: BTreeMap<(usize, String, Tag, PennTag), BTreeMap<Edit, usize>> = BTreeMap::new();
    for ((word, tag, penn), edits) in words {
        let Some(edit) = best(edits) else { continue };
        for length in 0..=LONGEST_ENDING {
            let Some(ending) = end(word, length) else { break };
            // What changes more than the ending shows cannot be learnt from the ending.
            *endings.entry((length, ending.to_owned(), *tag, *penn)).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    let mut numbers: HashMap<Edit, usize> = HashMap::new();
    let mut number = |edit: Edit| {
        *numbers.entry(edit.clone()).or_insert_with(|| {
            edits.push(edit);
            edits.len() - 1
        })
    };
    let mut kept: HashMap<u64, usize> = HashMap::new();
    let decide = |kept: &HashMap<u64, usize>, word: &str, tag, penn, longest: usize| {
        (0..=longest)
            .rev()
            .find_map(|length| kept.get(&ending_key(tag, penn, end(word, length)?, Whole::Ending)).copied())
    };
    for ((length, ending, tag, penn), counts) in &endings {
        let total: usize = counts.values().sum();
        let Some(edit) = best(counts) else { continue };
        let shorter = length.checked_sub(1).and_then(|longest| decide(&kept, ending, *tag, *penn, longest));
        if *length > 0 && (total < 2 || counts[&edit] * 3 < total * 2) {
            continue;
        }
        let edit = number(edit);
        if shorter != Some(edit) {
            kept.insert(ending_key(*tag, *penn, ending, Whole::Ending), edit);
        }
    }
    let mut whole: Vec<(u64, usize)> = Vec::new();
    for ((word, tag, penn), counts) in words {
        let Some(edit) = best(counts) else { continue };
        let edit = number(edit);
        if decide(&kept, word, *tag, *penn, LONGEST_ENDING) != Some(edit) {
            whole.push((ending_key(*tag, *penn, word, Whole::Word), edit));
        }
    }
    kept.extend(whole);
    Lemmatizer::new(edits, &kept)
}

/// The last characters of a word.
fn end(word: &str, length: usize) -> Option<&str> {
    match length {
        0 => Some(""),
        _ => word.char_indices().rev().nth(length - 1).map(|(at, _)| &word[at..]),
    }
}

impl Edit {
    /// The edit that turns `form` into `lemma`.
    pub(crate) fn between(form: &str, lemma: &str) -> Edit {
        let lower = form.to_lowercase();
        let common = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let keep_case = common(form, lemma) > common(&lower, lemma);
        let base = if keep_case { form } else { &lower };
        let shared = common(base, lemma);
        let cut = (base.chars().count() - shared).min(255) as u8;
        Edit { keep_case, cut, add: lemma.chars().skip(shared).collect() }
    }
}

impl Lemmatizer {
    /// Builds it from edits and (key, number of edit).
    pub(crate) fn new(edits: Vec<Edit>, endings: &HashMap<u64, usize>) -> Lemmatizer {
        let mut pairs: Vec<(u32, u32)> =
            endings.iter().map(|(key, edit)| ((key >> 16) as u32, *edit as u32 + 1)).collect();
        pairs.sort_unstable();
        Lemmatizer { edits, endings: Lexicon::new(pairs.into_iter()) }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.count(self.edits.len());
        for edit in &self.edits {
            out.byte(u8::from(edit.keep_case));
            out.byte(edit.cut);
            out.short_text(&edit.add);
        }
        self.endings.write(out);
    }
}
