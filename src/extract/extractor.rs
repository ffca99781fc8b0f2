use jiff::civil::Date;

use crate::model::{Modality, ValueType};
use crate::nlp::{Analysis, Analyzer};
use crate::schema::Schema;

use crate::extract::reference::discourse::Discourse;
use crate::extract::statement::draft::Draft;
use crate::extract::statement::quote::Quotes;
use crate::extract::statement::scene::Scene;
use crate::extract::statement::speech_time::SpeechTime;
use crate::extract::statement::status::Judge;
use crate::extract::statement::{count, event_noun, location, office, office_list, verbal, worth};
use crate::extract::syntax::amend::amend;
use crate::extract::syntax::clause::{Clause, clauses};
use crate::extract::syntax::tree::Tree;

/// What one text says, in terms of its own words.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Sentences, tags, trees, names.
    pub analysis: Analysis,
    /// Who and what the text speaks of.
    pub discourse: Discourse,
    /// What it says, in text order.
    pub drafts: Vec<Draft>,
}

/// Reads English text into statements. Cheap to share between threads.
#[derive(Clone, Copy)]
pub struct Extractor<'a> {
    analyzer: &'a Analyzer,
    schema: &'a Schema,
}

impl<'a> Extractor<'a> {
    /// An extractor with the crate's model and this schema.
    pub fn new(schema: &'a Schema) -> Self {
        Extractor { analyzer: Analyzer::embedded(), schema }
    }

    /// The schema in use.
    pub fn schema(&self) -> &'a Schema {
        self.schema
    }

    /// The English analysis in use.
    pub fn analyzer(&self) -> &'a Analyzer {
        self.analyzer
    }

    /// Reads an article; what it only asks stays hypothetical. `published` is the day against which "yesterday" is read; without it the words stay.
    pub fn extract(&self, text: &str, published: Option<Date>) -> Extraction {
        let mut extraction = self.read(text, self.analyzer.analyse(text), published);
        for draft in &mut extraction.drafts {
            let tokens = &extraction.analysis.sentences[draft.sentence].tokens;
            let last = tokens.iter().rev().find(|token| !matches!(&*token.form, "\"" | "”" | "’" | "'" | ")"));
            if last.is_some_and(|token| &*token.form == "?") {
                draft.modality = Modality::Hypothetical;
            }
        }
        extraction
    }

    /// Reads a question: one sentence, in which a question word takes the place of a participant.
    pub fn extract_question(&self, text: &str) -> Extraction {
        self.read(text, self.analyzer.analyse_question(text), None)
    }

    /// Reads a text that is analysed already.
    pub fn read(&self, text: &str, mut analysis: Analysis, published: Option<Date>) -> Extraction {
        amend(&mut analysis, self.schema);
        let discourse = Discourse::of(text, &analysis);
        let drafts = self.drafts(text, &analysis, &discourse, published);
        Extraction { analysis, discourse, drafts }
    }

    fn drafts(&self, text: &str, analysis: &Analysis, discourse: &Discourse, published: Option<Date>) -> Vec<Draft> {
        let mut speech = SpeechTime::default();
        self.in_each_scene(text, analysis, discourse, published, |scene| {
            if worth::is_credit(scene) {
                return Vec::new();
            }
            let (mut drafts, used) = verbal::drafts(scene);
            drafts.extend(event_noun::drafts(scene, &used));
            drafts.extend(office::drafts(scene));
            drafts.extend(office_list::drafts(scene));
            drafts.extend(location::drafts(scene));
            drafts.extend(count::drafts(scene));
            drafts.retain(|draft| worth::is_telling(scene, draft));
            speech.complete(scene, &mut drafts);
            counted_once(unsaid(drafts))
        })
    }

    /// What `read` finds in each sentence, in text order.
    pub(crate) fn in_each_scene<R>(
        &self,
        text: &str,
        analysis: &Analysis,
        discourse: &Discourse,
        published: Option<Date>,
        mut read: impl FnMut(&Scene) -> Vec<R>,
    ) -> Vec<R> {
        let trees: Vec<Tree> = analysis.sentences.iter().map(Tree::new).collect();
        let clauses: Vec<Vec<Clause>> = trees.iter().map(clauses).collect();
        let quotes = Quotes::find(text, analysis, &trees, &clauses, self.schema);
        let mut found = Vec::new();
        for (sentence, tree) in trees.iter().enumerate() {
            let own = clauses[sentence].as_slice();
            let judge = Judge { sentence, tree, clauses: own, quotes: &quotes, schema: self.schema };
            let scene = Scene {
                text,
                published,
                schema: self.schema,
                discourse,
                sentence,
                tree,
                clauses: own,
                trees: &trees,
                judge,
            };
            found.extend(read(&scene));
        }
        found
    }
}

/// Leaves out "X has 30 members" where the count is told by a statement of its own.
fn counted_once(drafts: Vec<Draft>) -> Vec<Draft> {
    let counts: Vec<(usize, String)> = drafts
        .iter()
        .filter(|draft| draft.relation.starts_with("has_") && draft.relation.ends_with("_count"))
        .filter_map(|draft| Some((draft.subject.head, draft.object.as_ref()?.text.clone())))
        .collect();
    let again = |draft: &Draft| {
        let object = draft.object.as_ref().map(|object| object.text.clone()).unwrap_or_default();
        draft.relation == "have" && counts.contains(&(draft.subject.head, object))
    };
    drafts.into_iter().filter(|draft| !again(draft)).collect()
}

/// Leaves out "X said: …" where what X said is told by statements of its own; whom X told stays.
fn unsaid(drafts: Vec<Draft>) -> Vec<Draft> {
    let told: Vec<(usize, usize)> = drafts
        .iter()
        .filter_map(|draft| draft.attributed_to.as_ref())
        .map(|source| (source.sentence, source.head))
        .collect();
    let says = |draft: &Draft| {
        matches!(draft.family.as_deref(), Some("say" | "claim"))
            && draft.object.as_ref().is_none_or(|object| object.value_type == ValueType::Clause)
            && told.contains(&(draft.subject.sentence, draft.subject.head))
    };
    drafts.into_iter().filter(|draft| !says(draft)).collect()
}
