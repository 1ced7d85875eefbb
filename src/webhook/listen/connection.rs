//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::future::{Future as _, poll_fn};
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;

use chrono::Utc;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task;
use tokio::time::sleep_until;

use super::body;
use super::door::Door;
use super::intake::{Intake, Intended, Received};
use super::life::{Life, Phase};
use super::limits::{HEAD, HEADERS};
use super::refusal::{Ours, Refusal, Refused};
use super::room::Place;
use super::server::Workers;
use super::tap::{Length, Seen, Tap};

type Answer = Response<Full<Bytes>>;

/// What all connections share.
pub(super) struct Shared {
    pub(super) door: Door,
    pub(super) intake: Arc<Intake>,
    pub(super) workers: Workers,
}

/// Who is at the other end, and where they came in.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) peer: SocketAddr,
    pub(super) local: SocketAddr,
}

/// Why a connection has ended.
enum End {
    Finished(Result<(), hyper::Error>),
    Late,
    Evicted,
}

/// Serves a connection until it ends, or `ending` does and what is under way is answered.
pub(super) async fn serve(
    stream: TcpStream,
    ends: Ends,
    place: Place,
    shared: Rc<Shared>,
    mut ending: tokio::sync::watch::Receiver<bool>,
) {
    let place = Rc::new(place);
    let seen = Seen::default();
    let tap = Tap::new(stream, Rc::clone(&place.life), Rc::clone(&seen));
    let visit = Visit {
        ends,
        place: Rc::clone(&place),
        shared: Rc::clone(&shared),
    };
    let service = service_fn(|request| visit.clone().request(request, take_first(&seen)));
    let mut builder = http1::Builder::new();
    builder.max_headers(HEADERS).max_header_size(HEAD);
    // Who has said everything may close their half and still wants the answer.
    builder.max_buf_size(HEAD).half_close(true);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(tap), service));
    let mut deadline = pin!(sleep_until(place.life.deadline()));
    let mut eviction = pin!(place.life.eviction.notified());
    let mut ended = pin!(async move {
        let _ = ending.wait_for(|is_ending| *is_ending).await;
    });
    let mut is_ending = false;
    let end = poll_fn(|cx| {
        if eviction.as_mut().poll(cx).is_ready() {
            return Poll::Ready(End::Evicted);
        }
        if !is_ending && ended.as_mut().poll(cx).is_ready() {
            is_ending = true;
            connection.as_mut().graceful_shutdown();
        }
        if let Poll::Ready(result) = connection.as_mut().poll(cx) {
            return Poll::Ready(End::Finished(result));
        }
        if deadline.deadline() != place.life.deadline() {
            deadline.as_mut().reset(place.life.deadline());
        }
        deadline.as_mut().poll(cx).map(|()| End::Late)
    });
    let refused = match end.await {
        End::Finished(Ok(())) => None,
        End::Finished(Err(error)) => unread(&error, &place.life, ends),
        End::Evicted if place.life.phase() == Phase::Idle => None,
        End::Evicted => Some(Refused::unread(
            StatusCode::SERVICE_UNAVAILABLE.as_u16(),
            Refusal::Busy.words(),
            ends.peer,
        )),
        End::Late if place.life.phase() == Phase::Head => Some(Refused::unread(
            StatusCode::REQUEST_TIMEOUT.as_u16(),
            Refusal::Slow.words(),
            ends.peer,
        )),
        End::Late => None,
    };
    if let Some(refused) = refused {
        shared.intake.refused(refused);
    }
}

fn take_first(seen: &Seen) -> Option<Length> {
    seen.borrow_mut().pop_front()
}

/// What hyper has refused by itself. A peer that has gone is nobody to refuse.
fn unread(error: &hyper::Error, life: &Life, ends: Ends) -> Option<Refused> {
    let (status, why) = if error.is_parse_too_large() {
        let why = "the head of the request is larger than 64 KiB, or has more than 100 headers";
        (StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, why)
    } else if error.is_parse() {
        (StatusCode::BAD_REQUEST, "this is no HTTP request")
    } else {
        return None;
    };
    if life.looks_like_tls() {
        let why = format!("this looks like TLS; the address is http://{}", ends.local);
        return Some(Refused::unread(status.as_u16(), &why, ends.peer));
    }
    Some(Refused::unread(status.as_u16(), why, ends.peer))
}

/// What serves the requests of one connection.
#[derive(Clone)]
struct Visit {
    ends: Ends,
    place: Rc<Place>,
    shared: Rc<Shared>,
}

impl Visit {
    /// Serves a request.
    async fn request(
        self,
        request: Request<Incoming>,
        length: Option<Length>,
    ) -> Result<Answer, Infallible> {
        let (head, body) = request.into_parts();
        let answer = match self.deliver(&head, body, length).await {
            Ok(status) => answer(status, String::new()),
            Err(refusal) => {
                let refused = Refused::new(refusal, &head, self.ends.peer, self.ours());
                self.shared.intake.refused(refused);
                refuse(refusal)
            }
        };
        self.place.give_back();
        self.place.life.enter(Phase::Idle);
        Ok(if length == Some(Length::Chunks) {
            closing(answer)
        } else {
            answer
        })
    }

    fn ours(&self) -> Ours<'_> {
        Ours {
            guard: self.shared.intake.guard(),
            path: &self.shared.door.path,
        }
    }

    async fn deliver(
        &self,
        head: &Parts,
        mut body: Incoming,
        length: Option<Length>,
    ) -> Result<StatusCode, Refusal> {
        let (at, begun) = (Utc::now(), Instant::now());
        let door = &self.shared.door;
        self.place.life.enter(Phase::Body);
        let admitted = door.admit(head, length, self.ends.local.ip());
        let read = match admitted {
            Ok(()) => body::read(&mut body, door.max_body, &self.place).await,
            Err(refusal) => Err(refusal),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(refusal) => {
                task::spawn_local(body::read_leftover(body));
                return Err(refusal);
            }
        };
        self.place.life.enter(Phase::Work);
        let received = Received {
            at,
            begun,
            head: head.clone(),
            body: bytes,
        };
        // What has begun goes on, and has its place, also when the sender leaves.
        let work = task::spawn_local(self.clone().work(received));
        work.await.unwrap_or(Err(Refusal::Ending))
    }

    async fn work(self, received: Received) -> Result<StatusCode, Refusal> {
        let Shared {
            intake, workers, ..
        } = &*self.shared;
        match workers.take(intake, received).await? {
            Intended::Answer(status) => Ok(status),
            Intended::Forward(pending) => workers.forward(intake, pending).await,
        }
    }
}

fn answer(status: StatusCode, words: String) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from(words)));
    *answer.status_mut() = status;
    answer
}

/// Whoever was refused may still be sending: nothing that follows is a request.
fn refuse(refusal: Refusal) -> Answer {
    let words = format!("{}\n", refusal.words());
    let mut answer = answer(refusal.status(), words);
    let headers = answer.headers_mut();
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, text);
    if refusal == Refusal::Method {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    closing(answer)
}

fn closing(mut answer: Answer) -> Answer {
    let close = HeaderValue::from_static("close");
    answer.headers_mut().insert(header::CONNECTION, close);
    answer
}
