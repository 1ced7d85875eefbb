//! A message as parts that fit a screen: whole sentences where they fit, else as many words as do.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{COLUMNS, LINES, Piece, said, speaker, tame};
use crate::render::wrap::wrap;
use crate::text::width;
use crate::view::Cue;

/// The least that a part is shown, where its message leaves the time.
const SHORTEST_MS: u64 = 300;

/// The parts of a message, one after the other.
pub(super) fn pieces(cue: &Cue<'_>) -> Vec<Piece> {
    let screens = screens(&said(cue));
    let length = cue.to_ms.saturating_sub(cue.from_ms).max(1);
    let count = u64::try_from(screens.len()).unwrap_or(u64::MAX);
    // Words that come faster than they can be shown are shown at once.
    let screens = if length < count.saturating_mul(SHORTEST_MS) {
        vec![screens.concat()]
    } else {
        screens
    };
    let sizes: Vec<u64> = screens.iter().map(|lines| size(lines)).collect();
    let whole = sizes.iter().sum::<u64>().max(1);
    let mut done = 0_u64;
    let mut from_ms = cue.from_ms;
    let mut pieces = Vec::new();
    for (lines, size) in screens.into_iter().zip(sizes) {
        done = done.saturating_add(size);
        let share = u128::from(length).saturating_mul(u128::from(done));
        let share = share.checked_div(u128::from(whole)).unwrap_or(0);
        let to_ms = cue
            .from_ms
            .saturating_add(u64::try_from(share).unwrap_or(length));
        pieces.push(Piece {
            speaker: speaker(cue.role),
            lines: lines.iter().map(|line| tame(line)).collect(),
            from_ms,
            to_ms,
        });
        from_ms = to_ms;
    }
    pieces
}

fn size(lines: &[String]) -> u64 {
    let columns: usize = lines.iter().map(|line| width(line)).sum();
    u64::try_from(columns).unwrap_or(u64::MAX).max(1)
}

/// The lines of each screen.
fn screens(text: &str) -> Vec<Vec<String>> {
    let mut screens: Vec<Vec<String>> = Vec::new();
    let mut open = String::new();
    for sentence in text.split_sentence_bounds() {
        let longer = format!("{open}{sentence}");
        if open.is_empty() || lines(&longer).len() <= LINES {
            open = longer;
        } else {
            screens.extend(split(&open));
            open = sentence.to_owned();
        }
    }
    screens.extend(split(&open));
    screens
}

/// The screens of what does not fit one: as many lines as do, and the rest.
fn split(text: &str) -> Vec<Vec<String>> {
    lines(text).chunks(LINES).map(<[String]>::to_vec).collect()
}

fn lines(text: &str) -> Vec<String> {
    wrap(text.trim(), COLUMNS, "")
}
