//! The REPL on a pipe: line by line, without prompt, banner or colour.

use crate::support::Workplace;

#[test]
fn questions_are_answered_line_by_line() {
    let place = Workplace::with_samples();
    let run = place.run_with_input(["repl"], "who visited Kyiv\n\nwho visited Kyiv\n");
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.err, "");
    let once = place.run(["ask", "who visited Kyiv"]).out;
    assert_eq!(run.out, format!("{once}{once}"));
}

#[test]
fn json_mode_and_limit() {
    let place = Workplace::with_samples();
    let run = place.run_with_input(["repl"], ".mode json\n.limit 1\nwho visited Kyiv\n.limit off\nwho visited Kyiv\n");
    let replies = run.json();
    assert_eq!(replies[0]["answers"].as_array().unwrap().len(), 1);
    assert!(replies[1]["answers"].as_array().unwrap().len() > 1, "{}", replies[1]);
}

#[test]
fn dot_commands_do_what_the_commands_do() {
    let place = Workplace::with_samples();
    for (line, arguments) in [
        (".show Kyiv", &["show", "Kyiv"][..]),
        (".why s3", &["why", "s3"]),
        (".timeline Jens Stoltenberg", &["timeline", "Jens Stoltenberg"]),
        (".path Jens Stoltenberg, Kyiv", &["path", "Jens Stoltenberg", "Kyiv"]),
        (".path Jens Stoltenberg Kyiv", &["path", "Jens Stoltenberg", "Kyiv"]),
        (".stats", &["stats"]),
        (".entities Sto", &["entities", "Sto"]),
        (".relations", &["relations"]),
        (".query ?who visited Kyiv", &["query", "?who visited Kyiv"]),
        (".export dot", &["export", "--format", "dot"]),
    ] {
        let run = place.run_with_input(["repl"], line);
        let direct = place.run(arguments);
        assert_eq!((run.code, &run.out), (direct.code, &direct.out), "{line}");
        assert!(!run.out.is_empty(), "{line}");
    }
}

#[test]
fn what_goes_wrong_is_said_and_the_next_line_read() {
    let place = Workplace::with_samples();
    let run = place.run_with_input(
        ["repl"],
        ".shwo Kyiv\n.show\n.show Jan Stoltenborgen\n.limit none\n.mode xml\n.timer\n.path Kyiv\n.stats\n",
    );
    assert_eq!(run.code, 2, "the worst of all lines: {run:?}");
    for expected in [
        "did you mean .show?",
        "write, for example, .show Kyiv",
        "did you mean Jens Stoltenberg",
        ".limit and a number",
        ".mode text or .mode json",
        ".timer on or .timer off",
        "name two entities",
    ] {
        assert!(run.err.contains(expected), "{expected}: {}", run.err);
    }
    assert!(run.out.starts_with("documents\t13"), "{}", run.out);
}

#[test]
fn nothing_after_quit_is_read() {
    let place = Workplace::with_samples();
    let run = place.run_with_input(["repl"], ".quit\n.stats\n");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn an_unanswered_question_shows_in_the_exit_code() {
    let place = Workplace::with_samples();
    assert_eq!(place.run_with_input(["repl"], "who painted Guernica\nwho visited Kyiv\n").code, 1);
}

#[test]
fn help_lists_every_command_and_the_timer_goes_to_standard_error() {
    let place = Workplace::with_samples();
    let run = place.run_with_input(["repl"], ".help\n.timer on\n.stats\n");
    for command in [
        ".show",
        ".why",
        ".path",
        ".timeline",
        ".stats",
        ".entities",
        ".relations",
        ".export",
        ".mode",
        ".limit",
        ".timer",
        ".quit",
        ".query",
    ] {
        assert!(run.out.contains(command), "{command}");
    }
    assert!(run.err.contains(" ms"), "{run:?}");
}
