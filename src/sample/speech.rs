//! How long it takes to say something, and what is left of it when somebody cuts in.

use super::rng::Rng;

/// Milliseconds that `text` takes to say.
pub(super) fn duration(rng: &mut Rng, text: &str) -> i64 {
    let tenths = text.chars().map(weight).fold(0, i64::saturating_add);
    let pace = rng.between(58, 68);
    let speech = tenths.saturating_mul(pace).saturating_div(10);
    speech.saturating_add(rng.between(280, 420))
}

/// Tenths of a Latin letter's time: a Chinese character is a syllable, a letter of a script
/// without vowels a little more than one of ours.
fn weight(letter: char) -> i64 {
    match letter {
        '\0'..='\u{2ff}' => 10,
        '\u{2e80}'.. => 28,
        _ => 13,
    }
}

/// The part of `text` that is heard before a barge-in, of at least a few words.
pub(super) fn cut<'t>(rng: &mut Rng, text: &'t str) -> Option<&'t str> {
    let is_end = |(_, letter): &(usize, char)| letter.is_whitespace();
    let mut ends: Vec<usize> = text
        .char_indices()
        .filter(is_end)
        .map(|(at, _)| at)
        .collect();
    if ends.is_empty() {
        ends = text.char_indices().map(|(at, _)| at).collect();
    }
    let count = ends.len();
    if count < 8 {
        return None;
    }
    let share = usize::try_from(rng.between(50, 85)).unwrap_or(50);
    let at = count.saturating_mul(share) / 100;
    let heard = text.get(..*ends.get(at)?)?;
    Some(heard.trim_end_matches(|letter: char| letter.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_a_beginning_of_whole_words() {
        let text = "We also have a dessert special tonight, our homemade tiramisu with coffee.";
        for seed in 0..50 {
            let heard = cut(&mut Rng::new(seed, 0), text).unwrap();
            assert!(text.starts_with(heard) && heard.len() >= 20, "{heard}");
            assert!(heard.ends_with(char::is_alphanumeric), "{heard}");
        }
        assert_eq!(cut(&mut Rng::new(0, 0), "Happy to help you."), None);
    }
}
