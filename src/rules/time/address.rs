//! The address of a recording, taken apart as far as the rules need it. It is a secret, as whoever
//! holds it may listen: nothing of it is ever printed.

/// An absolute http or https address.
#[derive(Debug)]
pub(super) struct Address<'a> {
    query: &'a str,
}

/// What keeps a text from being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It begins with something else.
    Scheme,
    /// Nothing stands where the host should.
    Host,
    /// It holds white space or a control character.
    Blank,
}

impl Fault {
    /// What is wrong, after the name of the field.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Scheme => "does not begin with `https://` or `http://`",
            Self::Host => "names no host",
            Self::Blank => "holds white space or a control character",
        }
    }
}

impl<'a> Address<'a> {
    /// Takes an address apart.
    pub(super) fn parse(text: &'a str) -> Result<Self, Fault> {
        let (scheme, rest) = text.split_once("://").ok_or(Fault::Scheme)?;
        if !["http", "https"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
        {
            return Err(Fault::Scheme);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host);
        if is_without_name(host) {
            return Err(Fault::Host);
        }
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        let is_plain = |byte: &u8| matches!(byte, 0x21..0x7f);
        if !text.as_bytes().iter().all(is_plain) && text.contains(is_blank) {
            return Err(Fault::Blank);
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        Ok(Self { query })
    }

    /// The first value of a parameter of the query, whatever the case of its name.
    pub(super) fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// Whether a host, perhaps with a port, is only a port, or brackets around nothing.
fn is_without_name(host: &str) -> bool {
    host.split(':').next().unwrap_or_default().is_empty() || host.starts_with("[]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        for text in [
            "https://h/a.ogg?x=1#f",
            "HTTP://user:pass@h:80",
            "https://[::1]:9000/a",
            "https://bücher.example/ä",
        ] {
            assert!(Address::parse(text).is_ok(), "{text}");
        }
        for (text, fault) in [
            ("string", Fault::Scheme),
            (" https://h/a", Fault::Scheme),
            ("//h/a", Fault::Scheme),
            ("s3://bucket/a", Fault::Scheme),
            ("https:///a", Fault::Host),
            ("https://", Fault::Host),
            ("https://:80/a", Fault::Host),
            ("https://user@/a", Fault::Host),
            ("https://[]/a", Fault::Host),
            ("https://?host", Fault::Host),
            ("https://h/a b", Fault::Blank),
            ("https://h/a\n", Fault::Blank),
        ] {
            assert_eq!(Address::parse(text).unwrap_err(), fault, "{text}");
        }
    }

    #[test]
    fn parameters_are_found_in_the_query_alone() {
        let address = Address::parse("https://h/a?X=0/?b&x-amz-date=1&y=2&y=3#z=4").unwrap();
        assert_eq!(address.parameter("X-Amz-Date"), Some("1"));
        assert_eq!(address.parameter("Y"), Some("2"));
        assert_eq!(address.parameter("b"), None);
        assert_eq!(address.parameter("z"), None);
        assert_eq!(Address::parse("https://h#a?b=1").unwrap().query, "");
    }
}
