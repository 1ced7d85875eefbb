//! Webhooks on the wire: deliveries that we make, and deliveries that we take.

pub mod capture;
mod client;
mod headers;
pub mod listen;
mod roots;
pub mod send;
mod url;

pub use client::{Answer, Client, Failure, USER_AGENT, complete};
pub use headers::{BadHeader, Headers, is_secret};
pub use roots::Roots;
pub use url::{BadUrl, Url};
