//! Numbers that somebody said digit by digit: runs of number words, perhaps with figures between them. A
//! word becomes another number word of its language.

mod vocabulary;

use crate::redact::report::Kind;
use crate::redact::standin::{Script, phone_digits};

use super::{Detector, Search, digit_of};
use vocabulary::{LANGUAGES, Meaning, meanings};

/// Characters that may stand between the words of one number.
const WIDEST_GAP: usize = 4;

/// A word of a run, or figures.
struct Piece {
    from: usize,
    to: usize,
    /// Its digits; a word for a larger number has as many as it stands for, and none of a place.
    what: What,
}

enum What {
    Digit { language: usize, digit: u8 },
    Larger { language: usize, place: usize },
    Figures(Vec<u8>),
}

pub(super) fn find(detector: &Detector<'_>, search: &mut Search<'_>) {
    let Some(fewest) = detector.spoken else {
        return;
    };
    let mut run: Vec<Piece> = Vec::new();
    let mut at = search.from;
    while at < search.to {
        let rest = search.slice(at, search.to);
        let gap = rest
            .find(|c: char| c.is_alphanumeric())
            .unwrap_or(rest.len());
        let between = rest.get(..gap).unwrap_or_default();
        if between.chars().take(WIDEST_GAP.saturating_add(1)).count() > WIDEST_GAP {
            close(detector, search, &mut run, fewest);
        }
        let from = at.saturating_add(gap);
        let rest = search.slice(from, search.to);
        let word_end = rest.find(|c: char| !c.is_alphanumeric() && !is_mark(c));
        let word = rest
            .get(..word_end.unwrap_or(rest.len()))
            .unwrap_or_default();
        if word.is_empty() {
            break;
        }
        at = from.saturating_add(word.len());
        read_word(detector, search, &mut run, from, word, fewest);
    }
    close(detector, search, &mut run, fewest);
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{64b}'..='\u{65f}' | '\u{e31}'..='\u{e4e}')
}

/// Adds a word to the run, or ends the run at it.
fn read_word(
    detector: &Detector<'_>,
    search: &mut Search<'_>,
    run: &mut Vec<Piece>,
    from: usize,
    word: &str,
    fewest: usize,
) {
    let language = run.last().and_then(|piece| match piece.what {
        What::Digit { language, .. } | What::Larger { language, .. } => Some(language),
        What::Figures(_) => None,
    });
    if let Some(what) = meaning_of(word, language) {
        let to = from.saturating_add(word.len());
        return run.push(Piece { from, to, what });
    }
    if !Script::of_text(word.get(..word.floor_char_boundary(32)).unwrap_or_default()).has_blanks() {
        return read_unspaced(detector, search, run, from, word, fewest);
    }
    let is_joint = vocabulary::is_joint(word);
    if !is_joint {
        close(detector, search, run, fewest);
    }
}

/// Reads a word of a script without blanks: number words stand in it one behind the other.
fn read_unspaced(
    detector: &Detector<'_>,
    search: &mut Search<'_>,
    run: &mut Vec<Piece>,
    from: usize,
    word: &str,
    fewest: usize,
) {
    let mut at = 0_usize;
    while let Some(first) = word.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = word.get(at..).unwrap_or_default();
        // The longest number word has four characters.
        let ends = rest
            .char_indices()
            .skip(1)
            .map(|(end, _)| end)
            .chain([rest.len()]);
        let ends: Vec<usize> = ends.take(4).collect();
        let longest = ends.iter().rev().find_map(|end| {
            let what = meaning_of(rest.get(..*end)?, None)?;
            Some((*end, what))
        });
        match longest {
            Some((length, what)) => {
                let start = from.saturating_add(at);
                at = at.saturating_add(length);
                let to = from.saturating_add(at);
                run.push(Piece {
                    from: start,
                    to,
                    what,
                });
            }
            None => {
                close(detector, search, run, fewest);
                at = at.saturating_add(first.len_utf8());
            }
        }
    }
}

/// What a word counts; in the language of the word before it, if it is one of that.
fn meaning_of(word: &str, language: Option<usize>) -> Option<What> {
    if word.len() > 64 {
        return None;
    }
    let figures: Option<Vec<u8>> = word
        .chars()
        .map(|c| digit_of(c).map(|(value, _)| value))
        .collect();
    if let Some(figures) = figures {
        return Some(What::Figures(figures));
    }
    let known = meanings().get(word.to_lowercase().as_str())?;
    let same = known
        .iter()
        .find(|meaning| Some(meaning.language()) == language);
    Some(match *same.or(known.first())? {
        Meaning::Digit { language, digit } => What::Digit { language, digit },
        Meaning::Larger { language, place } => What::Larger { language, place },
    })
}

/// Ends a run; one of enough digits is replaced.
fn close(detector: &Detector<'_>, search: &mut Search<'_>, run: &mut Vec<Piece>, fewest: usize) {
    let pieces = std::mem::take(run);
    let has_words = pieces
        .iter()
        .any(|piece| !matches!(piece.what, What::Figures(_)));
    let digits: Vec<u8> = pieces
        .iter()
        .flat_map(|piece| digits_of(&piece.what))
        .collect();
    if !has_words || digits.len() < fewest {
        return;
    }
    let other = phone_digits(detector.key, &digits, false);
    let mut other = other.into_iter();
    for piece in pieces {
        let word = search.slice(piece.from, piece.to);
        let stand_in = match piece.what {
            What::Figures(figures) => {
                let digits = figures.iter().filter_map(|_| other.next());
                digits
                    .map(|digit| char::from(digit.saturating_add(b'0')))
                    .collect()
            }
            What::Digit { language, .. } => {
                let digit = usize::from(other.next().unwrap_or(0));
                let language = LANGUAGES.get(language);
                let words = language.and_then(|language| language.digits.get(digit));
                in_case(
                    words
                        .and_then(|words| words.first())
                        .copied()
                        .unwrap_or_default(),
                    word,
                )
            }
            What::Larger { language, place } => {
                let shift = usize::from(other.next().unwrap_or(0)).saturating_add(1);
                other.next();
                let larger = LANGUAGES
                    .get(language)
                    .map_or(&[][..], |language| language.larger);
                let place = place.saturating_add(shift).checked_rem(larger.len());
                let words = place.and_then(|place| larger.get(place));
                in_case(words.copied().unwrap_or_default(), word)
            }
        };
        search.add(piece.from, piece.to, Kind::Spoken, stand_in);
    }
}

fn digits_of(what: &What) -> Vec<u8> {
    match what {
        What::Digit { digit, .. } => vec![*digit],
        What::Larger { place, .. } => {
            let place = u8::try_from(place % 100).unwrap_or(0);
            vec![place / 10, place % 10]
        }
        What::Figures(figures) => figures.clone(),
    }
}

fn in_case(word: &str, like: &str) -> String {
    if like.starts_with(char::is_uppercase) {
        let mut characters = word.chars();
        let first = characters.next();
        return first
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(characters)
            .collect();
    }
    word.to_owned()
}
