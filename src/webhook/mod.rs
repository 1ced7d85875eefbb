//! Webhooks on the wire: deliveries that we make.

mod client;
mod headers;
mod roots;
pub mod send;
mod url;

pub use client::{Answer, Client, Failure, USER_AGENT, complete};
pub use headers::{BadHeader, Headers};
pub use roots::Roots;
pub use url::{BadUrl, Url};
