//! What is known of a run while it runs: how much was read and found so far, and whether a signal
//! asks it to end. Who reads asks and counts a read or a batch at a time, never a payload or a byte;
//! who shows progress only looks.

mod relay;

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use signal_hook::flag;

use crate::exit::Signal;

pub use relay::Relay;

/// From now on a file that outgrows its limit is a write that fails, as on a full disk, and not the end of the process,
/// which would leave a temporary file behind and no word. A system that refuses leaves it at that.
#[cfg(unix)]
fn outlive_large_files() {
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
fn outlive_large_files() {}

/// One run, seen from outside. Clones watch the same run.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Whether the process's signals are for this run.
    is_attached: bool,
    /// The number of the first signal, 0 for none.
    signal: Arc<AtomicUsize>,
    counts: Arc<Counts>,
    unwrapped: Arc<Mutex<Unwrapped>>,
}

/// What was taken out of envelopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unwrapped {
    /// By the kind of envelope: of how many bodies.
    pub bodies: BTreeMap<&'static str, usize>,
    /// How many requests without a body of use there were.
    pub others: usize,
    /// The first file with one.
    pub first: String,
    /// In how many files the envelopes were.
    pub files: usize,
    /// The last file with one, so that it is counted once.
    last: String,
}

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicU64,
    calls: AtomicU64,
    errors: AtomicU64,
    warnings: AtomicU64,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Bytes read, as they lie in the files.
    pub bytes: u64,
    /// Calls that were worked on.
    pub calls: u64,
    /// Errors among what was found.
    pub errors: u64,
    /// Warnings among what was found.
    pub warnings: u64,
}

impl Watch {
    /// The watch of the run that the process is for.
    #[must_use]
    pub fn of_process() -> Self {
        outlive_large_files();
        Self {
            is_attached: true,
            ..Self::default()
        }
    }

    /// From now on the first Ctrl-C or request to terminate is taken note of, and the second ends the
    /// process at once, as the first did until now. A system that refuses leaves it at that.
    pub fn listen(&self) {
        if !self.is_attached {
            return;
        }
        let is_second = Arc::new(AtomicBool::new(false));
        for signal in Signal::ALL {
            let number = signal.number();
            let listen = || -> io::Result<()> {
                // What is registered first is done first: the first signal must not end the process.
                let second = Arc::clone(&is_second);
                flag::register_conditional_default(number.into(), second)?;
                flag::register_usize(number.into(), Arc::clone(&self.signal), number.into())?;
                flag::register(number.into(), Arc::clone(&is_second))?;
                Ok(())
            };
            let _ = listen();
        }
    }

    /// Asks the run to end, as a signal does.
    pub fn stop(&self, signal: Signal) {
        self.signal.store(signal.number().into(), Ordering::Relaxed);
    }

    /// The signal that has come, if one has.
    #[must_use]
    pub fn signal(&self) -> Option<Signal> {
        let number = self.signal.load(Ordering::Relaxed);
        Signal::ALL
            .into_iter()
            .find(|signal| usize::from(signal.number()) == number)
    }

    /// Whether to read on.
    ///
    /// # Errors
    /// A signal has come. The error is not of the kind `Interrupted`, after which a read is tried again.
    pub fn go_on(&self) -> io::Result<()> {
        match self.signal() {
            Some(signal) => Err(io::Error::other(signal.word())),
            None => Ok(()),
        }
    }

    /// Takes note of so many bytes more.
    pub fn add_bytes(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.counts.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Takes note of so many calls more.
    pub fn add_calls(&self, calls: usize) {
        let calls = u64::try_from(calls).unwrap_or(u64::MAX);
        self.counts.calls.fetch_add(calls, Ordering::Relaxed);
    }

    /// Takes note of what was found up to now.
    pub fn set_findings(&self, errors: usize, warnings: usize) {
        let set = |count: &AtomicU64, found: usize| {
            count.store(u64::try_from(found).unwrap_or(u64::MAX), Ordering::Relaxed);
        };
        set(&self.counts.errors, errors);
        set(&self.counts.warnings, warnings);
    }

    /// Takes note of an envelope in the file `name`, of its kind, its bodies and its other requests.
    pub fn add_unwrapped(&self, name: &str, kind: &'static str, bodies: usize, others: usize) {
        let lock = self.unwrapped.lock();
        let mut seen = lock.unwrap_or_else(PoisonError::into_inner);
        let count = seen.bodies.entry(kind).or_default();
        *count = count.saturating_add(bodies);
        seen.others = seen.others.saturating_add(others);
        if seen.files == 0 {
            name.clone_into(&mut seen.first);
        }
        if seen.files == 0 || seen.last != name {
            seen.files = seen.files.saturating_add(1);
            name.clone_into(&mut seen.last);
        }
    }

    /// What was taken out of envelopes, if anything was.
    #[must_use]
    pub fn unwrapped(&self) -> Option<Unwrapped> {
        let lock = self.unwrapped.lock();
        let seen = lock.unwrap_or_else(PoisonError::into_inner);
        (seen.files > 0).then(|| seen.clone())
    }

    /// How far the run is.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let Counts {
            bytes,
            calls,
            errors,
            warnings,
        } = &*self.counts;
        Seen {
            bytes: bytes.load(Ordering::Relaxed),
            calls: calls.load(Ordering::Relaxed),
            errors: errors.load(Ordering::Relaxed),
            warnings: warnings.load(Ordering::Relaxed),
        }
    }
}
