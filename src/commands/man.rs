//! `speakhook man`: the manual pages, for packagers. `man/` holds what this prints.

use clap::Command;
use clap_mangen::Man;

use crate::cli::args::ManArgs;
use crate::cli::command;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::streams::{Sink, Streams};
use crate::text::Untrusted;

/// Runs the command.
///
/// # Errors
/// A command that does not exist, or an output that could not be written.
pub fn run(args: &ManArgs, streams: &mut Streams<'_>) -> Result<ExitStatus, Error> {
    let text = page(args.command.as_deref())?;
    let mut sink = Sink::stdout(streams.stdout);
    let written = sink.writer().write_all(text.as_bytes());
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}

/// The page of a command, or of the program.
///
/// # Errors
/// A command that does not exist.
pub fn page(name: Option<&str>) -> Result<String, Error> {
    // `speakhook help` has no page, and building gives commands their names: `speakhook validate`
    // in the synopsis, `speakhook-validate` in the title.
    let mut whole = command().disable_help_subcommand(true);
    whole.build();
    let Some(name) = name else {
        return Ok(roff(whole));
    };
    let found = whole.find_subcommand(name).cloned().ok_or_else(|| {
        let name = Untrusted::new(name).excerpt(60);
        Error::Usage(format!("there is no command `{name}`"))
    })?;
    Ok(roff(found) + ".SH \"SEE ALSO\"\nspeakhook(1)\n")
}

fn roff(command: Command) -> String {
    let name = command.get_display_name().unwrap_or("speakhook").to_owned();
    let mut bytes = Vec::new();
    // Nothing that is written to memory fails.
    drop(Man::new(command).render(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    // The foot of the page has the version.
    let lines = text.lines().take_while(|line| *line != ".SH VERSION");
    let mut page: String = lines.map(|line| in_sections(line, &name)).collect();
    if page.contains("\n.nf\n") {
        page.push_str(".fi\n");
    }
    page
}

/// clap_mangen leaves an empty date out of the title, so that the version becomes the date, and puts
/// what stands behind the help under EXTRA; manuals have sections of their own for that.
fn in_sections(line: &str, name: &str) -> String {
    match line {
        ".SH EXTRA" => String::new(),
        "Examples:" => ".SH EXAMPLES\n.nf\n".to_owned(),
        "Exit status:" => ".fi\n.SH \"EXIT STATUS\"\n.nf\n".to_owned(),
        title if title.starts_with(".TH ") => title_of(name),
        other => format!("{}\n", other.trim_end()),
    }
}

fn title_of(name: &str) -> String {
    let (title, version) = (name.to_uppercase(), env!("CARGO_PKG_VERSION"));
    format!(".TH {title} 1 \"\" \"speakhook {version}\" \"speakhook manual\"\n")
}
