//! Which `Host` a request may name. A page in a browser can lead a name of its own to this machine (DNS
//! rebinding) and read what is answered there. That a page may also just ask for our own name, without
//! reading the answer, is not seen here: `door` knows such a request by what the browser says of it.

use std::net::{IpAddr, Ipv6Addr};

use hyper::http::uri::Authority;

/// The names that are ours.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    more: Vec<String>,
}

/// What a name is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// One of ours.
    Ours,
    /// Somebody else's.
    Foreign,
    /// No name at all.
    None,
}

impl Hosts {
    /// Loopback's names, and `more`.
    #[must_use]
    pub fn new(more: Vec<String>) -> Self {
        Self { more }
    }

    /// Whether `text` is a host's name or address, as it stands in a `Host` before the port. A name
    /// that no `Host` can have would allow nothing.
    #[must_use]
    pub fn is_name(text: &str) -> bool {
        let is_usual = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
        name_of(text) == Some(text) && text.chars().all(is_usual)
    }

    /// What `host`, with or without a port, is to a connection that came in at `local`. An address
    /// that we are reached at is ours: no name has led there.
    pub(super) fn judge(&self, host: &str, local: IpAddr) -> Name {
        let Some(name) = name_of(host) else {
            return Name::None;
        };
        let plain = name
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'));
        let address = match plain {
            Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => name.parse::<IpAddr>().ok(),
        };
        let is_ours = match address {
            Some(address) => {
                let (address, local) = (address.to_canonical(), local.to_canonical());
                address.is_loopback() || address == local
            }
            None => name.eq_ignore_ascii_case("localhost"),
        };
        let is_allowed = || self.more.iter().any(|more| more.eq_ignore_ascii_case(name));
        if is_ours || is_allowed() {
            Name::Ours
        } else {
            Name::Foreign
        }
    }
}

/// The name before the port, when the whole of `host` is one, with or without a port.
fn name_of(host: &str) -> Option<&str> {
    let authority: Authority = host.parse().ok()?;
    let length = authority.host().len();
    let (name, behind) = host.split_at_checked(length)?;
    let is_digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let is_port = |port: &str| port.is_empty() || (is_digits(port) && port.parse::<u16>().is_ok());
    let is_whole = behind.is_empty() || behind.strip_prefix(':').is_some_and(is_port);
    (is_whole && name == authority.host() && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_host_can_be_is_no_name() {
        for name in [
            "hook.example",
            "a-b.ngrok.app",
            "10.0.0.1",
            "[::1]",
            "my_host",
        ] {
            assert!(Hosts::is_name(name), "{name}");
        }
        for text in [
            "",
            "https://hook.example",
            "hook.example/",
            "hook.example/hook",
            "hook.example:443",
            "*.example",
            "*",
            " hook.example",
            "hook.example ",
            "a b",
            "me@hook.example",
            "h\u{f6}ok.example",
            "::1",
        ] {
            assert!(!Hosts::is_name(text), "{text}");
        }
    }

    #[test]
    fn only_what_is_exactly_ours_is_ours() {
        let hosts = Hosts::new(vec!["hook.example".to_owned()]);
        let local: IpAddr = "192.168.1.5".parse().unwrap();
        for (host, expected) in [
            ("127.0.0.1", Name::Ours),
            ("127.0.0.1:4242", Name::Ours),
            ("127.8.8.8:1", Name::Ours),
            ("LocalHost:4242", Name::Ours),
            ("localhost:", Name::Ours),
            ("[::1]:4242", Name::Ours),
            ("[::ffff:127.0.0.1]", Name::Ours),
            ("192.168.1.5:4242", Name::Ours),
            ("Hook.Example:443", Name::Ours),
            ("192.168.1.6", Name::Foreign),
            ("0.0.0.0", Name::Foreign),
            ("127.evil.com", Name::Foreign),
            ("127.0.0.1.evil.com", Name::Foreign),
            ("localhost.evil.com", Name::Foreign),
            ("evil-localhost", Name::Foreign),
            ("hook.example.evil.com", Name::Foreign),
            ("a.hook.example", Name::Foreign),
            ("localhost.", Name::Foreign),
            ("127.1", Name::Foreign),
            ("0x7f000001", Name::Foreign),
            ("", Name::None),
            (":4242", Name::None),
            ("evil.com@127.0.0.1", Name::None),
            ("127.0.0.1@evil.com", Name::None),
            ("127.0.0.1:4242:1", Name::None),
            ("127.0.0.1:99999", Name::None),
            ("127.0.0.1:+1", Name::None),
            ("127.0.0.1:x", Name::None),
            ("127.0.0.1/x", Name::None),
            ("127.0.0.1 evil.com", Name::None),
            ("[::1", Name::None),
            ("::1", Name::None),
        ] {
            assert_eq!(hosts.judge(host, local), expected, "{host}");
        }
    }
}
