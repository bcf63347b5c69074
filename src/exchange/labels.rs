//! What other tools call the types of entities.

use crate::model::EntityType::{self, Date, Loc, Misc, Org, Per, Quantity};

/// The labels of CoNLL-2003 (and of most models in other languages than English), of OntoNotes 5 (spaCy's English models), of ANERcorp
/// (Arabic), the types of schema.org, and the plain words that people name types by.
///
/// What somebody calls by a name that means another thing (`NORP`, a nationality or party) is MISC, as CoNLL has it.
const TYPES: [(&str, EntityType); 39] = [
    ("PER", Per),
    ("PERS", Per),
    ("PERSON", Per),
    ("ORG", Org),
    ("ORGANISATION", Org),
    ("ORGANIZATION", Org),
    ("LOC", Loc),
    ("LOCATION", Loc),
    ("PLACE", Loc),
    ("GPE", Loc),
    ("CITY", Loc),
    ("COUNTRY", Loc),
    ("FAC", Loc),
    ("FACILITY", Loc),
    ("MISC", Misc),
    ("MIS", Misc),
    ("NORP", Misc),
    ("EVENT", Misc),
    ("EVT", Misc),
    ("PRODUCT", Misc),
    ("PROD", Misc),
    ("PRD", Misc),
    ("WORK_OF_ART", Misc),
    ("LAW", Misc),
    ("LANGUAGE", Misc),
    ("THING", Misc),
    ("DATE", Date),
    ("TIME", Date),
    ("DATETIME", Date),
    ("QUANTITY", Quantity),
    ("MONEY", Quantity),
    ("MON", Quantity),
    ("PERCENT", Quantity),
    ("PCT", Quantity),
    ("PERCENTAGE", Quantity),
    ("CARDINAL", Quantity),
    ("ORDINAL", Quantity),
    ("NUMBER", Quantity),
    ("QUANTITATIVEVALUE", Quantity),
];

/// The type that `label` names, in capitals or not; None for a label nobody here knows: to guess would put wrong marks over a text.
pub fn entity_type(label: &str) -> Option<EntityType> {
    TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|&(_, kind)| kind)
}

/// What would be right where a label is unknown.
pub const EXPECTED: &str = "a known type of entity, as PER, ORG, LOC, MISC, DATE or QUANTITY";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_known_by_its_own_name_and_by_those_of_others() {
        for kind in EntityType::ALL {
            assert_eq!(entity_type(kind.as_str()), Some(kind));
        }
        assert_eq!(entity_type("Gpe"), Some(Loc));
        assert_eq!(entity_type("DIAGNOSIS"), None);
    }
}
