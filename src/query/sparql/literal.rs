use jiff::civil::Date;
use oxrdf::Literal;
use oxrdf::vocab::xsd;

/// A day as a literal.
pub(super) fn date(date: Date) -> Literal {
    Literal::new_typed_literal(date.to_string(), xsd::DATE)
}
