//! SubRip: numbered blocks of time and text. It has no escapes, so what players obey (tags, `{\…}`, the
//! arrow of a time line) is written with characters that look alike. Where two speak at once both are
//! shown, as players differ in what they do with cues that overlap.

use super::{Piece, tame, time};

/// What differs by less begins at the same time.
const SNAP_MS: u64 = 100;

pub(super) fn track(pieces: Vec<Piece>) -> String {
    let mut text = String::new();
    for (number, block) in blocks(pieces).iter().enumerate() {
        let number = number.saturating_add(1);
        let (from, to) = (time(block.from_ms, ','), time(block.to_ms, ','));
        text.push_str(&format!("{number}\n{from} --> {to}\n"));
        for line in &block.lines {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// What is shown at one time.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    from_ms: u64,
    to_ms: u64,
    lines: Vec<String>,
}

/// The times between which what is shown stays the same, with everything that is shown in them.
fn blocks(mut pieces: Vec<Piece>) -> Vec<Block> {
    pieces.sort_by_key(|piece| piece.from_ms);
    snap(&mut pieces);
    let mut edges: Vec<u64> = pieces
        .iter()
        .flat_map(|piece| [piece.from_ms, piece.to_ms])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut blocks: Vec<Block> = Vec::new();
    let mut shown: Vec<&Piece> = Vec::new();
    let mut next = pieces.iter().peekable();
    for (from_ms, to_ms) in edges.iter().copied().zip(edges.iter().copied().skip(1)) {
        shown.retain(|piece| piece.to_ms > from_ms);
        while let Some(piece) = next.next_if(|piece| piece.from_ms <= from_ms) {
            shown.push(piece);
        }
        if !shown.is_empty() {
            blocks.push(Block {
                from_ms,
                to_ms,
                lines: shown.iter().flat_map(|piece| lines(piece)).collect(),
            });
        }
    }
    blocks
}

/// Ends a part a moment earlier where the next begins a moment before its end.
fn snap(pieces: &mut [Piece]) {
    let starts: Vec<u64> = pieces.iter().map(|piece| piece.from_ms).collect();
    for piece in pieces {
        let next = starts.partition_point(|start| *start <= piece.from_ms);
        let last = starts.partition_point(|start| *start < piece.to_ms);
        let within = starts.get(next..last).unwrap_or_default();
        let near = within
            .iter()
            .find(|start| piece.to_ms.saturating_sub(**start) <= SNAP_MS);
        if let Some(start) = near {
            piece.to_ms = *start;
        }
    }
}

/// The lines of a part behind the speaker's name.
fn lines(piece: &Piece) -> Vec<String> {
    let mut name = Some(piece.speaker);
    let line = |line: &String| match name.take() {
        Some(name) => format!("{name}: {}", disarmed(line)),
        None => tame(&disarmed(line)),
    };
    piece.lines.iter().map(line).collect()
}

fn disarmed(line: &str) -> String {
    // To some readers a line with two times is the head of a block, whatever else is in it.
    let has_times = line.matches(':').nth(3).is_some();
    let look_alike = |c| match c {
        ':' if has_times => '：',
        '<' => '＜',
        '>' => '＞',
        '{' => '｛',
        '}' => '｝',
        c => c,
    };
    line.chars().map(look_alike).collect()
}
