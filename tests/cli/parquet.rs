//! Parquet, read back by its library's own reader: the cells of `jsonl`, typed. Only where the feature is on.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::basic::{LogicalType, Type};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};

use crate::harness::{Speakhook, project};

fn rows(args: &[&str], input: &str) -> i32 {
    let run = Speakhook::new(["stats", "--rows"])
        .args(args)
        .dir(&project(""))
        .stdin(input)
        .run();
    assert_eq!(run.stdout, "", "{}", run.stderr);
    run.status
}

/// The rows of a file as `jsonl` has them.
fn read(path: &Path) -> Vec<BTreeMap<String, Value>> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let cell = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Long(count) => json!(count),
        Field::Double(number) => json!(number),
        Field::Bool(flag) => json!(flag),
        Field::TimestampMicros(micros) => {
            let at = chrono::DateTime::from_timestamp_micros(*micros).unwrap();
            json!(at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
        }
        other => panic!("{other:?}"),
    };
    let row = |row: parquet::record::Row| {
        row.get_column_iter()
            .map(|(name, field)| (name.clone(), cell(field)))
            .collect()
    };
    reader
        .get_row_iter(None)
        .unwrap()
        .map(|one| row(one.unwrap()))
        .collect()
}

#[test]
fn cells_are_those_of_jsonl_and_typed() {
    let folder = tempfile::tempdir().unwrap();
    for kind in ["calls", "turns", "tools"] {
        let path = folder.path().join(kind);
        let name = path.to_str().unwrap();
        assert_eq!(rows(&[kind, "-f", "parquet", "-o", name, "samples"], ""), 3);
        let lines = Speakhook::new(["stats", "--rows", kind, "-f", "jsonl", "samples"])
            .dir(&project(""))
            .run();
        let expected: Vec<BTreeMap<String, Value>> = lines
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let found = read(&path);
        assert!(found.len() > 20);
        for (found, expected) in found.iter().zip(&expected) {
            let numbers = |row: &BTreeMap<String, Value>| -> BTreeMap<String, Value> {
                let plain =
                    |value: &Value| value.as_f64().map_or(value.clone(), |number| json!(number));
                row.iter()
                    .map(|(name, value)| (name.clone(), plain(value)))
                    .collect()
            };
            assert_eq!(numbers(found), numbers(expected));
        }
        assert_eq!(found.len(), expected.len());
        let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        for column in reader.metadata().file_metadata().schema_descr().columns() {
            let is_time = matches!(
                column.logical_type_ref(),
                Some(LogicalType::Timestamp(time)) if time.is_adjusted_to_u_t_c
            );
            assert_eq!(column.name().ends_with("_at"), is_time, "{}", column.name());
            if column.name().ends_with("_seconds") {
                assert_eq!(column.physical_type(), Type::DOUBLE, "{}", column.name());
            }
        }
    }
}

#[test]
fn many_calls_are_several_groups_in_their_order_and_none_is_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("turns.parquet");
    let name = path.to_str().unwrap();
    let turn = r#"{"role":"User","content":"a"},{"role":"Assistant","content":"b"}"#;
    let line = format!(
        r#"{{"event":"x","data":{{"history":[{}]}}}}"#,
        vec![turn; 1000].join(",")
    );
    let input = format!("{line}\n").repeat(150);
    assert_eq!(
        rows(&["turns", "-f", "parquet", "-o", name, "-j", "4"], &input),
        0
    );
    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    assert!(reader.metadata().num_row_groups() >= 2);
    let found = read(&path);
    assert_eq!(found.len(), 150_000);
    let lines: Vec<i64> = found
        .iter()
        .map(|row| row["line"].as_i64().unwrap())
        .collect();
    assert!(lines.is_sorted());
    assert_eq!(
        rows(
            &[
                "turns",
                "-f",
                "parquet",
                "-o",
                name,
                "--allow-empty",
                "nothing-*"
            ],
            ""
        ),
        0
    );
    assert_eq!(read(&path).len(), 0);
}

/// An independent reader, where Python has one of them.
const ELSEWHERE: &str = "
import sys
try:
    import duckdb
    ask = \"SELECT count(*), sum(e2e_seconds), any_value(typeof(started_at)) FROM read_parquet(?)\"
    turns, e2e, zone = duckdb.connect().execute(ask, [sys.argv[1]]).fetchone()
    has_zone = zone == 'TIMESTAMP WITH TIME ZONE'
except ImportError:
    try:
        import pyarrow.compute as compute, pyarrow.parquet as parquet
    except ImportError:
        sys.exit(77)
    table = parquet.read_table(sys.argv[1])
    turns, e2e = table.num_rows, compute.sum(table['e2e_seconds']).as_py()
    has_zone = table.schema.field('started_at').type.tz == 'UTC'
print(turns, round(e2e, 6), has_zone)
";

#[test]
fn others_read_the_same_where_they_are_installed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("turns.parquet");
    let name = path.to_str().unwrap();
    assert_eq!(
        rows(&["turns", "-f", "parquet", "-o", name, "samples"], ""),
        3
    );
    let python = std::process::Command::new("python3")
        .args(["-c", ELSEWHERE, name])
        .output();
    let said = match python {
        Ok(said) if said.status.code() != Some(77) => said,
        _ => return,
    };
    let ours = read(&path);
    let e2e = ours.iter().filter_map(|row| row["e2e_seconds"].as_f64());
    let expected = format!(
        "{} {} True\n",
        ours.len(),
        (e2e.sum::<f64>() * 1e6).round() / 1e6
    );
    let (stdout, stderr) = (
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr),
    );
    assert_eq!(stdout, expected, "{stderr}");
}
