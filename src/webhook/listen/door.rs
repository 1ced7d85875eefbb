//! What is asked of a request before a byte of its body is read.

use std::net::IpAddr;

use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::http::{Method, header};

use super::hosts::{Hosts, Name};
use super::refusal::Refusal;
use super::tap::Length;

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
            Some(Length::Both) | None => return Err(Refusal::Framing),
        }
        self.admit_host(head, local)?;
        if head.uri.path() != self.path {
            return Err(Refusal::Path);
        }
        if head.method != Method::POST {
            return Err(Refusal::Method);
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
            return Err(Refusal::BadHost);
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
