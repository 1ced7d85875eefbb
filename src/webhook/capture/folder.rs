//! The folder of captures. Files appear in it whole, durable and readable by their owner alone, the
//! headers before the body; nothing that is there is replaced, and no link is followed.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

/// What the names of files begin with that are not whole yet; hidden, so that no search finds them.
const PREFIX: &str = ".speakhook-capture-";

/// How old such a file is when nobody is writing it any more.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// Names that are tried before a folder is given up: other listeners may use it, too.
const TRIES: u64 = 10_000;

/// What is kept of a delivery.
#[derive(Debug, Clone, Copy)]
pub struct Files<'f> {
    /// What the names begin with.
    pub stem: &'f str,
    /// The text of the file beside the body.
    pub headers: &'f [u8],
    /// The body.
    pub body: &'f [u8],
}

/// A folder that captures are kept in.
pub struct Folder {
    path: PathBuf,
    next: AtomicU64,
    /// The files that are not whole yet; `None` when nothing more is kept.
    unfinished: Mutex<Option<HashSet<PathBuf>>>,
}

impl Folder {
    /// The folder `path`, made for its owner alone if it is not there. What a listener that was killed
    /// has left behind is removed once it is an hour old.
    ///
    /// # Errors
    /// What the system says of a folder that cannot be made or written to.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path.is_file() {
            let why = "it is a file, not a folder";
            return Err(io::Error::new(io::ErrorKind::NotADirectory, why));
        }
        make(path)?;
        remove_left_behind(path)?;
        // Whoever cannot write should say so before the first delivery.
        drop(temporary_in(path)?);
        Ok(Self {
            path: path.to_owned(),
            next: AtomicU64::new(1),
            unfinished: Mutex::new(Some(HashSet::new())),
        })
    }

    /// The folder, as it was named.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps a delivery; the path of its body. When this returns, both files outlive a loss of power.
    ///
    /// # Errors
    /// What the system says; nothing is left then that looks like a capture.
    pub fn keep(&self, files: Files<'_>) -> io::Result<PathBuf> {
        let mut headers = self.written(files.headers)?;
        let mut body = self.written(files.body)?;
        for _ in 0..TRIES {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let path = |ending| {
                let stem = files.stem;
                self.path.join(format!("{stem}-{number}{ending}"))
            };
            if !headers.place(path(".headers.json"))? {
                continue;
            }
            // A body is never there without its headers, also after a loss of power.
            self.sync()?;
            let kept = path(".json");
            if body.place(kept.clone())? {
                self.sync()?;
                headers.finish()?;
                body.finish()?;
                return Ok(kept);
            }
        }
        Err(io::Error::other("every name for the capture is taken"))
    }

    /// Ends it: removes what is not whole yet, and keeps nothing more.
    pub fn close(&self) {
        let unfinished = self.lock().take();
        for path in unfinished.unwrap_or_default() {
            let _ = fs::remove_file(path);
        }
    }

    /// Whether nothing more is kept.
    pub(crate) fn is_closed(&self) -> bool {
        self.lock().is_none()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<HashSet<PathBuf>>> {
        self.unfinished
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A durable file without a name of its own yet.
    fn written(&self, bytes: &[u8]) -> io::Result<Unfinished<'_>> {
        let mut file = temporary_in(&self.path)?;
        let entry = file.path().to_owned();
        {
            let mut unfinished = self.lock();
            let closed = || io::Error::other("the listener has ended");
            let unfinished = unfinished.as_mut().ok_or_else(closed)?;
            unfinished.insert(entry.clone());
        }
        let result = file
            .write_all(bytes)
            .and_then(|()| file.as_file().sync_all());
        let written = Unfinished {
            folder: self,
            entry,
            path: Some(file.into_temp_path()),
        };
        result.map(|()| written)
    }

    fn sync(&self) -> io::Result<()> {
        sync(&self.path)
    }
}

/// Makes a folder, and those above it that are not there. What is in a new folder is lost with the folder's own
/// name, so that these names are durable before anything is kept.
fn make(path: &Path) -> io::Result<()> {
    let changed = changed_by_making(path);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)?;
    changed.into_iter().try_for_each(sync)
}

/// The folders that get a new name in them when `path` is made, the innermost first.
fn changed_by_making(path: &Path) -> Vec<&Path> {
    let here = Path::new(".");
    let named = path.ancestors().filter(|folder| *folder != Path::new(""));
    named
        .take_while(|folder| !folder.exists())
        .filter_map(Path::parent)
        .map(|parent| {
            if parent == Path::new("") {
                here
            } else {
                parent
            }
        })
        .collect()
}

/// Makes durable which names a folder has. Not every system has a way to do that.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// A file that is removed unless it is finished.
struct Unfinished<'f> {
    folder: &'f Folder,
    /// The name under which the folder knows it.
    entry: PathBuf,
    path: Option<TempPath>,
}

impl Unfinished<'_> {
    /// Gives it a name; false if that is taken.
    fn place(&mut self, name: PathBuf) -> io::Result<bool> {
        let Some(path) = self.path.take() else {
            return Ok(false);
        };
        match path.persist_noclobber(&name) {
            Ok(()) => {
                self.path = Some(TempPath::try_from_path(name)?);
                Ok(true)
            }
            Err(refused) => {
                self.path = Some(refused.path);
                if refused.error.kind() == io::ErrorKind::AlreadyExists {
                    return Ok(false);
                }
                Err(refused.error)
            }
        }
    }

    fn finish(mut self) -> io::Result<()> {
        match self.path.take() {
            Some(path) => path.keep().map(|_| ()).map_err(|error| error.error),
            None => Ok(()),
        }
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if let Some(unfinished) = self.folder.lock().as_mut() {
            unfinished.remove(&self.entry);
        }
    }
}

/// A new file that only its owner may read.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)
}

/// Removes what nobody has been writing for long.
fn remove_left_behind(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = name.as_encoded_bytes().starts_with(PREFIX.as_bytes());
        let is_old = |about: fs::Metadata| {
            let age = about.modified().ok().and_then(|time| time.elapsed().ok());
            about.is_file() && age.is_some_and(|age| age > LEFT_BEHIND)
        };
        if is_ours && entry.metadata().is_ok_and(is_old) {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn files(body: &[u8]) -> Files<'_> {
        Files {
            stem: "stem",
            headers: b"{}\n",
            body,
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| {
            let name = entry.unwrap().file_name();
            name.to_str().unwrap().to_owned()
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn both_files_are_there_and_for_their_owner_alone() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b");
        let folder = Folder::open(&path).unwrap();
        let body = folder.keep(files(b" {\xff\r\n")).unwrap();
        assert_eq!(body, path.join("stem-1.json"));
        assert_eq!(fs::read(&body).unwrap(), b" {\xff\r\n");
        assert_eq!(names(&path), ["stem-1.headers.json", "stem-1.json"]);
        // A listener runs for long: what is kept is not remembered.
        assert_eq!(folder.lock().as_ref().unwrap().len(), 0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let rights = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(rights(&path), 0o700);
            assert_eq!(rights(&root.path().join("a")), 0o700);
            assert_eq!(rights(&body), 0o600);
            assert_eq!(rights(&path.join("stem-1.headers.json")), 0o600);
        }
    }

    #[test]
    fn every_folder_that_gets_a_new_name_is_known() {
        let root = tempfile::tempdir().unwrap();
        let at = |below: &str| root.path().join(below);
        fs::create_dir(at("there")).unwrap();
        for (path, expected) in [
            (at("there"), vec![]),
            (at("new"), vec![root.path().to_owned()]),
            (at("new/"), vec![root.path().to_owned()]),
            (at("there/a/b"), vec![at("there/a"), at("there")]),
            ("no-such-folder".into(), vec![PathBuf::from(".")]),
            ("no-such/folder".into(), vec!["no-such".into(), ".".into()]),
            ("./no-such".into(), vec![".".into()]),
            ("/".into(), vec![]),
        ] {
            assert_eq!(changed_by_making(&path), expected, "{path:?}");
        }
        Folder::open(&at("there/a/b")).unwrap();
        assert!(changed_by_making(&at("there/a/b")).is_empty());
    }

    #[test]
    fn what_is_there_stays_whichever_of_the_two_names_it_has() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        fs::write(root.path().join("stem-1.json"), "mine").unwrap();
        fs::write(root.path().join("stem-2.headers.json"), "mine").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("elsewhere", root.path().join("stem-3.json")).unwrap();
        let body = folder.keep(files(b"new")).unwrap();
        let number = if cfg!(unix) { 4 } else { 3 };
        assert_eq!(body, root.path().join(format!("stem-{number}.json")));
        assert_eq!(fs::read(root.path().join("stem-1.json")).unwrap(), b"mine");
        let kept = fs::read(root.path().join("stem-2.headers.json")).unwrap();
        assert_eq!(kept, b"mine");
        assert!(!root.path().join("stem-1.headers.json").exists());
        assert!(!root.path().join("stem-3.headers.json").exists());
        assert!(!root.path().join("elsewhere").exists());
    }

    #[test]
    fn an_end_leaves_nothing_that_is_not_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        let mut late = folder.written(b"late").unwrap();
        assert_eq!(names(root.path()).len(), 1);
        assert!(!folder.is_closed());
        folder.close();
        assert!(folder.is_closed());
        assert_eq!(names(root.path()), [""; 0]);
        late.place(root.path().join("late.json")).unwrap_err();
        folder.keep(files(b"later")).unwrap_err();
        drop(late);
        assert_eq!(names(root.path()), [""; 0]);
    }

    #[test]
    fn what_was_left_behind_goes_when_it_is_old() {
        let root = tempfile::tempdir().unwrap();
        let old = root.path().join(".speakhook-capture-old");
        let new = root.path().join(".speakhook-capture-new");
        let other = root.path().join("other");
        for path in [&old, &new, &other] {
            fs::write(path, "{").unwrap();
        }
        let long_ago = SystemTime::now() - Duration::from_secs(3 * 60 * 60);
        for path in [&old, &other] {
            let file = File::options().write(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        Folder::open(root.path()).unwrap();
        assert_eq!(names(root.path()), [".speakhook-capture-new", "other"]);
    }

    #[test]
    fn a_file_is_no_folder_and_a_folder_is_named_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("./a");
        assert_eq!(Folder::open(&path).unwrap().path(), path);
        let file = root.path().join("file");
        fs::write(&file, "mine").unwrap();
        let error = Folder::open(&file).err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
        assert_eq!(fs::read(&file).unwrap(), b"mine");
    }
}
