//! Reads `[[ignore]]`: the findings that a project accepts, each with a reason.

use std::path::Path;

use toml::de::DeTable;

use crate::known::{Exception, Exceptions, PointerGlob, compile_path};
use crate::policy::{is_rule_or_group, unknown_rule};
use crate::text::Untrusted;

use super::faults::Faults;
use super::read::{Item, text as string, wrong_type};

/// The keys of an `[[ignore]]`.
const KEYS: [&str; 4] = ["rule", "path", "pointer", "reason"];

const HEADED: &str = "tables, each headed `[[ignore]]`";

/// Reads `[[ignore]]`, whose paths are relative to `folder`.
pub(super) fn read(
    item: &Item<'_>,
    folder: &Path,
    text: &str,
    faults: &mut Faults,
) -> Option<Exceptions> {
    let Some(items) = item.get_ref().as_array() else {
        wrong_type(item, "ignore", HEADED, faults);
        return None;
    };
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).collect::<Vec<_>>();
    let mut all = Vec::new();
    for item in items {
        let at = item.span().start;
        if faults.are_enough() {
            return None;
        }
        match item.get_ref().as_table() {
            Some(table) => all.push(Exception {
                line: breaks.partition_point(|end| *end < at).saturating_add(1),
                ..read_exception(table, at, faults)
            }),
            None => wrong_type(item, "ignore", HEADED, faults),
        }
    }
    let exceptions = Exceptions::new(all, folder.to_owned());
    exceptions
        .map_err(|message| faults.at(item.span().start, message))
        .ok()
}

fn read_exception(table: &DeTable<'_>, at: usize, faults: &mut Faults) -> Exception {
    let mut exception = Exception::default();
    let (mut names_something, mut has_reason) = (false, false);
    for (key, item) in table {
        let key_text = key.get_ref().as_ref();
        if !KEYS.contains(&key_text) {
            faults.unknown(
                key.span().start,
                "key of `[[ignore]]`",
                key_text,
                key_text,
                &KEYS,
            );
            continue;
        }
        names_something |= key_text != "reason";
        has_reason |= key_text == "reason";
        let Some(value) = string(item, key_text, faults) else {
            continue;
        };
        if let Err(message) = set(&mut exception, key_text, value) {
            faults.at(item.span().start, message);
        }
    }
    if !names_something {
        let message = "`[[ignore]]` needs `rule`, `path` or `pointer`: it would cover everything";
        faults.at(at, message);
    }
    if !has_reason {
        let message = "`[[ignore]]` lacks `reason`: say why these findings are accepted";
        faults.at(at, message);
    }
    exception
}

fn set(exception: &mut Exception, key: &str, value: &str) -> Result<(), String> {
    let shown = Untrusted::new(value).excerpt(60);
    match key {
        "rule" if !is_rule_or_group(value) => return Err(unknown_rule(value)),
        "rule" => exception.rule = Some(value.to_owned()),
        "path" if value.is_empty() => return Err("`path` is empty".to_owned()),
        "path" => {
            let globs = compile_path(value);
            let refused = |why| format!("`path`: `{shown}` is no glob: {why}");
            exception.paths = Some(globs.map_err(refused)?);
        }
        "pointer" => {
            let glob = PointerGlob::new(value);
            let refused = |why| format!("`pointer`: `{shown}` is none: {why}");
            exception.pointer = Some(glob.map_err(refused)?);
        }
        _ if value.trim().is_empty() => {
            return Err("`reason` is empty: say why these findings are accepted".to_owned());
        }
        _ => {}
    }
    Ok(())
}
