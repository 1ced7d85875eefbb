//! The network's one thread: takes in connections, and ends when it is told.

use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hyper::http::StatusCode;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{self, JoinSet, LocalSet};
use tokio::time::{Instant, sleep, timeout};

use super::connection::{self, Ends, Shared};
pub use super::door::Door;
use super::intake::{Intake, Intended, Pending, Received};
use super::limits::{DRAIN, FORWARDERS, LARGE_BODY, WAITING, WORKERS};
use super::refusal::{Refusal, Refused};
use super::room::{Full, Place, Room};

/// How long nothing is taken in after the system had nothing more for us, such as descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// How often it is looked whether there is a place.
const GLANCE: Duration = Duration::from_millis(5);

/// What somebody gets for whom there is no room.
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// A listener that runs.
pub struct Server {
    addr: SocketAddr,
    ending: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens at `addr`; deliveries go to `intake`.
    ///
    /// # Errors
    /// An address that is not ours or not free, or a system without a thread for us.
    pub fn start(addr: SocketAddr, door: Door, intake: Arc<Intake>) -> io::Result<Self> {
        let (ending, ended) = watch::channel(false);
        let (bound, is_bound) = mpsc::channel();
        let network = move || run(addr, door, &intake, ended, &bound);
        let thread = thread::Builder::new()
            .name("network".to_owned())
            .spawn(network)?;
        let gone = |_| io::Error::other("the network's thread has failed");
        let addr = is_bound.recv().map_err(gone)??;
        Ok(Self {
            addr,
            ending,
            thread: Some(thread),
        })
    }

    /// Where it listens, whatever was asked for.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Whether it has ended, and everything that it will tell is told.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Takes in nothing more; what is under way may be finished.
    pub fn end(&self) {
        self.ending.send_replace(true);
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// What has ended it without being told.
    pub fn join(mut self) -> io::Result<()> {
        self.end();
        match self.thread.take().map(JoinHandle::join) {
            Some(Err(_)) => Err(io::Error::other("the network's thread has failed")),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

/// The whole life of the network. `bound` is told where it listens, or why it does not.
fn run(
    addr: SocketAddr,
    door: Door,
    intake: &Arc<Intake>,
    ended: watch::Receiver<bool>,
    bound: &mpsc::Sender<io::Result<SocketAddr>>,
) {
    let workers = usize::try_from(WORKERS).unwrap_or(1);
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(workers.saturating_add(FORWARDERS))
        .build();
    let listening = runtime.and_then(|runtime| {
        let listener = runtime.block_on(async { listen(addr) })?;
        let addr = listener.local_addr()?;
        Ok((runtime, listener, addr))
    });
    let (runtime, listener) = match listening {
        Ok((runtime, listener, addr)) => {
            let _ = bound.send(Ok(addr));
            (runtime, listener)
        }
        Err(error) => {
            let _ = bound.send(Err(error));
            return;
        }
    };
    let local = LocalSet::new();
    local.block_on(&runtime, take_in(listener, door, Arc::clone(intake), ended));
    drop(local);
    // Who is still at work when the time is up is not waited for, and leaves nothing behind.
    runtime.shutdown_background();
    intake.close();
}

/// Listens. More may wait to be taken in than a library's default has room for, so that a crowd costs
/// nobody a second try.
fn listen(addr: SocketAddr) -> io::Result<TcpListener> {
    let socket = match addr {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // Elsewhere this would let two listeners have one address.
    if cfg!(unix) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(addr)?;
    socket.listen(WAITING)
}

async fn take_in(
    listener: TcpListener,
    door: Door,
    intake: Arc<Intake>,
    ended: watch::Receiver<bool>,
) {
    let room = Room::new(door.max_body);
    let shared = Rc::new(Shared {
        door,
        intake,
        workers: Workers::default(),
    });
    let mut connections = JoinSet::new();
    let mut end = ended.clone();
    loop {
        let accepted = first(&mut end, &listener).await;
        while connections.try_join_next().is_some() {}
        let (stream, peer) = match accepted {
            Next::End => break,
            Next::Stranger(Ok(accepted)) => accepted,
            Next::Stranger(Err(_)) => {
                sleep(PAUSE).await;
                continue;
            }
        };
        let Ok(local) = stream.local_addr() else {
            continue;
        };
        let ends = Ends { peer, local };
        match enter(&room).await {
            Some(place) => {
                let shared = Rc::clone(&shared);
                connections.spawn_local(connection::serve(
                    stream,
                    ends,
                    place,
                    shared,
                    ended.clone(),
                ));
            }
            None => turn_away(&stream, peer, &shared.intake),
        }
    }
    drop(listener);
    let all = async {
        while connections.join_next().await.is_some() {}
        shared.workers.rest().await;
    };
    let _ = timeout(DRAIN, all).await;
}

/// A place, as soon as there is one; `None` if all are being worked for.
async fn enter(room: &Rc<Room>) -> Option<Place> {
    loop {
        match room.enter(Instant::now()) {
            Ok(place) => return Some(place),
            Err(Full::AtWork) => return None,
            Err(Full::ForNow) => sleep(GLANCE).await,
        }
    }
}

/// What comes first.
enum Next {
    End,
    Stranger(io::Result<(TcpStream, SocketAddr)>),
}

async fn first(end: &mut watch::Receiver<bool>, listener: &TcpListener) -> Next {
    let mut ended = std::pin::pin!(end.wait_for(|is_ending| *is_ending));
    std::future::poll_fn(|cx| {
        if ended.as_mut().poll(cx).is_ready() {
            return std::task::Poll::Ready(Next::End);
        }
        listener.poll_accept(cx).map(Next::Stranger)
    })
    .await
}

fn turn_away(stream: &TcpStream, peer: SocketAddr, intake: &Intake) {
    let _ = stream.try_write(BUSY);
    let status = StatusCode::SERVICE_UNAVAILABLE.as_u16();
    intake.refused(Refused::unread(status, Refusal::Busy.words(), peer));
}

/// The threads that may be kept waiting.
pub(super) struct Workers {
    work: Arc<Semaphore>,
    forwards: Arc<Semaphore>,
}

impl Default for Workers {
    fn default() -> Self {
        Self {
            work: Arc::new(Semaphore::new(usize::try_from(WORKERS).unwrap_or(1))),
            forwards: Arc::new(Semaphore::new(FORWARDERS)),
        }
    }
}

impl Workers {
    /// Judges and keeps a delivery.
    pub(super) async fn take(
        &self,
        intake: &Arc<Intake>,
        received: Received,
    ) -> Result<Intended, Refusal> {
        // A large one has all of them.
        let wanted = if received.body.len() > LARGE_BODY {
            WORKERS
        } else {
            1
        };
        let permit = Arc::clone(&self.work).acquire_many_owned(wanted).await;
        let intake = Arc::clone(intake);
        blocking(permit.ok(), move || intake.take(received)).await?
    }

    /// Waits until nobody is at work any more, also for senders that have left.
    async fn rest(&self) {
        let _ = self.work.acquire_many(WORKERS).await;
        let forwarders = u32::try_from(FORWARDERS).unwrap_or(u32::MAX);
        let _ = self.forwards.acquire_many(forwarders).await;
    }

    /// Passes on what was kept.
    pub(super) async fn forward(
        &self,
        intake: &Arc<Intake>,
        pending: Box<Pending>,
    ) -> Result<StatusCode, Refusal> {
        let permit = Arc::clone(&self.forwards).acquire_owned().await;
        let intake = Arc::clone(intake);
        blocking(permit.ok(), move || intake.forward(*pending)).await
    }
}

/// Does what takes time elsewhere. The permit belongs to the work, which goes on when nobody waits for it.
async fn blocking<T: Send + 'static>(
    permit: Option<OwnedSemaphorePermit>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    let work = move || {
        let done = work();
        drop(permit);
        done
    };
    task::spawn_blocking(work)
        .await
        .map_err(|_| Refusal::Ending)
}
