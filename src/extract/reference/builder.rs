use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::extract::reference::discourse::{Discourse, LocalEntity, LocalMention, MentionKind};
use crate::extract::reference::war::War;
use crate::lexicon::{Country, Gender};
use crate::model::{EntityType, Span};
use crate::nlp::{Analysis, Sentence};

/// An entity while the document is being read.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub entity_type: EntityType,
    pub named: bool,
    pub identifiable: bool,
    /// The form that a list prefers.
    pub preferred: Option<String>,
    pub forms: BTreeMap<String, u32>,
    /// Forms that never become its name: with a title, or by its officials.
    pub other_forms: BTreeMap<String, u32>,
    pub gender: Option<Gender>,
    /// True if the words around its name leave no doubt of its type ("the town of X").
    pub settled: bool,
    /// Titles with the word for their state or organisation.
    pub titles: Vec<(String, Option<String>)>,
    /// The country, if it is one.
    pub country: Option<&'static str>,
    pub mentions: Vec<LocalMention>,
}

/// Gathers mentions into entities.
pub struct Builder<'a> {
    pub analysis: &'a Analysis,
    pub drafts: Vec<Draft>,
    pub wars: Vec<War>,
    by_key: BTreeMap<String, usize>,
    at: BTreeMap<(usize, usize), (usize, LocalMention)>,
    demonyms: BTreeMap<(usize, usize), usize>,
}

impl<'a> Builder<'a> {
    pub fn new(analysis: &'a Analysis) -> Self {
        Builder {
            analysis,
            drafts: Vec::new(),
            wars: Vec::new(),
            by_key: BTreeMap::new(),
            at: BTreeMap::new(),
            demonyms: BTreeMap::new(),
        }
    }

    pub fn sentence(&self, index: usize) -> &'a Sentence {
        &self.analysis.sentences[index]
    }

    /// The draft known under `key`, made if there is none.
    pub fn keyed(&mut self, key: &str, entity_type: EntityType) -> usize {
        if let Some(&draft) = self.by_key.get(key) {
            return draft;
        }
        let draft = self.create(entity_type);
        self.by_key.insert(key.to_owned(), draft);
        draft
    }

    pub fn find_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    pub fn add_key(&mut self, key: String, draft: usize) {
        self.by_key.entry(key).or_insert(draft);
    }

    pub fn create(&mut self, entity_type: EntityType) -> usize {
        self.drafts.push(Draft { entity_type, ..Draft::default() });
        self.drafts.len() - 1
    }

    /// The entity of a country.
    pub fn country(&mut self, country: &'static Country) -> usize {
        let draft = self.keyed(&format!("country:{}", country.name), EntityType::Country);
        let entry = &mut self.drafts[draft];
        entry.named = true;
        entry.identifiable = true;
        entry.country = Some(country.name);
        entry.preferred = Some(country.name.to_owned());
        draft
    }

    /// Records that the phrase with that head means the draft. The first to claim a head keeps it.
    pub fn mention(&mut self, draft: usize, sentence: usize, head: usize, tokens: Range<usize>, kind: MentionKind) {
        if self.at.contains_key(&(sentence, head)) || tokens.is_empty() {
            return;
        }
        let words = &self.analysis.sentences[sentence].tokens;
        let span = Span { start: words[tokens.start].span.start, end: words[tokens.end - 1].span.end };
        let mention = LocalMention { sentence, head, tokens, kind, span };
        self.drafts[draft].mentions.push(mention.clone());
        self.at.insert((sentence, head), (draft, mention));
    }

    /// Lets a further token lead to the draft, without counting it as a mention.
    pub fn alias_head(&mut self, draft: usize, sentence: usize, head: usize, tokens: Range<usize>, kind: MentionKind) {
        if self.at.contains_key(&(sentence, head)) || tokens.is_empty() {
            return;
        }
        let words = &self.analysis.sentences[sentence].tokens;
        let span = Span { start: words[tokens.start].span.start, end: words[tokens.end - 1].span.end };
        self.at.insert((sentence, head), (draft, LocalMention { sentence, head, tokens, kind, span }));
    }

    pub fn draft_at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.at.get(&(sentence, head)).map(|(draft, _)| *draft)
    }

    pub fn mention_at(&self, sentence: usize, head: usize) -> Option<&LocalMention> {
        self.at.get(&(sentence, head)).map(|(_, mention)| mention)
    }

    /// The head and draft of the name whose last word stands right before the token.
    pub fn mention_ending_at(&self, sentence: usize, token: usize) -> Option<(usize, usize)> {
        let here = self.at.range((sentence, 0)..(sentence, token));
        let mut ending =
            here.filter(|(_, (_, mention))| mention.tokens.end == token && mention.kind == MentionKind::Name);
        ending.next().map(|((_, head), (draft, _))| (*head, *draft))
    }

    pub fn add_form(&mut self, draft: usize, form: &str) {
        *self.drafts[draft].forms.entry(form.to_owned()).or_default() += 1;
    }

    pub fn add_other_form(&mut self, draft: usize, form: &str) {
        *self.drafts[draft].other_forms.entry(form.to_owned()).or_default() += 1;
    }

    pub fn demonym(&mut self, sentence: usize, token: usize, draft: usize) {
        self.demonyms.insert((sentence, token), draft);
    }

    pub fn demonym_at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.demonyms.get(&(sentence, token)).copied()
    }

    /// Moves a mention without entity of its own to another draft: the old one is left empty and dropped at the end.
    pub fn merge_into(&mut self, target: usize, source: usize) {
        if target == source {
            return;
        }
        let moved = std::mem::take(&mut self.drafts[source]);
        for (_, (draft, _)) in self.at.iter_mut() {
            if *draft == source {
                *draft = target;
            }
        }
        for draft in self.demonyms.values_mut().chain(self.by_key.values_mut()) {
            if *draft == source {
                *draft = target;
            }
        }
        let entry = &mut self.drafts[target];
        entry.mentions.extend(moved.mentions);
        entry.titles.extend(moved.titles);
        entry.gender = entry.gender.or(moved.gender);
        entry.settled |= moved.settled;
        for (form, count) in moved.forms {
            *entry.forms.entry(form).or_default() += count;
        }
        for (form, count) in moved.other_forms {
            *entry.other_forms.entry(form).or_default() += count;
        }
    }

    /// The mentions of a draft before a position, the nearest last.
    pub fn mentions_before(&self, draft: usize, sentence: usize, token: usize) -> impl Iterator<Item = &LocalMention> {
        self.drafts[draft].mentions.iter().filter(move |mention| (mention.sentence, mention.head) < (sentence, token))
    }

    /// The drafts mentioned from `reach` sentences before a position up to it, each with its last such mention that
    /// passes the test, in the order of these mentions, the nearest first.
    pub fn recent(
        &self,
        sentence: usize,
        token: usize,
        reach: usize,
        test: impl Fn(usize, &LocalMention) -> bool,
    ) -> Vec<((usize, usize), usize)> {
        let mut seen = BTreeSet::new();
        self.at
            .range((sentence.saturating_sub(reach), 0)..(sentence, token))
            .rev()
            .filter(|(_, (draft, mention))| test(*draft, mention) && seen.insert(*draft))
            .map(|(place, (draft, _))| (*place, *draft))
            .collect()
    }

    /// The finished discourse: entities in the order of their first mention, those without one only if a demonym leads to them.
    pub fn finish(mut self) -> Discourse {
        let referred: Vec<usize> =
            self.demonyms.values().copied().chain(self.at.values().map(|(draft, _)| *draft)).collect();
        let mut order: Vec<usize> = (0..self.drafts.len()).filter(|draft| referred.contains(draft)).collect();
        for draft in &mut self.drafts {
            draft.mentions.sort_by_key(|mention| (mention.sentence, mention.tokens.start, mention.head));
        }
        order.sort_by_key(|&draft| {
            let first = self.drafts[draft].mentions.first().map(|mention| (mention.sentence, mention.tokens.start));
            (first.unwrap_or((usize::MAX, 0)), draft)
        });
        let mut position = vec![usize::MAX; self.drafts.len()];
        order.iter().enumerate().for_each(|(new, &old)| position[old] = new);
        let entities = order.iter().map(|&draft| finished(&self.drafts[draft])).collect();
        let by_head =
            self.at.into_iter().map(|(place, (draft, mention))| (place, (position[draft], mention))).collect();
        let demonyms = self.demonyms.into_iter().map(|(place, draft)| (place, position[draft])).collect();
        Discourse { entities, by_head, demonyms }
    }
}

fn finished(draft: &Draft) -> LocalEntity {
    let best = draft.forms.iter().max_by_key(|(form, count)| {
        let words = form.split(' ').count();
        let full = draft.entity_type == EntityType::Person && words >= 2;
        (full, **count, form.len() < 40, form.len(), std::cmp::Reverse(form.as_str()))
    });
    let name = draft.preferred.clone().or_else(|| best.map(|(form, _)| form.clone())).unwrap_or_default();
    let mut aliases = draft.forms.clone();
    for (form, count) in &draft.other_forms {
        *aliases.entry(form.clone()).or_default() += count;
    }
    aliases.entry(name.clone()).or_insert(0);
    LocalEntity {
        name,
        entity_type: draft.entity_type,
        named: draft.named,
        identifiable: draft.identifiable || draft.named,
        aliases,
        mentions: draft.mentions.clone(),
    }
}
