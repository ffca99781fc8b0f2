//! Whether a clause's subject and objects can be what a named relation speaks of: one visits a place or people, not a
//! conclusion; a car that hits a cyclist attacks nobody.

use crate::lexicon::{NounClass, countries, is_abstract, noun_class, office};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Tag};
use crate::schema::{RelationType, Schema};

use crate::extract::statement::relation::{Relation, TypeOf, see_through};
use crate::extract::syntax::clause::Clause;
use crate::extract::syntax::tree::Tree;

/// True if subject and objects are of types that the relation takes: "went to war" is no visit, "made an effort" produces
/// nothing. A noun of no known kind fits, unless the verb is one that carries other nouns or is often meant otherwise.
pub fn fits(tree: &Tree, clause: &Clause, schema: &Schema, relation: &Relation, entity_type: TypeOf) -> bool {
    let Some(known) = schema.relation(&relation.name) else { return true };
    let reading = Reading { tree, clause, schema, entity_type, known };
    if !reading.doers_fit() {
        return false;
    }
    if relation.objects.is_empty() {
        return !known.needs_object && reading.office_is_taken(clause.undergoers());
    }
    let light = schema.is_light_verb(&tree.lemma(clause.predicate)) && relation.trigger.len() == 1;
    let objects = &relation.objects;
    (known.object.types.is_empty() || objects.iter().any(|&head| reading.object_fits(head, light)))
        && reading.office_is_taken(objects)
        && !reading.is_collision(objects)
}

struct Reading<'a> {
    tree: &'a Tree<'a>,
    clause: &'a Clause,
    schema: &'a Schema,
    entity_type: TypeOf<'a>,
    known: &'a RelationType,
}

/// What is known of the kind of thing that a phrase stands for.
enum Kind {
    Known(EntityType),
    /// A deed, a state, a thought: it has no type, but is nobody and no place.
    Abstract,
    /// A name or pronoun of no known type.
    Referring,
    Unknown,
}

impl Reading<'_> {
    fn kind(&self, head: usize) -> Kind {
        let token = self.tree.token(head);
        let lemma = self.tree.lemma(head);
        let known = (self.entity_type)(head).filter(|kind| *kind != EntityType::Thing);
        match known.or_else(|| noun_class(&lemma).map(NounClass::entity_type)) {
            Some(known) => Kind::Known(known),
            None if token.tag == Tag::ProperNoun || token.tag == Tag::Pronoun => Kind::Referring,
            None if token.tag == Tag::Noun && is_abstract(&lemma) => Kind::Abstract,
            None => Kind::Unknown,
        }
    }

    /// True if the verb means the relation only where both sides are known to fit.
    fn is_figurative(&self) -> bool {
        self.known.figurative.contains(&self.tree.lemma(self.clause.predicate))
    }

    fn doers_fit(&self) -> bool {
        let (doers, known) = (self.clause.doers(), self.known);
        // "The storm hit the coast" is no attack, "the raid hit the coast" is one.
        let acts = |head: usize| !self.schema.noun_frames(&self.tree.lemma(head)).is_empty();
        let event = |&head: &usize| !acts(head) && matches!(self.kind(head), Kind::Known(EntityType::Event));
        if known.family == "attack" && !doers.is_empty() && doers.iter().all(event) {
            return false;
        }
        // What only events and things do is not done by an unnamed doer.
        if known.subject.types.first() == Some(&EntityType::Event) {
            return doers.iter().any(|&head| self.doer_fits(head, true)) && !doers.iter().all(|&head| acts(head));
        }
        let figurative = self.is_figurative();
        let raid = |head: usize| known.family == "attack" && acts(head);
        known.subject.types.is_empty()
            || doers.is_empty()
            || doers.iter().any(|&head| raid(head) || self.doer_fits(see_through(self.tree, head), figurative))
    }

    fn doer_fits(&self, head: usize, figurative: bool) -> bool {
        let types = &self.known.subject.types;
        match self.kind(head) {
            Kind::Known(EntityType::Product) if figurative && self.known.family == "attack" => self.is_armed(head),
            Kind::Known(kind) if figurative => {
                let place = matches!(kind, EntityType::Place | EntityType::Facility);
                let stands_for_people = place && self.tree.token(head).tag == Tag::ProperNoun;
                types.contains(&kind) || stands_for_people && types.contains(&EntityType::Country)
            }
            // A study finds, a ruling says.
            Kind::Abstract => types.contains(&EntityType::Work),
            Kind::Unknown => !figurative || self.tree.token(head).tag != Tag::Noun,
            // "A Volvo XC90": one of a make.
            Kind::Referring if figurative && self.known.family == "attack" => {
                !self.tree.dependents_by(head, &[Dependency::Det]).any(|det| self.tree.lemma(det) == "a")
            }
            Kind::Known(_) | Kind::Referring => true,
        }
    }

    /// "A drone", "Turkish jets": what is sent to attack, unlike a car.
    fn is_armed(&self, head: usize) -> bool {
        let tree = self.tree;
        let sent = || {
            tree.dependents_by(head, &[Dependency::Amod]).any(|child| {
                tree.lemma(child) == "military" || countries().of_adjective(&tree.token(child).form).is_some()
            })
        };
        noun_class(&tree.lemma(head)) == Some(NounClass::Weapon) || sent()
    }

    fn object_fits(&self, head: usize, light: bool) -> bool {
        let known = self.known;
        if known.strict && self.tree.token(head).tag == Tag::ProperNoun {
            return true;
        }
        // "lost 20,000": what is counted is said elsewhere.
        if self.is_figurative() && self.tree.is_numeral(head) {
            return true;
        }
        let head = see_through(self.tree, head);
        let takes = |kinds: &[EntityType]| kinds.iter().any(|kind| known.object.types.contains(kind));
        let unknown = !light && !known.strict && (!self.is_figurative() || takes(&[EntityType::Thing]));
        match self.kind(head) {
            Kind::Known(kind) => takes(&[kind]),
            Kind::Abstract => unknown && takes(&[EntityType::Event, EntityType::Work, EntityType::Law]),
            Kind::Referring => !light && !known.strict,
            Kind::Unknown => unknown,
        }
    }

    /// "Removed the minister", "was suspended from duty", but not "removed people from the embassy".
    fn office_is_taken(&self, objects: &[usize]) -> bool {
        if self.known.family != "dismiss" || !self.is_figurative() {
            return true;
        }
        let tree = self.tree;
        let holds = |&head: &usize| {
            let lemma = tree.lemma(head);
            let named = tree.token(head).tag == Tag::ProperNoun;
            // A body suspends its member states too.
            let person = match self.kind(head) {
                Kind::Known(EntityType::Person | EntityType::Group) | Kind::Referring => true,
                Kind::Known(kind) => kind == EntityType::Country && named,
                _ => false,
            };
            let staff = matches!(lemma.as_str(), "employee" | "officer" | "official" | "staff" | "worker");
            person && (named || staff || office(&lemma).is_some() || self.schema.role(&lemma).is_some())
        };
        let mut ends = self.clause.obliques.iter().filter(|oblique| matches!(&*oblique.preposition, "from" | "to"));
        match ends.next() {
            Some(end) => matches!(self.kind(end.head), Kind::Abstract | Kind::Known(EntityType::Organization)),
            None => objects.iter().any(holds),
        }
    }

    /// "The driver struck a motorcycle": one person who hits a thing has had an accident.
    fn is_collision(&self, objects: &[usize]) -> bool {
        if self.known.family != "attack" || !self.is_figurative() {
            return false;
        }
        let tree = self.tree;
        let doers = self.clause.doers();
        let one = |&doer: &usize| {
            let singular = matches!(tree.token(doer).penn, PennTag::Nn | PennTag::Nnp | PennTag::Prp);
            singular && matches!(self.kind(doer), Kind::Known(EntityType::Person))
        };
        let travels =
            |&doer: &usize| matches!(&*tree.lemma(doer), "cyclist" | "driver" | "motorcyclist" | "motorist" | "skier");
        let thing = |&object: &usize| {
            let kind = self.kind(see_through(tree, object));
            matches!(kind, Kind::Known(EntityType::Product | EntityType::Place) | Kind::Unknown)
        };
        !doers.is_empty() && (doers.iter().all(travels) || doers.iter().all(one) && objects.iter().all(thing))
    }
}
