//! What a person is told on standard error. A failing standard error has no remedy.

use std::io::Write;

use crate::cli::options::Options;
use crate::config::Config;
use crate::error::Error;
use crate::render::theme::Style;
use crate::text::{counted, file_name, thousands};
use crate::watch::Watch;

/// Tells a person on standard error what stopped us. A failing standard error has no remedy.
pub fn complain(stderr: &mut dyn Write, options: &Options, error: &Error) {
    let word = options.stderr.paint(Style::Error, "error");
    // A configuration can have several problems, each on a line of its own.
    for line in error.to_string().lines() {
        let _ = writeln!(stderr, "speakhook: {word}: {line}");
    }
}

/// Inputs that are complained about one by one; the others are counted.
const MOST_COMPLAINTS: usize = 50;

/// The inputs that could not be read or are no call, as a person is told of them.
#[derive(Default)]
pub(super) struct Complaints {
    inputs: usize,
}

impl Complaints {
    /// Complains about an input, if it is one of the first. That a signal ended the run is always told.
    pub(super) fn about(&mut self, error: &Error, stderr: &mut dyn Write, options: &Options) {
        if error.status().signal().is_none() {
            self.inputs = self.inputs.saturating_add(1);
            if self.inputs > MOST_COMPLAINTS {
                return;
            }
        }
        complain(stderr, options, error);
    }

    /// Says how many inputs nothing was said about.
    pub(super) fn finish(&self, stderr: &mut dyn Write, options: &Options) {
        let more = self.inputs.saturating_sub(MOST_COMPLAINTS);
        if more > 0 {
            let word = options.stderr.paint(Style::Error, "error");
            let inputs = counted(more, "more input");
            let _ = writeln!(stderr, "speakhook: {word}: {inputs} not read or no call");
        }
    }
}

/// Warns a person on standard error, also one who asked to be quiet.
pub(super) fn warn(stderr: &mut dyn Write, options: &Options, warning: &str) {
    let word = options.stderr.paint(Style::Warning, "warning");
    let _ = writeln!(stderr, "speakhook: {word}: {warning}");
}

/// Tells a person who wants to know more which configuration is used.
pub(super) fn mention_config(stderr: &mut dyn Write, options: &Options, config: &Config) {
    if options.verbose > 0 && !config.name.is_empty() {
        note(
            stderr,
            options,
            &format!("configured by {}", file_name(&config.name)),
        );
    }
}

/// Tells a person that payloads were taken out of what some tool put around them.
pub fn mention_envelopes(stderr: &mut dyn Write, options: &Options, watch: &Watch) {
    let Some(seen) = watch.unwrapped() else {
        return;
    };
    let kinds: Vec<&str> = seen.bodies.keys().copied().collect();
    let kinds = kinds.join(", ");
    let count = seen.bodies.values().copied().fold(0, usize::saturating_add);
    let place = match seen.files {
        1 => file_name(&seen.first),
        more => format!("{} files", thousands(more)),
    };
    let mut text = match count {
        1 => format!("took the payload out of {kinds} in {place}"),
        count => format!(
            "took {} payloads out of their envelopes ({kinds}) in {place}",
            thousands(count)
        ),
    };
    if seen.others > 0 {
        let others = counted(seen.others, "other request");
        text.push_str(&format!("; {others} had no JSON body"));
    }
    note(stderr, options, &text);
}

/// Tells a person on standard error what is worth knowing, unless asked to be quiet.
pub(super) fn note(stderr: &mut dyn Write, options: &Options, note: &str) {
    if options.quiet == 0 {
        let word = options.stderr.paint(Style::Help, "note");
        let _ = writeln!(stderr, "speakhook: {word}: {note}");
    }
}
