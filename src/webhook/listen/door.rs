//! What is asked of a request before a byte of its body is read.

use std::net::IpAddr;

use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::http::{Method, header};

use super::hosts::{Hosts, Name};
use super::refusal::Refusal;
use super::tap::Length;

/// What a browser sends with a request that a page has made it send, and no page can leave out. Whoever
/// sends webhooks has neither, nor has a tunnel. Node's `fetch` sends `Sec-Fetch-Mode`, so that is no mark.
const MARKS_OF_A_PAGE: [&str; 2] = ["origin", "sec-fetch-site"];

/// Which requests are deliveries.
#[derive(Debug, Clone)]
pub struct Door {
    /// The path; a query may follow it.
    pub path: String,
    /// Names that we answer to.
    pub hosts: Hosts,
    /// Bytes of the largest body.
    pub max_body: usize,
}

impl Door {
    /// Whether a request that came in at `local` may bring its body.
    pub(super) fn admit(
        &self,
        head: &Parts,
        length: Option<Length>,
        local: IpAddr,
    ) -> Result<(), Refusal> {
        // What is ambiguous is said first: nothing else in such a request can be trusted.
        match length {
            Some(Length::Bytes(_) | Length::Chunks) => {}
            Some(Length::Coded) => return Err(Refusal::Coding),
            Some(Length::Both) => return Err(Refusal::TwoLengths),
            // hyper takes lengths that are written in several ways, when they come to the same.
            None => return Err(Refusal::UnclearLength),
        }
        self.admit_host(head, local)?;
        if MARKS_OF_A_PAGE
            .iter()
            .any(|mark| head.headers.contains_key(*mark))
        {
            return Err(Refusal::Browser);
        }
        // Where the target is a host, or `*`, there is no path to be wrong.
        let is_path = head.uri.path().starts_with('/');
        if is_path && head.uri.path() != self.path {
            return Err(Refusal::Path);
        }
        if head.method != Method::POST {
            return Err(Refusal::Method);
        }
        if !is_path {
            return Err(Refusal::Path);
        }
        let encodings = head.headers.get_all(header::CONTENT_ENCODING);
        let is_plain = |value: &header::HeaderValue| {
            let value = value.as_bytes().trim_ascii();
            value.is_empty() || value.eq_ignore_ascii_case(b"identity")
        };
        if encodings.iter().all(is_plain) {
            Ok(())
        } else {
            Err(Refusal::Encoding)
        }
    }

    /// Every name that a request gives to whom it is for must be one of ours.
    fn admit_host(&self, head: &Parts, local: IpAddr) -> Result<(), Refusal> {
        let mut hosts = head.headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(Refusal::NotOneHost);
        };
        let host = host.to_str().map_err(|_| Refusal::BadHost)?;
        match self.hosts.judge(host, local) {
            Name::Ours => {}
            Name::Foreign => return Err(Refusal::ForeignHost),
            Name::None => return Err(Refusal::BadHost),
        }
        let in_target = head.uri.authority().map(Authority::as_str);
        match in_target.map_or(Name::Ours, |name| self.hosts.judge(name, local)) {
            Name::Ours => {}
            Name::Foreign => return Err(Refusal::ForeignTarget),
            Name::None => return Err(Refusal::BadTarget),
        }
        Ok(())
    }
}
