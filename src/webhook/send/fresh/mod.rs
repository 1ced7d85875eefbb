//! Makes a call a new one: other ids, and times that end now, everywhere they occur. Only those characters
//! change, each for one other, so that the layout of the text, its escapes and its length stay. What stands for no
//! value (placeholders of the documentation, defaults of .NET) is nothing of a call and stays, too.

mod ids;
mod moments;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::diagnostic::{Part, Place};
use crate::json::tree::parse_only;
use crate::judge::{Judge, Judged};
use crate::source::Document;
use crate::text::Untrusted;

use ids::Ids;

/// What makes the calls of a run new ones. The same id becomes the same new one in all of them.
#[derive(Debug, Clone, Copy)]
pub struct Fresh {
    ids: Ids,
    now: DateTime<Utc>,
}

/// Why a call cannot be made a new one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A moment would be in a year without four digits.
    #[error("a time would leave the years 1 to 9999")]
    Time,
    /// Something would be wrong that was not: a mistake of ours, or a payload that plays with its ids.
    #[error("`{0}` would be found at {1}, which is not the case now; it was not sent")]
    Worse(String, String),
    /// The text is no JSON.
    #[error("this is no JSON")]
    Syntax,
}

impl Fresh {
    /// Calls that end at `now`, with ids that `seed` determines.
    #[must_use]
    pub fn new(seed: u64, now: DateTime<Utc>) -> Self {
        Self {
            ids: Ids::new(seed, now),
            now,
        }
    }

    /// The text of a new call, with nothing wrong that was not wrong before.
    ///
    /// # Errors
    /// Why there is none.
    pub fn renew(&self, text: &str) -> Result<String, Unfit> {
        let root = parse_only(text).ok_or(Unfit::Syntax)?;
        let data = root.get("data").filter(|data| data.as_object().is_some());
        let data = data.unwrap_or(&root);
        let mut bytes = text.as_bytes().to_vec();
        if let Some(end) = moments::end(data) {
            let span = self.now.timestamp().saturating_sub(end.timestamp());
            moments::shift(&mut bytes, span)?;
        }
        self.ids.renew(&mut bytes, text, &root);
        let renewed = String::from_utf8(bytes).map_err(|_| Unfit::Syntax)?;
        compare(text, &renewed)?;
        Ok(renewed)
    }
}

/// Whether anything is wrong with `after` that was not wrong with `before`.
fn compare(before: &str, after: &str) -> Result<(), Unfit> {
    let judge = Judge::default();
    let mut known = BTreeMap::new();
    for place in places(&judge.judge(Document::of_text(before))) {
        let count: &mut usize = known.entry(place).or_default();
        *count = count.saturating_add(1);
    }
    for place in places(&judge.judge(Document::of_text(after))) {
        match known.get_mut(&place).filter(|count| **count > 0) {
            Some(count) => *count = count.saturating_sub(1),
            None => {
                let shown = Untrusted::new(&place.1).excerpt(80);
                return Err(Unfit::Worse(place.0, shown));
            }
        }
    }
    Ok(())
}

/// The rules of what was found, and where.
fn places(judged: &Judged<'_>) -> Vec<(String, String)> {
    let Some(root) = &judged.root else {
        return Vec::new();
    };
    let pointer = |place: &Place| match place {
        Place::Node(path, Part::Key) => format!("{} (key)", path.to_pointer(root)),
        Place::Node(path, _) => path.to_pointer(root),
        Place::Text(_) => String::new(),
    };
    let findings = judged.findings.kept().iter();
    findings
        .map(|finding| (finding.rule.to_string(), pointer(&finding.place)))
        .collect()
}

/// A seed that nobody knows.
#[must_use]
pub fn chance() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    // The standard library keys its hash tables with chance; ids need no more than that.
    std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish()
}

#[cfg(test)]
mod tests;
