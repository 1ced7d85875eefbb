//! What every page has: the head with its policy and its style, and the foot. The policy allows the
//! one style by its hash and nothing else: no script, no image, no font, no connection.

use askama::Template;

/// The style of all pages.
const STYLE: &str = include_str!("style.css");

/// The hash of [`STYLE`] for the policy; a test holds the two together.
const STYLE_HASH: &str = include_str!("style.sha256");

/// Up to the first section.
#[derive(Template)]
#[template(path = "head.html")]
pub(super) struct Head<'p> {
    pub(super) title: &'p str,
    style: &'static str,
    hash: &'static str,
}

/// After the last section.
#[derive(Template)]
#[template(path = "foot.html")]
pub(super) struct Foot {
    version: &'static str,
}

impl<'p> Head<'p> {
    pub(super) fn new(title: &'p str) -> Self {
        Self {
            title,
            style: STYLE,
            hash: STYLE_HASH.trim_ascii(),
        }
    }
}

impl Foot {
    pub(super) fn new() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// `UPDATE_GOLDEN=1` writes the hash of a style that was changed.
    #[test]
    fn the_policy_allows_this_style() {
        let digest = Sha256::digest(STYLE.as_bytes());
        let hash = format!("sha256-{}", data_encoding::BASE64.encode(&digest));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/html/style.sha256");
            std::fs::write(path, format!("{hash}\n")).unwrap();
        } else {
            assert_eq!(STYLE_HASH.trim_ascii(), hash, "run with UPDATE_GOLDEN=1");
        }
    }

    /// The style stands in the page as it is: nothing in it may need escaping.
    #[test]
    fn the_style_needs_no_escaping() {
        assert!(!STYLE.contains(['<', '>', '&', '"', '\'']));
        assert!(!STYLE.contains("url(") || !STYLE.contains("://"));
    }
}
