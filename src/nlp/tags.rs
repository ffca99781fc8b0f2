//! The label sets of Universal Dependencies (English) and of the Penn Treebank.

use serde::{Deserialize, Serialize};

/// A universal part of speech (UPOS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Tag {
    /// `ADJ`
    Adjective,
    /// `ADP`
    Adposition,
    /// `ADV`
    Adverb,
    /// `AUX`
    Auxiliary,
    /// `CCONJ`
    Conjunction,
    /// `DET`
    Determiner,
    /// `INTJ`
    Interjection,
    /// `NOUN`
    Noun,
    /// `NUM`
    Numeral,
    /// `PART`
    Particle,
    /// `PRON`
    Pronoun,
    /// `PROPN`
    ProperNoun,
    /// `PUNCT`
    Punctuation,
    /// `SCONJ`
    Subordinator,
    /// `SYM`
    Symbol,
    /// `VERB`
    Verb,
    /// `X`
    Other,
}

impl Tag {
    /// Every value, in the order of the model file.
    pub const ALL: [Tag; 17] = [
        Tag::Adjective,
        Tag::Adposition,
        Tag::Adverb,
        Tag::Auxiliary,
        Tag::Conjunction,
        Tag::Determiner,
        Tag::Interjection,
        Tag::Noun,
        Tag::Numeral,
        Tag::Particle,
        Tag::Pronoun,
        Tag::ProperNoun,
        Tag::Punctuation,
        Tag::Subordinator,
        Tag::Symbol,
        Tag::Verb,
        Tag::Other,
    ];

    /// The label used in CoNLL-U.
    pub fn as_str(self) -> &'static str {
        match self {
            Tag::Adjective => "ADJ",
            Tag::Adposition => "ADP",
            Tag::Adverb => "ADV",
            Tag::Auxiliary => "AUX",
            Tag::Conjunction => "CCONJ",
            Tag::Determiner => "DET",
            Tag::Interjection => "INTJ",
            Tag::Noun => "NOUN",
            Tag::Numeral => "NUM",
            Tag::Particle => "PART",
            Tag::Pronoun => "PRON",
            Tag::ProperNoun => "PROPN",
            Tag::Punctuation => "PUNCT",
            Tag::Subordinator => "SCONJ",
            Tag::Symbol => "SYM",
            Tag::Verb => "VERB",
            Tag::Other => "X",
        }
    }

    /// The value of a CoNLL-U label, if it is one.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == label)
    }
}

/// A Penn Treebank tag (XPOS of the English treebanks): tense, number and degree beyond UPOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum PennTag {
    /// `NN`
    Nn,
    /// `IN`
    In,
    /// `DT`
    Dt,
    /// `NNP`
    Nnp,
    /// `JJ`
    Jj,
    /// `PRP`
    Prp,
    /// `.`
    Period,
    /// `NNS`
    Nns,
    /// `RB`
    Rb,
    /// `VB`
    Vb,
    /// `,`
    Comma,
    /// `CC`
    Cc,
    /// `VBP`
    Vbp,
    /// `VBD`
    Vbd,
    /// `VBZ`
    Vbz,
    /// `VBN`
    Vbn,
    /// `CD`
    Cd,
    /// `VBG`
    Vbg,
    /// `TO`
    To,
    /// `PRP$`
    PrpPossessive,
    /// `MD`
    Md,
    /// `-RRB-`
    CloseBracket,
    /// `-LRB-`
    OpenBracket,
    /// `:`
    Colon,
    /// `WDT`
    Wdt,
    /// `UH`
    Uh,
    /// `WRB`
    Wrb,
    /// ````
    OpenQuote,
    /// `WP`
    Wp,
    /// `HYPH`
    Hyph,
    /// `''`
    CloseQuote,
    /// `POS`
    Pos,
    /// `RP`
    Rp,
    /// `NNPS`
    Nnps,
    /// `JJR`
    Jjr,
    /// `JJS`
    Jjs,
    /// `EX`
    Ex,
    /// `RBR`
    Rbr,
    /// `NFP`
    Nfp,
    /// `SYM`
    Sym,
    /// `FW`
    Fw,
    /// `ADD`
    Add,
    /// `GW`
    Gw,
    /// `$`
    Currency,
    /// `PDT`
    Pdt,
    /// `RBS`
    Rbs,
    /// `LS`
    Ls,
    /// `AFX`
    Afx,
    /// `WP$`
    WpPossessive,
    /// `XX`
    Xx,
}

impl PennTag {
    /// Every value, in the order of the model file.
    pub const ALL: [PennTag; 50] = [
        PennTag::Nn,
        PennTag::In,
        PennTag::Dt,
        PennTag::Nnp,
        PennTag::Jj,
        PennTag::Prp,
        PennTag::Period,
        PennTag::Nns,
        PennTag::Rb,
        PennTag::Vb,
        PennTag::Comma,
        PennTag::Cc,
        PennTag::Vbp,
        PennTag::Vbd,
        PennTag::Vbz,
        PennTag::Vbn,
        PennTag::Cd,
        PennTag::Vbg,
        PennTag::To,
        PennTag::PrpPossessive,
        PennTag::Md,
        PennTag::CloseBracket,
        PennTag::OpenBracket,
        PennTag::Colon,
        PennTag::Wdt,
        PennTag::Uh,
        PennTag::Wrb,
        PennTag::OpenQuote,
        PennTag::Wp,
        PennTag::Hyph,
        PennTag::CloseQuote,
        PennTag::Pos,
        PennTag::Rp,
        PennTag::Nnps,
        PennTag::Jjr,
        PennTag::Jjs,
        PennTag::Ex,
        PennTag::Rbr,
        PennTag::Nfp,
        PennTag::Sym,
        PennTag::Fw,
        PennTag::Add,
        PennTag::Gw,
        PennTag::Currency,
        PennTag::Pdt,
        PennTag::Rbs,
        PennTag::Ls,
        PennTag::Afx,
        PennTag::WpPossessive,
        PennTag::Xx,
    ];

    /// The label used in CoNLL-U.
    pub fn as_str(self) -> &'static str {
        match self {
            PennTag::Nn => "NN",
            PennTag::In => "IN",
            PennTag::Dt => "DT",
            PennTag::Nnp => "NNP",
            PennTag::Jj => "JJ",
            PennTag::Prp => "PRP",
            PennTag::Period => ".",
            PennTag::Nns => "NNS",
            PennTag::Rb => "RB",
            PennTag::Vb => "VB",
            PennTag::Comma => ",",
            PennTag::Cc => "CC",
            PennTag::Vbp => "VBP",
            PennTag::Vbd => "VBD",
            PennTag::Vbz => "VBZ",
            PennTag::Vbn => "VBN",
            PennTag::Cd => "CD",
            PennTag::Vbg => "VBG",
            PennTag::To => "TO",
            PennTag::PrpPossessive => "PRP$",
            PennTag::Md => "MD",
            PennTag::CloseBracket => "-RRB-",
            PennTag::OpenBracket => "-LRB-",
            PennTag::Colon => ":",
            PennTag::Wdt => "WDT",
            PennTag::Uh => "UH",
            PennTag::Wrb => "WRB",
            PennTag::OpenQuote => "``",
            PennTag::Wp => "WP",
            PennTag::Hyph => "HYPH",
            PennTag::CloseQuote => "''",
            PennTag::Pos => "POS",
            PennTag::Rp => "RP",
            PennTag::Nnps => "NNPS",
            PennTag::Jjr => "JJR",
            PennTag::Jjs => "JJS",
            PennTag::Ex => "EX",
            PennTag::Rbr => "RBR",
            PennTag::Nfp => "NFP",
            PennTag::Sym => "SYM",
            PennTag::Fw => "FW",
            PennTag::Add => "ADD",
            PennTag::Gw => "GW",
            PennTag::Currency => "$",
            PennTag::Pdt => "PDT",
            PennTag::Rbs => "RBS",
            PennTag::Ls => "LS",
            PennTag::Afx => "AFX",
            PennTag::WpPossessive => "WP$",
            PennTag::Xx => "XX",
        }
    }

    /// The value of a CoNLL-U label, if it is one.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == label)
    }
}

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
