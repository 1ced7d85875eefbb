//! Where a path leads, and whether two ways of naming a file lead to the same one.

use std::fs::Metadata;
use std::io;
use std::path::{Component, Path, PathBuf};

use same_file::Handle;

/// Links that are followed before they count as a loop.
const MOST_LINKS: usize = 40;

/// Where writing to `path` ends: every link is followed, also one to a file that is yet to be.
/// Stops at what the system names for us: what lies behind `/dev/stdout` may be a regular file.
pub(super) fn destination(path: &Path) -> io::Result<PathBuf> {
    let mut place = std::path::absolute(path)?;
    for _ in 0..MOST_LINKS {
        let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
            return Ok(place);
        };
        let parent = parent.canonicalize()?;
        let real = parent.join(name);
        if belongs_to_the_system(&real) {
            return Ok(real);
        }
        match real.read_link() {
            Ok(target) => place = parent.join(target),
            Err(_) => return Ok(real),
        }
    }
    Err(io::Error::other("too many links"))
}

/// Whether a path is a name for a device or for a stream of ours, which cannot be renamed over.
pub(super) fn belongs_to_the_system(path: &Path) -> bool {
    let is_memory = path.starts_with("/dev/shm");
    cfg!(unix) && !is_memory && (path.starts_with("/dev") || path.starts_with("/proc"))
}

/// Whether writing to both ends in the same place.
#[must_use]
pub fn is_same_place(one: &Path, other: &Path) -> bool {
    let same_name = lexical(one) == lexical(other);
    same_name || matches!((destination(one), destination(other)), (Ok(a), Ok(b)) if a == b)
}

/// A path from the root without `.` and `..`, as far as its text says.
fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .components()
    {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// Whether standard input is redirected from the regular file that `path` leads to.
#[must_use]
pub fn is_stdin(path: &Path) -> bool {
    is_handle(path, Handle::stdin())
}

/// Whether standard output is redirected to the regular file that `path` leads to.
#[must_use]
pub fn is_stdout(path: &Path) -> bool {
    is_handle(path, Handle::stdout())
}

/// The bytes of the regular file that standard input is redirected from; `None` if it is none.
#[must_use]
pub fn stdin_length() -> Option<u64> {
    let about = Handle::stdin().ok()?.as_file().metadata().ok()?;
    about.is_file().then_some(about.len())
}

/// Whether standard output goes straight to another program, which may draw on our terminal, too.
#[must_use]
pub fn stdout_is_pipe() -> bool {
    let about = Handle::stdout().and_then(|stdout| stdout.as_file().metadata());
    about.is_ok_and(|about| is_pipe(&about))
}

#[cfg(unix)]
fn is_pipe(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    about.file_type().is_fifo() || about.file_type().is_socket()
}

#[cfg(not(unix))]
fn is_pipe(about: &Metadata) -> bool {
    !about.is_file()
}

fn is_handle(path: &Path, stream: io::Result<Handle>) -> bool {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    path.is_file() && matches!((stream, Handle::from_path(path)), (Ok(a), Ok(b)) if a == b)
}
