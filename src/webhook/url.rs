//! Where a delivery goes: an address that is read once and means the same to whoever checks it and
//! to whoever connects.

use std::fmt;
use std::net::{IpAddr, SocketAddr, UdpSocket};

use ureq::http::Uri;
use ureq::http::uri::{Authority, Scheme};

use crate::text::{Untrusted, without_url_secrets};

/// An absolute `http` or `https` address without a user. Its display hides the query.
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    uri: Uri,
    host: String,
    is_plain: bool,
}

/// Why a text is no address to send to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It is no address at all.
    #[error("this is no address; write one such as http://127.0.0.1:4242/hook")]
    Syntax,
    /// Another scheme, or none.
    #[error("an address begins with http:// or https://")]
    Scheme,
    /// A user or a password, which every other user of the machine would see.
    #[error(
        "a user or a password does not belong into an address; `--header-env` takes a header from a variable"
    )]
    User,
    /// A port that does not exist.
    #[error("a port is a number from 1 to 65535")]
    Port,
}

impl Url {
    /// Reads an address.
    ///
    /// # Errors
    /// A text that is none, or that has what ours may not have.
    pub fn parse(text: &str) -> Result<Self, BadUrl> {
        let (scheme, behind) = text.split_once("://").ok_or(BadUrl::Scheme)?;
        if !["http", "https"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
        {
            return Err(BadUrl::Scheme);
        }
        let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
        if behind
            .get(..end)
            .is_none_or(|authority| authority.contains('@'))
        {
            return Err(BadUrl::User);
        }
        let uri: Uri = text.parse().map_err(|_| BadUrl::Syntax)?;
        let is_plain = uri.scheme() == Some(&Scheme::HTTP);
        let host = checked_host(uri.authority().ok_or(BadUrl::Syntax)?)?;
        Ok(Self {
            uri,
            host,
            is_plain,
        })
    }

    /// Whether nothing hides what is sent from who carries it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Whether it is this machine, and can be nothing else: `localhost`, 127.0.0.0/8 or `::1`, spelled
    /// out. Names that only begin so, and short forms of numbers, are other machines.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let plain = self.host.trim_start_matches('[').trim_end_matches(']');
        match plain.parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => self.host.eq_ignore_ascii_case("localhost"),
        }
    }

    /// Whether whoever listens at `addr` is who this leads to, as far as the spelling says: `localhost`
    /// or an address, and the same port.
    #[must_use]
    pub fn leads_to(&self, addr: SocketAddr) -> bool {
        let usual = if self.is_plain { 80 } else { 443 };
        if self.uri.port_u16().unwrap_or(usual) != addr.port() {
            return false;
        }
        let here = addr.ip().to_canonical();
        let plain = self.host.trim_start_matches('[').trim_end_matches(']');
        let Ok(there) = plain.parse::<IpAddr>() else {
            let is_local = here.is_loopback() || here.is_unspecified();
            return is_local && self.host.eq_ignore_ascii_case("localhost");
        };
        let there = there.to_canonical();
        match (here.is_unspecified(), there.is_unspecified()) {
            // Who listens everywhere listens at every address of this machine.
            (true, is_unspecified) => is_unspecified || there.is_loopback() || is_ours(there),
            // Where to connect to "any address" leads is loopback.
            (false, true) => here.is_loopback(),
            (false, false) => here == there,
        }
    }

    /// The host as it is written, brackets included.
    #[must_use]
    pub fn host(&self) -> Untrusted<'_> {
        Untrusted::new(&self.host)
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }
}

/// Whether an address is one of this machine's: nobody can have a socket at another.
fn is_ours(address: IpAddr) -> bool {
    UdpSocket::bind((address, 0)).is_ok()
}

/// The address without what may be a secret in it, safe to print.
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.uri.to_string();
        write!(
            f,
            "{}",
            Untrusted::new(&without_url_secrets(&text)).inline()
        )
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// The host, when the whole of `authority` is one, with or without a port.
fn checked_host(authority: &Authority) -> Result<String, BadUrl> {
    let host = authority.host();
    let is_named = !host.is_empty() && !host.contains(['%', ',', ';', '!', '$', '&', '\'', '*']);
    let is_address = match host.strip_prefix('[') {
        Some(inner) => {
            let inner = inner.strip_suffix(']').ok_or(BadUrl::Syntax)?;
            inner.parse::<std::net::Ipv6Addr>().is_ok()
        }
        None => is_named && !host.contains(['(', ')', '=', '[', ']', ':']),
    };
    let behind = authority.as_str().strip_prefix(host);
    let (Some(behind), true) = (behind, is_address) else {
        return Err(BadUrl::Syntax);
    };
    if behind.is_empty() {
        return Ok(host.to_owned());
    }
    let port = behind.strip_prefix(':').ok_or(BadUrl::Syntax)?;
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok_and(|port| port > 0);
    if is_port {
        Ok(host.to_owned())
    } else {
        Err(BadUrl::Port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for (text, is_loopback) in [
            ("http://127.0.0.1/", true),
            ("http://127.9.8.7:4242/hook", true),
            ("HTTP://LOCALHOST:1", true),
            ("https://[::1]/", true),
            ("http://[0:0:0:0:0:0:0:1]:80/", true),
            ("http://127.evil.com/", false),
            ("http://127.0.0.1.evil.com/", false),
            ("http://localhost.evil.com/", false),
            ("http://localhost./", false),
            ("http://127.1/", false),
            ("http://2130706433/", false),
            ("http://0x7f000001/", false),
            ("http://0.0.0.0/", false),
            ("http://[::]/", false),
            ("http://[::ffff:127.0.0.1]/", false),
            ("http://128.0.0.1/", false),
            ("https://evil.com/127.0.0.1", false),
            ("https://evil.com?localhost", false),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(url.is_loopback(), is_loopback, "{text}");
        }
    }

    #[test]
    fn an_address_that_leads_to_a_listener_is_known() {
        for (url, addr, leads) in [
            ("http://127.0.0.1:4242/hook", "127.0.0.1:4242", true),
            ("http://localhost:4242", "127.0.0.1:4242", true),
            ("http://LocalHost:4242", "0.0.0.0:4242", true),
            ("http://127.0.0.1:4242", "0.0.0.0:4242", true),
            ("http://127.0.0.9:4242", "0.0.0.0:4242", true),
            ("http://0.0.0.0:4242", "127.0.0.1:4242", true),
            ("http://[::1]:4242", "[::1]:4242", true),
            ("http://[::ffff:127.0.0.1]:4242", "127.0.0.1:4242", true),
            ("http://127.0.0.1", "127.0.0.1:80", true),
            ("https://127.0.0.1", "127.0.0.1:443", true),
            ("http://127.0.0.1:4243", "127.0.0.1:4242", false),
            ("http://127.0.0.2:4242", "127.0.0.1:4242", false),
            ("http://192.0.2.1:4242", "127.0.0.1:4242", false),
            ("http://192.0.2.1:4242", "0.0.0.0:4242", false),
            ("http://localhost:4242", "192.0.2.1:4242", false),
            ("http://hook.example:4242", "0.0.0.0:4242", false),
        ] {
            let (url, addr) = (Url::parse(url).unwrap(), addr.parse().unwrap());
            assert_eq!(url.leads_to(addr), leads, "{url} {addr}");
        }
    }

    #[test]
    fn what_is_no_address_of_ours_is_refused() {
        for (text, why) in [
            ("127.0.0.1:80/", BadUrl::Scheme),
            ("localhost", BadUrl::Scheme),
            ("ftp://h/", BadUrl::Scheme),
            ("file:///etc/passwd", BadUrl::Scheme),
            ("https:/h/", BadUrl::Scheme),
            ("http://", BadUrl::Syntax),
            ("http:///x", BadUrl::Syntax),
            ("http://h/a b", BadUrl::Syntax),
            ("http://h/a\r\nx: y", BadUrl::Syntax),
            ("http://h\u{0}/", BadUrl::Syntax),
            ("http://[::1/", BadUrl::Syntax),
            ("http://[::1]x/", BadUrl::Syntax),
            ("http://[v1.x]/", BadUrl::Syntax),
            ("http://127.0.0.1%00.evil.com/", BadUrl::Syntax),
            ("http://u:p@h/", BadUrl::User),
            ("http://127.0.0.1@evil.com/", BadUrl::User),
            ("http://h:0/", BadUrl::Port),
            ("http://h:99999/", BadUrl::Port),
            ("http://h:/", BadUrl::Port),
            ("http://h:+1/", BadUrl::Port),
        ] {
            let refused = Url::parse(text).map(|url| url.to_string());
            // A port that is no number is no address to the library either.
            let same =
                refused == Err(why) || (why == BadUrl::Port && refused == Err(BadUrl::Syntax));
            assert!(same, "{text}: {refused:?}");
        }
    }

    #[test]
    fn an_address_is_shown_without_its_secrets() {
        let url = Url::parse("https://h.example/hook?token=S").unwrap();
        assert_eq!(url.to_string(), "https://h.example/hook?…");
        assert_eq!(format!("{url:?}"), "\"https://h.example/hook?…\"");
        assert!(!url.is_plain());
        assert!(Url::parse("http://h.example/").unwrap().is_plain());
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            failure_persistence: None,
            ..Default::default()
        })]

        /// Whoever connects goes to the host that was checked, and no text panics.
        #[test]
        fn what_is_checked_is_what_is_connected_to(
            text in "(https?://)?[a-z0-9.:@/?#\\[\\]%\\\\ \u{e9}-]{0,24}|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[a-z0-9.:@/?#%-]{0,12}"
        ) {
            if let Ok(url) = Url::parse(&text) {
                assert_eq!(url.uri().host(), Some(url.host().raw()));
                let behind = text.split_once("://").unwrap().1.to_ascii_lowercase();
                let known = ["127.", "localhost", "["];
                assert!(!url.is_loopback() || known.iter().any(|known| behind.starts_with(known)));
            }
        }
    }
}
