//! `speakhook schema`: the embedded schemas, and the closed variant derived from the first.

use std::io::{self, Write};

use serde_json::Value;

use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::config;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::rows::{self, Kind};
use crate::schema;
use crate::streams::{Sink, Streams};

/// Runs the command.
///
/// # Errors
/// A variant that does not exist, or an output that could not be written.
pub fn run(args: &SchemaArgs, streams: &mut Streams<'_>) -> Result<ExitStatus, Error> {
    let mut sink = Sink::stdout(streams.stdout);
    let out = sink.writer();
    let written = match (args.of, args.strict) {
        (SchemaOf::Payload, false) => out.write_all(schema::PAYLOAD.as_bytes()),
        (SchemaOf::Payload, true) => pretty(out, &schema::strict()),
        (SchemaOf::Report, false) => out.write_all(schema::REPORT.as_bytes()),
        (SchemaOf::Show, false) => out.write_all(schema::SHOW.as_bytes()),
        (SchemaOf::Tests, false) => out.write_all(schema::TESTS.as_bytes()),
        (SchemaOf::Stats, false) => out.write_all(schema::STATS.as_bytes()),
        (SchemaOf::StatsFile, false) => out.write_all(schema::STATS_FILE.as_bytes()),
        (SchemaOf::Verify, false) => out.write_all(schema::VERIFY.as_bytes()),
        #[cfg(feature = "webhook")]
        (SchemaOf::Sent, false) => out.write_all(schema::SENT.as_bytes()),
        #[cfg(feature = "webhook")]
        (SchemaOf::Deliveries, false) => out.write_all(schema::DELIVERIES.as_bytes()),
        (SchemaOf::Config, false) => pretty(out, &config::schema()),
        (SchemaOf::RowsCalls, false) => pretty(out, &rows::schema(Kind::Calls)),
        (SchemaOf::RowsTurns, false) => pretty(out, &rows::schema(Kind::Turns)),
        (SchemaOf::RowsTools, false) => pretty(out, &rows::schema(Kind::Tools)),
        (_, true) => {
            return Err(Error::Usage(
                "this schema has no strict variant: it is closed already".to_owned(),
            ));
        }
    };
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}

fn pretty(out: &mut dyn Write, schema: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, schema)?;
    out.write_all(b"\n")
}
