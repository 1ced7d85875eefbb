//! A collection as a file: one line of JSON, described by `stats-file.schema.json`. It holds counts
//! and buckets, so that files can be added up without losing anything, and the names of groups,
//! but no other text of a payload.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::collection::Collection;
use super::group::Key;
use super::tally::Tally;
use super::worst::Worst;

/// The version of the shape.
const VERSION: u64 = 1;

const NOT_SAVED: &str = "is no file of `speakhook stats --save`";

/// What tells a saved file from other JSON, whatever its version.
#[derive(Deserialize)]
struct Version {
    speakhook_stats: Option<u64>,
}

/// What is written, as it stands in memory.
#[derive(Serialize)]
struct Written<'c> {
    speakhook_stats: u64,
    by: &'c [Key],
    #[serde(serialize_with = "one_by_one")]
    groups: &'c BTreeMap<Vec<Option<String>>, Tally>,
    others: Option<&'c Tally>,
    outside: u64,
    undated: u64,
    unread: u64,
}

#[derive(Serialize)]
struct WrittenGroup<'c> {
    values: &'c [Option<String>],
    tally: &'c Tally,
}

/// The same, read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Looked at before.
    #[serde(rename = "speakhook_stats")]
    _version: u64,
    by: Vec<Key>,
    groups: Vec<Saved>,
    others: Option<Box<Tally>>,
    outside: u64,
    undated: u64,
    unread: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    values: Vec<Option<String>>,
    tally: Tally,
}

/// What is written to a file.
#[must_use]
pub fn write(collection: &Collection) -> impl Serialize {
    Written {
        speakhook_stats: VERSION,
        by: &collection.by,
        groups: &collection.groups,
        others: collection.others.as_deref(),
        outside: collection.outside,
        undated: collection.undated,
        unread: collection.unread,
    }
}

fn one_by_one<S: Serializer>(
    groups: &BTreeMap<Vec<Option<String>>, Tally>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let groups = groups.iter();
    serializer.collect_seq(groups.map(|(values, tally)| WrittenGroup { values, tally }))
}

/// Reads what was written.
///
/// # Errors
/// Why this is no saved file, as a fragment of a sentence that quotes nothing of it.
pub fn read(text: &str) -> Result<Collection, String> {
    // An array would do for serde.
    let is_object = text.trim_start().starts_with('{');
    let version = serde_json::from_str::<Version>(text).map(|file| file.speakhook_stats);
    match version {
        _ if !is_object => return Err(NOT_SAVED.to_owned()),
        Ok(Some(VERSION)) => {}
        Ok(Some(other)) => {
            return Err(format!(
                "was saved in version {other} of the format, and this program reads {VERSION}"
            ));
        }
        Ok(None) | Err(_) => return Err(NOT_SAVED.to_owned()),
    }
    let file: File = serde_json::from_str(text)
        .map_err(|error| format!("is damaged, at column {}", error.column()))?;
    let mut groups = BTreeMap::new();
    for Saved { values, tally } in file.groups {
        if values.len() != file.by.len() || groups.insert(values, tally).is_some() {
            return Err("is damaged: its groups do not fit its keys".to_owned());
        }
    }
    // Adding to nothing keeps to the most groups, whatever the file says.
    let mut collection = Collection::new(file.by.clone());
    collection.merge(&Collection {
        by: file.by,
        groups,
        others: file.others,
        worst: Worst::default(),
        outside: file.outside,
        undated: file.undated,
        unread: file.unread,
    });
    Ok(collection)
}
