//! A schema of the user's: the worked example of docs/schema.md, and what is said about a bad one.

use crate::support::Workplace;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/football-transfers.toml");

const TRANSFERS: &str = "Eastham have signed the striker Marco Pilsen from Riverton United. Pilsen, the former Riverton \
    captain, moved to Eastham for 12 million euros on Monday.\n\nDana Whitlock has signed for Norbury. Riverton loaned \
    goalkeeper Ivan Brodsky to Westerlake. Norbury captain Luca Ferrant said that he would not move to Eastham.\n";

#[test]
fn the_worked_example_names_what_the_schema_for_news_does_not() {
    let place = Workplace::empty();
    place.write("transfers.txt", TRANSFERS);
    let read = place.run(["--schema", EXAMPLE, "ingest", "transfers.txt"]);
    assert_eq!(read.code, 0, "{read:?}");
    for (question, answer, understood) in [
        ("who signed for Norbury", "Dana Whitlock", "moved_to_club"),
        ("who moved to Eastham", "Marco Pilsen", "moved_to_club"),
        ("who did Riverton loan", "Ivan Brodsky", "loaned_player"),
        ("who is the captain of Norbury", "Luca Ferrant", "captain_of"),
        ("who was the lender of Ivan Brodsky", "Riverton", "loaned_player"),
    ] {
        let run = place.run(["--schema", EXAMPLE, "ask", question, "--format", "json"]);
        let reply = &run.json()[0];
        assert_eq!(reply["answers"][0]["answer"], answer, "{run:?}");
        assert!(reply["understood"].as_str().unwrap().contains(understood), "{run:?}");
    }
    // Ferrant's move is one that is not to be.
    let moved = place.run(["--schema", EXAMPLE, "ask", "who moved to Eastham", "--format", "json"]);
    assert_eq!(moved.json()[0]["answers"].as_array().unwrap().len(), 1, "{moved:?}");
    let lent = place.run(["--schema", EXAMPLE, "query", "?club loaned_player ?who"]);
    let number = lent.out.split_whitespace().find(|word| word.starts_with('s') && word[1..].parse::<u32>().is_ok());
    let why = place.run(["--schema", EXAMPLE, "why", number.unwrap()]);
    assert!(why.out.contains("lender: Riverton") && why.out.contains("loanee: Ivan Brodsky"), "{why:?}");
    let signed = place.run(["--schema", EXAMPLE, "query", "?club signed_player ?who"]);
    assert!(signed.code == 0 && signed.out.contains("Marco Pilsen"), "{signed:?}");
}

#[test]
fn the_schema_command_shows_roles_and_needs_no_database() {
    let place = Workplace::empty();
    let shown = place.run(["--schema", EXAMPLE, "schema", "transfer"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    for words in
        ["signed_player", "buyer", "player            object: Person", "fee               after for", "snap up"]
    {
        assert!(shown.out.contains(words), "{words}: {shown:?}");
    }
    let attacked = &place.run(["schema", "attacked", "--format", "json"]).json()[0];
    assert_eq!(attacked["participants"][0]["role"], "attacker");
    let none = place.run(["schema", "nothing_such"]);
    assert!(none.code == 1 && none.err.contains("`newsgraph schema` lists all"), "{none:?}");
}

#[test]
fn a_straight_question_takes_the_schema_too() {
    let place = Workplace::empty();
    place.write("transfers.txt", TRANSFERS);
    let asked = ["--schema", EXAMPLE, "ask", "who loaned Brodsky", "transfers.txt", "--format", "json"];
    assert_eq!(place.run(asked).json()[0]["understood"], "?who —loaned_player→ Brodsky");
}

#[test]
fn a_bad_schema_is_2_with_the_file_the_line_and_the_cure() {
    let place = Workplace::empty();
    place.write("transfers.txt", TRANSFERS);
    let example = std::fs::read_to_string(EXAMPLE).unwrap();
    let line = |wanted: &str| example.lines().position(|line| line.contains(wanted)).unwrap() + 1;
    let spoilt = [
        (example.replace("\"snap up\"", "\"snap * up * now\""), line("snap up"), "write \"visit\""),
        (example.replace("[\"Person\"]", "[\"Player\"]"), line("[\"Person\"]"), "use one of Person"),
        (example.replace("captain_of", "signed_player"), line("captain_of"), "a name of its own"),
        (example.replace("loaned_player", "Loaned Player"), line("loaned_player"), "lower-case"),
        (example.replace("roles = ", "titles = "), line("roles = "), "expected one of"),
        (example.replace("extends = \"news\"", "extends = \"sport\""), line("extends"), "extends = \"news\""),
        (example.replace("effect = \"plans\"", "effect = \"hopes\""), line("effect = "), "expected one of"),
    ];
    for (text, line, cure) in spoilt {
        place.write("mine.toml", text);
        let run = place.run(["--schema", "mine.toml", "ask", "who moved to Eastham", "transfers.txt"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains("mine.toml") && run.err.contains(cure), "{cure}: {run:?}");
        assert!(run.err.contains(&format!("line {line}")), "line {line}: {run:?}");
    }
    let missing = place.run(["--schema", "none.toml", "ask", "who moved to Eastham", "transfers.txt"]);
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.err.contains("cannot read the schema none.toml"), "{missing:?}");
}
