//! A signature as a header has it. SpeakNode documents plain lowercase hex; how other senders and
//! proxies write the same MAC is tolerated, and told.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};

use super::LENGTH;

/// The longest text that is looked at.
const LONGEST: usize = 256;

/// A MAC that somebody claims.
#[derive(Clone)]
pub struct Claim {
    mac: [u8; LENGTH],
    liberties: Vec<Liberty>,
}

/// What a signature is written with that the documentation does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liberty {
    /// White space around it.
    Space,
    /// `sha256=` before it.
    Prefix,
    /// Capital letters in its hex.
    UpperCase,
    /// Base64 instead of hex.
    Base64,
}

impl Liberty {
    /// What a person is told.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Space => "white space around it",
            Self::Prefix => "the prefix `sha256=`",
            Self::UpperCase => "capital letters",
            Self::Base64 => "base64 instead of hex",
        }
    }
}

/// A text that is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoClaim;

impl Claim {
    /// Reads a signature.
    ///
    /// # Errors
    /// A text that is no MAC of 32 bytes in hex or base64.
    pub fn read(text: &str) -> Result<Self, NoClaim> {
        if text.len() > LONGEST {
            return Err(NoClaim);
        }
        let mut liberties = Vec::new();
        let mut written = text.trim();
        if written.len() < text.len() {
            liberties.push(Liberty::Space);
        }
        let prefix = written.split_at_checked("sha256=".len());
        if let Some((prefix, rest)) = prefix
            && prefix.eq_ignore_ascii_case("sha256=")
        {
            written = rest;
            liberties.push(Liberty::Prefix);
        }
        let is_hex = written.len() == LENGTH.saturating_mul(2);
        let encodings: &[_] = if is_hex {
            &[HEXLOWER_PERMISSIVE]
        } else {
            &[BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD]
        };
        let read = |encoding: &data_encoding::Encoding| encoding.decode(written.as_bytes()).ok();
        let bytes = encodings.iter().find_map(read).ok_or(NoClaim)?;
        let mac = bytes.try_into().map_err(|_| NoClaim)?;
        if !is_hex {
            liberties.push(Liberty::Base64);
        } else if written.contains(|c: char| c.is_ascii_uppercase()) {
            liberties.push(Liberty::UpperCase);
        }
        Ok(Self { mac, liberties })
    }

    /// What it is written with that is not documented.
    #[must_use]
    pub fn liberties(&self) -> &[Liberty] {
        &self.liberties
    }

    /// The MAC as it is documented to be written.
    #[must_use]
    pub fn hex(&self) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.mac)
    }

    pub(super) fn mac(&self) -> &[u8; LENGTH] {
        &self.mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    #[test]
    fn the_documented_form_and_what_is_tolerated_are_the_same_mac() {
        use Liberty::{Base64, Prefix, Space, UpperCase};
        let bytes = HEXLOWER_PERMISSIVE.decode(HEX.as_bytes()).unwrap();
        let cases: [(String, &[Liberty]); 8] = [
            (HEX.to_owned(), &[]),
            (HEX.to_uppercase(), &[UpperCase]),
            (format!("sha256={HEX}"), &[Prefix]),
            (format!(" SHA256={HEX}\r\n"), &[Space, Prefix]),
            (BASE64.encode(&bytes), &[Base64]),
            (BASE64_NOPAD.encode(&bytes), &[Base64]),
            (BASE64URL.encode(&bytes), &[Base64]),
            (
                format!("sha256={}", BASE64.encode(&bytes)),
                &[Prefix, Base64],
            ),
        ];
        for (text, liberties) in cases {
            let claim = Claim::read(&text).unwrap();
            assert_eq!(claim.mac().as_slice(), bytes, "{text}");
            assert_eq!(claim.liberties(), liberties, "{text}");
        }
    }

    #[test]
    fn what_is_no_mac_is_none() {
        let cases = [
            String::new(),
            "sha256=".to_owned(),
            HEX[..63].to_owned(),
            format!("{HEX}0"),
            HEX.replace('5', "g"),
            HEX.replace('5', "\u{ff15}"),
            format!("v1={HEX}"),
            "a".repeat(1_000_000),
            format!("{HEX} {HEX}"),
        ];
        for text in cases {
            assert!(Claim::read(&text).is_err(), "{text:.80}");
        }
    }

    #[test]
    fn only_a_text_of_some_length_is_looked_at() {
        let longest = format!("{HEX:LONGEST$}");
        assert!(Claim::read(&longest).is_ok());
        assert!(Claim::read(&format!("{longest} ")).is_err());
    }

    #[test]
    fn every_liberty_is_told_in_words_of_its_own() {
        for (liberty, words) in [
            (Liberty::Space, "white space"),
            (Liberty::Prefix, "`sha256=`"),
            (Liberty::UpperCase, "capital letters"),
            (Liberty::Base64, "base64"),
        ] {
            assert!(liberty.words().contains(words), "{liberty:?}");
        }
    }

    #[test]
    fn a_claim_is_shown_as_it_is_documented() {
        for text in [HEX.to_owned(), format!(" SHA256={}", HEX.to_uppercase())] {
            assert_eq!(Claim::read(&text).unwrap().hex(), HEX);
        }
    }
}
