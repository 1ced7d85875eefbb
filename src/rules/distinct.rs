//! A quick look whether some texts are all different, which identifiers nearly always are.

/// Whether no two of the texts are equal. False does not mean that two are: different texts may have the same
/// fingerprint, so whoever wants to know looks again.
pub(super) fn are_distinct<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut fingerprints: Vec<u64> = texts.map(fingerprint).collect();
    fingerprints.sort_unstable();
    !fingerprints.array_windows().any(|[one, next]| one == next)
}

fn fingerprint(text: &str) -> u64 {
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let whole = words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .fold(0, mix);
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    rest.iter()
        .fold(mix(whole, length), |hash, byte| mix(hash, (*byte).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_never_distinct() {
        let distinct = |texts: &[&str]| are_distinct(texts.iter().copied());
        assert!(distinct(&[]));
        assert!(distinct(&[
            "",
            "a",
            "b",
            "ab",
            "item_3bd4e651ee1f",
            "item_3bd4e651ee1f/fnc_0"
        ]));
        assert!(!distinct(&["a", "b", "a"]));
        assert!(!distinct(&["item_3bd4e651ee1f", "x", "item_3bd4e651ee1f"]));
        assert!(!distinct(&["", ""]));
    }
}
