//! Word lists from Open English WordNet.

use std::collections::BTreeMap;

use crate::nlp::hash::text;
use crate::nlp::model::{Lexicon, name_key, net};

/// Bits of the lists that the features only compare; the others are in [`net`].
const ADVERB: u32 = 8;
const PERSON: u32 = 2;
const LOCATION: u32 = 4;
const GROUP: u32 = 8;
const OTHER_NAME: u32 = 16;
const GIVEN_NAME: u32 = 32;
const DEMONYM: u32 = 64;

/// An entry of WordNet: a word with a part of speech.
pub(super) struct WordNetEntry {
    pub(super) word: String,
    /// `n`, `v`, `a`, `s` or `r`.
    pub(super) part: char,
    /// Irregular forms.
    pub(super) forms: Vec<String>,
    /// Numbers of the lexicographer's files of its senses.
    pub(super) files: Vec<u32>,
}

/// Reads the `entries-*.yaml` files, which are regular enough to be read line by line.
pub(super) fn entries(files: &[(String, String)]) -> Vec<WordNetEntry> {
    let mut entries: Vec<WordNetEntry> = Vec::new();
    for (_, content) in files {
        let (mut word, mut list) = (String::new(), "");
        for line in content.lines() {
            let indent = line.len() - line.trim_start().len();
            let item = line.trim();
            match indent {
                0 => word = item.trim_end_matches(':').trim_matches(['\'', '"']).replace("''", "'"),
                2 if item.ends_with(':') => {
                    let part = item.chars().next().unwrap_or('n');
                    entries.push(WordNetEntry { word: word.clone(), part, forms: Vec::new(), files: Vec::new() });
                }
                4 if item.ends_with(':') && !item.starts_with('-') => list = if item == "form:" { "form" } else { "" },
                _ => {
                    let Some(entry) = entries.last_mut() else { continue };
                    if list == "form" {
                        entry
                            .forms
                            .extend(item.strip_prefix("- ").map(|form| form.trim_matches(['\'', '"']).to_owned()));
                    } else if let Some((_, key)) = item.strip_prefix("- id:").and_then(|id| id.split_once('%')) {
                        entry.files.extend(key.split(':').nth(1).and_then(|file| file.parse::<u32>().ok()));
                    }
                }
            }
        }
    }
    entries
}

/// Lower-case single words with their parts of speech and the field of their first noun sense.
pub(super) fn words(entries: &[WordNetEntry]) -> Lexicon {
    let mut words: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.word.chars().all(|c| c.is_lowercase() || c == '-')) {
        let bits = match entry.part {
            'n' => net::NOUN,
            'v' => net::VERB,
            'r' => ADVERB,
            _ => net::ADJECTIVE,
        };
        let value = words.entry(&entry.word).or_default();
        *value |= bits;
        if entry.part == 'n' && *value >> net::FILE_SHIFT == 0 {
            *value |= entry.files.first().copied().unwrap_or(0) << net::FILE_SHIFT;
        }
    }
    let list: Vec<(u32, u32)> =
        words.iter().map(|(word, bits)| ((text(word.as_bytes()) >> 16) as u32, *bits)).collect();
    Lexicon::new(list.into_iter())
}

/// Names word by word, with what they name, and the beginnings of longer ones: capitalised nouns of WordNet, and the
/// lists in `data/words`.
pub(super) fn names(entries: &[WordNetEntry]) -> Lexicon {
    let mut names: BTreeMap<u32, u32> = BTreeMap::new();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    for entry in entries.iter().filter(|entry| entry.part == 'n' && capital(&entry.word)) {
        let bits = entry.files.iter().map(|file| match file {
            18 => PERSON,
            15 => LOCATION,
            14 => GROUP,
            _ => OTHER_NAME,
        });
        add_name(&mut names, &entry.word, bits.fold(0, |all, bit| all | bit));
    }
    for (list, columns) in LISTS {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            for (column, bit) in columns {
                let cell = cells.get(*column).copied().unwrap_or("");
                cell.split(';').filter(|name| capital(name.trim())).for_each(|name| add_name(&mut names, name, *bit));
            }
        }
    }
    let list: Vec<(u32, u32)> = names.into_iter().filter(|(_, bits)| *bits != 0).collect();
    Lexicon::new(list.into_iter())
}

/// Lists of `data/words` with what their columns name.
const LISTS: [(&str, &[(usize, u32)]); 5] = [
    (include_str!("../../../data/words/cities.tsv"), &[(0, LOCATION), (2, LOCATION)]),
    (
        include_str!("../../../data/words/countries.tsv"),
        &[(0, LOCATION), (1, DEMONYM), (2, DEMONYM), (3, LOCATION), (4, LOCATION), (5, LOCATION)],
    ),
    (include_str!("../../../data/words/regions.tsv"), &[(0, LOCATION), (2, DEMONYM), (3, LOCATION)]),
    (include_str!("../../../data/words/organisations.tsv"), &[(0, GROUP), (1, GROUP)]),
    (include_str!("../../../data/words/given_names.tsv"), &[(0, GIVEN_NAME)]),
];

/// Adds a name, taken apart as the analysis takes words apart.
fn add_name(names: &mut BTreeMap<u32, u32>, name: &str, bits: u32) {
    let spaced = name.trim().replace('-', " - ").replace("'s ", " 's ");
    let parts: Vec<&str> = spaced.split([' ', '_']).filter(|part| !part.is_empty()).collect();
    let mut key = 0;
    for (at, part) in parts.iter().enumerate() {
        key = name_key(key, part);
        *names.entry((key >> 16) as u32).or_default() |= if at + 1 == parts.len() { bits } else { net::PREFIX };
    }
}
