use jiff::civil::Date;

use crate::lexicon::{NounClass, noun_class};
use crate::model::{EntityType, ValueType};
use crate::nlp::{Dependency, Name, PennTag, Tag};
use crate::schema::{Effect, Schema};

use crate::extract::reference::discourse::Discourse;
use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::relation::of_complement;
use crate::extract::statement::status::{Judge, Status};
use crate::extract::syntax::clause::{Clause, Link, PredicateKind};
use crate::extract::syntax::phrase::{dateline, phrase_text, phrase_words, words_span, words_text};
use crate::extract::syntax::tree::Tree;
use crate::extract::syntax::word_classes::{SPEAKING_FOR, TELLING};
use crate::extract::value::quantity::quantity;
use crate::extract::value::resolve::resolve;
use crate::extract::value::time::{is_time, time_text};

/// One sentence with everything that is known of it when its statements are drawn.
pub struct Scene<'a> {
    /// Text of the document.
    pub text: &'a str,
    /// Day of publication, if known.
    pub published: Option<Date>,
    /// Relations and cues.
    pub schema: &'a Schema,
    /// Entities of the document.
    pub discourse: &'a Discourse,
    /// Position of the sentence in the document.
    pub sentence: usize,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// Its clauses.
    pub clauses: &'a [Clause],
    /// Every tree of the document: a source may be named in another sentence.
    pub trees: &'a [Tree<'a>],
    /// Judges polarity, modality and attribution.
    pub judge: Judge<'a>,
}

/// The relation of a draft in words and names.
pub struct Naming {
    /// Canonical or open name.
    pub name: String,
    /// Family, if canonical.
    pub family: Option<String>,
    /// Words that express it.
    pub trigger: Vec<usize>,
}

/// The noun that a counting phrase is about: "states" in "23 of the 30 states", "city" in "70% of the city".
fn counted(tree: &Tree, head: usize) -> usize {
    let token = tree.token(head);
    let counts = token.tag == Tag::Numeral
        || matches!(token.tag, Tag::Determiner | Tag::Symbol)
        || matches!(
            &*tree.lemma(head),
            "percent"
                | "cent"
                | "dozen"
                | "hundred"
                | "thousand"
                | "million"
                | "billion"
                | "half"
                | "third"
                | "quarter"
                | "most"
                | "many"
                | "some"
                | "one"
                | "number"
                | "majority"
                | "ten"
                | "score"
        );
    if counts { of_complement(tree, head).unwrap_or(head) } else { head }
}

/// The noun that a number without noun counts: the last one before it that is counted too.
fn counted_before(tree: &Tree, number: usize) -> Option<usize> {
    let takes_part = matches!(
        tree.token(number).relation,
        Dependency::Nsubj | Dependency::NsubjPass | Dependency::Appos | Dependency::Obj | Dependency::Obl
    ) && tree.preposition(number).is_none();
    let other = matches!(&*tree.lemma(number), "other" | "others")
        && tree.dependents_by(number, &[Dependency::Nummod]).any(|child| tree.is_numeral(child));
    if !(tree.is_numeral(number) || other) || !takes_part {
        return None;
    }
    let pronoun = |child: usize| tree.token(child).tag == Tag::Pronoun;
    match of_complement(tree, number) {
        Some(of) if !pronoun(of) => return None,
        Some(_) => {}
        None if tree.dependents(number).iter().any(|&child| child > number) => return None,
        None => {}
    }
    // "between the two blasts, 20 were killed": nothing of what was killed.
    let aside = |noun: usize| {
        let beside = tree.head(noun) == tree.head(number) && tree.preposition(noun).is_some();
        beside || matches!(noun_class(&tree.lemma(noun)), Some(NounClass::Event | NounClass::Time))
    };
    (0..number).rev().filter(|&noun| !aside(noun)).find(|&noun| {
        matches!(tree.token(noun).tag, Tag::Noun)
            && tree.dependents_by(noun, &[Dependency::Nummod]).any(|child| child < noun && tree.is_numeral(child))
    })
}

impl<'a> Scene<'a> {
    /// The noun phrase headed by `head` as a participant.
    ///
    /// "The capital, Lima" is Lima: a name set beside a plain description is who or what takes part.
    pub fn participant(&self, head: usize) -> Participant {
        if let Some((sentence, speaker)) = self.first_person(head) {
            return self.participant_in(sentence, speaker);
        }
        let head = self.speaker_of(head).unwrap_or(head);
        self.participant_in(self.sentence, self.name_beside(head).unwrap_or(head))
    }

    /// As [`Scene::participant`], without the words of a clause on it that tells of it: "airbags" in "airbags *made by X*".
    pub fn participant_apart(&self, head: usize, clause: &Clause) -> Participant {
        let mut participant = self.participant(head);
        if clause.noun == Some(head)
            && matches!(clause.link, Link::Noun | Link::Relative)
            && participant.value_type != ValueType::Clause
        {
            let own = self.tree.subtree(clause.predicate, |_| true);
            let words: Vec<usize> =
                phrase_words(self.tree, head).into_iter().filter(|word| !own.contains(word)).collect();
            let bare = words_text(self.tree, &words, self.text);
            let told = phrase_text(self.tree, head, self.text);
            if participant.text == told && bare.len() < told.len() {
                participant.text = without_article(&bare).to_owned();
            }
        }
        participant
    }

    /// Who says "I" or "me" in direct speech, where the article names the speaker.
    pub fn first_person(&self, pronoun: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(pronoun);
        let own = matches!(&*token.form.to_lowercase(), "i" | "me");
        if !own || token.tag != Tag::Pronoun || self.discourse.entity_at(self.sentence, pronoun).is_some() {
            return None;
        }
        let speaker = self.judge.quotes.speaker(self.sentence, pronoun)?;
        let entity = self.discourse.entity_at(speaker.0, speaker.1)?;
        (self.discourse.entity(entity).entity_type == EntityType::Person).then_some(speaker)
    }

    /// "The company said *it* would close": the body that says so, where nobody else is known to be meant.
    fn speaker_of(&self, pronoun: usize) -> Option<usize> {
        let it = self.tree.token(pronoun).tag == Tag::Pronoun && self.tree.lemma(pronoun) == "it";
        if !it || self.discourse.entity_at(self.sentence, pronoun).is_some() {
            return None;
        }
        let clause_at = |predicate: usize| self.clauses.iter().find(|clause| clause.predicate == predicate);
        let mut clause = self.clauses.iter().find(|clause| {
            clause.kind == PredicateKind::Verb && clause.own_subject && clause.subjects.contains(&pronoun)
        })?;
        for _ in 0..3 {
            let governor = clause_at(clause.governor?)?;
            let says = matches!(
                self.schema.verb_effect(&self.tree.lemma(governor.predicate)),
                Some(Effect::Reports | Effect::Denies | Effect::Plans)
            );
            let speaker = governor.subjects.first().copied().filter(|&speaker| speaker != pronoun);
            if says
                && clause.link == Link::Content
                && let Some(speaker) = speaker
            {
                let body = matches!(self.entity_type(speaker), Some(EntityType::Organization | EntityType::Country));
                return body.then_some(speaker);
            }
            clause = governor;
        }
        None
    }

    /// The name right after a description that has none itself: Lima in "the capital, Lima", "a town named Lima".
    pub fn name_beside(&self, head: usize) -> Option<usize> {
        let tree = self.tree;
        if let Some(named) = self.named(head) {
            return Some(named);
        }
        let described =
            matches!(tree.token(head).tag, Tag::Noun | Tag::Adjective | Tag::Verb) && self.name_at(head).is_none();
        let definite = tree.dependents_by(head, &[Dependency::Det, Dependency::NmodPoss]).next().is_some();
        let name = tree.dependents_by(head, &[Dependency::Appos]).next()?;
        let close = tree
            .subtree(head, |child| child < name)
            .into_iter()
            .filter(|&word| word > head && word < name)
            .all(|word| tree.token(word).tag == Tag::Punctuation);
        // "Energy giant Novacorp": right before a name no article is needed.
        let right_behind = |known: &Name| {
            let whole = self.tree.tokens.get(known.tokens.end).is_none_or(|next| next.tag != Tag::ProperNoun);
            known.tokens.contains(&name) && known.tokens.start == head + 1 && whole
        };
        let before = tree.token(head).penn == PennTag::Nn && tree.names.iter().any(right_behind);
        (described
            && (definite || before)
            && close
            && name > head
            && self.name_at(name).is_some()
            && self.is_named(name))
        .then_some(name)
    }

    /// "A woman named *Ana Silva*".
    fn named(&self, head: usize) -> Option<usize> {
        let tree = self.tree;
        let naming = tree.dependents_by(head, &[Dependency::Acl]).find(|&child| {
            child == head + 1
                && matches!(&*tree.token(child).form, "named" | "called" | "known")
                && self.name_at(head).is_none()
        })?;
        // "the storm known *as* Mara".
        if &*tree.token(naming).form == "known" {
            let one = tree.dependents_by(head, &[Dependency::Det]).any(|det| tree.lemma(det) == "the");
            let mut names = tree.dependents_by(naming, &[Dependency::Obl]);
            let whole = names.find_map(|name| self.name_at(name));
            let name = whole.filter(|known| known.tokens.start > naming + 1);
            let name = name.and_then(|known| known.tokens.clone().rev().find(|&token| self.is_named(token)));
            return name.filter(|_| one && tree.token(naming + 1).form.eq_ignore_ascii_case("as"));
        }
        let mut names = tree.dependents_by(naming, &[Dependency::Xcomp, Dependency::Obj]);
        names.find(|&name| name == naming + 1 && self.name_at(name).is_some() && self.is_named(name))
    }

    /// The name that the word is part of.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.tree.names.iter().find(|name| name.tokens.contains(&token))
    }

    /// The noun phrase headed by `head` in another sentence of the document.
    pub fn participant_in(&self, sentence: usize, head: usize) -> Participant {
        let tree = &self.trees[sentence];
        let mut quantity = quantity(tree, head, self.text);
        // "Ten died and four were hurt", "14 students, six of whom": the noun that the number counts is said before.
        if let Some((noun, stated)) = counted_before(tree, head).zip(quantity.as_mut()) {
            stated.unit = words_text(tree, &[noun], self.text);
            let text = format!("{} {}", stated.text, stated.unit);
            return Participant { sentence, head: noun, text, value_type: ValueType::Quantity, quantity };
        }
        let preposition = tree.preposition(head).unwrap_or_default();
        let value_type = match &quantity {
            _ if is_time(tree, head, &preposition) => ValueType::Date,
            Some(stated) if stated.unit.starts_with(['$', '€', '£']) => ValueType::Money,
            Some(_) if noun_class(&tree.lemma(head)) == Some(NounClass::Money) => ValueType::Money,
            Some(_) => ValueType::Quantity,
            None => ValueType::Text,
        };
        let text = phrase_text(tree, head, self.text);
        // "the mine's owner": the mark is no part of who owns.
        let owner = tree.dependents_by(head, &[Dependency::Case]).any(|mark| tree.token(mark).penn == PennTag::Pos);
        let marks = ["'s", "’s", "'", "’"];
        let bare = marks.iter().find_map(|mark| text.strip_suffix(mark)).filter(|_| owner).map(str::to_owned);
        let text = bare.unwrap_or(text);
        Participant { sentence, head: counted(tree, head), text, value_type, quantity }
    }

    /// A clause as a participant: what is said, demanded, planned.
    pub fn clause_participant(&self, predicate: usize) -> Participant {
        let mut words = self.tree.subtree(predicate, |child| {
            let token = self.tree.token(child);
            let outer = self.tree.head(child) == Some(predicate);
            !(outer && matches!(token.relation, Dependency::Parataxis | Dependency::Discourse))
        });
        // A subject that the tree has hung elsewhere belongs to what is said.
        let clause = self.clauses.iter().find(|clause| clause.predicate == predicate && clause.own_subject);
        let subject = clause.and_then(|clause| clause.subjects.first().copied());
        if let Some(subject) = subject.filter(|subject| *subject < predicate && !words.contains(subject)) {
            words.extend(phrase_words(self.tree, subject));
            words.sort_unstable();
            words.dedup();
        }
        let dispensable = |word: usize| {
            let token = self.tree.token(word);
            token.tag == Tag::Punctuation
                || (token.relation == Dependency::Mark
                    && matches!(&*token.lemma, "for" | "of" | "that" | "to" | "with"))
        };
        let line = dateline(self.tree);
        words.retain(|&word| line == 0 || word > line);
        let skipped = words.iter().take_while(|&&word| dispensable(word)).count();
        words.drain(..skipped);
        while words.len() > 1 && words.last().is_some_and(|&word| self.tree.token(word).tag == Tag::Punctuation) {
            words.pop();
        }
        let aside = self.contrast(predicate);
        words.retain(|word| aside.is_none_or(|aside| *word < aside));
        while words.len() > 1 && words.last().is_some_and(|&word| self.tree.token(word).tag == Tag::Punctuation) {
            words.pop();
        }
        let text = words_text(self.tree, &words, self.text);
        Participant { sentence: self.sentence, head: predicate, text, value_type: ValueType::Clause, quantity: None }
    }

    /// Where a contrast at the end of what is said begins ("…, *while others disagree*"): it is the article's own.
    fn contrast(&self, predicate: usize) -> Option<usize> {
        let tree = self.tree;
        let set_against = tree.dependents_by(predicate, &[Dependency::Advcl]).filter(|&clause| clause > predicate);
        let marks = set_against.filter_map(|clause| {
            let mark = tree.dependent(clause, &[Dependency::Mark])?;
            let against = matches!(&*tree.lemma(mark), "while" | "whereas" | "although" | "though");
            (against && tree.dependent(clause, &[Dependency::Nsubj, Dependency::NsubjPass]).is_some()).then_some(mark)
        });
        let mut marks = marks.filter(|&mark| mark > 0 && &*tree.token(mark - 1).form == ",");
        marks.next()
    }

    /// The type of the entity that the phrase names or describes.
    pub fn entity_type(&self, head: usize) -> Option<EntityType> {
        let entity = self.discourse.entity_at(self.sentence, head)?;
        Some(self.discourse.entity(entity).entity_type)
    }

    /// True if the phrase leads to an entity with a proper name.
    pub fn is_named(&self, head: usize) -> bool {
        self.discourse.entity_at(self.sentence, head).is_some_and(|entity| self.discourse.entity(entity).named)
    }

    /// True for countries, cities, regions, buildings.
    pub fn is_place(&self, head: usize) -> bool {
        matches!(self.entity_type(head), Some(EntityType::Country | EntityType::Place | EntityType::Facility))
    }

    /// True for people, states, organisations and groups.
    pub fn is_animate(&self, head: usize) -> bool {
        use EntityType::*;
        matches!(self.entity_type(head), Some(Person | Organization | Country | Group)) || self.is_demonym(head)
    }

    /// Who does what an event noun tells: its possessor, an adjective of nationality, a by-phrase.
    pub fn doers_of_noun(&self, noun: usize) -> Vec<usize> {
        use Dependency::*;
        if let Some(possessor) = self.tree.dependent(noun, &[NmodPoss]) {
            return self.tree.coordinated(possessor);
        }
        let by =
            self.tree.dependents_by(noun, &[Nmod]).find(|&child| self.tree.preposition(child).as_deref() == Some("by"));
        // "the appointment of X by Y" read as X by Y.
        let below = || {
            // "a ruling on *the closure of X by Y*": Y closes.
            let acts = |child: usize| of_complement(self.tree, child).is_some();
            let complements = self.tree.dependents_by(noun, &[Nmod]).filter(|&child| !acts(child));
            complements
                .flat_map(|child| self.tree.dependents_by(child, &[Nmod]))
                .find(|&child| self.tree.preposition(child).as_deref() == Some("by"))
        };
        if let Some(by) = by.or_else(below) {
            return self.tree.coordinated(by);
        }
        let national = self.tree.dependents_by(noun, &[Amod]).find(|&child| self.is_demonym(child));
        let named = || self.tree.dependents_by(noun, &[Compound]).find(|&child| self.is_named(child));
        let within = || {
            let compounds = self.tree.dependents_by(noun, &[Compound]);
            compounds.flat_map(|child| self.tree.dependents_by(child, &[Amod])).find(|&child| self.is_demonym(child))
        };
        national.or_else(named).or_else(within).into_iter().collect()
    }

    /// True for adjectives of nationality: "Russian".
    pub fn is_demonym(&self, token: usize) -> bool {
        self.discourse.demonym_country(self.sentence, token).is_some()
    }

    /// False for what says nothing, whatever stands over the clause: "wavelengths", "traces", "the purchase".
    fn can_speak(&self, sentence: usize, head: usize) -> bool {
        use EntityType::*;
        let tree = &self.trees[sentence];
        let lemma = tree.lemma(head);
        let known = self.discourse.entity_at(sentence, head).map(|entity| self.discourse.entity(entity).entity_type);
        let written = matches!(noun_class(&lemma), Some(NounClass::Work | NounClass::Law));
        match known {
            Some(Thing | Event | Product | Facility) => {
                tree.token(head).tag == Tag::ProperNoun
                    || self.is_named_in(sentence, head)
                    || written
                    || SPEAKING_FOR.contains(&&*lemma)
                    || TELLING.contains(&&*lemma)
            }
            _ => true,
        }
    }

    /// False for things and events, which neither fear nor hope.
    pub fn may_think(&self, participant: &Participant) -> bool {
        let entity = self.discourse.entity_at(participant.sentence, participant.head);
        let kind = entity.map(|entity| self.discourse.entity(entity).entity_type);
        let proper = self.trees[participant.sentence].token(participant.head).tag == Tag::ProperNoun;
        let thing = kind == Some(EntityType::Thing) && !proper;
        !(thing || matches!(kind, Some(EntityType::Event | EntityType::Product | EntityType::Law)))
    }

    fn is_named_in(&self, sentence: usize, head: usize) -> bool {
        self.discourse.entity_at(sentence, head).is_some_and(|entity| self.discourse.entity(entity).named)
    }

    /// Who speaks: behind "Paris's official figures" or "a White House readout" it is their owner.
    pub fn source(&self, sentence: usize, head: usize) -> Participant {
        use Dependency::*;
        let tree = &self.trees[sentence];
        let owner = SPEAKING_FOR.contains(&tree.lemma(head).as_str()).then(|| {
            let mut possessor = tree.dependents_by(head, &[NmodPoss, Compound, Amod]).chain(
                tree.dependents_by(head, &[Nmod])
                    .filter(|&child| matches!(tree.preposition(child).as_deref(), Some("by" | "from" | "of"))),
            );
            let named = |child: &usize| {
                let discourse = self.discourse;
                let entity =
                    discourse.entity_at(sentence, *child).or_else(|| discourse.demonym_country(sentence, *child));
                entity.is_some_and(|entity| discourse.entity(entity).named)
            };
            possessor.find(named)
        });
        let named = || (sentence == self.sentence).then(|| self.name_beside(head)).flatten();
        self.participant_in(sentence, owner.flatten().or_else(named).unwrap_or(head))
    }

    /// A statement of this sentence.
    pub fn draft(&self, subject: Participant, naming: Naming, object: Option<Participant>, status: Status) -> Draft {
        let trigger = words_text(self.tree, &naming.trigger, self.text);
        let here = |participant: &Participant| participant.sentence == self.sentence;
        let words = [Some(&subject), object.as_ref()].into_iter().flatten().filter(|participant| here(participant));
        let words =
            words.flat_map(|participant| phrase_words(self.tree, participant.head)).chain(naming.trigger.clone());
        let quantity = object.as_ref().and_then(|object| object.quantity.clone()).or_else(|| subject.quantity.clone());
        let confidence = if naming.family.is_some() { 0.8 } else { 0.6 };
        Draft {
            words: words_span(self.tree, words),
            subject,
            relation: naming.name,
            family: naming.family,
            trigger,
            object,
            polarity: status.polarity,
            modality: status.modality,
            attributed_to: status
                .source
                .filter(|&(sentence, head)| self.can_speak(sentence, head))
                .map(|(sentence, head)| self.source(sentence, head)),
            time: None,
            place: None,
            quantity,
            qualifiers: Vec::new(),
            confidence,
            sentence: self.sentence,
        }
    }

    /// Reads a time phrase.
    pub fn time(&self, head: usize) -> crate::model::TimeExpression {
        resolve(&time_text(self.tree, head, self.text), self.published)
    }
}

fn without_article(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
}
