//! The transcript: one entry a message, wrapped behind its speaker, with what happened between
//! the messages hung below them.

use super::layout;
use crate::render::show::figures;
use crate::render::theme::{Style, Theme};
use crate::text::{Untrusted, fit, thousands, width};
use crate::view::Role;
use crate::view::{Entry, Silence, Transcript, Utterance, What};

/// A role that nobody knows is cut to this many columns.
const ROLE: usize = 12;

/// The lines of the transcript view.
pub(super) fn lines(transcript: &Transcript<'_>, theme: &Theme) -> Vec<String> {
    let page = Page::new(transcript, theme);
    let mut lines = Vec::new();
    for (entry, carries_number) in transcript.entries.iter().zip(numbered(&transcript.entries)) {
        if entry.follows_gap {
            let gap = theme.paint(Style::Dim, theme.symbol("⋮", "..."));
            lines.push(format!("{}{gap}", page.margin(None)));
        }
        lines.extend(page.entry(entry, entry.turn.filter(|_| carries_number)));
    }
    if transcript.entries.len() < transcript.total || transcript.total == 0 {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("  {}", theme.paint(Style::Dim, &share(transcript))));
    }
    lines
}

/// Which entries carry their turn's number: the first message of each turn, else its first entry.
fn numbered(entries: &[Entry<'_>]) -> Vec<bool> {
    let mut numbered = Vec::with_capacity(entries.len());
    for turn in entries.chunk_by(|a, b| a.turn == b.turn) {
        let first = turn
            .iter()
            .position(|entry| matches!(entry.what, What::Message(_)));
        let first = first.unwrap_or(0);
        numbered.extend((0..turn.len()).map(|place| place == first));
    }
    numbered
}

fn share(transcript: &Transcript<'_>) -> String {
    match (transcript.entries.len(), transcript.total) {
        (_, 0) => "the history is empty".to_owned(),
        (shown, total) => format!("{} of {} entries", thousands(shown), thousands(total)),
    }
}

/// The columns of a transcript.
pub(super) struct Page<'t> {
    pub(super) theme: &'t Theme,
    pub(super) is_full: bool,
    turn: usize,
    time: usize,
    name: usize,
}

impl<'t> Page<'t> {
    fn new(transcript: &Transcript<'_>, theme: &'t Theme) -> Self {
        let entries = &transcript.entries;
        let turn = entries
            .iter()
            .filter_map(|entry| entry.turn)
            .max()
            .unwrap_or(0);
        let speakers = entries.iter().filter_map(|entry| match &entry.what {
            What::Message(message) => Some(width(&speaker(message.role, theme).0)),
            _ => None,
        });
        Self {
            theme,
            turn: turn.to_string().len().max(2),
            time: entries
                .iter()
                .map(|entry| width(&entry.time))
                .max()
                .unwrap_or(0),
            name: speakers.max().unwrap_or(0).max(6),
            is_full: transcript.is_full,
        }
    }

    /// Where speakers and events start.
    pub(super) fn events(&self) -> usize {
        let time = if self.time == 0 {
            0
        } else {
            self.time.saturating_add(2)
        };
        self.turn.saturating_add(2).saturating_add(time)
    }

    /// Where what was said starts.
    fn content(&self) -> usize {
        self.events().saturating_add(self.name).saturating_add(2)
    }

    /// What an event's line starts with.
    pub(super) fn margin(&self, number: Option<usize>) -> String {
        self.start(number, "")
    }

    fn start(&self, number: Option<usize>, time: &str) -> String {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let number = format!("{number:>0$}  ", self.turn);
        let time = match self.time {
            0 => String::new(),
            columns => format!("{time:>columns$}  "),
        };
        match format!("{number}{time}") {
            blank if blank.trim().is_empty() => blank,
            start => self.theme.paint(Style::Dim, &start),
        }
    }

    fn entry(&self, entry: &Entry<'_>, number: Option<usize>) -> Vec<String> {
        let margin = self.margin(number);
        match &entry.what {
            What::Message(message) => self.message(entry, message, number),
            What::Tool(tool) => self.tool(&margin, tool),
            What::Handoff(handoff) => self.handoff(&margin, handoff),
            What::Config(change) => self.config(&margin, change),
            What::Silence(silence) => self.event(&margin, &silence_text(silence)),
            What::Other => self.event(&margin, "an item that is not an object"),
        }
    }

    fn message(
        &self,
        entry: &Entry<'_>,
        message: &Utterance<'_>,
        number: Option<usize>,
    ) -> Vec<String> {
        let theme = self.theme;
        let (name, style) = speaker(message.role, theme);
        let blanks = " ".repeat(self.name.saturating_sub(width(&name)).saturating_add(2));
        let start = self.start(number, &entry.time);
        let first = format!("{start}{}{blanks}", theme.paint(style, &name));
        let content = message.content.filter(|content| !content.is_empty());
        let mut lines = match content {
            Some(content) => layout::lines_of(content, self.content(), theme),
            None => vec!["(nothing)".to_owned()],
        };
        let is_faint = message.is_low_confidence || content.is_none();
        let kind = message.declared_kind.map(|kind| {
            let kind = fit(&kind.inline().to_string(), ROLE, theme.ellipsis());
            format!("(kind {kind})")
        });
        let last = lines.last().cloned().unwrap_or_default();
        let note = self.note(message, &last);
        if is_faint {
            lines
                .iter_mut()
                .for_each(|line| *line = theme.paint(Style::Dim, line));
        }
        let is_alone = note.is_none();
        let room = layout::room(self.content(), theme).unwrap_or(usize::MAX);
        let beside = |last: &str, kind: &str| {
            let needed = width(last).saturating_add(width(kind)).saturating_add(1);
            is_alone && needed <= room && !layout::has_right_to_left(last)
        };
        let is_beside = kind.as_ref().is_some_and(|kind| beside(&last, kind));
        match (note, lines.last_mut()) {
            (Some(Note::Beside(note)), Some(last)) => last.push_str(&note),
            (Some(Note::Below(note)), _) => lines.push(note),
            _ => {}
        }
        if let Some(kind) = kind {
            let kind = theme.paint(Style::Dim, &kind);
            match lines.last_mut().filter(|_| is_beside) {
                Some(last) => last.push_str(&format!(" {kind}")),
                None => lines.push(kind),
            }
        }
        layout::joined(&first, &lines, self.content(), theme)
    }

    /// What is to be said about a message: beside its last line if there is room and nothing
    /// written from right to left, else on a line of its own.
    fn note(&self, message: &Utterance<'_>, last: &str) -> Option<Note> {
        let theme = self.theme;
        let mut words = Vec::new();
        if message.interrupted == Some(true) {
            words.push(("interrupted".to_owned(), Style::Warning));
        }
        if let Some(confidence) = message.confidence.filter(|_| message.is_low_confidence) {
            words.push((format!("confidence {confidence:.2}"), Style::Dim));
        }
        let plain: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        let plain = plain.join(", ");
        let painted: Vec<String> = words
            .iter()
            .map(|(word, style)| theme.paint(*style, word))
            .collect();
        let needed = width(last).saturating_add(width(&plain)).saturating_add(4);
        let fits = layout::room(self.content(), theme).is_none_or(|room| needed <= room);
        let dash = theme.paint(Style::Dim, theme.symbol("—", "--"));
        match words.is_empty() {
            true => None,
            false if fits && !layout::has_right_to_left(last) => {
                Some(Note::Beside(format!(" {dash} {}", painted.join(", "))))
            }
            false => Some(Note::Below(format!("{dash} {}", painted.join(", ")))),
        }
    }
}

fn silence_text(silence: &Silence) -> String {
    format!("{} of silence", figures::duration(silence.duration_seconds))
}

/// A note about a message.
enum Note {
    Beside(String),
    Below(String),
}

/// Who speaks, and in which colour. A role that nobody knows is quoted: it is payload text, and
/// may stand at the start of a line.
fn speaker(role: Option<Role<'_>>, theme: &Theme) -> (String, Style) {
    let (name, style) = match role {
        Some(Role::User) => ("User", Style::Caller),
        Some(Role::Assistant) => ("Agent", Style::Agent),
        Some(Role::System) => ("System", Style::Dim),
        Some(Role::Developer) => ("Developer", Style::Dim),
        Some(Role::Tool) => ("Tool", Style::Event),
        None => ("no role", Style::Dim),
        Some(Role::Other(raw)) => return (quoted(raw, theme), Style::Plain),
    };
    (name.to_owned(), style)
}

fn quoted(raw: Untrusted<'_>, theme: &Theme) -> String {
    format!(
        "\"{}\"",
        fit(&raw.inline().to_string(), ROLE, theme.ellipsis())
    )
}
