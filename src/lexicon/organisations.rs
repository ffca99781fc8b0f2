use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationKind {
    /// A military alliance.
    Alliance,
    /// A bloc of states.
    Bloc,
    /// An agency or ministry of a state or of the United Nations.
    Agency,
    /// A bank.
    Bank,
    /// A company.
    Company,
    /// A newspaper, broadcaster or news agency.
    Media,
    /// A court.
    Court,
    /// A party.
    Party,
    /// A parliament or chamber.
    Parliament,
    /// An armed force.
    ArmedForce,
    /// An armed or political group.
    Group,
    /// An association, a body, an office of state.
    Other,
}

/// An organisation of general note.
#[derive(Debug)]
pub struct KnownOrganisation {
    /// The form by which it is best known ("NATO").
    pub name: &'static str,
    /// Its long and other forms.
    pub other_names: Vec<&'static str>,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
}

struct Organisations {
    all: Vec<KnownOrganisation>,
    names: HashMap<&'static str, usize>,
}

/// The organisation of that short or long name; a name in capitals is found in any case ("Nato").
pub fn organisation(name: &str) -> Option<&'static KnownOrganisation> {
    static LIST: OnceLock<Organisations> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let mut list = Organisations { all: Vec::new(), names: HashMap::new() };
        for row in table::rows(include_str!("../../data/words/organisations.tsv")) {
            let known = KnownOrganisation {
                name: row.column(0),
                other_names: row.alternatives(1).collect(),
                kind: kind(row.column(2)),
            };
            for name in std::iter::once(known.name).chain(known.other_names.iter().copied()) {
                list.names.entry(name).or_insert(list.all.len());
            }
            list.all.push(known);
        }
        list
    });
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let position = list.names.get(name).or_else(|| {
        let acronym = name.len() > 3 && !name.contains(' ') && name.starts_with(char::is_uppercase);
        if acronym { list.names.get(name.to_uppercase().as_str()) } else { None }
    });
    position.map(|&position| &list.all[position])
}

fn kind(label: &str) -> OrganisationKind {
    match label {
        "alliance" => OrganisationKind::Alliance,
        "bloc" => OrganisationKind::Bloc,
        "agency" => OrganisationKind::Agency,
        "bank" => OrganisationKind::Bank,
        "company" => OrganisationKind::Company,
        "media" => OrganisationKind::Media,
        "court" => OrganisationKind::Court,
        "party" => OrganisationKind::Party,
        "parliament" => OrganisationKind::Parliament,
        "armed force" => OrganisationKind::ArmedForce,
        "group" => OrganisationKind::Group,
        _ => OrganisationKind::Other,
    }
}
