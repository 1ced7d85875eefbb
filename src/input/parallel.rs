//! Reading on one thread, working on all, and taking what comes out in the order of the input.
//! A round of batches is worked on while the next is read; memory is bounded by the queue.

use std::cell::RefCell;
use std::mem;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::batch::{Batch, FULL, Read};
use super::queue::Queue;
use super::{Flow, Observers, Source, Stdin, Text};
use crate::watch::Watch;

/// Bytes of a round for each worker: enough that none waits long for the slowest.
const BYTES_PER_WORKER: usize = 2 * FULL;

/// A single file below this size is not worth a thread.
const WORTH_A_THREAD: u64 = 64 * 1024;

/// Bytes of a helper's stack, as many as the first thread has. The schema engine follows a schema by
/// recursion, and a schema of the user's own may go far at each level of a payload.
const STACK: usize = 8 * 1024 * 1024;

/// What is done with texts, on any thread.
pub trait Work: Sync {
    /// What comes out of some texts, in their order.
    type Done<'b>: Send;

    /// Works on some texts.
    fn work<'b>(&self, texts: Vec<Read<'b>>) -> Self::Done<'b>;
}

/// Takes what comes out, in the order of the input.
pub trait Take<W: Work> {
    /// Takes what came out of some texts.
    fn take(&mut self, done: W::Done<'_>) -> Flow;
}

/// Reads `sources` to their end, works on what is in them with `jobs` threads and gives what comes
/// out to `take`, until it says stop or a signal does.
pub fn read_all<W: Work>(
    sources: &[Source],
    stdin: Stdin<'_>,
    watch: &Watch,
    jobs: usize,
    work: &W,
    take: &mut impl Take<W>,
) {
    if jobs < 2 || is_small(sources) {
        return one_by_one(sources, stdin, watch, work, take);
    }
    let queue = Queue::default();
    let is_read = thread::scope(|scope| {
        // However this ends, the reader must not wait for somebody who has left.
        let _stopper = Stopper(&queue);
        let reader = thread::Builder::new().spawn_scoped(scope, || {
            read(sources, stdin, watch, &queue);
        });
        let is_read = reader.is_ok();
        if is_read {
            rounds(sources, &queue, jobs, work, take);
        }
        is_read
    });
    if !is_read {
        one_by_one(sources, stdin, watch, work, take);
    }
}

struct Stopper<'q>(&'q Queue);

impl Drop for Stopper<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

fn is_small(sources: &[Source]) -> bool {
    let [Source::File { path, .. }] = sources else {
        return sources.is_empty();
    };
    let about = path.metadata();
    about.is_ok_and(|about| about.is_file() && about.len() < WORTH_A_THREAD)
}

fn one_by_one<W: Work>(
    sources: &[Source],
    stdin: Stdin<'_>,
    watch: &Watch,
    work: &W,
    take: &mut impl Take<W>,
) {
    for (number, source) in sources.iter().enumerate() {
        let flow = super::read(source, stdin, watch, &mut |text| {
            let text = Read {
                source: number,
                text,
            };
            take.take(work.work(vec![text]))
        });
        if flow == Flow::Stop {
            return;
        }
    }
}

/// Reads everything into the queue.
fn read(sources: &[Source], stdin: Stdin<'_>, watch: &Watch, queue: &Queue) {
    let batch = RefCell::new(Batch::default());
    let hand_out = || {
        if batch.borrow().is_empty() {
            return true;
        }
        let full = mem::replace(&mut *batch.borrow_mut(), queue.empty());
        queue.push(full)
    };
    for (number, source) in sources.iter().enumerate() {
        let mut visit = |text: Text<'_>| {
            batch.borrow_mut().push(number, text);
            let is_full = batch.borrow().size() >= FULL;
            let is_wanted = !queue.is_stopped() && (!is_full || hand_out());
            if is_wanted {
                Flow::Continue
            } else {
                Flow::Stop
            }
        };
        // The next read may wait for somebody to type: what is there is judged before.
        let may_wait = may_wait(source);
        let before_read = || {
            if may_wait || queue.is_hungry() {
                hand_out();
            }
        };
        let observers = Observers {
            before_read: &before_read,
            ..Observers::new(watch)
        };
        let flow = super::read_with(source, stdin, observers, &mut visit);
        if flow == Flow::Stop {
            break;
        }
    }
    hand_out();
    queue.end();
}

fn may_wait(source: &Source) -> bool {
    match source {
        Source::Stdin { .. } => true,
        Source::File { path, .. } => path.metadata().is_ok_and(|about| !about.is_file()),
    }
}

fn rounds<W: Work>(
    sources: &[Source],
    queue: &Queue,
    jobs: usize,
    work: &W,
    take: &mut impl Take<W>,
) {
    loop {
        let mut batches = queue.take(jobs.saturating_mul(BYTES_PER_WORKER));
        if batches.is_empty() {
            return;
        }
        let size = batches
            .iter()
            .map(Batch::size)
            .fold(0, usize::saturating_add);
        let parts = batches.iter_mut().flat_map(|batch| batch.parts(sources));
        for done in all(parts.collect(), jobs, work) {
            if take.take(done) == Flow::Stop {
                return;
            }
        }
        queue.done(size, batches);
    }
}

/// Works on all parts and returns what comes out of each, in their order.
fn all<'b, W: Work>(parts: Vec<Vec<Read<'b>>>, jobs: usize, work: &W) -> Vec<W::Done<'b>> {
    let workers = jobs.min(parts.len());
    if workers < 2 {
        return parts.into_iter().map(|part| work.work(part)).collect();
    }
    let parts: Vec<Mutex<Option<Vec<Read<'b>>>>> = parts
        .into_iter()
        .map(|part| Mutex::new(Some(part)))
        .collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(number) else {
                return done;
            };
            let part = part.lock().unwrap_or_else(PoisonError::into_inner).take();
            done.extend(part.map(|part| (number, work.work(part))));
        }
    };
    let mut done = thread::scope(|scope| {
        // A thread that the system refuses is one helper less.
        let helpers: Vec<_> = (1..workers)
            .filter_map(|_| {
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, worker).ok()
            })
            .collect();
        let mut done = worker();
        for helper in helpers {
            match helper.join() {
                Ok(others) => done.extend(others),
                Err(panic) => panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, done)| done).collect()
}
