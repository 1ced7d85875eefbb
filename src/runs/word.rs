//! Short strings of payloads that are kept to the end of the run: ids, names, states. Each is held
//! once, and one of absurd length is held by its beginning and a hash, so that it stays itself.

use std::borrow::{Borrow, Cow};
use std::collections::HashSet;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::payload::is_set_id;
use crate::text::{Untrusted, without_url_secrets};

/// Bytes of the longest string that is kept whole; an id has 36.
const LONGEST: usize = 200;

/// A kept string, as untrusted as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word(Arc<str>);

impl Word {
    /// The string.
    #[must_use]
    pub fn untrusted(&self) -> Untrusted<'_> {
        Untrusted::new(&self.0)
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.untrusted().serialize(serializer)
    }
}

/// The strings that are kept.
#[derive(Debug, Default)]
pub(super) struct Words(HashSet<Word>);

impl Words {
    /// The kept form of an id; one that was never set is as good as absent.
    pub(super) fn keep_id(&mut self, id: Option<Untrusted<'_>>) -> Option<Word> {
        self.keep(id.filter(is_set_id))
    }

    /// The kept form of a string; a blank one is as good as absent.
    pub(super) fn keep(&mut self, text: Option<Untrusted<'_>>) -> Option<Word> {
        let text = text.map(Untrusted::raw)?;
        if text.trim().is_empty() {
            return None;
        }
        let short = short(text);
        if let Some(known) = self.0.get(&*short) {
            return Some(known.clone());
        }
        let word = Word(Arc::from(&*short));
        self.0.insert(word.clone());
        Some(word)
    }
}

/// Without the secrets of an address, and never long: two strings that differ stay apart.
fn short(text: &str) -> Cow<'_, str> {
    let public = without_url_secrets(text);
    if text.len() <= LONGEST && matches!(public, Cow::Borrowed(_)) {
        return public;
    }
    let end = public.floor_char_boundary(LONGEST);
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes());
    let head = public.get(..end).unwrap_or_default();
    Cow::Owned(format!("{head}…{}", hash.simple()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Option<String> {
        let word = Words::default().keep(Some(Untrusted::new(text)))?;
        Some(word.untrusted().raw().to_owned())
    }

    #[test]
    fn a_string_is_held_once_and_blank_ones_not_at_all() {
        let mut words = Words::default();
        let first = words.keep(Some(Untrusted::new("a"))).unwrap();
        let second = words.keep(Some(Untrusted::new("a"))).unwrap();
        assert!(Arc::ptr_eq(&first.0, &second.0));
        assert_eq!((kept(" \n"), words.keep(None)), (None, None));
    }

    #[test]
    fn an_id_of_zeros_is_none() {
        let mut words = Words::default();
        let zeros = Untrusted::new("00000000-0000-0000-0000-000000000000");
        assert_eq!(words.keep_id(Some(zeros)), None);
        assert!(words.keep_id(Some(Untrusted::new("0"))).is_some());
    }

    #[test]
    fn long_strings_are_cut_and_stay_apart() {
        let (one, other) = ("é".repeat(1_000_000), "é".repeat(1_000_001));
        let (one, other) = (kept(&one).unwrap(), kept(&other).unwrap());
        assert!(one.len() < 300 && one != other, "{one}");
    }

    #[test]
    fn addresses_lose_their_secrets_and_stay_apart() {
        let (one, other) = (kept("https://h/?a").unwrap(), kept("https://h/?b").unwrap());
        assert!(one.starts_with("https://h/?…") && one != other, "{one}");
    }
}
