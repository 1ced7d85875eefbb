//! The link to the recording. Whoever has its query may listen, so that is hidden unless
//! values are to be shown.

use serde::{Serialize, Serializer};

use crate::text::Untrusted;

/// The address of a recording, without user, query and fragment unless these may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recording<'a> {
    address: Untrusted<'a>,
    is_open: bool,
}

impl<'a> Recording<'a> {
    /// The recording at `address`, which is shown in full if it `is_open`.
    #[must_use]
    pub fn new(address: Untrusted<'a>, is_open: bool) -> Self {
        Self { address, is_open }
    }

    /// Whether the whole address may be shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The address as it may be shown: `https://host/path?…`, with `ellipsis` for what is
    /// hidden. As untrusted as the payload.
    #[must_use]
    pub fn shown(&self, ellipsis: &str) -> String {
        let raw = self.address.raw();
        if self.is_open {
            return raw.to_owned();
        }
        let base = raw.split(['?', '#']).next().unwrap_or_default();
        let address = without_user(base);
        if base.len() < raw.len() {
            format!("{address}?{ellipsis}")
        } else {
            address
        }
    }
}

/// `base` without what stands before the last `@` of its authority. Where there is no clear
/// authority everything before the last `@` goes, rather than risk a password.
fn without_user(base: &str) -> String {
    let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.chars().all(char::is_alphanumeric);
    let Some((scheme, rest)) = base
        .split_once("://")
        .filter(|(scheme, _)| is_scheme(scheme))
    else {
        return base.rsplit('@').next().unwrap_or_default().to_owned();
    };
    let end = rest.find(['/', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

impl Serialize for Recording<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown("…"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str) -> String {
        Recording::new(Untrusted::new(address), false).shown("…")
    }

    #[test]
    fn what_grants_access_is_hidden() {
        assert_eq!(
            shown("https://u:p@h.example/a.ogg?X=1#f"),
            "https://h.example/a.ogg?…"
        );
        assert_eq!(
            shown("https://h.example/a@b.ogg#f"),
            "https://h.example/a@b.ogg?…"
        );
        assert_eq!(shown("https://h.example/a.ogg"), "https://h.example/a.ogg");
        assert_eq!(shown("https:/u:p@h/a"), "h/a");
        assert_eq!(shown("u:p@h/a?x"), "h/a?…");
        assert_eq!(shown("https://u:p@h\\@x/a"), "https://h\\@x/a");
    }

    #[test]
    fn it_is_shown_to_who_asks() {
        let address = "https://u:p@h/a?X=1#f";
        assert_eq!(
            Recording::new(Untrusted::new(address), true).shown("…"),
            address
        );
    }
}
