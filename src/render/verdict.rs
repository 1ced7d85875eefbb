//! What a run came to, in words: the answer, the counts, and what a report does not list.

use std::io::{self, Write};

use crate::diagnostic::Severity;
use crate::exit::ExitStatus;
use crate::report::{Counts, Summary};
use crate::text::{counted, thousands};

use super::theme::{Style, Theme};
use super::wrap::wrap;

/// How many findings a report that lists `listed` of them leaves out, apart from those that the
/// user did not want to see.
pub(super) fn left_out(summary: &Summary, listed: usize) -> usize {
    let wanted = summary
        .counts
        .total()
        .saturating_sub(summary.hidden.total());
    wanted.saturating_sub(listed)
}

/// Says what a limit or `--min-severity` has left out.
pub(super) fn and_more(
    theme: Theme,
    summary: &Summary,
    shown: &Counts,
    out: &mut dyn Write,
) -> io::Result<()> {
    let more = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
        let wanted = summary
            .counts
            .of(severity)
            .saturating_sub(summary.hidden.of(severity));
        (wanted.saturating_sub(shown.of(severity)), severity)
    });
    let more = more.iter().filter(|(count, _)| *count > 0);
    let more: Vec<String> = more
        .map(|(count, severity)| match severity {
            Severity::Info => format!("{} more info", thousands(*count)),
            _ => counted(*count, &format!("more {severity}")),
        })
        .collect();
    if more.is_empty() {
        return Ok(());
    }
    let (mark, more) = (theme.ellipsis(), more.join(", "));
    writeln!(out, "{mark} and {more} (--max-diagnostics 0 shows all)")
}

/// The last line: agrees with the status, always.
pub(super) fn closing(theme: Theme, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let (word, style) = verdict(summary.status());
    last_line(theme, (word, style), &account(summary), out)
}

/// The answer in one word, then how it comes about.
pub(super) fn last_line(
    theme: Theme,
    (word, style): (&'static str, Style),
    account: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let sentence = format!("{word}: {account}");
    let lines = match theme.width {
        Some(columns) => wrap(&sentence, columns.max(20), "  "),
        None => vec![sentence],
    };
    for line in lines {
        match line.strip_prefix(word) {
            Some(rest) => writeln!(out, "{}{rest}", theme.paint(style, word))?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// The answer in one word.
pub(super) fn verdict(status: ExitStatus) -> (&'static str, Style) {
    match status {
        ExitStatus::Success => ("ok", Style::Good),
        ExitStatus::Failure => ("failed", Style::Error),
        ExitStatus::Usage | ExitStatus::Unanswered => ("incomplete", Style::Error),
        ExitStatus::Stopped(signal) => (signal.word(), Style::Error),
    }
}

/// What was found, and in how much: `2 errors in 4 payloads in 1 file`.
pub(super) fn account(summary: &Summary) -> String {
    let scope = if summary.files > 1 || summary.payloads != 1 {
        format!(
            "{} in {}",
            counted(summary.payloads, "payload"),
            counted(summary.files, "file")
        )
    } else {
        counted(summary.payloads, "payload")
    };
    let mut sentence = format!("{} in {scope}", found(summary));
    let set_aside = [(summary.ignored, "ignored"), (summary.known, "known")];
    let set_aside = set_aside.iter().filter(|(count, _)| *count > 0);
    let set_aside: Vec<String> = set_aside
        .map(|(count, what)| format!("{} {what}", thousands(*count)))
        .collect();
    if !set_aside.is_empty() {
        sentence.push_str(&format!("; {}", set_aside.join(", ")));
    }
    if summary.hidden.total() > 0 {
        sentence.push_str(&format!(
            "; {} hidden by --min-severity",
            thousands(summary.hidden.total())
        ));
    }
    sentence.push_str(&unread(summary.unreadable, summary.stopped.is_some()));
    if summary.unwritten {
        sentence.push_str("; the baseline was not written");
    }
    sentence
}

/// What is said of inputs that could not be read, one of them perhaps because of a signal.
pub(super) fn unread(unreadable: usize, is_stopped: bool) -> String {
    let broken = unreadable.saturating_sub(usize::from(is_stopped));
    let mut words = match broken {
        0 => String::new(),
        broken => format!("; {} could not be read", counted(broken, "input")),
    };
    if is_stopped {
        words.push_str(REST);
    }
    words
}

/// What is said of a run that a signal has ended.
pub(super) const REST: &str = "; the rest was not read";

fn found(summary: &Summary) -> String {
    let counts = summary.counts;
    let parts = [(counts.errors, "error"), (counts.warnings, "warning")];
    let mut words: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(*count, noun))
        .collect();
    if counts.infos > 0 {
        words.push(format!("{} info", thousands(counts.infos)));
    }
    if words.is_empty() {
        "no problems".to_owned()
    } else {
        words.join(", ")
    }
}
