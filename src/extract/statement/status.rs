//! How far the article stands behind a clause: polarity, modality and attribution, read from negation, auxiliaries,
//! conjunctions, and from the verbs and nouns under which the clause stands.

use crate::model::{Modality, Polarity};
use crate::nlp::{Dependency, NameKind, PennTag, Tag};
use crate::schema::{Effect, Schema};

use crate::extract::statement::quote::{Quotes, WordAt};
use crate::extract::syntax::clause::{Clause, Link, PredicateKind, Voice};
use crate::extract::syntax::tree::Tree;

/// The standing of one clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Asserted, claimed, planned or hypothetical.
    pub modality: Modality,
    /// Head of the phrase that names the source.
    pub source: Option<WordAt>,
}

/// What the clause's surroundings make of it, before its own words are counted.
#[derive(Clone, Copy, Default)]
struct Frame {
    negative: bool,
    modality: Modality,
    source: Option<WordAt>,
}

impl Frame {
    fn strengthen(mut self, modality: Modality) -> Self {
        self.modality = stronger(self.modality, modality);
        self
    }

    fn by(mut self, source: Option<WordAt>) -> Self {
        self.source = source.or(self.source);
        self.strengthen(Modality::Claimed)
    }
}

/// The modality that is further from plain assertion.
fn stronger(one: Modality, other: Modality) -> Modality {
    let rank = |modality| match modality {
        Modality::Asserted => 0,
        Modality::Claimed => 1,
        Modality::Planned => 2,
        Modality::Hypothetical => 3,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// One sentence with what is needed to judge its clauses.
pub struct Judge<'a> {
    /// Position of the sentence in the document.
    pub sentence: usize,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// Its clauses.
    pub clauses: &'a [Clause],
    /// Direct speech of the document.
    pub quotes: &'a Quotes,
    /// Cues.
    pub schema: &'a Schema,
}

impl Judge<'_> {
    /// The standing of a clause of this sentence.
    pub fn status(&self, clause: &Clause) -> Status {
        let frame = self.inner(clause, 0);
        let polarity = if frame.negative { Polarity::Negative } else { Polarity::Positive };
        Status { polarity, modality: frame.modality, source: frame.source }
    }

    /// The standing of what the clause takes for granted: whoever "did not speak after the meeting" met.
    pub fn around(&self, clause: &Clause) -> Status {
        let frame = self.outer(clause, 0);
        Status { polarity: Polarity::Positive, modality: frame.modality, source: frame.source }
    }

    /// The standing of a statement that hangs on a noun phrase (a title, an event noun). A phrase presupposes what it
    /// says: "did not stop the invasion", "said that the invasion …" leave it standing; direct speech and "according to X" do
    /// not.
    pub fn presupposed(&self, token: usize) -> Status {
        let cited = || {
            let around = self.clauses.iter().filter(|clause| self.tree.is_under(token, clause.predicate));
            around
                .filter_map(|clause| self.cited(clause.predicate))
                .find(|&(_, source)| source != token && !self.tree.is_under(token, source))
        };
        let source = self.quotes.speaker(self.sentence, token).or_else(cited);
        let modality = if source.is_some() { Modality::Claimed } else { Modality::Asserted };
        Status { polarity: Polarity::Positive, modality, source }
    }

    /// The standing of what a name brings with it (its office, where it lies): the article knows it, unless a speaker says
    /// so in direct speech.
    pub fn background(&self, token: usize) -> Status {
        let source = self.quotes.speaker(self.sentence, token);
        let modality = if source.is_some() { Modality::Claimed } else { Modality::Asserted };
        Status { polarity: Polarity::Positive, modality, source }
    }

    fn clause(&self, predicate: usize) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.predicate == predicate)
    }

    fn governor(&self, clause: &Clause) -> Option<&Clause> {
        clause.governor.and_then(|governor| self.clause(governor))
    }

    /// The frame around a clause with its own negation and auxiliaries applied.
    fn inner(&self, clause: &Clause, depth: usize) -> Frame {
        let mut frame = self.outer(clause, depth);
        frame.negative ^= self.is_negated(clause);
        frame.strengthen(self.own_modality(clause))
    }

    fn outer(&self, clause: &Clause, depth: usize) -> Frame {
        let mut frame = self.linked(clause, depth);
        if let Some(source) = self
            .cited(clause.predicate)
            .or_else(|| self.commenting(clause))
            .or_else(|| self.cited_last(clause.predicate).filter(|_| clause.link == Link::Root))
        {
            frame = frame.by(Some(source));
        }
        if frame.source.is_none()
            && let Some(source) = self.headed(clause)
        {
            frame = frame.by(Some(source));
        }
        if self.hedged(clause) {
            frame = frame.by(None);
        }
        if self.quotes.is_inside(self.sentence, clause.predicate)
            && let Some(speaker) = self.quotes.speaker(self.sentence, clause.predicate)
            && frame.source.is_none()
        {
            frame = frame.by(Some(speaker));
        }
        frame
    }

    fn linked(&self, clause: &Clause, depth: usize) -> Frame {
        let Some(governor) = self.governor(clause).filter(|_| depth < self.clauses.len()) else {
            return Frame::default();
        };
        let around = |depth| self.outer(governor, depth + 1);
        match clause.link {
            Link::Content => self.content(clause, governor, depth),
            Link::Coordinate => {
                let mut frame = around(depth);
                let shares =
                    !clause.own_subject && clause.auxiliaries == governor.auxiliaries && !clause.auxiliaries.is_empty();
                frame.negative ^= shares && self.is_negated(governor) && !self.is_negated(clause);
                frame
            }
            Link::Adverbial => self.adverbial(clause, governor, depth),
            Link::Noun | Link::Relative => self.on_noun(clause, governor, depth),
            // "…, X warned": X's warning is no claim of X.
            Link::Beside if self.schema.verb_effect(&self.tree.lemma(clause.predicate)) == Some(Effect::Reports) => {
                self.linked(governor, depth + 1)
            }
            // "…, X said; he described Y": what follows the comment is the article's again.
            Link::Beside if clause.own_subject && clause.predicate > governor.predicate => {
                self.linked(governor, depth + 1)
            }
            Link::Beside => around(depth),
            Link::Root => Frame::default(),
        }
    }

    /// A clause under a verb, adjective or noun that says, plans, fears … it.
    fn content(&self, clause: &Clause, governor: &Clause, depth: usize) -> Frame {
        let frame = self.inner(governor, depth + 1);
        let lemma = self.tree.lemma(governor.predicate);
        let effect = match governor.kind {
            PredicateKind::Verb => self.schema.verb_effect(&lemma),
            _ => self.schema.adjective_effect(&lemma).or_else(|| self.schema.noun_effect(&lemma)),
        };
        let speaker = self.first_doer(governor);
        let finite = clause.own_subject;
        // "told them to leave" is no report.
        let effect = effect.map(|effect| match effect {
            Effect::Reports if lemma == "tell" && clause.marker.as_deref() == Some("to") => Effect::Wants,
            other => other,
        });
        // "…, meaning the law has changed": nobody plans it.
        let effect = effect.filter(|_| lemma != "mean" || clause.marker.as_deref() == Some("to"));
        // "debated whether it was caused by X": nobody says that it was.
        let open = clause.marker.as_deref() == Some("whether");
        let frame = if open { frame.strengthen(Modality::Hypothetical) } else { frame };
        let negative = frame.negative;
        let unnegated = Frame { negative: false, ..frame };
        // "is going to host", "the aim is to win".
        let ahead = clause.marker.as_deref() == Some("to")
            && (lemma == "be" || lemma == "go" && self.tree.token(governor.predicate).penn == PennTag::Vbg);
        if ahead {
            return frame.strengthen(Modality::Planned);
        }
        // "has until May to comply", "has to comply": it is to be done.
        if lemma == "have" && clause.marker.as_deref() == Some("to") {
            return frame.strengthen(Modality::Hypothetical);
        }
        // "was able to land" did land.
        let managed = lemma == "able" && !negative && self.is_past_copula(governor);
        if managed {
            return frame;
        }
        match effect {
            Some(Effect::Reports) if negative => unnegated.by(speaker).strengthen(Modality::Hypothetical),
            Some(Effect::Reports) => unnegated.by(speaker),
            Some(Effect::Denies) if negative => unnegated.by(speaker).strengthen(Modality::Hypothetical),
            Some(Effect::Denies) => Frame { negative: true, ..unnegated }.by(speaker),
            Some(Effect::Plans) if finite => frame.by(speaker).strengthen(Modality::Planned),
            Some(Effect::Plans | Effect::Tries) => frame.strengthen(Modality::Planned),
            Some(Effect::Wants | Effect::Fears) => {
                // "is able to", "allows X to", "appears to avoid it": nobody says so.
                let raised = matches!(&*lemma, "appear" | "seem") && !finite;
                let says = governor.kind == PredicateKind::Verb
                    && !matches!(&*lemma, "allow" | "enable" | "let" | "need" | "permit" | "require");
                let source = if governor.voice == Voice::Active && says && !raised { speaker } else { None };
                unnegated.by(source).strengthen(Modality::Hypothetical)
            }
            // "must stop sponsoring the club": it does sponsor it.
            Some(Effect::Refuses)
                if matches!(&*lemma, "cease" | "quit" | "stop")
                    && self.own_modality(governor) == Modality::Hypothetical =>
            {
                self.outer(governor, depth + 1)
            }
            Some(Effect::Refuses) => Frame { negative: !negative, ..frame },
            // "arrested him for stealing": so say those who did it.
            None if matches!(&*lemma, "arrest" | "detain") => unnegated.by(speaker),
            Some(Effect::Achieves) | None => frame,
        }
    }

    fn adverbial(&self, clause: &Clause, governor: &Clause, depth: usize) -> Frame {
        let around = self.outer(governor, depth + 1);
        match clause.marker.as_deref() {
            Some("if" | "unless" | "whether" | "in case" | "provided" | "providing" | "lest") => {
                around.strengthen(Modality::Hypothetical)
            }
            // "using missiles to attack" does attack.
            Some("to") if self.schema.verb_effect(&self.tree.lemma(governor.predicate)) == Some(Effect::Achieves) => {
                self.inner(governor, depth + 1)
            }
            // "beat X to win the title" did win it.
            Some("to") if self.is_won(governor) => around,
            Some("to") if governor.kind == PredicateKind::Copula && self.is_ranked(governor.predicate) => around,
            // "is known to eat" does eat.
            Some("to") if matches!(&*self.tree.lemma(governor.predicate), "know" | "find" | "prove" | "see") => around,
            Some("to" | "in order" | "so that") => around.strengthen(Modality::Planned),
            // "will wait until X joins": X may never join; "waited until X joined" tells that X did.
            Some("until" | "till") if !self.is_past(governor) => around.strengthen(Modality::Hypothetical),
            // "to extend the mission, *with X abstaining*" tells of the vote, not of the plan.
            Some("with") if clause.own_subject && governor.marker.as_deref() == Some("to") => {
                self.governor(governor).map_or(around, |above| self.outer(above, depth + 2))
            }
            Some(_) if clause.own_subject => around,
            Some("without") => Frame { negative: true, ..around },
            // "is to meet X before visiting Y", "will go, making an appearance": the plan goes on.
            _ => around.strengthen(match self.own_modality(governor) {
                Modality::Planned => Modality::Planned,
                _ => Modality::Asserted,
            }),
        }
    }

    /// False for what is, will be or may be: it leaves open what it lasts until.
    fn is_past(&self, clause: &Clause) -> bool {
        let finite = clause.auxiliaries.first().copied().unwrap_or(clause.predicate);
        let copula = || self.tree.dependent(clause.predicate, &[Dependency::Cop]);
        let word = copula().filter(|_| clause.kind != PredicateKind::Verb && clause.auxiliaries.is_empty());
        let tag = self.tree.token(word.unwrap_or(finite)).penn;
        !matches!(tag, PennTag::Md | PennTag::Vb | PennTag::Vbp | PennTag::Vbz)
    }

    /// A clause on a noun: "plans to leave", "the claim that …", "troops fighting there", "X, who visited Y".
    fn on_noun(&self, clause: &Clause, governor: &Clause, depth: usize) -> Frame {
        let around = self.outer(governor, depth + 1);
        // "according to videos posted online": what is told of the source is the article's own.
        let of_source =
            |&(sentence, head): &WordAt| sentence == self.sentence && self.tree.is_under(clause.predicate, head);
        let source = around.source.filter(|source| !of_source(source));
        let around = Frame { negative: false, modality: Modality::Asserted, source: None }.by_if(source);
        let Some(noun) = clause.noun else { return around };
        let infinitive = clause.marker.as_deref() == Some("to");
        let content = infinitive || clause.marker.as_deref() == Some("that");
        // "reviews *that it was dull*" is what they say, even where the tree takes it for a relative clause.
        let conjunction = clause.marker.as_deref() == Some("that") && clause.own_subject;
        if !(clause.link == Link::Noun && content || conjunction) {
            return around;
        }
        let holder = self.tree.dependent(noun, &[Dependency::NmodPoss]).map(|holder| (self.sentence, holder));
        match self.schema.noun_effect(&self.tree.lemma(noun)) {
            // "rejected claims that …" denies them.
            Some(Effect::Reports) if self.is_rejecting(governor) => {
                Frame { negative: true, ..around }.by(self.first_doer(governor))
            }
            Some(Effect::Reports) => around.by(holder),
            Some(Effect::Denies) => Frame { negative: true, ..around }.by(holder),
            Some(Effect::Plans | Effect::Tries) => {
                Frame { negative: self.is_lacking(noun, governor), ..around }.strengthen(Modality::Planned)
            }
            Some(Effect::Wants | Effect::Fears) => Frame { negative: self.is_lacking(noun, governor), ..around }
                .by_if(holder)
                .strengthen(Modality::Hypothetical),
            Some(Effect::Refuses) => Frame { negative: true, ..around },
            // "the first man to walk on the Moon" did so; other infinitives on nouns look ahead.
            _ if infinitive && governor.predicate < noun && self.is_won(governor) => around,
            _ if infinitive && !self.is_ranked(noun) => around.strengthen(Modality::Hypothetical),
            _ => around,
        }
    }

    /// "Has *no* plans to come", "does *not* have a plan to come".
    fn is_lacking(&self, noun: usize, governor: &Clause) -> bool {
        let none = self.tree.dependents_by(noun, &[Dependency::Det]).any(|word| self.tree.lemma(word) == "no");
        let has = self.tree.lemma(governor.predicate) == "have" && governor.objects.contains(&noun);
        none || has && self.is_negated(governor)
    }

    /// True for a clause that tells of a victory already won.
    fn is_won(&self, clause: &Clause) -> bool {
        let lemma = self.tree.lemma(clause.predicate);
        let victory = |family: &str| matches!(family, "win" | "score");
        let mut frames = self.schema.verb_frames(&lemma).iter();
        let wins = frames.any(|frame| victory(&self.schema.relation_at(frame.relation).family));
        wins && self.tree.token(clause.predicate).penn == PennTag::Vbd
            && self.own_modality(clause) == Modality::Asserted
    }

    fn is_past_copula(&self, clause: &Clause) -> bool {
        let was = |copula: usize| self.tree.token(copula).penn == PennTag::Vbd;
        self.tree.dependent(clause.predicate, &[Dependency::Cop]).is_some_and(was)
            && self.own_modality(clause) == Modality::Asserted
    }

    fn is_rejecting(&self, governor: &Clause) -> bool {
        let lemma = self.tree.lemma(governor.predicate);
        let family = self
            .schema
            .verb_frames(&lemma)
            .first()
            .map(|frame| self.schema.relation_at(frame.relation).family.as_str());
        matches!(family, Some("deny" | "refuse"))
    }

    fn is_ranked(&self, noun: usize) -> bool {
        self.tree.dependents_by(noun, &[Dependency::Amod, Dependency::Nummod]).any(|child| {
            matches!(&*self.tree.lemma(child), "first" | "second" | "third" | "last" | "only" | "next" | "latest")
                || self.tree.token(child).penn == PennTag::Jjs
        })
    }

    /// The first doer; "I" and "we" are whoever speaks around the clause.
    fn first_doer(&self, clause: &Clause) -> Option<WordAt> {
        let doer = clause.doers().first().copied()?;
        (!matches!(&*self.tree.lemma(doer), "i" | "we")).then_some((self.sentence, doer))
    }

    /// "…, X said": a reporting verb set beside the clause that it reports.
    fn commenting(&self, clause: &Clause) -> Option<WordAt> {
        let beside = |comment: &&Clause| {
            let beneath = self.tree.token(comment.predicate).relation == Dependency::Parataxis
                && self.tree.head(comment.predicate) == Some(clause.predicate);
            beneath || comment.link == Link::Beside && comment.governor == Some(clause.predicate)
        };
        let comment = self.clauses.iter().filter(beside).find(|comment| {
            let reports = self.schema.verb_effect(&self.tree.lemma(comment.predicate)) == Some(Effect::Reports);
            reports && comment.own_subject && comment.objects.is_empty()
        })?;
        self.first_doer(comment)
    }

    /// "according to X" on the clause or on a phrase of it.
    fn cited(&self, predicate: usize) -> Option<WordAt> {
        let own = |index: usize| {
            let cites = matches!(self.tree.preposition(index).as_deref(), Some("according to" | "according"));
            cites.then_some((self.sentence, index))
        };
        self.tree.dependents(predicate).iter().find_map(|&child| {
            own(child).or_else(|| {
                let nominal = self.tree.is_nominal(child) && self.clause(child).is_none();
                nominal.then(|| self.tree.dependents(child).iter().copied().find_map(own)).flatten()
            })
        })
    }

    /// "UN: Drought threatens millions": in a headline the person or body before the colon says what follows.
    fn headed(&self, clause: &Clause) -> Option<WordAt> {
        let tree = self.tree;
        let colon = (1..tree.tokens.len().min(6)).find(|&index| &*tree.token(index).form == ":")?;
        let ended = tree.tokens.last().is_some_and(|token| token.tag == Tag::Punctuation);
        let speaks = |kind: NameKind| matches!(kind, NameKind::Person | NameKind::Organization);
        let name = tree.names.iter().find(|name| name.tokens.start == 0 && name.tokens.end == colon)?;
        let named = speaks(name.kind) && !ended && clause.predicate > colon;
        let head = name.tokens.clone().find(|&word| tree.head(word).is_none_or(|head| !name.tokens.contains(&head)))?;
        named.then_some((self.sentence, head))
    }

    /// "…, according to X." at the end of a sentence holds for all of it, on whatever clause the tree has hung it.
    fn cited_last(&self, predicate: usize) -> Option<WordAt> {
        let tree = self.tree;
        let last = tree.tokens.len();
        let word = (predicate + 1..last).find(|&word| {
            &*tree.token(word).form == "according"
                && word > 0
                && matches!(&*tree.token(word - 1).form, "," | "”" | "\"")
                && tree.tokens.get(word + 1).is_some_and(|next| &*next.form == "to")
        })?;
        let source = tree.head(word).filter(|&source| tree.is_nominal(source) && source > word)?;
        let end = tree.subtree(source, |_| true).last().copied()?;
        let closes = (end + 1..last).all(|rest| tree.token(rest).tag == Tag::Punctuation);
        closes.then_some((self.sentence, source))
    }

    fn hedged(&self, clause: &Clause) -> bool {
        self.tree.dependents_by(clause.predicate, &[Dependency::Advmod]).any(|child| {
            matches!(&*self.tree.lemma(child), "reportedly" | "allegedly" | "supposedly" | "purportedly" | "apparently")
        })
    }

    fn is_negated(&self, clause: &Clause) -> bool {
        let tree = self.tree;
        let adverb = tree
            .dependents_by(clause.predicate, &[Dependency::Advmod, Dependency::CcPreconj, Dependency::Cc])
            .any(|child| {
                let word = tree.lemma(child);
                matches!(word.as_str(), "not" | "n't" | "never" | "neither" | "nor" | "hardly")
                    || (matches!(word.as_str(), "long" | "longer" | "more")
                        && tree.dependents(child).iter().any(|&no| tree.lemma(no) == "no"))
            });
        // "Neither X nor Y came."
        let neither = clause.subjects.iter().any(|&head| {
            tree.dependents_by(head, &[Dependency::Det, Dependency::CcPreconj, Dependency::Cc, Dependency::Advmod])
                .any(|child| tree.lemma(child) == "neither")
        });
        let participants = clause.subjects.iter().chain(&clause.objects);
        let none = participants.filter(|&&head| head.abs_diff(clause.predicate) < 12).any(|&head| {
            let nothing = matches!(tree.lemma(head).as_str(), "nobody" | "nothing" | "none");
            nothing || tree.dependents_by(head, &[Dependency::Det]).any(|child| tree.lemma(child) == "no")
        });
        (adverb || neither || self.is_set_aside(clause)) ^ none
    }

    /// "Caught wolves *rather than* breeding them", "bought jets *instead of* leasing some": what is not done.
    fn is_set_aside(&self, clause: &Clause) -> bool {
        let tree = self.tree;
        let opens = |first: usize, second: &str| {
            tree.tokens.get(first + 1).is_some_and(|next| &*next.form == second && first < clause.predicate)
        };
        tree.token(clause.predicate).tag == Tag::Verb
            && tree.dependents_by(clause.predicate, &[Dependency::Cc, Dependency::Case, Dependency::Mark]).any(|word| {
                match &*tree.lemma(word) {
                    "rather" => opens(word, "than"),
                    "instead" => opens(word, "of"),
                    _ => false,
                }
            })
    }

    /// What auxiliaries and tense say: "will", "could", "is to".
    fn own_modality(&self, clause: &Clause) -> Modality {
        let tree = self.tree;
        let auxiliaries = clause.auxiliaries.iter().map(|&auxiliary| tree.lemma(auxiliary));
        // "X is to meet Y"; as a headline "X to meet Y".
        let ahead = clause.marker.as_deref() == Some("to")
            && clause.own_subject
            && (clause.link == Link::Root || tree.dependent(clause.predicate, &[Dependency::Cop]).is_some());
        let own = if ahead { Modality::Planned } else { Modality::Asserted };
        auxiliaries.fold(own, |modality, auxiliary| {
            let own = match auxiliary.as_str() {
                "will" | "shall" | "'ll" | "wo" => Modality::Planned,
                "would" if self.is_reported_in_the_past(clause) => Modality::Planned,
                // "would later say": the past seen from further back.
                "would"
                    if tree
                        .dependents_by(clause.predicate, &[Dependency::Advmod])
                        .any(|word| tree.lemma(word) == "later") =>
                {
                    Modality::Asserted
                }
                "would" | "could" | "may" | "might" | "should" | "must" | "can" | "ought" | "ca" => {
                    Modality::Hypothetical
                }
                _ => Modality::Asserted,
            };
            stronger(modality, own)
        })
    }

    /// "said it would send": the past of "says it will send".
    fn is_reported_in_the_past(&self, clause: &Clause) -> bool {
        // "said it would build *and sell*".
        if clause.link == Link::Coordinate && !clause.own_subject {
            let first = self.governor(clause).filter(|first| first.predicate < clause.predicate);
            return first.is_some_and(|first| self.is_reported_in_the_past(first));
        }
        clause.link == Link::Content
            && clause.governor.is_some_and(|governor| {
                matches!(self.tree.token(governor).penn, PennTag::Vbd | PennTag::Vbn)
                    && matches!(
                        self.schema.verb_effect(&self.tree.lemma(governor)),
                        Some(Effect::Reports | Effect::Plans)
                    )
            })
    }
}

impl Frame {
    /// [`Frame::by`], if there is a source.
    fn by_if(self, source: Option<WordAt>) -> Self {
        if source.is_some() { self.by(source) } else { self }
    }
}
