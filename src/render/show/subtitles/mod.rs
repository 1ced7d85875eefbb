//! A call as a track of subtitles, SRT or WebVTT. A track is about one call; what the parts of a long
//! message share of its time is in proportion to their length.

mod pieces;
mod srt;
mod vtt;

use std::io::{self, Write};

use super::Renderer;
use crate::exit::Signal;
use crate::text::Untrusted;
use crate::view::{CallView, Cue, Role};

use pieces::pieces;

/// Lines of a cue, and columns of a line: what viewers of subtitles are used to.
const LINES: usize = 2;
const COLUMNS: usize = 42;

/// A part of a message that is shown at once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    speaker: &'static str,
    /// Its lines, safe but for what the format itself obeys.
    lines: Vec<String>,
    from_ms: u64,
    to_ms: u64,
}

/// The two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Track {
    Srt,
    Vtt,
}

/// A track, held back until the call is over.
pub(super) struct Subtitles {
    track: Track,
    text: String,
}

impl Subtitles {
    pub(super) fn new(track: Track) -> Self {
        let text = match track {
            Track::Srt => String::new(),
            Track::Vtt => vtt::HEAD.to_owned(),
        };
        Self { track, text }
    }
}

impl Renderer for Subtitles {
    fn call(&mut self, view: &CallView<'_>, _: &mut dyn Write) -> io::Result<()> {
        let cues = view.cues.as_deref().unwrap_or_default();
        let pieces = cues.iter().flat_map(pieces).collect();
        self.text.push_str(&match self.track {
            Track::Srt => srt::track(pieces),
            Track::Vtt => vtt::track(pieces),
        });
        Ok(())
    }

    fn finish(&mut self, _stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }
}

fn speaker(role: Role<'_>) -> &'static str {
    match role {
        Role::Assistant => "Agent",
        _ => "User",
    }
}

/// What was said on one line, without characters that nobody sees; a message that was cut short ends in
/// a dash.
fn said(cue: &Cue<'_>) -> String {
    let words: Vec<&str> = cue.text.raw().split_whitespace().collect();
    let words = words.join(" ");
    let text = Untrusted::new(&words).inline().to_string();
    if cue.is_interrupted {
        format!("{text} —")
    } else {
        text
    }
}

/// A line that no CI runner takes for a command.
fn tame(line: &str) -> String {
    match line.strip_prefix("::") {
        Some(rest) => format!("\\u{{3a}}:{rest}"),
        None => line.to_owned(),
    }
}

/// Hours, minutes, seconds and what stands before the milliseconds.
fn time(ms: u64, point: char) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}")
}

#[cfg(test)]
mod tests;
