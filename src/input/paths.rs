//! What the user named becomes a list of sources: files, directories walked in order, globs,
//! standard input.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::{Framing, Source, kept_headers, line};
use crate::error::Error;
use crate::text::{DEEPEST_BRACES, Untrusted, has_deep_braces};

/// The endings of files that a directory is searched for.
const ENDINGS: [&str; 3] = [".json", ".jsonl", ".ndjson"];
const COMPRESSED: [&str; 2] = [".gz", ".zst"];

/// How directories are searched, and what is found is read.
#[derive(Debug, Clone, Default)]
pub struct PathOptions {
    /// Globs of paths to leave out.
    pub exclude: Vec<String>,
    /// Whether ignore files and hidden names count for nothing.
    pub no_ignore: bool,
    /// The name of standard input in reports.
    pub stdin_name: Option<String>,
    /// How documents are told apart.
    pub framing: Framing,
    /// Whether envelopes are documents themselves.
    pub no_unwrap: bool,
    /// Whether a source may be empty.
    pub allow_empty: bool,
}

/// The sources that `paths` name, in order, each file and line once, and what is beside them.
///
/// # Errors
/// A glob that cannot be read.
pub fn expand(paths: &[PathBuf], options: &PathOptions) -> Result<Found, Error> {
    let excluded = excluded(&options.exclude)?;
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == OsStr::new("-") {
            let name = options.stdin_name.clone();
            found.sources.push(Source::Stdin {
                is_named: name.is_some(),
                name: name.unwrap_or_else(|| "<stdin>".to_owned()),
                framing: options.framing,
                unwrap: !options.no_unwrap,
                may_be_empty: options.allow_empty,
            });
        } else if path.is_dir() {
            walk(path, None, options, &mut found)?;
        } else if path.exists() || fs::symlink_metadata(path).is_ok() {
            found.sources.push(Source::file(path.clone(), options));
        } else if let Some((file, number)) = line::file_and_line(path) {
            found.sources.push(Source::line(file, number, options));
        } else if is_glob(path) {
            glob(path, options, &mut found)?;
        } else {
            found.sources.push(Source::file(path.clone(), options));
        }
    }
    found.sources.retain(|source| match source {
        Source::Stdin { .. } => true,
        Source::File { path, .. } => {
            !excluded.is_match(path) && !kept_headers::is_kept_headers(path)
        }
    });
    found.sources = once(found.sources);
    found.links.retain(|path| !excluded.is_match(path));
    Ok(found)
}

/// Each file and each line of one once: who names a file and a line of it wants the file.
fn once(sources: Vec<Source>) -> Vec<Source> {
    let mut places = HashMap::new();
    let mut found: Vec<Source> = Vec::with_capacity(sources.len());
    for source in sources {
        // Standard input has no path: `./-` is a file.
        let key = match &source {
            Source::Stdin { .. } => None,
            Source::File { path, .. } => Some(plain(path)),
        };
        let place = *places.entry(key).or_insert(found.len());
        match (found.get_mut(place), source) {
            (None, source) => found.push(source),
            (Some(Source::File { lines, .. }), Source::File { lines: more, .. }) => {
                if lines.is_empty() || more.is_empty() {
                    lines.clear();
                } else {
                    lines.extend(more);
                }
            }
            _ => {}
        }
    }
    for source in &mut found {
        if let Source::File { lines, .. } = source {
            lines.sort_unstable();
            lines.dedup();
        }
    }
    found
}

/// What a library says of a glob repeats the glob.
fn refused(error: impl std::fmt::Display) -> Error {
    Error::Usage(Untrusted::new(&error.to_string()).inline().to_string())
}

/// A path in its plainest spelling: `./a//b.json` is `a/b.json`.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| *part != Component::CurDir)
        .collect()
}

/// What paths come to.
#[derive(Default)]
pub struct Found {
    /// What to read.
    pub sources: Vec<Source>,
    /// What cannot be searched.
    pub errors: Vec<Error>,
    /// Symbolic links that a search has met and not followed, though they are called like what is read:
    /// they may lead out of what was named.
    pub links: Vec<PathBuf>,
}

fn excluded(globs: &[String]) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(compile(glob)?);
        // `--exclude drafts` and `--exclude '*.tmp.json'` mean such a name at any depth.
        let bare = glob.trim_end_matches('/');
        for deep in [
            format!("**/{bare}"),
            format!("{bare}/**"),
            format!("**/{bare}/**"),
        ] {
            set.add(compile(&deep)?);
        }
    }
    set.build().map_err(refused)
}

fn compile(glob: &str) -> Result<Glob, Error> {
    let refused = |why: &str| {
        let shown = Untrusted::new(glob).excerpt(60);
        Error::Usage(format!("`{shown}` is no glob: {why}"))
    };
    if has_deep_braces(glob) {
        let why = format!("its braces are nested deeper than {DEEPEST_BRACES}");
        return Err(refused(&why));
    }
    GlobBuilder::new(glob)
        .literal_separator(true)
        .build()
        .map_err(|error| refused(&error.kind().to_string()))
}

fn is_glob(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|text| text.contains(['*', '?', '[', '{']))
}

/// Walks from the part of a glob that is a plain path.
fn glob(pattern: &Path, options: &PathOptions, found: &mut Found) -> Result<(), Error> {
    let pattern = &plain(pattern);
    let text = pattern.to_str().unwrap_or_default();
    let matcher = compile(text.strip_prefix("./").unwrap_or(text))?.compile_matcher();
    let base: PathBuf = pattern
        .components()
        .take_while(|part| !is_glob(Path::new(part.as_os_str())))
        .collect();
    let base = if base.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        base
    };
    let before = found.sources.len();
    if base.is_dir() {
        let matches = |path: &Path| matcher.is_match(path.strip_prefix("./").unwrap_or(path));
        walk(&base, Some(&matches), options, found)?;
    }
    if found.sources.len() == before {
        found.errors.push(Error::NoInput(format!(
            "`{}`",
            Untrusted::new(text).excerpt(80)
        )));
    }
    Ok(())
}

fn walk(
    base: &Path,
    matches: Option<&dyn Fn(&Path) -> bool>,
    options: &PathOptions,
    found: &mut Found,
) -> Result<(), Error> {
    let mut walker = WalkBuilder::new(base);
    walker
        .standard_filters(!options.no_ignore)
        .require_git(false)
        .follow_links(false)
        .overrides(pruned(base, &options.exclude)?)
        .sort_by_file_path(Path::cmp);
    for entry in walker.build() {
        let wanted = |path: &Path| match matches {
            Some(matches) => matches(path),
            None => is_capture(path),
        };
        match entry {
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                let link = without_dot(entry.path());
                found
                    .links
                    .extend(wanted(entry.path()).then(|| link.to_owned()));
            }
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if wanted(entry.path()) {
                    let path = entry.into_path();
                    let path = without_dot(&path).to_owned();
                    let mut source = Source::file(path, options);
                    if let Source::File { searched, .. } = &mut source {
                        *searched = Some(without_dot(base).to_owned());
                    }
                    found.sources.push(source);
                }
            }
            Ok(_) => {}
            Err(error) => found.errors.push(walk_error(base, error)),
        }
    }
    Ok(())
}

/// A path without `./` before it.
fn without_dot(path: &Path) -> &Path {
    path.strip_prefix("./").unwrap_or(path)
}

/// Excluded directories are not even entered.
fn pruned(base: &Path, globs: &[String]) -> Result<Override, Error> {
    let mut overrides = OverrideBuilder::new(base);
    for glob in globs {
        overrides.add(&format!("!{glob}")).map_err(refused)?;
    }
    overrides.build().map_err(refused)
}

fn walk_error(base: &Path, error: ignore::Error) -> Error {
    let mut name = base.to_string_lossy().into_owned();
    if let ignore::Error::WithPath { path, .. } = &error {
        name = path.to_string_lossy().into_owned();
    }
    let source = error
        .into_io_error()
        .unwrap_or_else(|| std::io::Error::other("cannot be searched"));
    Error::Read { name, source }
}

/// Whether a file found in a directory is a capture, by its name. Headers alone are what a listener that was
/// killed leaves behind.
fn is_capture(path: &Path) -> bool {
    let Some(name) = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_lowercase())
    else {
        return false;
    };
    let plain = COMPRESSED
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    !name.ends_with(kept_headers::ENDING) && ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[&str], options: &PathOptions) -> (Vec<String>, usize) {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let found = expand(&paths, options).unwrap();
        let sources = found.sources.iter();
        (
            sources.map(|source| source.name().to_owned()).collect(),
            found.errors.len(),
        )
    }

    #[test]
    fn headers_beside_a_body_are_no_input() {
        let root = tempfile::tempdir().unwrap();
        for name in ["a.json", "a.headers.json", "b.headers.json"] {
            fs::write(root.path().join(name), "{}").unwrap();
        }
        let dir = root.path().to_str().unwrap();
        let found = |path: &str| names(&[&format!("{dir}{path}")], &PathOptions::default()).0;
        assert_eq!(found(""), [format!("{dir}/a.json")]);
        assert_eq!(found("/a.headers.json"), [""; 0]);
        // Without a body beside it, a file that is named is what the user says.
        assert_eq!(
            found("/*.json"),
            [format!("{dir}/a.json"), format!("{dir}/b.headers.json")]
        );
        let body = root.path().join("a.json");
        assert_eq!(
            kept_headers::headers_file(&body),
            Some(root.path().join("a.headers.json"))
        );
        assert_eq!(
            kept_headers::headers_file(&root.path().join("c.json")),
            None
        );
    }

    #[test]
    fn a_file_called_like_standard_input_is_not_taken_for_it() {
        for paths in [["-", "./-", "-", "./-"], ["./-", "-", "./-", "-"]] {
            let (found, _) = names(&paths, &PathOptions::default());
            let expected = paths[..2].iter().map(|path| match *path {
                "-" => "<stdin>",
                path => path,
            });
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn directories_are_searched_in_order_and_each_file_is_read_once() {
        let root = tempfile::tempdir().unwrap();
        let base = root.path();
        fs::create_dir(base.join("b")).unwrap();
        for name in [
            "b/2.jsonl.gz",
            "b/1.json",
            "a.NDJSON",
            "notes.txt",
            ".hidden.json",
        ] {
            fs::write(base.join(name), "{}").unwrap();
        }
        let dir = base.to_str().unwrap();
        let (found, errors) = names(&[dir, &format!("{dir}/b/1.json")], &PathOptions::default());
        let expected = [
            format!("{dir}/a.NDJSON"),
            format!("{dir}/b/1.json"),
            format!("{dir}/b/2.jsonl.gz"),
        ];
        assert_eq!((found, errors), (expected.to_vec(), 0));
        let exclude = PathOptions {
            exclude: vec!["b".to_owned()],
            ..PathOptions::default()
        };
        assert_eq!(names(&[dir], &exclude).0, [format!("{dir}/a.NDJSON")]);
        assert_eq!(
            names(&[&format!("{dir}/**/*.jsonl.gz")], &PathOptions::default()).0,
            [format!("{dir}/b/2.jsonl.gz")]
        );
        assert_eq!(
            names(&[&format!("{dir}//./b/*.json")], &PathOptions::default()).0,
            [format!("{dir}/b/1.json")]
        );
        assert_eq!(
            names(&[&format!("{dir}/*.nothing")], &PathOptions::default()),
            (vec![], 1)
        );
    }
}
