use serde::{Deserialize, Serialize};

/// A Universal Dependencies relation with the subtypes used in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Dependency {
    /// `acl`
    Acl,
    /// `acl:relcl`
    AclRelcl,
    /// `advcl`
    Advcl,
    /// `advcl:relcl`
    AdvclRelcl,
    /// `advmod`
    Advmod,
    /// `amod`
    Amod,
    /// `appos`
    Appos,
    /// `aux`
    Aux,
    /// `aux:pass`
    AuxPass,
    /// `case`
    Case,
    /// `cc`
    Cc,
    /// `cc:preconj`
    CcPreconj,
    /// `ccomp`
    Ccomp,
    /// `compound`
    Compound,
    /// `compound:prt`
    CompoundPrt,
    /// `conj`
    Conj,
    /// `cop`
    Cop,
    /// `csubj`
    Csubj,
    /// `csubj:outer`
    CsubjOuter,
    /// `csubj:pass`
    CsubjPass,
    /// `dep`
    Dep,
    /// `det`
    Det,
    /// `det:predet`
    DetPredet,
    /// `discourse`
    Discourse,
    /// `dislocated`
    Dislocated,
    /// `expl`
    Expl,
    /// `fixed`
    Fixed,
    /// `flat`
    Flat,
    /// `goeswith`
    Goeswith,
    /// `iobj`
    Iobj,
    /// `list`
    List,
    /// `mark`
    Mark,
    /// `nmod`
    Nmod,
    /// `nmod:desc`
    NmodDesc,
    /// `nmod:poss`
    NmodPoss,
    /// `nmod:unmarked`
    NmodUnmarked,
    /// `nsubj`
    Nsubj,
    /// `nsubj:outer`
    NsubjOuter,
    /// `nsubj:pass`
    NsubjPass,
    /// `nummod`
    Nummod,
    /// `obj`
    Obj,
    /// `obl`
    Obl,
    /// `obl:agent`
    OblAgent,
    /// `obl:unmarked`
    OblUnmarked,
    /// `orphan`
    Orphan,
    /// `parataxis`
    Parataxis,
    /// `punct`
    Punct,
    /// `reparandum`
    Reparandum,
    /// `root`
    Root,
    /// `vocative`
    Vocative,
    /// `xcomp`
    Xcomp,
}

impl Dependency {
    /// Every value, in the order of the model file.
    pub const ALL: [Dependency; 51] = [
        Dependency::Acl,
        Dependency::AclRelcl,
        Dependency::Advcl,
        Dependency::AdvclRelcl,
        Dependency::Advmod,
        Dependency::Amod,
        Dependency::Appos,
        Dependency::Aux,
        Dependency::AuxPass,
        Dependency::Case,
        Dependency::Cc,
        Dependency::CcPreconj,
        Dependency::Ccomp,
        Dependency::Compound,
        Dependency::CompoundPrt,
        Dependency::Conj,
        Dependency::Cop,
        Dependency::Csubj,
        Dependency::CsubjOuter,
        Dependency::CsubjPass,
        Dependency::Dep,
        Dependency::Det,
        Dependency::DetPredet,
        Dependency::Discourse,
        Dependency::Dislocated,
        Dependency::Expl,
        Dependency::Fixed,
        Dependency::Flat,
        Dependency::Goeswith,
        Dependency::Iobj,
        Dependency::List,
        Dependency::Mark,
        Dependency::Nmod,
        Dependency::NmodDesc,
        Dependency::NmodPoss,
        Dependency::NmodUnmarked,
        Dependency::Nsubj,
        Dependency::NsubjOuter,
        Dependency::NsubjPass,
        Dependency::Nummod,
        Dependency::Obj,
        Dependency::Obl,
        Dependency::OblAgent,
        Dependency::OblUnmarked,
        Dependency::Orphan,
        Dependency::Parataxis,
        Dependency::Punct,
        Dependency::Reparandum,
        Dependency::Root,
        Dependency::Vocative,
        Dependency::Xcomp,
    ];

    /// The label used in CoNLL-U.
    pub fn as_str(self) -> &'static str {
        match self {
            Dependency::Acl => "acl",
            Dependency::AclRelcl => "acl:relcl",
            Dependency::Advcl => "advcl",
            Dependency::AdvclRelcl => "advcl:relcl",
            Dependency::Advmod => "advmod",
            Dependency::Amod => "amod",
            Dependency::Appos => "appos",
            Dependency::Aux => "aux",
            Dependency::AuxPass => "aux:pass",
            Dependency::Case => "case",
            Dependency::Cc => "cc",
            Dependency::CcPreconj => "cc:preconj",
            Dependency::Ccomp => "ccomp",
            Dependency::Compound => "compound",
            Dependency::CompoundPrt => "compound:prt",
            Dependency::Conj => "conj",
            Dependency::Cop => "cop",
            Dependency::Csubj => "csubj",
            Dependency::CsubjOuter => "csubj:outer",
            Dependency::CsubjPass => "csubj:pass",
            Dependency::Dep => "dep",
            Dependency::Det => "det",
            Dependency::DetPredet => "det:predet",
            Dependency::Discourse => "discourse",
            Dependency::Dislocated => "dislocated",
            Dependency::Expl => "expl",
            Dependency::Fixed => "fixed",
            Dependency::Flat => "flat",
            Dependency::Goeswith => "goeswith",
            Dependency::Iobj => "iobj",
            Dependency::List => "list",
            Dependency::Mark => "mark",
            Dependency::Nmod => "nmod",
            Dependency::NmodDesc => "nmod:desc",
            Dependency::NmodPoss => "nmod:poss",
            Dependency::NmodUnmarked => "nmod:unmarked",
            Dependency::Nsubj => "nsubj",
            Dependency::NsubjOuter => "nsubj:outer",
            Dependency::NsubjPass => "nsubj:pass",
            Dependency::Nummod => "nummod",
            Dependency::Obj => "obj",
            Dependency::Obl => "obl",
            Dependency::OblAgent => "obl:agent",
            Dependency::OblUnmarked => "obl:unmarked",
            Dependency::Orphan => "orphan",
            Dependency::Parataxis => "parataxis",
            Dependency::Punct => "punct",
            Dependency::Reparandum => "reparandum",
            Dependency::Root => "root",
            Dependency::Vocative => "vocative",
            Dependency::Xcomp => "xcomp",
        }
    }

    /// The value of a CoNLL-U label, if it is one.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == label)
    }
}

impl Dependency {
    /// The universal relation without its subtype: `nsubj:pass` is an `nsubj`.
    pub fn universal(self) -> Dependency {
        let label = self.as_str();
        match label.split_once(':') {
            Some((universal, _)) => Dependency::from_label(universal).unwrap_or(self),
            None => self,
        }
    }
}
