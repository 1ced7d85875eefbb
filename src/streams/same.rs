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
    let both_stdout = names_stdout(one) && names_stdout(other);
    same_name
        || both_stdout
        || matches!((destination(one), destination(other)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a path is one of the names that the system has for standard output, whatever that is.
#[must_use]
pub fn names_stdout(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    let is_name = |place: &Path| names.iter().any(|name| place == Path::new(name));
    cfg!(unix) && (is_name(&lexical(path)) || destination(path).is_ok_and(|real| is_name(&real)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_of_one_place_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("a")).unwrap();
        for (one, other, expected) in [
            ("x", "x", true),
            ("x", "y", false),
            ("./x", "a/../x", true),
            ("a/./x", "a/x", true),
            ("a/x", "x", false),
            // What is not there has a name all the same.
            ("b/../none/x", "none/./x", true),
            ("none/x", "none/y", false),
        ] {
            let (one, other) = (root.join(one), root.join(other));
            assert_eq!(is_same_place(&one, &other), expected, "{one:?} {other:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_what_they_lead_to() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("a")).unwrap();
        symlink("a/there", root.join("one")).unwrap();
        symlink(root.join("one"), root.join("two")).unwrap();
        symlink("/dev/stdout", root.join("out")).unwrap();
        for (name, leads_to) in [
            ("one", root.join("a/there")),
            ("two", root.join("a/there")),
            ("a/../x", root.join("x")),
            ("out", PathBuf::from("/dev/stdout")),
        ] {
            assert_eq!(destination(&root.join(name)).unwrap(), leads_to, "{name}");
        }
        assert!(is_same_place(&root.join("two"), &root.join("a/there")));
        symlink("loop", root.join("loop")).unwrap();
        destination(&root.join("loop")).unwrap_err();
        destination(&root.join("none/x")).unwrap_err();
        assert_eq!(destination(Path::new("/")).unwrap(), Path::new("/"));
        // The last of as many links as are followed, and one more.
        std::fs::create_dir(root.join("chain")).unwrap();
        for number in 0..MOST_LINKS {
            let link = root.join("chain").join(number.to_string());
            symlink((number + 1).to_string(), link).unwrap();
        }
        let end = root.join("chain").join(MOST_LINKS.to_string());
        assert_eq!(destination(&root.join("chain/1")).unwrap(), end);
        destination(&root.join("chain/0")).unwrap_err();
    }

    #[cfg(unix)]
    #[test]
    fn names_of_the_system_are_told_from_files() {
        for (path, expected) in [
            ("/dev/stdout", true),
            ("/dev/fd/1", true),
            ("/proc/self/fd/1", true),
            ("/dev/shm/report.json", false),
            ("/device/report.json", false),
            ("/tmp/dev/report.json", false),
        ] {
            assert_eq!(belongs_to_the_system(Path::new(path)), expected, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_stream_is_the_file_that_it_comes_from() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        for path in [&one, &other] {
            std::fs::write(path, "same").unwrap();
        }
        let stream = |path: &Path| Handle::from_path(path);
        assert!(is_handle(&one, stream(&one)));
        assert!(!is_handle(&one, stream(&other)));
        assert!(!is_handle(folder.path(), stream(folder.path())));
        assert!(!is_handle(&one, Err(io::ErrorKind::NotFound.into())));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_sockets_go_to_other_programs() {
        use std::os::fd::OwnedFd;
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let (pipe, _) = std::io::pipe().unwrap();
        let pipe = std::fs::File::from(OwnedFd::from(pipe));
        for (about, expected) in [
            (socket.metadata(), true),
            (pipe.metadata(), true),
            (folder.path().metadata(), false),
            (Path::new("/dev/null").metadata(), false),
        ] {
            assert_eq!(is_pipe(&about.unwrap()), expected);
        }
    }
}
