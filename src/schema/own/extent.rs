//! How much of a schema may judge one value: the engine follows a schema by recursion, and tries every alternative.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use serde_json::Value as SchemaValue;

use crate::text::thousands;

/// Parts of a schema that may follow one another for the same value, by `$ref`, `allOf` and the like. The
/// engine follows them at each of the 127 levels that a payload may have.
const LONGEST_CHAIN: usize = 24;

/// Parts that may judge the same value, each as often as it is referred to.
const MOST_TOGETHER: usize = 10_000;

/// Refuses a schema, all of whose objects are `parts`, if more of them may judge the same value than the engine has stack or
/// time for.
///
/// # Errors
/// Why, as the end of a sentence that begins with the file's name.
pub(super) fn check(schema: &SchemaValue, parts: &[&SchemaValue]) -> Result<(), String> {
    let mut extents = Extents {
        whole: schema,
        names: Names::of(parts),
        known: HashMap::new(),
    };
    for part in parts {
        extents.from(part, 0)?;
    }
    Ok(())
}

/// All objects in a value.
pub(super) fn parts(value: &SchemaValue) -> Vec<&SchemaValue> {
    let mut parts = Vec::new();
    collect(value, &mut parts);
    parts
}

fn collect<'s>(value: &'s SchemaValue, parts: &mut Vec<&'s SchemaValue>) {
    match value {
        SchemaValue::Array(elements) => elements.iter().for_each(|part| collect(part, parts)),
        SchemaValue::Object(members) => {
            parts.push(value);
            members.values().for_each(|part| collect(part, parts));
        }
        _ => {}
    }
}

/// Parts that a reference can lead to by a name of their own.
struct Names<'s> {
    anchors: HashMap<&'s str, Vec<&'s SchemaValue>>,
    /// By what is behind the last `/` of an address, as nobody here resolves one.
    addresses: HashMap<&'s str, Vec<&'s SchemaValue>>,
}

impl<'s> Names<'s> {
    fn of(parts: &[&'s SchemaValue]) -> Self {
        let (mut anchors, mut addresses) = (HashMap::new(), HashMap::new());
        let add = |map: &mut HashMap<&'s str, Vec<_>>, name, part: &'s SchemaValue| {
            map.entry(name).or_default().push(part);
        };
        for part in parts {
            let text = |keyword: &str| part.get(keyword).and_then(SchemaValue::as_str);
            let named = ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text);
            named.for_each(|name| add(&mut anchors, name, part));
            for id in ["$id", "id"].into_iter().filter_map(text) {
                let (address, anchor) = id.split_once('#').unwrap_or((id, ""));
                if !anchor.is_empty() {
                    add(&mut anchors, anchor, part);
                }
                add(&mut addresses, last_name(address), part);
            }
        }
        Self { anchors, addresses }
    }

    /// The parts that a reference may lead to.
    fn behind(&self, reference: &str, whole: &'s SchemaValue) -> Vec<&'s SchemaValue> {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let of = |name: &str, map: &HashMap<&'s str, Vec<&'s SchemaValue>>| {
            map.get(name).cloned().unwrap_or_default()
        };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return of(&fragment, &self.anchors);
        }
        // A pointer counts from where an address begins, which may be above it.
        let bases = match address {
            "" => self.addresses.values().flatten().copied().collect(),
            address => of(last_name(address), &self.addresses),
        };
        let bases = bases.into_iter().chain([whole]);
        let mut parts: Vec<&SchemaValue> =
            bases.filter_map(|base| base.pointer(&fragment)).collect();
        // The whole has an address, too.
        parts.sort_by_key(|part| std::ptr::from_ref(*part));
        parts.dedup_by_key(|part| std::ptr::from_ref(*part));
        parts
    }
}

fn last_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// What parts judge a value together with one, which is counted.
#[derive(Clone, Copy)]
struct Extent {
    longest: usize,
    together: usize,
}

/// The extents of the parts that were looked at.
struct Extents<'s> {
    whole: &'s SchemaValue,
    names: Names<'s>,
    /// By the part's place in memory; `None` while it is looked at, as a circle ends there.
    known: HashMap<*const SchemaValue, Option<Extent>>,
}

impl<'s> Extents<'s> {
    /// The extent of `part`, before which there were `before`.
    fn from(&mut self, part: &'s SchemaValue, before: usize) -> Result<Extent, String> {
        let place = std::ptr::from_ref(part);
        let none = Extent {
            longest: 0,
            together: 1,
        };
        let known = self.known.get(&place).map(|known| known.unwrap_or(none));
        let longest = known.map_or(0, |known| known.longest);
        if before.saturating_add(longest) > LONGEST_CHAIN {
            return Err(format!(
                "is too deep: of parts that judge the same value, at most {LONGEST_CHAIN} may follow one another"
            ));
        }
        if let Some(known) = known {
            return Ok(known);
        }
        self.known.insert(place, None);
        let mut extent = none;
        for next in self.followers(part) {
            let more = self.from(next, before.saturating_add(1))?;
            extent.longest = extent.longest.max(more.longest.saturating_add(1));
            extent.together = extent.together.saturating_add(more.together);
        }
        if extent.together > MOST_TOGETHER {
            return Err(format!(
                "is too wide: at most {} parts may judge the same value, each as often as it is referred to",
                thousands(MOST_TOGETHER)
            ));
        }
        self.known.insert(place, Some(extent));
        Ok(extent)
    }

    /// The parts of a schema that judge the same value as `part` because of it.
    fn followers(&self, part: &'s SchemaValue) -> Vec<&'s SchemaValue> {
        let one = ["not", "if", "then", "else"].iter();
        let one = one.filter_map(|keyword| part.get(keyword));
        let lists = ["allOf", "anyOf", "oneOf"].iter();
        let lists = lists.filter_map(|keyword| part.get(keyword)?.as_array());
        let maps = ["dependentSchemas", "dependencies"].iter();
        let maps = maps.filter_map(|keyword| part.get(keyword)?.as_object());
        let references = ["$ref", "$dynamicRef", "$recursiveRef"].iter();
        let references = references.filter_map(|keyword| part.get(keyword)?.as_str());
        one.chain(lists.flatten())
            .chain(maps.flat_map(|map| map.values()))
            .chain(references.flat_map(|reference| self.names.behind(reference, self.whole)))
            .collect()
    }
}
