//! What happens to secrets between two places that should have the same.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use zeroize::Zeroizing;

/// How the sender's secret differs from ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// White space at its ends was kept here.
    Trimmed,
    /// A line feed at its end was kept there.
    LineFeed,
    /// CR and LF at its end were kept there.
    CrLf,
    /// Quotes around it were kept here.
    Unquoted,
    /// The sender decodes it from base64.
    Base64,
    /// The sender decodes it from hex.
    Hex,
    /// A prefix up to `_` is no part of it.
    Unprefixed,
    /// The same, and the rest is base64.
    UnprefixedBase64,
}

impl Change {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Trimmed => "without the white space at its ends",
            Self::LineFeed => "with a line feed at its end",
            Self::CrLf => "with a carriage return and a line feed at its end",
            Self::Unquoted => "without the quotes around it",
            Self::Base64 => "decoded from base64",
            Self::Hex => "decoded from hex",
            Self::Unprefixed => "without its prefix",
            Self::UnprefixedBase64 => "without its prefix, decoded from base64",
        }
    }

    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Trimmed | Self::Unquoted => {
                "the secret that was given here has more than the sender's: take that out"
            }
            Self::LineFeed | Self::CrLf => {
                "the sender's secret was stored with a line end: set it anew there"
            }
            Self::Base64 | Self::Hex => "SpeakNode documents that the key is the secret's own text",
            Self::Unprefixed | Self::UnprefixedBase64 => {
                "SpeakNode documents that the key is the whole secret"
            }
        }
    }
}

/// The secret as it is, and what it may have been.
pub(super) fn variants(secret: &[u8]) -> Vec<(Option<Change>, Zeroizing<Vec<u8>>)> {
    let mut variants = vec![(None, Zeroizing::new(secret.to_vec()))];
    let mut add = |change, bytes: Option<Vec<u8>>| {
        let bytes = bytes.map(Zeroizing::new);
        if let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty() && bytes.as_slice() != secret) {
            variants.push((Some(change), bytes));
        }
    };
    let trimmed = secret.trim_ascii();
    let unprefixed = secret
        .iter()
        .position(|byte| *byte == b'_')
        .and_then(|at| secret.get(at.saturating_add(1)..));
    add(Change::Trimmed, Some(trimmed.to_vec()));
    add(Change::LineFeed, Some([secret, b"\n"].concat()));
    add(Change::CrLf, Some([secret, b"\r\n"].concat()));
    add(Change::Unquoted, unquoted(trimmed).map(<[u8]>::to_vec));
    add(Change::Hex, HEXLOWER_PERMISSIVE.decode(trimmed).ok());
    add(Change::Base64, base64(trimmed));
    add(Change::Unprefixed, unprefixed.map(<[u8]>::to_vec));
    add(Change::UnprefixedBase64, unprefixed.and_then(base64));
    variants
}

fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let encodings = [BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD];
    let mut tried = encodings.iter();
    tried.find_map(|encoding| encoding.decode(text).ok())
}

fn unquoted(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => Some(inner),
        _ => None,
    }
}
