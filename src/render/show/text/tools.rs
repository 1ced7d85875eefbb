//! The table of tools that ran.

use super::layout;
use crate::render::show::figures;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::text::{fit, width};
use crate::view::{ToolEntry, ToolStatus, Tools};

/// Blanks before the table.
const INDENT: usize = 2;

/// With less room for the last column than this, the time gives way, then the table to a list.
const NARROWEST: usize = 36;

/// The widest that a tool's name may make its column.
const NAME: usize = 32;

/// The lines of the tools view.
pub(super) fn lines(tools: &Tools<'_>, theme: &Theme) -> Vec<String> {
    let sentence = |text: &str| format!("{:INDENT$}{}", "", theme.paint(Style::Dim, text));
    match figures::share_of_runs(tools) {
        Some(share) if tools.runs.is_empty() => vec![sentence(&share)],
        None if tools.runs.is_empty() => vec![sentence("no tools ran")],
        share => {
            let mut lines = runs(tools, theme);
            lines.extend(
                share
                    .iter()
                    .flat_map(|share| [String::new(), sentence(share)]),
            );
            lines
        }
    }
}

/// The runs as a table, or as a list where that does not fit.
fn runs(tools: &Tools<'_>, theme: &Theme) -> Vec<String> {
    let indent = " ".repeat(INDENT);
    let room = theme.columns().saturating_sub(INDENT);
    let mut columns = Columns {
        time: tools.runs.iter().any(|run| !run.time.is_empty()),
        room: 0,
    };
    let fixed = |columns: &Columns| {
        table(tools, columns, theme)
            .width()
            .saturating_sub(width(LAST))
    };
    if room.saturating_sub(fixed(&columns)) < NARROWEST {
        columns.time = false;
    }
    let fixed = fixed(&columns);
    columns.room = room.saturating_sub(fixed);
    let is_cut = |entry| width(&exchange(entry, usize::MAX, theme)) > columns.room;
    let is_long = tools.is_full && theme.width.is_some() && tools.runs.iter().any(is_cut);
    if columns.room < NARROWEST || is_long {
        return tools
            .runs
            .iter()
            .flat_map(|entry| listed(entry, tools.is_full, theme))
            .collect();
    }
    if tools.is_full {
        columns.room = usize::MAX;
    }
    let table = table(tools, &columns, theme).lines(theme);
    table.iter().map(|line| format!("{indent}{line}")).collect()
}

const LAST: &str = "arguments and result";

/// Which columns there are, and how wide the last may be.
struct Columns {
    time: bool,
    room: usize,
}

fn table(tools: &Tools<'_>, columns: &Columns, theme: &Theme) -> Table {
    let mut headers = vec![("turn", Align::Right)];
    if columns.time {
        headers.push(("at", Align::Right));
    }
    headers.extend([
        ("took", Align::Right),
        ("", Align::Left),
        ("tool", Align::Left),
        (LAST, Align::Left),
    ]);
    let mut table = Table::new(headers);
    for entry in &tools.runs {
        table.push(cells(entry, columns, theme));
    }
    table
}

/// A run on lines of its own, for narrow terminals and long texts.
fn listed(entry: &ToolEntry<'_>, is_full: bool, theme: &Theme) -> Vec<String> {
    let mut head: Vec<String> = vec![" ".to_owned()];
    let cells = [
        turn(entry, theme),
        name(entry, theme),
        took(entry, theme),
        state(entry),
    ];
    head.extend(cells.iter().map(|cell| theme.paint(cell.style, &cell.text)));
    let (arguments, output) = sides(entry);
    let output = if output.is_empty() {
        output
    } else {
        format!("{} {output}", arrow(theme))
    };
    let column = INDENT.saturating_add(4);
    let gutter = layout::gutter(column, theme);
    let room = theme.columns().saturating_sub(column);
    let details = [arguments, output]
        .into_iter()
        .filter(|text| !text.is_empty());
    let lines = |text: String| {
        if is_full {
            layout::wrapped(&text, column, theme)
        } else {
            vec![fit(&text, room, theme.ellipsis())]
        }
    };
    let details = details
        .flat_map(lines)
        .map(|line| format!("{gutter}{line}"));
    std::iter::once(head.join(" ")).chain(details).collect()
}

fn cells(entry: &ToolEntry<'_>, columns: &Columns, theme: &Theme) -> Vec<Cell> {
    let mut cells = vec![turn(entry, theme)];
    if columns.time {
        cells.push(Cell::new(entry.time.clone(), Style::Dim));
    }
    let exchange = Cell::plain(exchange(entry, columns.room, theme));
    cells.extend([
        took(entry, theme),
        state(entry),
        name(entry, theme),
        exchange,
    ]);
    cells
}

fn turn(entry: &ToolEntry<'_>, theme: &Theme) -> Cell {
    let turn = entry
        .turn
        .map_or_else(|| theme.absent().to_owned(), |turn| turn.to_string());
    Cell::new(turn, Style::Dim)
}

fn took(entry: &ToolEntry<'_>, theme: &Theme) -> Cell {
    let seconds = entry.run.duration_seconds;
    Cell::plain(seconds.map_or_else(|| theme.absent().to_owned(), figures::with_unit))
}

fn state(entry: &ToolEntry<'_>) -> Cell {
    match entry.run.status {
        ToolStatus::Ok => Cell::new("ok", Style::Good),
        ToolStatus::Error => Cell::new("error", Style::Error),
        ToolStatus::NoOutput => Cell::new("no output", Style::Warning),
        ToolStatus::NoCall => Cell::new("no call", Style::Warning),
    }
}

fn name(entry: &ToolEntry<'_>, theme: &Theme) -> Cell {
    let name = entry.run.name.map(|name| name.inline().to_string());
    let name = name.unwrap_or_else(|| theme.absent().to_owned());
    Cell::new(fit(&name, NAME, theme.ellipsis()), Style::Event)
}

fn arrow(theme: &Theme) -> &'static str {
    theme.symbol("→", "->")
}

/// The arguments and the result of a run, safe to print; empty where there is none.
fn sides(entry: &ToolEntry<'_>) -> (String, String) {
    let arguments = entry
        .run
        .compact_arguments
        .as_untrusted()
        .inline()
        .to_string();
    let output = entry.run.output.map(|output| output.inline().to_string());
    (arguments, output.unwrap_or_default())
}

/// Arguments and result, each cut to its half when both are too long.
fn exchange(entry: &ToolEntry<'_>, room: usize, theme: &Theme) -> String {
    let (arguments, output) = sides(entry);
    if output.is_empty() {
        return fit(&arguments, room, theme.ellipsis());
    }
    let blank = if arguments.is_empty() { "" } else { " " };
    let arrow = format!("{blank}{} ", arrow(theme));
    let room = room.saturating_sub(width(&arrow));
    let for_arguments = room.saturating_sub(width(&output)).max(room / 2);
    let arguments = fit(&arguments, for_arguments, theme.ellipsis());
    let for_output = room.saturating_sub(width(&arguments));
    format!(
        "{arguments}{arrow}{}",
        fit(&output, for_output, theme.ellipsis())
    )
}
