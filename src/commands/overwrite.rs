//! What may be written: no output replaces an input, or another output.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input::Source;
use crate::streams;
use crate::text::file_name;

/// Refuses to write an output over one of the captures that it is about, and two of them to one
/// place. With `with_stdout`, standard output is one of them.
///
/// # Errors
/// An output that is also an input, or another output.
pub(super) fn refuse_to_overwrite(
    sources: &[Source],
    outputs: &[&PathBuf],
    with_stdout: bool,
) -> Result<(), Error> {
    let inputs = Inputs::of(sources);
    for (index, output) in outputs.iter().enumerate() {
        let mut earlier = outputs.iter().take(index);
        if earlier.any(|earlier| streams::is_same_place(earlier, output)) {
            let why = "is given to two outputs; write each to a file of its own";
            return Err(refusal(output, why));
        }
        inputs.refuse(output)?;
        if with_stdout && streams::is_stdout(output) {
            let why = "is where standard output goes; write the output to another file";
            return Err(refusal(output, why));
        }
    }
    Ok(())
}

/// The inputs, as outputs are held against them: where they really are is looked up once, however many outputs there are.
pub(super) struct Inputs<'s> {
    sources: &'s [Source],
    real: fn(&Path) -> io::Result<PathBuf>,
    places: OnceCell<HashSet<PathBuf>>,
}

impl<'s> Inputs<'s> {
    pub(super) fn of(sources: &'s [Source]) -> Self {
        Self {
            sources,
            real: Path::canonicalize,
            places: OnceCell::new(),
        }
    }

    /// Refuses an output that is one of them.
    ///
    /// # Errors
    /// A sentence with its name.
    pub(super) fn refuse(&self, output: &Path) -> Result<(), Error> {
        // What is not there yet is no input.
        let Ok(real) = (self.real)(output) else {
            return Ok(());
        };
        if self.has(&real) && real.is_file() {
            let why = "is an input; write the output to another file";
            return Err(refusal(output, why));
        }
        Ok(())
    }

    fn has(&self, real: &Path) -> bool {
        let reads_stdin = || {
            let mut sources = self.sources.iter();
            sources.any(|source| matches!(source, Source::Stdin { .. }))
        };
        self.places().contains(real) || (reads_stdin() && streams::is_stdin(real))
    }

    fn places(&self) -> &HashSet<PathBuf> {
        self.places.get_or_init(|| {
            let files = self.sources.iter().filter_map(|source| match source {
                Source::File { path, .. } => Some(path),
                Source::Stdin { .. } => None,
            });
            files.filter_map(|path| (self.real)(path).ok()).collect()
        })
    }
}

fn refusal(output: &Path, why: &str) -> Error {
    let name = file_name(&output.to_string_lossy());
    Error::Usage(format!("{name} {why}"))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::input::Framing;

    thread_local! {
        static LOOKED_UP: Cell<usize> = const { Cell::new(0) };
    }

    fn counted(path: &Path) -> io::Result<PathBuf> {
        LOOKED_UP.set(LOOKED_UP.get() + 1);
        Ok(Path::new("/nowhere").join(path))
    }

    #[test]
    fn a_place_is_looked_up_once() {
        let sources: Vec<Source> = (0..1000)
            .map(|number| Source::File {
                path: format!("in/{number}").into(),
                name: number.to_string(),
                searched: None,
                framing: Framing::Detected,
                unwrap: true,
            })
            .collect();
        let inputs = Inputs {
            real: counted,
            ..Inputs::of(&sources)
        };
        for number in 0..1000 {
            let output = format!("out/{number}");
            assert!(inputs.refuse(Path::new(&output)).is_ok());
        }
        assert_eq!(LOOKED_UP.get(), 2000);
    }
}
