//! What a run reads, so that none of it is lost to an output: the payloads and their headers, and what they are judged
//! by, checked with or compared to.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input::{self, Source};
use crate::streams;
use crate::text::file_name;

/// What a file is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It has payloads.
    Payloads,
    /// It has what came with a payload, and lies beside it.
    Headers,
    /// It is a configuration, a baseline or a schema.
    Judges,
    /// It has a secret.
    Secret,
    /// It has the statistics of an earlier run.
    Compared,
}

impl Role {
    /// What is said of an output that would take its place.
    fn refusal(self) -> &'static str {
        match self {
            Self::Payloads => "is an input; write the output to another file",
            Self::Headers => "has the headers of an input; write the output to another file",
            Self::Judges => "says how to judge; write the report to another file",
            Self::Secret => "has the secret; write the report to another file",
            Self::Compared => "is what --compare reads; write the report to another file",
        }
    }
}

/// The files that a run reads.
pub(super) struct Inputs<'s> {
    sources: &'s [Source],
    others: Vec<(PathBuf, Role)>,
    /// All of them by where they really are. Found once, and only for an output that is there already: there may be
    /// a hundred thousand.
    real: OnceCell<HashMap<PathBuf, Role>>,
    look_up: fn(&Path) -> io::Result<PathBuf>,
}

impl<'s> Inputs<'s> {
    /// What has payloads, and the headers beside it.
    pub(super) fn of(sources: &'s [Source]) -> Self {
        Self {
            sources,
            others: Vec::new(),
            real: OnceCell::new(),
            look_up: Path::canonicalize,
        }
    }

    /// These files, too; `-` is standard input.
    pub(super) fn with<'p>(
        mut self,
        role: Role,
        paths: impl IntoIterator<Item = &'p PathBuf>,
    ) -> Self {
        let paths = paths.into_iter().cloned();
        self.others.extend(paths.map(|path| (path, role)));
        self.real = OnceCell::new();
        self
    }

    /// Refuses to write an output over one of them, and two outputs to one place. With `with_stdout`,
    /// standard output is one of the outputs.
    ///
    /// # Errors
    /// An output that is also an input, or another output.
    pub(super) fn refuse(&self, outputs: &[&PathBuf], with_stdout: bool) -> Result<(), Error> {
        for (index, output) in outputs.iter().enumerate() {
            let refuse = |why: &str| {
                let name = file_name(&output.to_string_lossy());
                Err(Error::Usage(format!("{name} {why}")))
            };
            let mut earlier = outputs.iter().take(index);
            if earlier.any(|earlier| streams::is_same_place(earlier, output)) {
                return refuse("is given to two outputs; write each to a file of its own");
            }
            let is_stdout = "is where standard output goes; write the output to another file";
            if with_stdout && streams::names_stdout(output) {
                return refuse(is_stdout);
            }
            let Ok(real) = (self.look_up)(output) else {
                continue;
            };
            if let Some(role) = self.role(&real) {
                return refuse(role.refusal());
            }
            if with_stdout && streams::is_stdout(&real) {
                return refuse(is_stdout);
            }
        }
        Ok(())
    }

    /// What the regular file at `real` is to the run.
    fn role(&self, real: &Path) -> Option<Role> {
        if !real.is_file() {
            return None;
        }
        let role = self.real.get_or_init(|| self.find()).get(real).copied();
        role.or_else(|| self.stdin().filter(|_| streams::is_stdin(real)))
    }

    /// What standard input is to the run, if that reads it.
    fn stdin(&self) -> Option<Role> {
        let is_stdin = |source: &Source| matches!(source, Source::Stdin { .. });
        if self.sources.iter().any(is_stdin) {
            return Some(Role::Payloads);
        }
        let is_dash = |other: &&(PathBuf, Role)| other.0.as_os_str() == "-";
        self.others.iter().find(is_dash).map(|other| other.1)
    }

    fn find(&self) -> HashMap<PathBuf, Role> {
        let mut real = HashMap::new();
        let mut add = |path: &Path, role| {
            if let Ok(path) = (self.look_up)(path) {
                real.entry(path).or_insert(role);
            }
        };
        // Standard input may have the name of a file that is something else by now.
        let files = self.sources.iter().filter_map(|source| match source {
            Source::File { path, .. } => Some(path),
            Source::Stdin { .. } => None,
        });
        for path in files {
            add(path, Role::Payloads);
            if let Some(headers) = input::headers_file(path) {
                add(&headers, Role::Headers);
            }
        }
        for (path, role) in &self.others {
            add(path, *role);
        }
        real
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::input::Framing;

    thread_local! {
        static LOOKED_UP: Cell<usize> = const { Cell::new(0) };
    }

    /// Every path leads to one file that is there.
    fn counted(_: &Path) -> io::Result<PathBuf> {
        LOOKED_UP.set(LOOKED_UP.get() + 1);
        let number = LOOKED_UP.get();
        match number {
            1 => std::env::current_exe(),
            number => Ok(format!("/nowhere/{number}").into()),
        }
    }

    #[test]
    fn a_place_is_looked_up_once_however_many_outputs_there_are() {
        let sources: Vec<Source> = (0..1000)
            .map(|number| Source::File {
                path: format!("in/{number}").into(),
                name: number.to_string(),
                searched: None,
                lines: Vec::new(),
                framing: Framing::Detected,
                unwrap: true,
                may_be_empty: false,
            })
            .collect();
        let inputs = Inputs {
            look_up: counted,
            ..Inputs::of(&sources)
        };
        for number in 0..1000 {
            let output = PathBuf::from(format!("out/{number}"));
            assert!(inputs.refuse(&[&output], false).is_ok());
        }
        let headers = 1000;
        assert!(LOOKED_UP.get() <= 2000 + headers, "{}", LOOKED_UP.get());
    }
}
