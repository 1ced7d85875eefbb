//! Rows as JSON Lines: an object a line whose members are the columns, in their order; what is absent is
//! `null`. `speakhook schema --of rows-turns` and its like describe them.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::json::write::compact;
use crate::rows::{Cell, Column, Table};

/// A row with the names of its cells.
struct Line<'l, 't> {
    columns: &'l [Column],
    cells: &'l [Cell<'t>],
}

impl Serialize for Line<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.columns.iter().map(|column| column.name);
        serializer.collect_map(names.zip(self.cells))
    }
}

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.kind.columns();
    for cells in &table.rows {
        compact(
            out,
            &Line {
                columns: &columns,
                cells,
            },
        )?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
