//! Deliveries for people. What a receiver says is a stranger's text: one line of it, escaped.

use std::io::{self, Write};
use std::time::Duration;

use super::{Fate, Sent, Setup};
use crate::render::theme::{Style, Theme};
use crate::render::verdict::{last_line, verdict};
use crate::text::{Untrusted, counted, file_name, thousands};
use crate::webhook::Answer;
use crate::webhook::send::{Outcome, Tally};

/// Characters of an answer that are shown.
const EXCERPT: usize = 80;

/// Characters of a header's value that are shown.
const VALUE: usize = 200;

/// Writes a delivery.
pub(super) fn delivery(setup: &Setup, sent: &Sent<'_>, out: &mut dyn Write) -> io::Result<()> {
    let theme = setup.theme;
    let name = theme.paint(Style::Strong, &label(sent));
    match sent.fate {
        Fate::Held(headers) => held(setup, sent, headers, &name, out),
        Fate::Made(Outcome::Answered(answer), said) => {
            writeln!(out, "{name}  {}", answered(theme, answer, said))
        }
        Fate::Made(Outcome::Failed(failure), _) => {
            let words = theme.paint(Style::Error, &failure.to_string());
            writeln!(out, "{name}  {words}")
        }
        Fate::Made(Outcome::Stopped(signal), _) => {
            let words = format!("{} before an answer came", signal.word());
            writeln!(out, "{name}  {}", theme.paint(Style::Error, &words))
        }
    }
}

/// What a delivery is called.
fn label(sent: &Sent<'_>) -> String {
    let mut label = file_name(sent.name);
    if let Some(line) = sent.line {
        label.push_str(&format!(":{line}"));
    }
    if let Some(element) = sent.element {
        label.push_str(&format!(" [{element}]"));
    }
    label
}

fn answered(theme: Theme, answer: &Answer, said: &str) -> String {
    let style = if answer.is_success() {
        Style::Good
    } else {
        Style::Error
    };
    let status = format!("{} {}", answer.status, answer.reason);
    let status = theme.paint(style, status.trim_end());
    let elapsed = milliseconds(answer.elapsed);
    let said = Untrusted::new(said.trim()).excerpt(EXCERPT);
    let said = theme.paint(Style::Dim, &theme.sentence(&said));
    let gap = if said.is_empty() { "" } else { "  " };
    format!("{status}  {elapsed}{gap}{said}")
}

/// Milliseconds, with a tenth where it says something.
fn milliseconds(elapsed: Duration) -> String {
    if elapsed < Duration::from_millis(10) {
        return format!("{:.1} ms", elapsed.as_secs_f64() * 1e3);
    }
    let whole = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX);
    format!("{} ms", thousands(whole))
}

/// A delivery that was not made, as it would have been.
fn held(
    setup: &Setup,
    sent: &Sent<'_>,
    headers: &[(String, Option<String>)],
    name: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let theme = setup.theme;
    writeln!(out, "{name}")?;
    writeln!(out, "  POST {}", theme.sentence(&sent.url.to_string()))?;
    for (name, value) in headers {
        let value = match value {
            Some(value) => Untrusted::new(value).excerpt(VALUE),
            None => format!("{} (hidden)", theme.ellipsis()),
        };
        writeln!(out, "  {name}: {value}")?;
    }
    writeln!(out, "  content-length: {}", sent.body.len())?;
    if setup.bodies {
        let body = String::from_utf8_lossy(sent.body);
        for line in Untrusted::new(&body).lines() {
            writeln!(out, "  | {line}")?;
        }
    }
    Ok(())
}

/// Writes the last line.
pub(super) fn closing(
    theme: Theme,
    tally: &Tally,
    is_dry: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    last_line(theme, verdict(tally.status()), &account(tally, is_dry), out)
}

/// What the deliveries came to.
fn account(tally: &Tally, is_dry: bool) -> String {
    let deliveries = tally.deliveries();
    let mut parts = vec![match deliveries {
        1 if is_dry => "1 delivery described, nothing was sent".to_owned(),
        _ if is_dry => format!(
            "{} deliveries described, nothing was sent",
            thousands(tally.taken)
        ),
        1 => "1 delivery".to_owned(),
        many => format!("{} deliveries", thousands(many)),
    }];
    if !is_dry && deliveries > 0 {
        let is_all = tally.taken == deliveries;
        parts.push(match is_all {
            true if deliveries > 1 => "all answered with 2xx".to_owned(),
            true => "answered with 2xx".to_owned(),
            false => format!("{} answered with 2xx", thousands(tally.taken)),
        });
    }
    for (count, words) in [
        (tally.rejected, "with another status"),
        (tally.unanswered, "without an answer"),
    ] {
        if count > 0 {
            parts.push(format!("{} {words}", thousands(count)));
        }
    }
    if tally.unsent > 0 {
        parts.push(format!("{} not sent", counted(tally.unsent, "input")));
    }
    parts.join(", ")
}
