//! How far a long run is, on one line of standard error that gives way to everything else. A thread
//! of its own draws it a few times a second from what the [`Watch`] has seen; the run itself only
//! counts. Whether a line is wanted at all is not decided here.

mod line;

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::watch::Watch;

/// Work that is done before is not worth a line.
const FIRST: Duration = Duration::from_millis(500);

/// The time between two lines, at least.
const NEXT: Duration = Duration::from_millis(125);

/// Columns of the `^C` that a terminal writes behind the line.
const ECHO: usize = 2;

/// The line of a run, as long as it is held.
pub(crate) struct Progress {
    screen: Option<Arc<Screen>>,
}

/// The terminal that the line is on, and who else writes there.
struct Screen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    terminal: Box<dyn Write + Send>,
    /// Columns that lines have taken since the last wipe; behind them stands the cursor.
    drawn: usize,
    /// Whether what others wrote last did not end its line.
    is_inside_line: bool,
    has_ended: bool,
}

impl Progress {
    /// No line.
    pub(crate) fn none() -> Self {
        Self { screen: None }
    }

    /// A line about what `watch` sees, on standard error. `total` gives the bytes there are to read;
    /// it is called when the first line is due.
    pub(crate) fn start(
        watch: &Watch,
        total: impl FnOnce() -> Option<u64> + Send + 'static,
    ) -> Self {
        let screen = Arc::new(Screen::new(Box::new(io::stderr())));
        let (drawn, watch) = (Arc::clone(&screen), watch.clone());
        // A thread that the system refuses is a line less.
        let thread = thread::Builder::new().spawn(move || drawn.keep_drawing(FIRST, &watch, total));
        Self {
            screen: thread.is_ok().then_some(screen),
        }
    }

    /// A writer to the same terminal, before whose text the line is wiped.
    pub(crate) fn beside<W: Write>(&self, inner: W) -> Wiping<W> {
        self.beside_if(true, inner)
    }

    /// [`Progress::beside`] if it is the same terminal.
    pub(crate) fn beside_if<W: Write>(&self, is_same: bool, inner: W) -> Wiping<W> {
        Wiping {
            inner,
            screen: self.screen.clone().filter(|_| is_same),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(screen) = &self.screen {
            let mut state = screen.state();
            state.has_ended = true;
            state.wipe();
            screen.changed.notify_all();
        }
    }
}

impl Screen {
    fn new(terminal: Box<dyn Write + Send>) -> Self {
        Self {
            state: Mutex::new(State {
                terminal,
                drawn: 0,
                is_inside_line: false,
                has_ended: false,
            }),
            changed: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits; whether the run goes on.
    fn goes_on_for(&self, time: Duration) -> bool {
        let waited = self
            .changed
            .wait_timeout_while(self.state(), time, |state| !state.has_ended);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !state.has_ended
    }

    fn keep_drawing(&self, first: Duration, watch: &Watch, total: impl FnOnce() -> Option<u64>) {
        let begin = Instant::now();
        if !self.goes_on_for(first) {
            return;
        }
        let total = total();
        loop {
            let room = columns().saturating_sub(ECHO);
            let line = line::line(watch.seen(), total, begin.elapsed(), room);
            self.state().draw(&line);
            if watch.signal().is_some() || !self.goes_on_for(NEXT) {
                return;
            }
        }
    }
}

impl State {
    /// Writes the line over the one before it. A terminal that takes no more has no remedy.
    fn draw(&mut self, line: &str) {
        if self.is_inside_line || self.has_ended {
            return;
        }
        let drawn = self.drawn;
        let _ = write!(self.terminal, "\r{line:drawn$}");
        let _ = self.terminal.flush();
        self.drawn = drawn.max(line.len());
    }

    /// Leaves no trace of the line, on any terminal: with blanks, not with escapes.
    fn wipe(&mut self) {
        if self.drawn > 0 {
            let traces = self.drawn.saturating_add(ECHO);
            let _ = write!(self.terminal, "\r{:traces$}\r", "");
            let _ = self.terminal.flush();
            self.drawn = 0;
        }
    }
}

/// The columns of the terminal behind standard error.
fn columns() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0))
}

/// A writer to the terminal of the line, which is wiped before its text.
pub(crate) struct Wiping<W> {
    inner: W,
    screen: Option<Arc<Screen>>,
}

impl<W: Write> Write for Wiping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(screen) = &self.screen else {
            return self.inner.write(bytes);
        };
        // Held while others write, so that the line does not come between.
        let mut state = screen.state();
        state.wipe();
        let count = self.inner.write(bytes)?;
        let written = bytes.get(..count).unwrap_or_default();
        state.is_inside_line = written.last().is_some_and(|byte| *byte != b'\n');
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal that several write to.
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Shared {
        /// What was written.
        fn written(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    #[test]
    fn the_line_gives_way_to_text_and_never_stands_inside_one() {
        let terminal = Shared::default();
        let screen = Arc::new(Screen::new(Box::new(terminal.clone())));
        let progress = Progress {
            screen: Some(Arc::clone(&screen)),
        };
        let mut report = progress.beside(terminal.clone());
        screen.state().draw("412 MB");
        let mut expected = "\r412 MB".to_owned();
        assert_eq!(terminal.written(), expected);
        screen.state().draw("5 GB");
        expected.push_str("\r5 GB  ");
        assert_eq!(terminal.written(), expected);
        report.write_all(b"error: a").unwrap();
        screen.state().draw("6 GB");
        report.write_all(b"bc\n").unwrap();
        // As far as the longest line went, and the `^C` behind it.
        expected.push_str("\r        \rerror: abc\n");
        assert_eq!(terminal.written(), expected);
        screen.state().draw("7 GB");
        drop(progress);
        screen.state().draw("8 GB");
        expected.push_str("\r7 GB\r      \r");
        assert_eq!(terminal.written(), expected);
    }

    #[test]
    fn without_a_line_text_goes_through() {
        let terminal = Shared::default();
        let mut report = Progress::none().beside(terminal.clone());
        report.write_all(b"text\n").unwrap();
        assert_eq!(terminal.written(), "text\n");
    }

    #[test]
    fn a_run_that_ends_soon_shows_nothing() {
        let terminal = Shared::default();
        let screen = Arc::new(Screen::new(Box::new(terminal.clone())));
        drop(Progress {
            screen: Some(Arc::clone(&screen)),
        });
        let never = || -> Option<u64> { panic!("nobody asks how much there is") };
        screen.keep_drawing(FIRST, &Watch::default(), never);
        assert_eq!(terminal.written(), "");
    }

    #[test]
    fn a_run_that_a_signal_ends_is_drawn_no_more() {
        let terminal = Shared::default();
        let screen = Screen::new(Box::new(terminal.clone()));
        let watch = Watch::default();
        watch.stop(crate::exit::Signal::Interrupt);
        screen.keep_drawing(Duration::ZERO, &watch, || Some(5));
        let written = terminal.written();
        assert!(written.starts_with("\r0 B of 5 B"), "{written}");
        assert_eq!(written.matches('\r').count(), 1);
    }
}
