//! WebVTT: cues with the speaker as their voice. Cues of two speakers overlap where both spoke, which the
//! standard shows one above the other.

use super::{Piece, time};

/// The comments keep the lines from beginning as a command to a CI runner does.
pub(super) const HEAD: &str = "\
WEBVTT

STYLE
/* caller */ ::cue(v[voice=\"User\"]) { color: #9cf }
/* agent */ ::cue(v[voice=\"Agent\"]) { color: #fff }

";

pub(super) fn track(mut pieces: Vec<Piece>) -> String {
    pieces.sort_by_key(|piece| piece.from_ms);
    let cue = |piece: &Piece| {
        let (from, to) = (time(piece.from_ms, '.'), time(piece.to_ms, '.'));
        let lines: Vec<String> = piece.lines.iter().map(|line| escaped(line)).collect();
        format!(
            "{from} --> {to}\n<v {}>{}</v>\n\n",
            piece.speaker,
            lines.join("\n")
        )
    };
    pieces.iter().map(cue).collect()
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
