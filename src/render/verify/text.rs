//! For people: a line a body, and under it why a signature does not fit.

use std::io::{self, Write};

use crate::render::Setup;
use crate::render::theme::{Style, Theme};
use crate::render::verdict::{last_line, verdict};
use crate::render::wrap::wrap;
use crate::signature::check::{Answer, Outcome};
use crate::signature::report::{Checked, Report};
use crate::text::{Untrusted, counted, file_name, thousands};

/// Where the lines under a body begin.
const INDENT: usize = 2;

/// Headers that are named of those that were not kept.
const NAMED: usize = 3;

pub(super) fn write(report: &Report, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let theme = &setup.theme;
    for checked in &report.checked {
        let fits = matches!(checked.answer.result, Outcome::Fits(_));
        if fits && !setup.closing {
            continue;
        }
        let (word, style) = if fits {
            ("ok", Style::Good)
        } else {
            ("error", Style::Error)
        };
        let mut place = file_name(&checked.name);
        if let Some(line) = checked.line {
            place.push_str(&format!(":{line}"));
        }
        let sentence = format!("{place}: {}", headline(checked, report));
        let first = format!("{}: ", theme.paint(style, word));
        lines(out, theme, (&first, word.len()), &sentence)?;
        for (label, detail) in details(checked, report) {
            let first = format!("  {}: ", theme.paint(Style::Help, label));
            lines(out, theme, (&first, label.len().saturating_add(2)), &detail)?;
        }
    }
    if !setup.closing {
        return Ok(());
    }
    if report.searched
        && let Some(name) = header_that_fits(report)
    {
        let name = Untrusted::new(name).excerpt(80);
        let label = format!("{}: ", theme.paint(Style::Help, "note"));
        let advice = format!("to accept a signature in no other header, add `--header {name}`");
        lines(out, theme, (&label, 4), &advice)?;
    }
    if !report.checked.is_empty() {
        writeln!(out)?;
    }
    last_line(
        *theme,
        verdict(report.status()),
        &account(report, theme),
        out,
    )
}

/// A sentence behind a label of so many columns, wrapped to the width.
fn lines(
    out: &mut dyn Write,
    theme: &Theme,
    (label, columns): (&str, usize),
    sentence: &str,
) -> io::Result<()> {
    let sentence = theme.sentence(sentence);
    let indent = " ".repeat(INDENT);
    let Some(width) = theme.width else {
        return writeln!(out, "{label}{sentence}");
    };
    // The label is not counted by its colour, so blanks stand for it.
    let columns = columns.saturating_add(": ".len());
    let blanks = " ".repeat(columns);
    for (number, line) in wrap(&format!("{blanks}{sentence}"), width.max(20), &indent)
        .iter()
        .enumerate()
    {
        match number {
            0 => writeln!(out, "{label}{}", line.get(columns..).unwrap_or_default())?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// What was found of one body, in a sentence.
fn headline(checked: &Checked, report: &Report) -> String {
    let header = checked.answer.header.as_deref();
    let header = header.map(in_code);
    let what = match &header {
        Some(header) => format!("the signature in {header}"),
        None => "the signature".to_owned(),
    };
    let secrets = any_of(&report.secrets);
    match checked.answer.result {
        Outcome::Fits(number) => {
            let secret = report.secrets.get(number).map_or("", String::as_str);
            format!("{what} fits the secret in {secret}")
        }
        Outcome::Mismatch => format!("{what} does not fit this body and the secret in {secrets}"),
        Outcome::Malformed => match header {
            Some(header) => {
                format!("what is in {header} is no signature: 64 hexadecimal digits were expected")
            }
            None => "that is no signature: 64 hexadecimal digits were expected".to_owned(),
        },
        Outcome::Repeated => {
            let header = header.unwrap_or_default();
            format!("the header {header} is there more than once, so it counts for nothing")
        }
        Outcome::Missing => match header {
            Some(header) => format!("it is not signed: there is no header {header}"),
            None => "it is not signed: no header has a signature".to_owned(),
        },
        Outcome::NoHeaders => not_kept(&checked.answer),
    }
}

/// What was not kept of what the signature may be in.
fn not_kept(answer: &Answer) -> String {
    let names = answer.left_out.iter().take(NAMED);
    let mut names: Vec<String> = names.map(|name| in_code(name)).collect();
    let more = answer.left_out.len().saturating_sub(names.len());
    if more > 0 {
        names.push(format!("{} more", thousands(more)));
    }
    let values = match names.split_last() {
        None => {
            return "no headers were kept with this body: give the signature with --signature"
                .to_owned();
        }
        Some((one, [])) => format!("the value of {one} was not kept"),
        Some((last, rest)) => format!("the values of {} and {last} were not kept", rest.join(", ")),
    };
    if is_the_named(answer) {
        format!("whether it is signed cannot be told: {values}")
    } else {
        format!("no header that was kept has a signature that fits, and {values}")
    }
}

/// Whether the header that was asked for is what was not kept.
fn is_the_named(answer: &Answer) -> bool {
    match (answer.header.as_deref(), answer.left_out.as_slice()) {
        (Some(name), [left_out]) => name.eq_ignore_ascii_case(left_out),
        _ => false,
    }
}

fn in_code(name: &str) -> String {
    format!("`{}`", Untrusted::new(name).excerpt(80))
}

/// `a, b or c`.
fn any_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// What else a person wants to know.
fn details(checked: &Checked, report: &Report) -> Vec<(&'static str, String)> {
    let answer = &checked.answer;
    let fits = matches!(answer.result, Outcome::Fits(_));
    let mut details = Vec::new();
    if let Some(name) = &answer.elsewhere {
        details.push(("help", format!("{} has one that fits", in_code(name))));
    }
    details.extend(help_with_what_was_not_kept(answer));
    if let Some(cause) = &answer.cause {
        if fits {
            let words = cause.words();
            details.push((
                "note",
                format!("{words}: the tool that kept this body had parsed it"),
            ));
        } else {
            let secret = report.secrets.get(cause.secret).map_or("", String::as_str);
            let of = match report.secrets.len() {
                0 | 1 => String::new(),
                _ => format!(" (the one in {secret})"),
            };
            details.push(("why", format!("{}{of}", cause.words())));
            details.push(("help", cause.advice().to_owned()));
        }
    } else if let Some(other) = &checked.instead {
        let other = file_name(other);
        details.push((
            "why",
            format!("it is the signature of another body: {other}"),
        ));
    } else if answer.is_plain_hash {
        let words = "it is the SHA-256 of the body, made without any secret";
        details.push(("why", words.to_owned()));
    } else if answer.result == Outcome::Mismatch {
        details.push((
            "help",
            "is it the secret of this subscription, and is the body as it came?".to_owned(),
        ));
    }
    if !answer.liberties.is_empty() {
        let words: Vec<&str> = answer.liberties.iter().map(|one| one.words()).collect();
        let words = words.join(", ");
        details.push((
            "note",
            format!(
                "the signature is written with {words}; SpeakNode documents lowercase hex alone"
            ),
        ));
    }
    details
}

/// How a signature is had that may be in what was not kept.
fn help_with_what_was_not_kept(answer: &Answer) -> Vec<(&'static str, String)> {
    let mut details = Vec::new();
    if answer.left_out.is_empty() {
        return details;
    }
    if let Some(name) = answer.header.as_deref().filter(|_| !is_the_named(answer)) {
        let name = Untrusted::new(name).excerpt(80);
        let words =
            format!("if it is the one in `{name}`, `--header {name}` says why it does not fit");
        details.push(("help", words));
    }
    let words = "`speakhook listen` with the secret and `--header NAME` checks a signature as it comes and, \
                 but in `authorization` and cookies, keeps it";
    details.push(("help", words.to_owned()));
    details
}

/// What all of it came to.
fn account(report: &Report, theme: &Theme) -> String {
    let mut parts = Vec::new();
    let no_headers = |checked: &&Checked| checked.answer.result == Outcome::NoHeaders;
    let unchecked = report.checked.iter().filter(no_headers).count();
    let all = report.checked.len().saturating_sub(unchecked);
    let fitting = report.fitting();
    parts.push(match all {
        0 => "no signature was checked".to_owned(),
        1 if fitting == 1 => "the signature fits".to_owned(),
        1 => one_that_fails(report).to_owned(),
        _ if fitting == all => format!("all {} signatures fit", thousands(all)),
        _ => format!(
            "{} of {} signatures fit",
            thousands(fitting),
            thousands(all)
        ),
    });
    if unchecked > 0 && all > 0 {
        parts.push(format!("{} not checked", thousands(unchecked)));
    }
    if report.unreadable > 0 {
        let unreadable = counted(report.unreadable, "input");
        parts.push(format!("{unreadable} not read"));
    }
    if let Some(signal) = report.stopped {
        parts.push(signal.word().to_owned());
    }
    theme.sentence(&parts.join(", ")).into_owned()
}

/// What is wrong with the only signature.
fn one_that_fails(report: &Report) -> &'static str {
    let mut results = report.checked.iter().map(|checked| checked.answer.result);
    match results.find(|result| *result != Outcome::NoHeaders) {
        Some(Outcome::Missing) => "the body is not signed",
        Some(Outcome::Malformed) => "there is no signature",
        _ => "the signature does not fit",
    }
}

/// The one header that every fitting signature is in.
fn header_that_fits(report: &Report) -> Option<&str> {
    let mut names = report
        .checked
        .iter()
        .filter(|checked| matches!(checked.answer.result, Outcome::Fits(_)))
        .filter_map(|checked| checked.answer.header.as_deref());
    let first = names.next()?;
    names
        .all(|name| name.eq_ignore_ascii_case(first))
        .then_some(first)
}
