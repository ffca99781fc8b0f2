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
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
}

/// The organisation of that short or long name; a name in capitals is found in any case ("Nato").
pub fn organisation(name: &str) -> Option<&'static KnownOrganisation> {
    static LIST: OnceLock<HashMap<&'static str, KnownOrganisation>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let mut list = HashMap::new();
        for row in table::rows(include_str!("../../data/words/organisations.tsv")) {
            for name in std::iter::once(row.column(0)).chain(row.alternatives(1)) {
                list.entry(name).or_insert(KnownOrganisation { name: row.column(0), kind: kind(row.column(2)) });
            }
        }
        list
    });
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    list.get(name).or_else(|| {
        let capitals = name.to_uppercase();
        let capitalised = name.len() > 3 && !name.contains(' ') && name.starts_with(char::is_uppercase);
        if capitalised { list.get(capitals.as_str()) } else { None }
    })
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
