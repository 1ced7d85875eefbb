//! `speakhook sample`: payloads that nobody captured, one at a time however many there are.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::SampleArgs;
use crate::cli::options::Options;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::json::assign::Assignment;
use crate::json::tree::parse_only;
use crate::json::{Value, write};
use crate::policy::unknown_rule;
use crate::render::theme::{Style, Theme};
use crate::render::wrap;
use crate::rules;
use crate::sample::{self, SCENARIOS};
use crate::streams::{Sink, Streams};

use super::note;

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &SampleArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let output = super::output_file(args.output.as_ref());
    let (mut sink, theme) = super::open_report(output, false, options, streams.stdout)?;
    if args.list {
        let written = list(sink.writer(), theme);
        sink.check(written)?;
    } else if let Some(rule) = &args.invalid {
        faulty(args, rule, &mut sink)?;
        needed(rule, options, streams.stderr);
    } else {
        calls(args, &mut sink)?;
    }
    sink.finish()?;
    Ok(ExitStatus::Success)
}

fn list(out: &mut dyn Write, theme: Theme) -> io::Result<()> {
    let longest = SCENARIOS.iter().map(|scenario| scenario.name.len()).max();
    let longest = longest.unwrap_or(0);
    for scenario in SCENARIOS {
        let name = format!("{:longest$}", scenario.name);
        let name = theme.paint(Style::Strong, &name);
        let room = longest.saturating_add(2);
        wrap::entry(out, theme, &format!("{name}  "), room, scenario.summary)?;
    }
    Ok(())
}

/// Writes as many calls as are wanted, or as somebody still reads.
fn calls(args: &SampleArgs, sink: &mut Sink<'_>) -> Result<(), Error> {
    let Some(scenario) = args.scenario.or(SCENARIOS.first()) else {
        return Ok(());
    };
    if args.turns.is_some() && !scenario.has_turns() {
        let name = scenario.name;
        let sentence = format!("`{name}` has no conversation, so --turns means nothing to it");
        return Err(Error::Usage(sentence));
    }
    let (seed, count) = (args.seed.unwrap_or(0), args.count.unwrap_or(1));
    let turns = args.turns.map(usize::from);
    let layout = Layout {
        is_line: args.compact || count > 1,
    };
    for number in 0..count {
        let payload = sample::payload(scenario, seed, number, turns);
        if args.set.is_empty() {
            layout.write(sink, &payload)?;
        } else {
            let mut text = Vec::new();
            let written = write::compact(&mut text, &payload);
            sink.check(written)?;
            let changed = changed(&text, &args.set)?;
            layout.write(sink, &changed)?;
        }
        if sink.is_closed() {
            break;
        }
    }
    Ok(())
}

/// Says what a rule has to be told before it finds anything.
fn needed(id: &str, options: &Options, stderr: &mut dyn Write) {
    let arguments = rules::find(id).map_or(&[][..], |rule| rule.arguments);
    if !arguments.is_empty() {
        let sentence = format!("`speakhook validate {}` finds it", arguments.join(" "));
        note(stderr, options, &sentence);
    }
}

/// A payload with one fault, as its documentation has it unless it is to be changed.
fn faulty(args: &SampleArgs, id: &str, sink: &mut Sink<'_>) -> Result<(), Error> {
    let rule = rules::find(id).ok_or_else(|| Error::Usage(unknown_rule(id)))?;
    let Some(bytes) = sample::invalid_of(rule, args.seed) else {
        let sentence = format!("`{id}` has no example to make a payload from");
        return Err(Error::Usage(sentence));
    };
    if args.set.is_empty() && !args.compact {
        let written = sink.writer().write_all(&bytes);
        return sink.check(written);
    }
    let layout = Layout {
        is_line: args.compact,
    };
    let changed = changed(&bytes, &args.set)?;
    layout.write(sink, &changed)
}

/// The payload with these values in their places.
fn changed<'a>(bytes: &'a [u8], assignments: &'a [Assignment]) -> Result<Value<'a>, Error> {
    let parsed = std::str::from_utf8(bytes).ok().and_then(parse_only);
    let parsed = parsed.ok_or_else(|| {
        let sentence = "what this rule finds is no JSON; --set and --compact cannot change it";
        Error::Usage(sentence.to_owned())
    });
    assignments.iter().try_fold(parsed?, |root, assignment| {
        let changed = assignment.apply(root);
        changed.map_err(|why| Error::Usage(format!("--set: {why}")))
    })
}

/// How a payload is laid out.
#[derive(Clone, Copy)]
struct Layout {
    is_line: bool,
}

impl Layout {
    /// Writes a payload and its line feed.
    fn write<T: Serialize>(self, sink: &mut Sink<'_>, payload: &T) -> Result<(), Error> {
        let out = sink.writer();
        let written = if self.is_line {
            write::compact(out, payload)
        } else {
            write::pretty(out, payload)
        };
        let written = written.and_then(|()| out.write_all(b"\n"));
        sink.check(written)
    }
}
