//! The groups as a table. Ids give way first: where the names of agents are no longer to be seen,
//! nobody knows what an id is about.

use std::collections::HashSet;

use super::words;
use crate::render::stats::tables::distinct;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::runs::{By, Group, Results};
use crate::text::{fit, thousands, width};

/// Rows that a person may still look through.
pub(super) const MOST: usize = 1_000;

/// Columns that the table stands away from the edge.
const INDENT: usize = 2;

/// An agent's name is not squeezed into fewer columns than this; rather it is left out.
const NARROWEST: usize = 12;

/// The lines of the table, its first [`MOST`] groups.
pub(super) fn lines(results: &Results, theme: &Theme) -> Vec<String> {
    let groups: Vec<&Group> = results.groups.iter().take(MOST).collect();
    let ids: Vec<String> = groups
        .iter()
        .map(|group| distinct(words::group(group, results.by)))
        .collect();
    let names: Vec<String> = groups
        .iter()
        .map(|group| words::agents(group).unwrap_or_else(|| theme.absent().to_owned()))
        .collect();
    let has_flaky = groups.iter().any(|group| group.flaky > 0);
    let of = |ids: &[String], names: Option<&[String]>| {
        let mut table = Table::new(columns(results.by, has_flaky, names.is_some()));
        for (place, group) in groups.iter().enumerate() {
            let id = ids.get(place).cloned().unwrap_or_default();
            let name = names.map(|names| names.get(place).cloned().unwrap_or_default());
            table.push(cells(group, results.by, has_flaky, (id, name), theme));
        }
        table
    };
    let room = theme.columns().saturating_sub(INDENT);
    let shown = [ids.clone(), shortened(&groups, &ids, theme)]
        .into_iter()
        .map(|ids| of(&ids, Some(&names)))
        .find(|table| table.width() <= room);
    let table = shown.unwrap_or_else(|| {
        let short = shortened(&groups, &ids, theme);
        let bare = of(&short, None).width();
        let left = room.saturating_sub(bare).saturating_sub(2);
        if left >= NARROWEST {
            return of(&short, Some(&fitted(&names, left, theme)));
        }
        let header = width(results.by.name());
        let others = of(&[], None).width().saturating_sub(header);
        of(
            &fitted(&ids, room.saturating_sub(others).max(NARROWEST), theme),
            None,
        )
    });
    let indent = " ".repeat(INDENT);
    let lines = table.lines(theme).into_iter();
    lines.map(|line| format!("{indent}{line}")).collect()
}

fn columns(by: By, has_flaky: bool, has_names: bool) -> Vec<(&'static str, Align)> {
    let mut columns = vec![
        (by.name(), Align::Left),
        ("passed", Align::Right),
        ("failed", Align::Right),
        ("no result", Align::Right),
        ("rate", Align::Right),
    ];
    if has_flaky {
        columns.push(("flaky", Align::Left));
    }
    // Last, so that a name written from right to left has nothing of ours behind it.
    if has_names {
        let header = if by == By::Agent { "name" } else { "agent" };
        columns.push((header, Align::Left));
    }
    columns
}

fn cells(
    group: &Group,
    by: By,
    has_flaky: bool,
    (id, name): (String, Option<String>),
    theme: &Theme,
) -> Vec<Cell> {
    let counts = &group.counts;
    let unless_zero = |count: usize, style| {
        let style = if count > 0 { style } else { Style::Dim };
        Cell::new(thousands(count), style)
    };
    let style = match (counts.failed, counts.no_result) {
        (0, 0) => Style::Good,
        (0, _) => Style::Plain,
        _ => Style::Error,
    };
    let rate = words::rate(counts).unwrap_or_else(|| theme.absent().to_owned());
    let mut cells = vec![
        Cell::plain(id),
        Cell::new(words::passed(counts), style),
        unless_zero(counts.failed, Style::Error),
        unless_zero(counts.no_result, Style::Warning),
        Cell::plain(rate),
    ];
    if has_flaky {
        cells.push(Cell::new(words::flaky(group, by), Style::Warning));
    }
    cells.extend(name.map(Cell::plain));
    cells
}

/// The beginnings of the ids, as long as it takes to tell them apart.
fn shortened(groups: &[&Group], ids: &[String], theme: &Theme) -> Vec<String> {
    let cut = |length: usize| -> Vec<String> {
        let room = length.saturating_add(width(theme.ellipsis()));
        let cut = |(group, id): (&&Group, &String)| match group.id {
            Some(_) => fit(id, room, theme.ellipsis()),
            None => id.clone(),
        };
        groups.iter().zip(ids).map(cut).collect()
    };
    let distinct = |ids: &[String]| ids.iter().collect::<HashSet<_>>().len();
    let whole = distinct(ids);
    // As many characters as end with the groups of digits of a UUID.
    let shorter = [8, 13, 18, 23].into_iter().map(cut);
    let mut fitting = shorter.filter(|short| distinct(short) == whole);
    fitting.next().unwrap_or_else(|| ids.to_vec())
}

fn fitted(texts: &[String], columns: usize, theme: &Theme) -> Vec<String> {
    let texts = texts.iter();
    texts
        .map(|text| fit(text, columns, theme.ellipsis()))
        .collect()
}
