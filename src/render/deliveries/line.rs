//! The line of a delivery: columns that fit the terminal. What is of least use is left out first; what
//! still does not fit goes on below, and no word is broken.

use crate::report::Counts;
use crate::text::{Untrusted, counted, thousands, width};
use crate::webhook::capture::Signature;
use crate::webhook::listen::{Delivery, Forwarded};

use super::super::theme::{Style, Theme};

/// Columns of the longest documented event and of a session's id.
const EVENT: usize = 20;
const SESSION: usize = 36;

/// What of an id tells calls apart for a person.
const SHORT_SESSION: usize = 8;

/// The columns of a terminal from which everything is shown in words; bytes and time; the id in full;
/// the beginning of the id.
const EVERYTHING: usize = 160;
const SIZE_AND_TIME: usize = 130;
const WHOLE_ID: usize = 100;
const SHORT_ID: usize = 75;

/// Blanks between two columns, and before what goes on below.
const GAP: usize = 2;
const INDENT: usize = 4;

/// A column's text as it looks, and the columns that it has.
struct Cell {
    painted: String,
    columns: usize,
    room: usize,
}

impl Cell {
    fn new(theme: Theme, style: Style, text: &str, room: usize) -> Self {
        let columns = width(text);
        Self {
            painted: theme.paint(style, text),
            columns,
            room: room.max(columns),
        }
    }
}

/// The lines that a delivery has.
pub(super) fn lines(theme: Theme, delivery: &Delivery) -> Vec<String> {
    let shows = |from: usize| theme.width.is_none_or(|columns| columns >= from);
    let is_wide = shows(EVERYTHING);
    let time = delivery.at.format("%H:%M:%SZ").to_string();
    let event = name(theme, delivery.event.as_deref(), EVENT);
    let mut cells = vec![
        Cell::new(theme, Style::Dim, &time, 0),
        verdict(theme, delivery),
        Cell::new(theme, Style::Strong, &event, EVENT),
    ];
    let session = if shows(WHOLE_ID) {
        SESSION
    } else {
        SHORT_SESSION
    };
    if shows(SHORT_ID) {
        let id = name(theme, delivery.session_id.as_deref(), SESSION);
        cells.push(Cell::new(
            theme,
            Style::Plain,
            &short(&id, session),
            session,
        ));
    }
    cells.push(status(theme, delivery));
    if shows(SIZE_AND_TIME) {
        let bytes = format!("{:>11}", format!("{} B", thousands(delivery.bytes)));
        let time = format!("{:>5} ms", delivery.elapsed.as_millis());
        cells.push(Cell::new(theme, Style::Plain, &bytes, 0));
        cells.push(Cell::new(theme, Style::Plain, &time, 0));
    }
    let found = found(&delivery.counts, is_wide);
    cells.push(Cell::new(theme, Style::Plain, &found, 0));
    if is_wide && delivery.signature == Signature::Verified {
        cells.push(Cell::new(theme, Style::Plain, delivery.signature.word(), 0));
    }
    if matches!(delivery.forwarded, Some(Forwarded::Failed(..))) {
        cells.push(Cell::new(theme, Style::Error, "not forwarded", 0));
    }
    if delivery.is_duplicate {
        cells.push(Cell::new(theme, Style::Warning, "duplicate", 0));
    }
    placed(&cells, theme.width)
}

/// Good news is not coloured beside a status that is none.
fn verdict(theme: Theme, delivery: &Delivery) -> Cell {
    let (word, style) = if delivery.is_invalid {
        ("invalid", Style::Error)
    } else if is_good(delivery.status) {
        ("valid", Style::Good)
    } else {
        ("valid", Style::Plain)
    };
    Cell::new(theme, style, word, "invalid".len())
}

/// The status of the answer; behind an arrow, it is the receiver's.
fn status(theme: Theme, delivery: &Delivery) -> Cell {
    let style = match (is_good(delivery.status), &delivery.forwarded) {
        (true, _) => Style::Plain,
        (false, Some(_)) => Style::Error,
        // `--respond` asked for it.
        (false, None) => Style::Warning,
    };
    let arrow = theme.symbol("→", "->");
    let (text, room) = match &delivery.forwarded {
        Some(Forwarded::Answered(status)) => (format!("{arrow} {status}"), 0),
        Some(Forwarded::Failed(..)) => {
            let room = format!("{arrow} 200").chars().count();
            (delivery.status.to_string(), room)
        }
        None => (delivery.status.to_string(), 0),
    };
    Cell::new(theme, style, &text, room)
}

fn is_good(status: u16) -> bool {
    (200..300).contains(&status)
}

fn name(theme: Theme, name: Option<&str>, columns: usize) -> String {
    name.map_or_else(
        || theme.absent().to_owned(),
        |name| Untrusted::new(name).excerpt(columns),
    )
}

/// The beginning of an id that is safe to print.
fn short(id: &str, columns: usize) -> String {
    if width(id) <= columns {
        return id.to_owned();
    }
    id.chars().take(columns).collect()
}

/// What was found. Where there is little room, the gravest, and how many more: `2 errors +3`.
fn found(counts: &Counts, is_wide: bool) -> String {
    let words = [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.infos, "info"),
    ];
    let words = words.into_iter().filter(|(count, _)| *count > 0);
    let mut words = words.map(|(count, noun)| {
        let text = match noun {
            "info" => format!("{} info", thousands(count)),
            _ => counted(count, noun),
        };
        (count, text)
    });
    let Some((count, first)) = words.next() else {
        return "no problems".to_owned();
    };
    if is_wide {
        return words.fold(first, |all, (_, more)| format!("{all}, {more}"));
    }
    match counts.total().saturating_sub(count) {
        0 => first,
        more => format!("{first} +{}", thousands(more)),
    }
}

/// The cells side by side, as many as there is room for.
fn placed(cells: &[Cell], columns: Option<usize>) -> Vec<String> {
    let columns = columns.unwrap_or(usize::MAX);
    let mut lines = Vec::new();
    let mut line = String::new();
    let (mut end, mut gap) = (0_usize, 0_usize);
    for cell in cells {
        let needed = end.saturating_add(gap).saturating_add(cell.columns);
        if gap > 0 && needed > columns {
            lines.push(std::mem::take(&mut line));
            (end, gap) = (0, INDENT);
        }
        line.push_str(&" ".repeat(gap));
        line.push_str(&cell.painted);
        end = end.saturating_add(gap).saturating_add(cell.columns);
        gap = cell.room.saturating_sub(cell.columns).saturating_add(GAP);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn delivery() -> Delivery {
        Delivery {
            at: "2026-06-12T18:51:40Z".parse().unwrap(),
            event: Some("ConversationComplete".to_owned()),
            session_id: Some("5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11".to_owned()),
            is_invalid: true,
            counts: Counts {
                errors: 3,
                warnings: 2,
                infos: 1,
            },
            problems: Vec::new(),
            bytes: 12_345,
            elapsed: Duration::from_millis(7),
            status: 200,
            signature: Signature::Unchecked,
            is_duplicate: false,
            capture: None,
            forwarded: None,
        }
    }

    fn theme(width: usize) -> Theme {
        Theme {
            width: Some(width),
            ..Theme::plain()
        }
    }

    #[test]
    fn a_line_fits_and_what_is_of_least_use_goes_first() {
        let at = |width| lines(theme(width), &delivery());
        let whole = "18:51:40Z  invalid  ConversationComplete  \
                     5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11  200";
        let wide = format!("{whole}     12,345 B      7 ms");
        let words = format!("{wide}  3 errors, 2 warnings, 1 info");
        assert_eq!(at(160), [words.as_str()]);
        assert_eq!(lines(Theme::plain(), &delivery()), [words]);
        assert_eq!(at(130), [format!("{wide}  3 errors +3")]);
        assert_eq!(at(100), [format!("{whole}  3 errors +3")]);
        let short = "18:51:40Z  invalid  ConversationComplete";
        assert_eq!(at(99), [format!("{short}  5b0f6c1e  200  3 errors +3")]);
        assert_eq!(at(60), [format!("{short}  200  3 errors +3")]);
        assert_eq!(at(50), [&format!("{short}  200"), "    3 errors +3"]);
    }

    #[test]
    fn no_width_is_exceeded_and_no_word_broken() {
        let mut delivery = delivery();
        (delivery.is_duplicate, delivery.status) = (true, 401);
        delivery.forwarded = Some(Forwarded::Answered(401));
        for columns in 24..170 {
            let lines = lines(theme(columns), &delivery);
            for line in &lines {
                assert!(width(line) <= columns, "{columns}: {line}");
                assert_eq!(line.trim_end(), line);
            }
            assert!(lines.iter().skip(1).all(|line| line.starts_with("    ")));
            let all = lines.join("  ");
            for word in ["ConversationComplete", "→ 401", "3 errors", "duplicate"] {
                assert!(all.contains(word), "{columns}: {all}");
            }
        }
        assert_eq!(lines(theme(110), &delivery).len(), 1);
    }

    #[test]
    fn bad_news_has_the_colour() {
        let theme = Theme {
            color: true,
            ..Theme::plain()
        };
        let painted = |style, text: &str| theme.paint(style, text);
        let mut delivery = delivery();
        (delivery.is_invalid, delivery.is_duplicate) = (false, true);
        let line = lines(theme, &delivery).join("\n");
        assert!(line.contains(&painted(Style::Good, "valid")), "{line}");
        assert!(
            line.contains(&painted(Style::Warning, "duplicate")),
            "{line}"
        );
        (delivery.status, delivery.forwarded) = (401, Some(Forwarded::Answered(401)));
        let line = lines(theme, &delivery).join("\n");
        assert!(!line.contains(&painted(Style::Good, "valid")), "{line}");
        assert!(line.contains(&painted(Style::Error, "→ 401")), "{line}");
        (delivery.status, delivery.forwarded) =
            (502, Some(Forwarded::Failed("refused", String::new())));
        let line = lines(theme, &delivery).join("\n");
        assert!(line.contains(&painted(Style::Error, "502")), "{line}");
        assert!(
            line.contains("not forwarded") && !line.contains('→'),
            "{line}"
        );
        (delivery.status, delivery.forwarded) = (503, None);
        let line = lines(theme, &delivery).join("\n");
        assert!(line.contains(&painted(Style::Warning, "503")), "{line}");
    }
}
