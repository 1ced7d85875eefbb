//! What a document tells about the values in it, before anything is replaced: names that a key has told, and ids.

use std::collections::HashSet;

use crate::source::Span;

use super::detect::{Names, is_uuid, quoted_pairs};
use super::field::{Field, Place};
use super::says::Says;
use super::seems::is_full_name;
use super::value::Stand;
use super::walk::{Roots, Visit, Walk};

/// What a document tells about the values in it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) names: Names,
    /// UUIDs in fields for ids, in lower case: they are the same wherever they stand.
    pub(super) ids: HashSet<String>,
}

/// What a document tells about its values, also in places that are kept or dropped: a name is one wherever else it
/// occurs.
pub(super) fn known(text: &str, roots: &Roots) -> Known {
    let mut known = Known::default();
    let mut learn = Learn { known: &mut known };
    Walk::new(text, None, &mut learn).document(roots);
    known
}

/// Collects names and ids.
struct Learn<'l> {
    known: &'l mut Known,
}

impl Learn<'_> {
    fn name(&mut self, says: Says, text: &str) {
        match says {
            Says::Person => self.known.names.add(text),
            Says::Named if is_full_name(text) => {
                let words = text.split_whitespace();
                // Without a capital it may as well be a word that tells what sort of customer it is.
                let names = words.filter(|word| !word.starts_with(char::is_lowercase));
                names.for_each(|name| self.known.names.add(name));
            }
            _ => {}
        }
    }
}

impl Visit for Learn<'_> {
    fn key(&mut self, _: Span, _: &str, _: Stand<'_>) {}

    fn string(&mut self, _: Span, text: &str, stand: Stand<'_>) {
        match (stand.says, stand.field) {
            (Says::Person | Says::Named, _) => self.name(stand.says, text),
            (Says::Secret, _) => {}
            (_, Field::Id) if is_uuid(text) => {
                self.known.ids.insert(text.to_ascii_lowercase());
            }
            (_, field) if stand.holds_json(text) => {
                let mut walk = Walk::new(text, None, self).inside(stand.depth, Vec::new());
                walk.document(&Roots::One(Place::Of(field)));
            }
            _ => {
                for (key, value) in quoted_pairs(text) {
                    self.name(Says::of(key, false), value);
                }
            }
        }
    }

    fn number(&mut self, _: Span, _: Field, _: Says) {}

    fn removal(&mut self, _: Span, _: Field) {}
}
