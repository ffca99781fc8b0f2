use super::Tuple;

/// One line of the form that CaRB's scorer reads: sentence, confidence, relation, arguments, with tabs between them and
/// no line end. Tabs and line breaks within the parts become spaces.
pub fn tab_separated(sentence: &str, tuple: &Tuple) -> String {
    let mut line = flat(sentence);
    line.push_str(&format!("\t{:.3}\t{}", tuple.confidence, flat(&tuple.relation)));
    for argument in &tuple.arguments {
        line.push('\t');
        line.push_str(&flat(argument));
    }
    line
}

fn flat(text: &str) -> String {
    text.trim_end_matches(['\n', '\r']).replace(['\t', '\n', '\r'], " ")
}
