//! The world outside: standard streams, environment, and files to write. The one choke point
//! for output: a reader who left is quiet, any other failed write is an error.

mod same;

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf, is_separator};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::watch::{Relay, Watch};

use same::{belongs_to_the_system, destination};
pub use same::{is_same_place, is_stdin, is_stdout, names_stdout, stdin_length, stdout_is_pipe};

/// The standard streams and what is known about them. Everything a run sees of the outside, so
/// that a test can be the outside.
pub struct Streams<'s> {
    /// Standard input.
    pub stdin: &'s mut (dyn Read + Send),
    /// Whether a person would have to type the input.
    pub stdin_is_terminal: bool,
    /// Standard output: results.
    pub stdout: &'s mut dyn Write,
    /// The columns of the terminal behind standard output; `None` without one.
    pub stdout_columns: Option<usize>,
    /// Whether standard output goes straight to another program.
    pub stdout_is_pipe: bool,
    /// Standard error: everything else.
    pub stderr: &'s mut dyn Write,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// The folder that relative paths start from; `None` when it is gone.
    pub folder: Option<PathBuf>,
    /// The environment.
    pub env: &'s dyn Fn(&str) -> Option<OsString>,
    /// The run, as others see it, and the signals that are for it.
    pub watch: Watch,
}

/// The process's standard input, so that a signal ends the wait for it.
#[must_use]
pub fn standard_input(watch: &Watch) -> Box<dyn Read + Send> {
    if stdin_length().is_some() {
        Box::new(io::stdin())
    } else {
        Box::new(Relay::new(watch, || Ok(Box::new(io::stdin()))))
    }
}

/// Swallows what is written after the reader has left.
struct Quiet<W> {
    inner: W,
    closed: bool,
}

impl<W: Write> Quiet<W> {
    fn settle(&mut self, result: io::Result<usize>, length: usize) -> io::Result<usize> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(length)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.inner.write(bytes);
        self.settle(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.inner.flush().map(|()| 0);
        self.settle(result, 0).map(|_| ())
    }
}

/// Where results go: standard output, or a file that appears whole or not at all.
pub struct Sink<'s> {
    name: String,
    target: Target<'s>,
}

enum Target<'s> {
    Stream(BufWriter<Quiet<Box<dyn Write + 's>>>),
    File {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
    Append {
        text: Vec<u8>,
        file: File,
    },
}

impl<'s> Sink<'s> {
    /// Standard output.
    pub fn stdout(stdout: &'s mut dyn Write) -> Self {
        Self::stream("standard output", Box::new(stdout))
    }

    /// The file that `path` leads to, replaced when the sink is finished. What is no regular file,
    /// and what the system names for us (`/dev/stdout`), is written to directly.
    ///
    /// # Errors
    /// What the system says.
    pub fn file(path: &Path) -> Result<Self, Error> {
        let name = path.to_string_lossy().into_owned();
        let failed = |source| Error::Write {
            name: name.clone(),
            source,
        };
        let real = destination(path).map_err(failed)?;
        let existing = real.metadata().ok();
        let is_file = existing.as_ref().is_none_or(std::fs::Metadata::is_file);
        if !is_file || belongs_to_the_system(&real) {
            // Behind `/dev/stdout` may be a log that others append to.
            let file: File = OpenOptions::new()
                .append(true)
                .open(&real)
                .map_err(failed)?;
            return Ok(Self::stream(&name, Box::new(file)));
        }
        let last = path.as_os_str().as_encoded_bytes().last();
        if last.is_some_and(|byte| is_separator(char::from(*byte))) {
            return Err(failed(io::ErrorKind::NotADirectory.into()));
        }
        let folder = real.parent().unwrap_or(Path::new("."));
        let temporary = temporary_in(folder).map_err(failed)?;
        #[cfg(unix)]
        if let Some(existing) = existing {
            let rights = existing.permissions();
            temporary
                .as_file()
                .set_permissions(rights)
                .map_err(failed)?;
        }
        let target = Target::File {
            temporary: BufWriter::new(temporary),
            path: real,
        };
        Ok(Self { name, target })
    }

    /// The file that `path` leads to, or a new one, at whose end everything is added at once when
    /// the sink is finished. Holds what is written: for short reports.
    ///
    /// # Errors
    /// What the system says.
    pub fn append(path: &Path) -> Result<Self, Error> {
        let name = path.to_string_lossy().into_owned();
        let opened = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path);
        let file = opened.map_err(|source| Error::Write {
            name: name.clone(),
            source,
        })?;
        let text = Vec::new();
        let target = Target::Append { text, file };
        Ok(Self { name, target })
    }

    fn stream(name: &str, inner: Box<dyn Write + 's>) -> Self {
        let writer = BufWriter::with_capacity(
            64 * 1024,
            Quiet {
                inner,
                closed: false,
            },
        );
        Self {
            name: name.to_owned(),
            target: Target::Stream(writer),
        }
    }

    /// Whether the reader has left.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        match &self.target {
            Target::Stream(writer) => writer.get_ref().closed,
            Target::File { .. } | Target::Append { .. } => false,
        }
    }

    /// The writer.
    pub fn writer(&mut self) -> &mut dyn Write {
        match &mut self.target {
            Target::Stream(writer) => writer,
            Target::File { temporary, .. } => temporary,
            Target::Append { text, .. } => text,
        }
    }

    /// Ends the sink of a run that a signal has ended: a stream gets what there is, a file stays as it
    /// was and is the error.
    ///
    /// # Errors
    /// A file, or what the system says of the stream.
    pub fn stop(self) -> Result<(), Error> {
        match self.target {
            Target::Stream(_) => self.finish(),
            Target::File { .. } | Target::Append { .. } => Err(Error::NotWhole { name: self.name }),
        }
    }

    /// Turns a failed write to this sink into the sentence for it.
    ///
    /// # Errors
    /// The failure, with the sink's name.
    pub fn check<T>(&self, result: io::Result<T>) -> Result<T, Error> {
        result.map_err(|source| Error::Write {
            name: self.name.clone(),
            source,
        })
    }

    /// Writes what is buffered; a file takes its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(self) -> Result<(), Error> {
        let failed = |source| Error::Write {
            name: self.name.clone(),
            source,
        };
        match self.target {
            Target::Stream(mut writer) => writer.flush().map_err(failed),
            Target::Append { text, file } => add_to(file, text).map_err(failed),
            Target::File { temporary, path } => {
                let file = temporary
                    .into_inner()
                    .map_err(|error| failed(error.into_error()))?;
                file.as_file().sync_all().map_err(failed)?;
                file.persist(&path).map_err(|error| failed(error.error))?;
                Ok(())
            }
        }
    }
}

/// Adds `text` behind what a file has, on a line of its own.
fn add_to(mut file: File, mut text: Vec<u8>) -> io::Result<()> {
    let is_file = file.metadata()?.is_file();
    if is_file && file.seek(SeekFrom::End(0))? > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != [b'\n'] {
            text.insert(0, b'\n');
        }
    }
    file.write_all(&text)?;
    if is_file { file.sync_all() } else { Ok(()) }
}

/// A temporary file that gets the rights of any other new file.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".speakhook-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from(self.0))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_left_is_quiet_and_every_other_failure_is_not() {
        let mut gone = Failing(io::ErrorKind::BrokenPipe);
        let mut sink = Sink::stdout(&mut gone);
        sink.writer().write_all(b"x").unwrap();
        sink.writer().flush().unwrap();
        assert!(sink.is_closed());
        sink.finish().unwrap();

        let mut full = Failing(io::ErrorKind::StorageFull);
        let mut sink = Sink::stdout(&mut full);
        sink.writer().write_all(b"x").unwrap();
        assert!(matches!(sink.finish(), Err(Error::Write { .. })));
    }

    /// Takes everything, and fails when it is to hand it on.
    struct FailingToFlush(io::ErrorKind);

    impl Write for FailingToFlush {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::Error::from(self.0))
        }
    }

    #[test]
    fn a_flush_fails_as_a_write_does() {
        let mut gone = FailingToFlush(io::ErrorKind::BrokenPipe);
        let mut sink = Sink::stdout(&mut gone);
        assert!(!sink.is_closed());
        sink.writer().flush().unwrap();
        assert!(sink.is_closed());
        // Who has left is not asked again: that would be an error now.
        sink.writer().write_all(b"x").unwrap();
        sink.finish().unwrap();

        let mut full = FailingToFlush(io::ErrorKind::StorageFull);
        let error = Sink::stdout(&mut full).finish().unwrap_err();
        assert!(error.to_string().contains("standard output"), "{error}");
    }

    #[test]
    fn nothing_reaches_a_reader_who_has_left() {
        struct Leaving(Vec<u8>);
        impl Write for Leaving {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.extend(bytes);
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                self.0.extend(b"flush");
                Ok(())
            }
        }
        let mut quiet = Quiet {
            inner: Leaving(Vec::new()),
            closed: false,
        };
        assert_eq!(quiet.write(b"one").unwrap(), 3);
        assert_eq!(quiet.write(b"fourth").unwrap(), 6);
        quiet.flush().unwrap();
        assert_eq!(quiet.inner.0, b"one");
    }

    #[test]
    fn a_signal_ends_a_stream_and_leaves_a_file_as_it_was() {
        let mut stdout = Vec::new();
        let mut sink = Sink::stdout(&mut stdout);
        sink.writer().write_all(b"half").unwrap();
        sink.stop().unwrap();
        assert_eq!(stdout, b"half");

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        for open in [Sink::file, Sink::append] {
            std::fs::write(&path, "old").unwrap();
            let mut sink = open(&path).unwrap();
            sink.writer().write_all(b"half").unwrap();
            assert!(!sink.is_closed());
            assert!(matches!(sink.stop(), Err(Error::NotWhole { .. })));
            assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_names_what_could_not_be_written() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            folder.path().join("none/report.json"),
            folder.path().join("report/"),
            folder.path().to_owned(),
        ] {
            let name = path.to_string_lossy().into_owned();
            for open in [Sink::file, Sink::append] {
                let Err(error) = open(&path) else {
                    panic!("{name} was opened");
                };
                assert!(error.to_string().contains(&*name), "{error}");
            }
        }
        let mut stdout = Vec::new();
        let sink = Sink::stdout(&mut stdout);
        assert_eq!(sink.check(Ok(7)).unwrap(), 7);
        let error = sink.check::<()>(Err(io::ErrorKind::TimedOut.into()));
        assert!(matches!(error, Err(Error::Write { name, .. }) if name == "standard output"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_rights_and_a_new_one_gets_the_usual_ones() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let rights = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let path = folder.path().join("old");
        std::fs::write(&path, "").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o604)).unwrap();
        Sink::file(&path).unwrap().finish().unwrap();
        assert_eq!(rights(&path), 0o604);
        let (ours, others) = (folder.path().join("ours"), folder.path().join("others"));
        Sink::file(&ours).unwrap().finish().unwrap();
        std::fs::write(&others, "").unwrap();
        assert_eq!(rights(&ours), rights(&others));
    }

    #[test]
    fn a_file_appears_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        std::fs::write(&path, "old").unwrap();
        let mut sink = Sink::file(&path).unwrap();
        sink.writer().write_all(b"new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        sink.finish().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_added_begins_a_line_and_comes_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("summary.md");
        for (old, new) in [("", "new"), ("old", "old\nnew"), ("old\n", "old\nnew")] {
            std::fs::write(&path, old).unwrap();
            let mut sink = Sink::append(&path).unwrap();
            sink.writer().write_all(b"new").unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), old);
            sink.finish().unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), new);
        }
    }
}
