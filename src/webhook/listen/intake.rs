//! What a delivery goes through, on a thread that may be kept waiting: its signature, the judge, the
//! disk, and whoever it is forwarded to. An answer that says "taken" is given behind all of them.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use hyper::http::StatusCode;
use hyper::http::request::Parts;
use hyper::http::uri::PathAndQuery;
use uuid::Uuid;

use super::delivery::{Delivery, Forwarded, LeftAlone, News};
use super::guard::Guard;
use super::limits::REMEMBERED;
use super::refusal::{Refusal, Refused};
use super::seen::Seen;
use super::tally::Tally;
use super::tickets::{Ticket, Tickets};
use crate::error::Error;
use crate::signature::Liberty;
use crate::webhook::capture::{Capture, Files, Folder, Signature};
use crate::webhook::{Client, Failure, Headers, Url};

mod verdict;

pub use verdict::Bench;
use verdict::Verdict;

/// A request that has been read to its end.
pub(super) struct Received {
    pub(super) at: DateTime<Utc>,
    pub(super) begun: Instant,
    pub(super) head: Parts,
    pub(super) body: Vec<u8>,
}

/// A request that is let in as a delivery.
struct Admitted<'i> {
    signature: Signature,
    verdict: Verdict,
    ticket: Ticket<'i>,
}

/// What is to be done about a delivery that was taken.
pub(super) enum Intended {
    /// It is answered.
    Answer(StatusCode),
    /// It is passed on first.
    Forward(Box<Pending>),
}

/// A delivery that is to be passed on.
pub(super) struct Pending {
    delivery: Delivery,
    begun: Instant,
    head: Parts,
    body: Vec<u8>,
}

/// Who deliveries are passed on to.
pub struct Forward {
    /// Who delivers them.
    pub client: Client,
    /// Where.
    pub url: Url,
}

/// What is wanted of deliveries.
pub struct Terms {
    /// How they are judged.
    pub bench: Bench,
    /// How signatures are checked, if they are.
    pub guard: Option<Guard>,
    /// The events that are wanted; all if there are none.
    pub events: Vec<String>,
    /// Where they are kept, if they are.
    pub folder: Option<Folder>,
    /// Who they are passed on to, if they are.
    pub forward: Option<Forward>,
    /// What they are answered with, where nobody they are passed on to says.
    pub respond: StatusCode,
    /// How many are taken; all if it does not say.
    pub count: Option<usize>,
}

/// Takes deliveries.
pub struct Intake {
    terms: Terms,
    tickets: Tickets,
    seen: Mutex<Seen>,
    tally: Mutex<Tally>,
    told: Mutex<Vec<Liberty>>,
    news: SyncSender<News>,
}

impl Intake {
    /// Takes deliveries on these terms, and tells `news`.
    #[must_use]
    pub fn new(terms: Terms, news: SyncSender<News>) -> Self {
        Self {
            tickets: Tickets::new(terms.count),
            terms,
            seen: Mutex::new(Seen::new(REMEMBERED)),
            tally: Mutex::default(),
            told: Mutex::default(),
            news,
        }
    }

    /// What came so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        *lock(&self.tally)
    }

    /// The check of signatures, if there is one.
    pub(super) fn guard(&self) -> Option<&Guard> {
        self.terms.guard.as_ref()
    }

    /// Ends the keeping of deliveries.
    pub(super) fn close(&self) {
        if let Some(folder) = &self.terms.folder {
            folder.close();
        }
    }

    /// Counts a refused request. That nobody listens must not keep the network waiting.
    pub(super) fn refused(&self, refused: Refused) {
        Tally::count(&mut lock(&self.tally).refused);
        let _ = self.news.try_send(News::Refused(refused));
    }

    /// Takes a delivery.
    ///
    /// # Errors
    /// Why it is not taken.
    pub(super) fn take(&self, received: Received) -> Result<Intended, Refusal> {
        let Some(admitted) = self.admit(&received)? else {
            return Ok(Intended::Answer(self.terms.respond));
        };
        let delivery = self.record(&received, admitted)?;
        if self.terms.forward.is_none() {
            self.tell(delivery);
            return Ok(Intended::Answer(self.terms.respond));
        }
        Ok(Intended::Forward(Box::new(Pending {
            delivery,
            begun: received.begun,
            head: received.head,
            body: received.body,
        })))
    }

    /// Lets in what is signed, wanted, and not one too many; `None` for what was left alone.
    fn admit(&self, received: &Received) -> Result<Option<Admitted<'_>>, Refusal> {
        let signature = self.check(&received.head, &received.body)?;
        let verdict = self.terms.bench.judge(&received.body);
        if !self.is_wanted(verdict.event.as_deref()) {
            self.leave_alone(received.at, verdict);
            return Ok(None);
        }
        Ok(Some(Admitted {
            signature,
            verdict,
            ticket: self.tickets.take()?,
        }))
    }

    /// Keeps what was let in, and writes down what is told of it.
    fn record(&self, received: &Received, admitted: Admitted<'_>) -> Result<Delivery, Refusal> {
        let Admitted {
            signature,
            verdict,
            ticket,
        } = admitted;
        let capture = self.keep(received, signature, &verdict)?;
        ticket.use_up();
        let is_duplicate = match (&verdict.event, &verdict.session_id) {
            (Some(event), Some(session)) => lock(&self.seen).again(event, session),
            _ => false,
        };
        Ok(Delivery {
            at: received.at,
            event: verdict.event,
            session_id: verdict.session_id,
            is_invalid: verdict.is_invalid,
            counts: verdict.counts,
            problems: verdict.problems,
            bytes: received.body.len(),
            elapsed: received.begun.elapsed(),
            status: self.terms.respond.as_u16(),
            signature,
            is_duplicate,
            capture,
            forwarded: None,
        })
    }

    /// Passes a delivery on; what it is answered with.
    pub(super) fn forward(&self, pending: Pending) -> StatusCode {
        let Pending {
            mut delivery,
            begun,
            head,
            body,
        } = pending;
        let Some(forward) = &self.terms.forward else {
            return self.terms.respond;
        };
        let headers = Headers::passed_on_from(&head.headers);
        let answered = forward.client.post(&forward.url, &headers, &body);
        let (status, forwarded) = match answered {
            Ok(answer) => (
                // What comes before an answer is none.
                final_status(answer.status).unwrap_or(StatusCode::BAD_GATEWAY),
                Forwarded::Answered(answer.status),
            ),
            Err(failure) => (
                status_of(&failure),
                Forwarded::Failed(failure.word(), failure.to_string()),
            ),
        };
        if let Forwarded::Failed(_, why) = &forwarded {
            let sentence = format!("cannot forward to {}: {why}", forward.url);
            let _ = self.news.send(News::Trouble(sentence));
        }
        delivery.status = status.as_u16();
        delivery.elapsed = begun.elapsed();
        delivery.forwarded = Some(forwarded);
        self.tell(delivery);
        status
    }

    fn check(&self, head: &Parts, body: &[u8]) -> Result<Signature, Refusal> {
        let Some(guard) = &self.terms.guard else {
            return Ok(Signature::Unchecked);
        };
        let checked = guard.check(&head.headers, body);
        let (signature, liberties) = checked.map_err(Refusal::Unsigned)?;
        for liberty in liberties {
            let mut told = lock(&self.told);
            if !told.contains(&liberty) {
                told.push(liberty);
                let words = liberty.words();
                let note = format!(
                    "signatures come with {words}, which is not documented; a receiver with \
                     SpeakNode's own snippet would refuse them"
                );
                let _ = self.news.try_send(News::Note(note));
            }
        }
        Ok(signature)
    }

    /// That nobody listens must not keep the sender of what nobody wants waiting.
    fn leave_alone(&self, at: DateTime<Utc>, verdict: Verdict) {
        Tally::count(&mut lock(&self.tally).left_alone);
        let left_alone = LeftAlone {
            at,
            event: verdict.event.unwrap_or_default(),
            session_id: verdict.session_id,
        };
        let _ = self.news.try_send(News::LeftAlone(left_alone));
    }

    /// What does not say which event it is may be any.
    fn is_wanted(&self, event: Option<&str>) -> bool {
        let events = &self.terms.events;
        events.is_empty() || event.is_none_or(|event| events.iter().any(|wanted| wanted == event))
    }

    /// Keeps a delivery; the file that has its body, if they are kept.
    fn keep(
        &self,
        received: &Received,
        signature: Signature,
        verdict: &Verdict,
    ) -> Result<Option<PathBuf>, Refusal> {
        let Some(folder) = &self.terms.folder else {
            return Ok(None);
        };
        let session = verdict.session_id.as_deref();
        let target = received.head.uri.path_and_query();
        let capture = Capture {
            at: received.at,
            method: received.head.method.as_str(),
            target: target.map_or("/", PathAndQuery::as_str),
            headers: &received.head.headers,
            signature,
            signed_by: self.guard().map(Guard::header),
            session: session.and_then(|id| Uuid::parse_str(id).ok()),
        };
        let kept = folder.keep(Files {
            stem: &capture.stem(),
            headers: &capture.to_json(),
            body: &received.body,
        });
        match kept {
            Ok(path) => {
                Tally::count(&mut lock(&self.tally).saved);
                Ok(Some(path))
            }
            Err(_) if folder.is_closed() => Err(Refusal::Ending),
            Err(source) => {
                Tally::count(&mut lock(&self.tally).lost);
                let refusal = if is_full(&source) {
                    Refusal::DiskFull
                } else {
                    Refusal::NotKept
                };
                let name = folder.path().to_string_lossy().into_owned();
                let error = Error::Write { name, source };
                let _ = self.news.send(News::Trouble(error.to_string()));
                Err(refusal)
            }
        }
    }

    fn tell(&self, delivery: Delivery) {
        {
            let mut tally = lock(&self.tally);
            Tally::count(&mut tally.deliveries);
            if delivery.is_invalid {
                Tally::count(&mut tally.invalid);
            }
            if delivery.is_duplicate {
                Tally::count(&mut tally.duplicates);
            }
            match delivery.forwarded {
                Some(Forwarded::Failed(..)) => Tally::count(&mut tally.unreachable),
                Some(Forwarded::Answered(status)) if !(200..300).contains(&status) => {
                    Tally::count(&mut tally.rejected);
                }
                _ => {}
            }
        }
        // When nobody listens any more, the listener is ending.
        let _ = self.news.send(News::Delivery(Box::new(delivery)));
    }
}

/// What a sender is told of a delivery that could not be forwarded.
fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Timeout(_) => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}

fn final_status(status: u16) -> Option<StatusCode> {
    let status = StatusCode::from_u16(status).ok()?;
    (!status.is_informational()).then_some(status)
}

/// Whether there is no room, rather than no way, to write.
fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// A thread that has panicked ends the process: what it held is never seen half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_silence_is_a_timeout() {
        assert_eq!(status_of(&Failure::Timeout("late")), 504);
        for failure in [Failure::Refused, Failure::Dns, Failure::Closed] {
            assert_eq!(status_of(&failure), 502);
        }
    }

    #[test]
    fn only_an_answer_is_passed_back() {
        assert_eq!(final_status(204), Some(StatusCode::NO_CONTENT));
        assert_eq!(final_status(101), None);
        assert_eq!(final_status(99), None);
    }

    #[test]
    fn a_full_disk_is_told_from_a_broken_one() {
        use io::ErrorKind::{FileTooLarge, NotFound, PermissionDenied, QuotaExceeded, StorageFull};
        for kind in [StorageFull, QuotaExceeded, FileTooLarge] {
            assert!(is_full(&kind.into()), "{kind}");
        }
        for kind in [NotFound, PermissionDenied] {
            assert!(!is_full(&kind.into()), "{kind}");
        }
    }
}
