//! `speakhook redact`: payloads in, payloads that may be shared out, one at a time.

use std::io::Write;

use crate::cli::args::RedactArgs;
use crate::cli::options::Options;
use crate::cli::secrets;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Source, Text};
use crate::json::write::harmless;
use crate::redact::{Counts, Matched, Policy, Redactor};
use crate::streams::{Sink, Streams};
use crate::text::{counted, thousands};
use crate::watch::Watch;

use super::inputs::Inputs;
use super::redaction::{redacted, redactor};
use super::targets::{create_folder_of, targets};
use super::{complain, note, warn};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &RedactArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let salt = args.salt_env.as_deref();
    let salt = salt
        .map(|name| secrets::from_env("--salt-env", name, streams))
        .transpose()?;
    let redactor = redactor(policy(args), salt)?;
    let (sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let output = super::output_file(args.output.as_ref());
    let targets = match &args.output_dir {
        Some(folder) => Some(targets(folder, &sources)?),
        None => None,
    };
    let inputs = Inputs::of(&sources);
    let mut outputs = output.into_iter().chain(targets.iter().flatten());
    outputs.try_for_each(|output| inputs.refuse(&[output], false))?;
    let watch = &streams.watch;
    watch.listen();
    let live = output.is_none() && targets.is_none() && options.stdout_is_terminal;
    let progress = super::progress(options.progress && !live, &sources, watch);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let mut writer = Writer {
        redactor,
        options,
        watch,
        counts: Counts::default(),
        matched: Matched::default(),
        written: 0,
        left_out: 0,
        status: ExitStatus::Success,
    };
    for error in &errors {
        writer.complain(error, stderr);
    }
    match targets {
        Some(targets) => {
            for (source, target) in sources.iter().zip(&targets) {
                create_folder_of(target)?;
                let sink = Sink::file(target)?;
                if writer.all(std::slice::from_ref(source), streams.stdin, sink, stderr)?
                    == Flow::Stop
                {
                    break;
                }
            }
        }
        None => {
            let sink = match output {
                Some(path) => Sink::file(path)?,
                None => Sink::stdout(streams.stdout),
            };
            writer.all(&sources, streams.stdin, sink, stderr)?;
        }
    }
    drop(progress);
    writer.report(streams.stderr);
    writer.mention_unmatched(streams.stderr);
    Ok(writer.status)
}

fn policy(args: &RedactArgs) -> Policy {
    Policy {
        level: args.level.into(),
        keep: args.keep.clone(),
        drop: args.drop.clone(),
        spoken: args.spoken_digits.map(usize::from),
    }
}

struct Writer<'o> {
    redactor: Redactor,
    options: &'o Options,
    watch: &'o Watch,
    counts: Counts,
    /// Which patterns have found a place in any document.
    matched: Matched,
    /// Documents that were written.
    written: usize,
    /// Documents that were read and not written.
    left_out: usize,
    status: ExitStatus,
}

impl Writer<'_> {
    fn complain(&mut self, error: &Error, stderr: &mut dyn Write) {
        self.status = self.status.and(error.status());
        complain(stderr, self.options, error);
    }

    /// Redacts some sources into one output. A file that nothing would be in is not written.
    fn all(
        &mut self,
        sources: &[Source],
        stdin: input::Stdin<'_>,
        mut sink: Sink<'_>,
        stderr: &mut dyn Write,
    ) -> Result<Flow, Error> {
        let before = self.written;
        let mut flow = Flow::Continue;
        let mut failure = None;
        for source in sources {
            flow = input::read(source, &mut *stdin, self.watch, &mut |text| {
                let result = self.one(text, sink.writer(), stderr);
                self.watch.add_calls(1);
                failure = sink.check(result).err();
                if failure.is_some() || sink.is_closed() {
                    Flow::Stop
                } else {
                    Flow::Continue
                }
            });
            if flow == Flow::Stop {
                break;
            }
        }
        if let Some(error) = failure {
            return Err(error);
        }
        if self.written > before || self.status == ExitStatus::Success {
            super::finish(sink, self.status.signal(), self.options, stderr)?;
        }
        Ok(flow)
    }

    /// Writes one document, or says why it cannot be shared. Each ends its line: that is what keeps one a line
    /// apart from the next.
    fn one(
        &mut self,
        text: Text<'_>,
        out: &mut dyn Write,
        stderr: &mut dyn Write,
    ) -> std::io::Result<()> {
        let is_document = !matches!(text, Text::Unreadable(_));
        match redacted(&self.redactor, text) {
            Err(left) => {
                self.left_out = self.left_out.saturating_add(usize::from(is_document));
                self.matched.merge(&left.matched);
                for error in &left.errors {
                    self.complain(error, stderr);
                }
                Ok(())
            }
            Ok(redacted) => {
                self.matched.merge(&redacted.matched);
                self.counts.merge(&redacted.counts);
                self.written = self.written.saturating_add(1);
                let text = harmless(without_line_end(&redacted.text));
                out.write_all(text.as_bytes())?;
                out.write_all(b"\n")?;
                if self.options.stdout_is_terminal {
                    out.flush()?;
                }
                Ok(())
            }
        }
    }

    /// Says which patterns have found no place: a misspelt `--drop` leaves in what was to go.
    fn mention_unmatched(&self, stderr: &mut dyn Write) {
        if self.written == 0 && self.left_out == 0 {
            return;
        }
        let (dropped, kept) = self.redactor.policy().unmatched(&self.matched);
        for sentence in &dropped {
            warn(stderr, self.options, sentence);
        }
        for sentence in &kept {
            note(stderr, self.options, sentence);
        }
    }

    /// Says what was replaced, by kind and, if asked, by field.
    fn report(&self, stderr: &mut dyn Write) {
        let mut documents = counted(self.written, "document");
        if self.left_out > 0 {
            let left_out = thousands(self.left_out);
            documents.push_str(&format!(" written, {left_out} left out"));
        }
        if self.written == 0 && self.status != ExitStatus::Success {
            let sentence = match self.left_out {
                0 => "nothing was written".to_owned(),
                count => format!(
                    "nothing was written, {} left out",
                    counted(count, "document")
                ),
            };
            return note(stderr, self.options, &sentence);
        }
        if self.counts.is_empty() {
            return note(
                stderr,
                self.options,
                &format!("{documents}, nothing to replace"),
            );
        }
        let kinds: Vec<String> = self
            .counts
            .by_kind()
            .into_iter()
            .map(|(kind, count)| kind.counted(count))
            .collect();
        note(
            stderr,
            self.options,
            &format!("{documents}; replaced {}", kinds.join(", ")),
        );
        if self.options.verbose > 0 {
            for (field, kind, count) in self.counts.by_field() {
                note(
                    stderr,
                    self.options,
                    &format!("{field}: {}", kind.counted(count)),
                );
            }
        }
    }
}

/// A document that ends its line itself, as the body of a request may, ends one and not two.
fn without_line_end(text: &str) -> &str {
    if text.ends_with('\n') {
        text.trim_end_matches([' ', '\t', '\r', '\n'])
    } else {
        text
    }
}
