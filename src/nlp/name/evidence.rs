//! What lists of names say of the words of a sentence.

use super::super::hash::mix;
use super::super::model::{WordLists, name_key, net};

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

    /// 0 where no list says anything.
    pub(crate) fn key(self) -> u64 {
        match self.value() {
            0 => 0,
            value => mix(398, value),
        }
    }

    fn value(self) -> u64 {
        u64::from(self.begins) << 16 | u64::from(self.goes_on) << 8 | u64::from(self.single)
    }
}
