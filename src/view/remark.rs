//! What checking a call found, for those who look at the call. Whoever checks it makes these.

/// One finding about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How much it matters.
    pub level: Level,
    /// The rule that found it.
    pub rule: String,
    /// What was found and what was expected; may quote the payload.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, as a JSON Pointer in the document; as untrusted as the payload.
    pub pointer: String,
    /// The item of `history` that it is about.
    pub item: Option<usize>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not what is documented.
    Error,
    /// Probably a mistake.
    Warning,
    /// Worth knowing.
    Note,
}

impl Remark {
    /// The item of `history` that a JSON Pointer leads into, in a payload that lies at `payload` in
    /// its document.
    #[must_use]
    pub fn item_of(pointer: &str, payload: &str) -> Option<usize> {
        let inside = pointer.strip_prefix(payload)?;
        let inside = inside.strip_prefix("/data").unwrap_or(inside);
        let item = inside.strip_prefix("/history/")?;
        item.split('/').next()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_into_the_history_names_its_item() {
        let item = |pointer| Remark::item_of(pointer, "");
        assert_eq!(item("/data/history/10/metrics/e2e_latency"), Some(10));
        assert_eq!(item("/history/3"), Some(3));
        assert_eq!(item("/data/history"), None);
        assert_eq!(item("/data/agent_id"), None);
        assert_eq!(Remark::item_of("/2/data/history/7/id", "/2"), Some(7));
        assert_eq!(Remark::item_of("/3/data/history/7/id", "/2"), None);
    }
}
