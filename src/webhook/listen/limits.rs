//! How much a sender may cost us. None of it is near what a webhook needs.

use std::time::Duration;

/// Connections at a time. When there are more, whoever has waited longest to say something goes.
pub(super) const CONNECTIONS: usize = 256;

/// Bytes of a request's head.
pub(super) const HEAD: usize = 64 * 1024;

/// Headers of a request.
pub(super) const HEADERS: usize = 100;

/// How long everybody may take before having to make room for another: far more than a request takes to
/// follow its connection.
pub(super) const GRACE: Duration = Duration::from_millis(100);

/// Connections that the system may hold for us until we take them in.
pub(super) const WAITING: u32 = 1024;

/// How long the head may take.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long head and body together may take.
pub(super) const REQUEST_TIME: Duration = Duration::from_secs(30);

/// How long a connection may be kept without a request.
pub(super) const IDLE_TIME: Duration = Duration::from_secs(60);

/// How long work that has begun may take: far more than every part of it, which are bounded, too.
pub(super) const WORK_TIME: Duration = Duration::from_secs(600);

/// How long deliveries that are under way may take when the listener ends.
pub(super) const DRAIN: Duration = Duration::from_secs(2);

/// Bytes of all bodies at a time, and how many more than the largest that is allowed there are at least.
pub(super) const BODIES: usize = 16 * 1024 * 1024;
pub(super) const SPARE: usize = 4 * 1024 * 1024;

/// Bytes of the pieces in which a body is collected.
pub(super) const PIECE: usize = 64 * 1024;

/// Bytes of a body that is judged alone: trees are many times as large as their text.
pub(super) const LARGE_BODY: usize = 1024 * 1024;

/// Deliveries that are judged and kept at a time. More than there are cores, as disks take long.
pub(super) const WORKERS: u32 = 8;

/// Deliveries that are forwarded at a time.
pub(super) const FORWARDERS: usize = 64;

/// Bytes that are still read from whoever was refused, so that the answer is seen.
pub(super) const LEFTOVER: usize = 1024 * 1024;

/// How long that may take.
pub(super) const LEFTOVER_TIME: Duration = Duration::from_secs(2);

/// News that nobody has read yet. Behind them deliveries wait, and refusals are only counted.
pub(super) const NEWS: usize = 1024;

/// Sessions that are remembered to tell duplicates.
pub(super) const REMEMBERED: usize = 64 * 1024;

/// Problems of each severity that are told of a delivery.
pub(super) const PROBLEMS: usize = 20;
