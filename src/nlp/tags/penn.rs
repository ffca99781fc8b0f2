use serde::{Deserialize, Serialize};

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
    /// An opening quotation mark.
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
