use super::super::analysis::{Name, NameKind};

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Location, NameKind::Miscellaneous];

/// A BIO label: 0 is outside; then begin and inside of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) u8);

impl Label {
    pub(crate) const OUTSIDE: Label = Label(0);

    #[cfg(feature = "train")]
    pub(crate) fn begin(kind: NameKind) -> Label {
        Label(1 + 2 * kind as u8)
    }

    #[cfg(feature = "train")]
    pub(crate) fn inside(kind: NameKind) -> Label {
        Label(2 + 2 * kind as u8)
    }

    pub(crate) fn kind(self) -> Option<NameKind> {
        KINDS.get((self.0.checked_sub(1)? / 2) as usize).copied()
    }

    pub(crate) fn is_inside(self) -> bool {
        self.0 != 0 && self.0.is_multiple_of(2)
    }

    /// True unless it is an inside label without its name before it.
    pub(crate) fn may_follow(self, before: Option<Label>) -> bool {
        !self.is_inside() || before.is_some_and(|before| before.kind() == self.kind())
    }
}

/// The names that labels spell.
pub(crate) fn names_of(labels: &[Label]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(kind) = label.kind() else { continue };
        match names.last_mut() {
            Some(name) if label.is_inside() && name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
            _ => names.push(Name { tokens: at..at + 1, kind }),
        }
    }
    names
}
