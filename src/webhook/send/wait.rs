//! Waiting that a signal ends. Nobody waits for whoever may have to be waited for: a delivery is made on a
//! thread of its own, which is left behind when nobody wants its answer any more.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::super::client::{Client, Failure};
use super::super::headers::Headers;
use super::super::url::Url;
use super::Outcome;
use crate::watch::Watch;

/// How long a signal may be overlooked.
const GLANCE: Duration = Duration::from_millis(50);

/// Delivers `body`, or says which signal came before the answer.
pub fn post(
    client: &Client,
    url: &Arc<Url>,
    headers: Headers,
    body: Vec<u8>,
    watch: &Watch,
) -> Outcome {
    let (sender, answer) = mpsc::sync_channel(1);
    let (client, url) = (client.clone(), Arc::clone(url));
    let work = move || {
        // Nobody may be left to hear it.
        let _ = sender.send(client.post(&url, &headers, &body));
    };
    if thread::Builder::new().spawn(work).is_err() {
        return Outcome::Failed(Failure::Other("the system has no thread for it".to_owned()));
    }
    loop {
        match answer.recv_timeout(GLANCE) {
            Ok(Ok(answer)) => return Outcome::Answered(answer),
            Ok(Err(failure)) => return Outcome::Failed(failure),
            Err(RecvTimeoutError::Disconnected) => {
                return Outcome::Failed(Failure::Other("the delivery broke off".to_owned()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Some(signal) = watch.signal() {
            return Outcome::Stopped(signal);
        }
    }
}

/// Waits for so long, or for a signal.
pub fn pause(length: Duration, watch: &Watch) {
    let begun = Instant::now();
    while watch.signal().is_none() {
        let left = length.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return;
        }
        thread::sleep(left.min(GLANCE));
    }
}
