//! Which views `show` is asked for, how, and whether the format has them.

use chrono::{Local, Offset as _, TimeZone as _};
use clap::ValueEnum as _;

use crate::error::Error;
use crate::render::NO_PARQUET;
use crate::render::show::Format;
use crate::rows::Kind;
use crate::view::{self, Filter, Request, TimeMode, View, Zone};

use super::args::{ShowArgs, TimeArg, ZoneArg};

/// The views that `show`'s arguments ask for.
///
/// # Errors
/// A view or a filter that the format does not have.
pub fn request(args: &ShowArgs, format: Format) -> Result<Request, Error> {
    let options = view::Options {
        time: time_mode(args),
        filter: filter(args),
        full_args: args.full_args,
        show_values: args.show_values,
    };
    if options.filter.is_active() && !format.has_filters() {
        let name = name(format);
        let sentence = format!("`{name}` takes no filters: it holds whole calls");
        return Err(Error::Usage(sentence));
    }
    if format == Format::Parquet && format.rows().is_none() {
        return Err(Error::Usage(NO_PARQUET.to_owned()));
    }
    if args.waterfall && format != Format::Text {
        let sentence = "--waterfall draws in text; the other formats have no such picture";
        return Err(Error::Usage(sentence.to_owned()));
    }
    let views = asked(args, format);
    if let Some(view) = views.iter().find(|view| !format.views().contains(view)) {
        let sentence = if args.all {
            not_all(format)
        } else {
            not_that(format, *view)
        };
        return Err(Error::Usage(sentence));
    }
    let nothing = Request {
        options: options.clone(),
        ..Request::default()
    };
    Ok(match format {
        Format::Csv | Format::Parquet => Request {
            rows: Some(one_table(format, &views)?),
            ..nothing
        },
        Format::Srt | Format::Vtt => Request {
            cues: true,
            ..nothing
        },
        Format::ChromeTrace => Request {
            trace: true,
            ..nothing
        },
        Format::Html => Request {
            timeline: views.contains(&View::Summary),
            waterfall: views.contains(&View::Latency),
            ..of_views(&views, options)
        },
        _ => Request {
            waterfall: args.waterfall,
            ..of_views(&views, options)
        },
    })
}

/// What is built for views of a call.
fn of_views(views: &[View], options: view::Options) -> Request {
    Request {
        summary: views.contains(&View::Summary),
        transcript: views.contains(&View::Transcript),
        latency: views.contains(&View::Latency),
        tools: views.contains(&View::Tools),
        evaluation: views.contains(&View::Evaluation),
        options,
        ..Request::default()
    }
}

/// What the rows of a table are about, if all views are of the same.
fn one_table(format: Format, views: &[View]) -> Result<Kind, Error> {
    let mut kinds: Vec<Kind> = Vec::new();
    for view in views {
        if !kinds.contains(&view.rows()) {
            kinds.push(view.rows());
        }
    }
    if let [kind] = kinds.as_slice() {
        return Ok(*kind);
    }
    let tables = Kind::ALL.into_iter().map(|kind| {
        let views = View::ALL.iter().filter(|view| view.rows() == kind);
        format!("{} ({})", kind.name(), listed(views.map(flag_of), "or"))
    });
    let sentence = format!(
        "`{}` is one table; ask for the rows of {}",
        name(format),
        listed(tables, "or")
    );
    Err(Error::Usage(sentence))
}

/// What to say of the filters that none of the views has which `show` is asked for.
#[must_use]
pub fn idle_filters(args: &ShowArgs, format: Format) -> Vec<String> {
    const TURNS: &[View] = &[View::Transcript, View::Latency, View::Tools];
    let filters: [(&str, bool, &[View]); 6] = [
        ("--role", !args.role.is_empty(), &[View::Transcript]),
        ("--kind", !args.kind.is_empty(), &[View::Transcript]),
        ("--turn", args.turn.is_some(), TURNS),
        ("--interrupted", args.interrupted, &[View::Transcript]),
        (
            "--errors-only",
            args.errors_only,
            &[View::Transcript, View::Tools],
        ),
        ("--grep", args.grep.is_some(), &[View::Transcript]),
    ];
    let views = asked(args, format);
    let is_idle = |of: &[View]| !of.iter().any(|view| views.contains(view));
    let idle = filters
        .into_iter()
        .filter(|(_, is_given, of)| *is_given && is_idle(of));
    let sentence = |(name, _, of): (&str, bool, &[View])| {
        let of = listed(of.iter().map(flag_of), "and");
        format!("{name} does nothing here: it is about {of}")
    };
    idle.map(sentence).collect()
}

/// The views that were named; else what filters are about, else what the format is for.
fn asked(args: &ShowArgs, format: Format) -> Vec<View> {
    let is_page = format == Format::Html;
    let is_unasked = !View::ALL.iter().any(|view| is_named(args, *view));
    if args.all || (is_page && is_unasked && !filter(args).is_active()) {
        return View::ALL.to_vec();
    }
    let mut views: Vec<View> = View::ALL
        .into_iter()
        .filter(|view| is_named(args, *view))
        .collect();
    // A filter is about the transcript; who filters wants to see it.
    let is_other = |view: &View| !matches!(view, View::Summary | View::Transcript);
    if filter(args).is_active() && !args.transcript && !views.iter().any(is_other) {
        views.push(View::Transcript);
    }
    if views.is_empty() {
        views.extend(format.views().first());
    }
    views
}

fn is_named(args: &ShowArgs, view: View) -> bool {
    match view {
        View::Summary => args.summary,
        View::Transcript => args.transcript,
        View::Latency => args.latency || args.waterfall,
        View::Tools => args.tools,
        View::Evaluation => args.eval,
    }
}

fn not_that(format: Format, view: View) -> String {
    let (name, flag) = (name(format), flag(&view));
    let has = listed(format.views().iter().map(flag_of), "and");
    let formats = formats(|format| format.views().contains(&view));
    format!("`{name}` has no {flag}, but {has}; {flag} can be {formats}")
}

fn not_all(format: Format) -> String {
    let (name, has) = (
        name(format),
        listed(format.views().iter().map(flag_of), "and"),
    );
    let formats = formats(|format| !is_table(format) && format.views().len() == View::ALL.len());
    format!("`{name}` has {has}, not all views; --all can be {formats}")
}

fn is_table(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Parquet)
}

/// The formats that this program has and that have something.
fn formats(has: impl Fn(Format) -> bool) -> String {
    let formats = Format::value_variants().iter().copied();
    let is_built = |format: &Format| !is_table(*format) || format.rows().is_some();
    let formats = formats.filter(is_built);
    listed(formats.filter(|format| has(*format)).map(name), "or")
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: impl Iterator<Item = String>, last: &str) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        Some((end, names)) if !names.is_empty() => format!("{} {last} {end}", names.join(", ")),
        _ => names.concat(),
    }
}

fn name(format: Format) -> String {
    let value = format.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

fn flag_of(view: &View) -> String {
    flag(view).to_owned()
}

fn flag(view: &View) -> &'static str {
    match view {
        View::Summary => "--summary",
        View::Transcript => "--transcript",
        View::Latency => "--latency",
        View::Tools => "--tools",
        View::Evaluation => "--eval",
    }
}

fn filter(args: &ShowArgs) -> Filter {
    Filter {
        roles: args.role.clone(),
        kinds: args.kind.clone(),
        turns: args.turn,
        interrupted: args.interrupted,
        errors_only: args.errors_only,
        grep: args.grep.clone(),
        context: args.context,
    }
}

fn time_mode(args: &ShowArgs) -> TimeMode {
    let zone = match args.tz {
        Some(ZoneArg::Fixed(offset)) => Zone::Fixed(offset),
        Some(ZoneArg::Local) | None => {
            Zone::At(|time| Local.from_utc_datetime(&time.naive_utc()).offset().fix())
        }
    };
    match args.time {
        Some(TimeArg::Clock) => TimeMode::Clock(zone),
        None if args.tz.is_some() => TimeMode::Clock(zone),
        Some(TimeArg::Offset) | None => TimeMode::Offset,
        Some(TimeArg::Utc) => TimeMode::Utc,
        Some(TimeArg::None) => TimeMode::None,
    }
}
