//! The manual pages in `man/` are what the program prints, and have what a manual page has.

use super::harness::{Run, Speakhook};
#[cfg(feature = "webhook")]
use super::harness::{assert_golden, files_below, project};

/// The commands that have a page besides the program.
fn commands() -> Vec<String> {
    let whole = speakhook::cli::command();
    let shown = whole
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

/// Every page: the name of its file, the command, and what the program prints.
fn pages() -> Vec<(String, Option<String>, Run)> {
    let named = commands().into_iter().map(Some);
    let page = |name: Option<String>| {
        let run = Speakhook::new(["man"]).args(&name).run();
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{name:?}");
        let file = name.iter().fold("speakhook".to_owned(), |file, name| {
            format!("{file}-{name}")
        });
        (format!("{file}.1"), name, run)
    };
    std::iter::once(None).chain(named).map(page).collect()
}

#[test]
#[cfg(feature = "webhook")]
fn the_pages_in_the_repository_are_current_and_no_others_are_there() {
    let mut expected = Vec::new();
    for (file, _, run) in pages() {
        let path = project("man").join(file);
        assert_golden(&path, &run.stdout);
        expected.push(path);
    }
    expected.sort();
    assert_eq!(files_below(&project("man")), expected);
}

#[test]
fn a_page_says_what_is_called_and_ends_in_what_comes_of_it() {
    for (file, name, run) in pages() {
        let page = run.stdout;
        let title = file.trim_end_matches(".1").to_uppercase();
        let version = env!("CARGO_PKG_VERSION");
        let title = format!("\n.TH {title} 1 \"\" \"speakhook {version}\" \"speakhook manual\"\n");
        assert!(page.contains(&title), "{page}");
        let call = name.map_or("speakhook".to_owned(), |name| format!("speakhook {name}"));
        let synopsis = format!("\n.SH SYNOPSIS\n\\fB{call}\\fR ");
        assert!(page.contains(&synopsis), "{page}");
        // Text that keeps its lines ends before the next section does.
        let (begins, ends) = (
            page.matches("\n.nf\n").count(),
            page.matches("\n.fi\n").count(),
        );
        assert_eq!(begins, ends, "{page}");
        let sections = ["\n.SH EXAMPLES\n", "\n.SH \"EXIT STATUS\"\n"];
        let has = sections.map(|section| page.contains(section));
        assert_eq!(has, [begins == 2; 2], "{page}");
        assert!(!page.contains("EXTRA"), "{page}");
    }
}

#[test]
fn every_command_with_an_exit_status_of_its_own_says_so_in_its_page() {
    let page = |name: &str| Speakhook::new(["man", name]).run().stdout;
    for name in [
        "validate", "show", "stats", "tests", "redact", "verify", "sample",
    ] {
        assert!(page(name).contains("EXIT STATUS"), "{name}");
    }
    // An alias is the same page, and what is no command has none.
    assert_eq!(page("check"), page("validate"));
    assert_eq!(Speakhook::new(["man", "nothing"]).run().status, 2);
}
