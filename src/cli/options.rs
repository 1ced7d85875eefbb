//! What the global arguments, the environment and the terminal come to for every command.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::render::theme::Theme;
use crate::render::{Format, show};
use crate::streams::Streams;

use super::args::{GlobalArgs, ShowArgs, ValidateArgs, When};

/// Diagnostics shown in text unless the user says otherwise.
pub const TEXT_LIMIT: usize = 50;

/// How much of a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// All but the closing line.
    Open,
    /// Nothing: the status is the answer.
    Nothing,
}

/// What every command is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// How standard output looks.
    pub stdout: Theme,
    /// How a file that was named looks: without colour, and as wide as it needs unless a width was typed.
    pub file: Theme,
    /// Whether a person watches standard output, whatever its width.
    pub stdout_is_terminal: bool,
    /// How standard error looks.
    pub stderr: Theme,
    /// Whether a person would like to see on standard error how far a long run is.
    pub progress: bool,
    /// Whether personal values are replaced before anything is shown.
    pub redact: bool,
    /// How much less to print.
    pub quiet: u8,
    /// How much more to print.
    pub verbose: u8,
    /// The file that GitHub Actions shows as the summary of a step; what others wrote there stays.
    pub step_summary: Option<PathBuf>,
}

impl Options {
    /// Decides.
    #[must_use]
    pub fn new(global: &GlobalArgs, streams: &Streams<'_>) -> Self {
        let env = |name: &str| (streams.env)(name).filter(|value| !value.is_empty());
        let ascii = match global.ascii.unwrap_or(When::Auto) {
            When::Always => true,
            When::Never => false,
            When::Auto => speaks_ascii_only(&env),
        };
        let width = global
            .width
            .map(usize::from)
            .or(streams.stdout_columns.filter(|columns| *columns > 0));
        let theme = |is_terminal, width| Theme {
            color: color(global.color.unwrap_or(When::Auto), is_terminal, &env),
            ascii,
            width,
        };
        Self {
            stdout: theme(streams.stdout_columns.is_some(), width),
            file: Theme {
                color: false,
                ascii,
                width: global.width.map(usize::from),
            },
            stdout_is_terminal: streams.stdout_columns.is_some(),
            stderr: theme(streams.stderr_is_terminal, width),
            progress: global.quiet == 0 && shows_progress(streams, &env),
            redact: global.redact,
            quiet: global.quiet,
            verbose: global.verbose,
            step_summary: env("GITHUB_STEP_SUMMARY").map(PathBuf::from),
        }
    }

    /// How much of a report is written to a file that the user named, or to standard output. `-q` and `-qq` are about
    /// what is printed, in every format alike; a file is always whole. What is no answer to a question but a result, as
    /// of `show`, `redact`, `sample` and `stats --rows`, is printed whatever they say.
    #[must_use]
    pub fn extent(&self, is_file: bool) -> Extent {
        match self.quiet {
            1 if !is_file => Extent::Open,
            2.. if !is_file => Extent::Nothing,
            _ => Extent::Whole,
        }
    }
}

/// Whether to colour a stream of ours, before there are options: clap refuses and helps early.
#[must_use]
pub fn early_color(when: Option<When>, is_terminal: bool, streams: &Streams<'_>) -> bool {
    let env = |name: &str| (streams.env)(name).filter(|value| !value.is_empty());
    color(when.unwrap_or(When::Auto), is_terminal, &env)
}

/// `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then `TERM=dumb`, then
/// the stream's own terminal.
fn color(when: When, is_terminal: bool, env: &dyn Fn(&str) -> Option<OsString>) -> bool {
    let forced = |name| env(name).is_some_and(|value| value != "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if env("NO_COLOR").is_some() => false,
        When::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        When::Auto if env("TERM").is_some_and(|term| term == "dumb") => false,
        When::Auto => is_terminal,
    }
}

/// Whether the locale was set, and to something other than UTF-8.
fn speaks_ascii_only(env: &dyn Fn(&str) -> Option<OsString>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(env);
    locale.is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// Whether somebody watches who can make use of a line that changes. Whoever is at the other end of
/// a pipe may draw on the same terminal: a pager does.
fn shows_progress(streams: &Streams<'_>, env: &dyn Fn(&str) -> Option<OsString>) -> bool {
    streams.stderr_is_terminal
        && !streams.stdout_is_pipe
        && env("CI").is_none()
        && env("TERM").is_none_or(|term| term != "dumb")
}

/// How many threads work, unless the user says: as many as there are cores.
#[must_use]
pub fn jobs(jobs: Option<NonZeroUsize>) -> usize {
    let cores = || std::thread::available_parallelism().ok();
    jobs.or_else(cores).map_or(1, NonZeroUsize::get)
}

/// The format of `validate`'s main report.
#[must_use]
pub fn report_format(args: &ValidateArgs) -> Format {
    args.format.unwrap_or(Format::Text)
}

/// The format of `show`.
#[must_use]
pub fn view_format(args: &ShowArgs) -> show::Format {
    args.format.unwrap_or(show::Format::Text)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::watch::Watch;

    #[test]
    fn colour_follows_the_documented_order() {
        type Case = (When, &'static [(&'static str, &'static str)], bool, bool);
        let cases: [Case; 9] = [
            (When::Always, &[("NO_COLOR", "1")], false, true),
            (When::Never, &[("FORCE_COLOR", "1")], true, false),
            (
                When::Auto,
                &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")],
                true,
                false,
            ),
            (When::Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (When::Auto, &[("FORCE_COLOR", "0")], false, false),
            (When::Auto, &[("TERM", "dumb")], true, false),
            (
                When::Auto,
                &[("TERM", "dumb"), ("FORCE_COLOR", "1")],
                false,
                true,
            ),
            (When::Auto, &[], true, true),
            (When::Auto, &[], false, false),
        ];
        for (when, vars, terminal, expected) in cases {
            let env = |name: &str| {
                vars.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| OsString::from(value))
            };
            assert_eq!(
                color(when, terminal, &env),
                expected,
                "{when:?} {vars:?} {terminal}"
            );
        }
    }

    #[test]
    fn progress_is_for_a_person_at_a_terminal_that_nobody_else_draws_on() {
        type Case = (&'static [(&'static str, &'static str)], bool, bool, bool);
        let cases: [Case; 7] = [
            (&[], true, false, true),
            (&[("TERM", "xterm"), ("CI", "")], true, false, true),
            (&[], false, false, false),
            (&[], true, true, false),
            (&[("CI", "true")], true, false, false),
            (&[("TERM", "dumb")], true, false, false),
            (&[("NO_COLOR", "1")], true, false, true),
        ];
        for (vars, stderr_is_terminal, stdout_is_pipe, expected) in cases {
            let env = |name: &str| {
                let found = vars.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            };
            let streams = Streams {
                stdin: &mut std::io::empty(),
                stdin_is_terminal: false,
                stdout: &mut std::io::sink(),
                stdout_columns: None,
                stdout_is_pipe,
                stderr: &mut std::io::sink(),
                stderr_is_terminal,
                folder: None,
                env: &env,
                watch: Watch::default(),
            };
            for (arg, quiet) in [("validate", false), ("-q", true)] {
                let args = ["speakhook", arg, "validate"];
                let args = args.iter().take(if quiet { 3 } else { 2 });
                let cli = crate::cli::Cli::try_parse_from(args).unwrap();
                let options = Options::new(&cli.global, &streams);
                assert_eq!(options.progress, expected && !quiet, "{vars:?} {arg}");
            }
        }
    }

    #[test]
    fn only_a_locale_that_says_so_speaks_ascii() {
        let locale = |value: Option<&'static str>| {
            speaks_ascii_only(&move |name| value.filter(|_| name == "LANG").map(OsString::from))
        };
        assert!(!locale(None));
        assert!(!locale(Some("C.UTF-8")));
        assert!(!locale(Some("de_DE.utf8")));
        assert!(locale(Some("C")));
    }
}
