//! Reads on a thread of its own what may keep us waiting: a pipe, a terminal, a device. Nothing
//! portable ends a read that waits, so nobody who has to be joined may be in one. The thread is left
//! behind; it ends with the process, or when what it reads does.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use super::Watch;

/// Bytes of a chunk: what a pipe holds.
const CHUNK: usize = 64 * 1024;

/// Chunks that are read ahead.
const AHEAD: usize = 2;

/// How long a signal may be overlooked by somebody who waits.
const GLANCE: Duration = Duration::from_millis(50);

type Source = Box<dyn Read + Send>;
type Open = Arc<dyn Fn() -> io::Result<Source> + Send + Sync>;

/// A reader whose wait a signal ends, with an error.
pub struct Relay {
    watch: Watch,
    state: State,
}

enum State {
    /// Nothing was asked of it yet.
    Closed(Open),
    /// A thread reads for us.
    Relayed(Chunks),
    /// The system has no thread for us; we wait ourselves, and a signal waits with us.
    Direct(Source),
}

/// What the thread has read.
struct Chunks {
    full: Receiver<io::Result<Chunk>>,
    /// Chunks to be filled again.
    empty: SyncSender<Vec<u8>>,
    current: Chunk,
}

#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    from: usize,
    to: usize,
}

impl Relay {
    /// A reader of what `open` gives, which is called when the first byte is wanted: opening may
    /// have to wait, too.
    pub fn new(
        watch: &Watch,
        open: impl Fn() -> io::Result<Source> + Send + Sync + 'static,
    ) -> Self {
        Self {
            watch: watch.clone(),
            state: State::Closed(Arc::new(open)),
        }
    }
}

impl Read for Relay {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let State::Closed(open) = &self.state {
            self.state = match Chunks::begin(Arc::clone(open)) {
                Ok(chunks) => State::Relayed(chunks),
                Err(_) => State::Direct(open()?),
            };
        }
        match &mut self.state {
            State::Closed(_) => Ok(0),
            State::Relayed(chunks) => chunks.read(buffer, &self.watch),
            State::Direct(source) => source.read(buffer),
        }
    }
}

impl Chunks {
    fn begin(open: Open) -> io::Result<Self> {
        let (send_full, full) = mpsc::sync_channel(AHEAD);
        let (empty, refill) = mpsc::sync_channel(AHEAD);
        thread::Builder::new().spawn(move || pump(&open, &send_full, &refill))?;
        Ok(Self {
            full,
            empty,
            current: Chunk::default(),
        })
    }

    fn read(&mut self, buffer: &mut [u8], watch: &Watch) -> io::Result<usize> {
        if self.current.from == self.current.to && !self.next(watch)? {
            return Ok(0);
        }
        let Chunk { bytes, from, to } = &mut self.current;
        let mut rest = bytes.get(*from..*to).unwrap_or_default();
        let count = rest.read(buffer)?;
        *from = from.saturating_add(count);
        Ok(count)
    }

    /// Waits for the next chunk, or for a signal; false at the end.
    fn next(&mut self, watch: &Watch) -> io::Result<bool> {
        let used = std::mem::take(&mut self.current);
        // A thread that has ended or has enough needs no memory back.
        let _ = self.empty.try_send(used.bytes);
        loop {
            watch.go_on()?;
            match self.full.recv_timeout(GLANCE) {
                Ok(chunk) => self.current = chunk?,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
            return Ok(true);
        }
    }
}

/// Reads to the end, or until nobody wants more.
fn pump(open: &Open, full: &SyncSender<io::Result<Chunk>>, empty: &Receiver<Vec<u8>>) {
    let mut source = match open() {
        Ok(source) => source,
        Err(error) => return drop(full.send(Err(error))),
    };
    loop {
        let mut bytes = empty.try_recv().unwrap_or_default();
        bytes.resize(CHUNK, 0);
        let chunk = match source.read(&mut bytes) {
            Ok(0) => return,
            Ok(to) => Ok(Chunk { bytes, from: 0, to }),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let has_failed = chunk.is_err();
        if full.send(chunk).is_err() || has_failed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::exit::Signal;

    /// Gives out the bytes of `parts` one read each, then waits for the sender to go away.
    struct Waiting {
        parts: Vec<Vec<u8>>,
        end: Receiver<()>,
    }

    impl Read for Waiting {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.parts.is_empty() {
                let _ = self.end.recv();
                return Ok(0);
            }
            self.parts.remove(0).as_slice().read(buffer)
        }
    }

    fn relay(watch: &Watch, parts: &[&[u8]]) -> (Relay, mpsc::Sender<()>) {
        let (sender, end) = mpsc::channel();
        let parts = parts.iter().map(|part| part.to_vec()).collect();
        let source = Mutex::new(Some(Waiting { parts, end }));
        let open = move || {
            let source = source.lock().unwrap().take().unwrap();
            Ok(Box::new(source) as Source)
        };
        (Relay::new(watch, open), sender)
    }

    #[test]
    fn what_is_there_is_read_and_the_wait_for_more_ends_with_a_signal() {
        let watch = Watch::default();
        let (mut relay, sender) = relay(&watch, &[b"one", b"two"]);
        let mut found = [0; 6];
        relay.read_exact(&mut found).unwrap();
        assert_eq!(&found, b"onetwo");
        watch.stop(Signal::Interrupt);
        let error = relay.read(&mut found).unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::Interrupted);
        assert_eq!(error.to_string(), "interrupted");
        drop(sender);
    }

    #[test]
    fn every_byte_comes_once_and_in_order() {
        let long: Vec<u8> = (0..300_000_u32)
            .map(|number| number.to_le_bytes()[0])
            .collect();
        let parts: Vec<&[u8]> = long.chunks(50_001).collect();
        let (mut relay, sender) = relay(&Watch::default(), &parts);
        drop(sender);
        let mut found = Vec::new();
        relay.read_to_end(&mut found).unwrap();
        assert!(found == long, "{} bytes", found.len());
        assert_eq!(relay.read(&mut [0; 9]).unwrap(), 0);
    }

    #[test]
    fn what_cannot_be_opened_says_so() {
        let open = || Err(io::Error::from(io::ErrorKind::NotFound));
        let mut relay = Relay::new(&Watch::default(), open);
        let error = relay.read(&mut [0; 9]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
