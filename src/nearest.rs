//! *Did you mean …?* for keys and words.

/// Names longer than this are no misspelling of anything we know.
const LONGEST: usize = 64;

/// The one of `candidates` that `word` is most probably a misspelling of.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let plain = plain(word);
    candidates
        .map(|candidate| (distance(&plain, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether `word` is `name` in another naming style: the same letters but for case, `_` and `-`.
pub(crate) fn is_restyled(word: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        let letters = text.chars().filter(|c| !matches!(c, '_' | '-'));
        letters.map(|c| c.to_ascii_lowercase())
    }
    letters(word).eq(letters(name))
}

/// Folds what other naming styles change: `sessionId`, `Session-Id`, `SESSION_ID`.
fn plain(word: &str) -> String {
    let mut folded = String::with_capacity(word.len().saturating_add(4));
    let mut previous_lower = false;
    for character in word.chars() {
        if character.is_uppercase() && previous_lower {
            folded.push('_');
        }
        previous_lower = character.is_lowercase() || character.is_numeric();
        match character {
            '-' | ' ' | '.' => folded.push('_'),
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

fn distance(plain: &str, candidate: &str) -> usize {
    strsim::osa_distance(plain, &self::plain(candidate))
}

/// One slip in three characters, at most three.
fn allowed(candidate: &str) -> usize {
    (candidate.len() / 3).clamp(1, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_other_naming_styles_but_no_strangers() {
        let names = ["session_id", "agent_id", "created_at", "id"];
        let of = |word| nearest(word, names.into_iter());
        assert_eq!(of("sesion_id"), Some("session_id"));
        assert_eq!(of("sessionId"), Some("session_id"));
        assert_eq!(of("createdAt"), Some("created_at"));
        assert_eq!(of("playback_latency"), None);
        assert_eq!(of(&"x".repeat(1_000_000)), None);
    }
}
