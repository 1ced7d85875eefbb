//! What is changed in a body before it is signed: values that the user sets, then what makes a call a new one.

use std::borrow::Cow;

use super::bodies::{Body, refused};
use super::fresh::Fresh;
use crate::error::Error;
use crate::json::assign::Assignment;
use crate::json::write;
use crate::judge::Judge;
use crate::source::{Document, LineColumn};

/// The mark that some editors put before a text.
const MARK: char = '\u{feff}';

/// The changes of a run, in the order in which they are made.
#[derive(Default)]
pub struct Alter {
    /// Values and their places. A body with one is written anew, on one line.
    pub set: Vec<Assignment>,
    /// What makes calls new ones, in place.
    pub fresh: Option<Fresh>,
}

impl Alter {
    /// Whether bodies stay as they are.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.set.is_empty() && self.fresh.is_none()
    }

    /// The bytes that are sent for `body`.
    ///
    /// # Errors
    /// A body that is no JSON and would have to be, or a change that cannot be made.
    pub fn apply<'b>(&self, body: &Body<'b>) -> Result<Cow<'b, [u8]>, Error> {
        if self.is_nothing() {
            return Ok(Cow::Borrowed(body.bytes));
        }
        let text = text_of(body)?;
        let refuse = |why: String, is_usage| Error::NotChanged {
            name: body.name.to_owned(),
            line: body.line.unwrap_or(1),
            why,
            is_usage,
        };
        let set = self.set(body, text, &|why| refuse(why, true))?;
        let Some(fresh) = &self.fresh else {
            return Ok(match set {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            });
        };
        let unmarked = set.strip_prefix(MARK).unwrap_or(&set);
        check(body, unmarked)?;
        let renewed = fresh
            .renew(unmarked)
            .map_err(|why| refuse(format!("--fresh: {why}"), false))?;
        let mark = if unmarked.len() < set.len() {
            "\u{feff}"
        } else {
            ""
        };
        Ok(Cow::Owned(format!("{mark}{renewed}").into_bytes()))
    }

    fn set<'b>(
        &self,
        body: &Body<'_>,
        text: &'b str,
        refuse: &dyn Fn(String) -> Error,
    ) -> Result<Cow<'b, str>, Error> {
        if self.set.is_empty() {
            return Ok(Cow::Borrowed(text));
        }
        let document = document(body, text.strip_prefix(MARK).unwrap_or(text));
        let root = Judge::default()
            .read(&document)
            .map_err(|fault| refused(&document, fault))?;
        let changed = self
            .set
            .iter()
            .try_fold(root, |root, assignment| assignment.apply(root));
        let changed = changed.map_err(|why| refuse(format!("--set: {why}")))?;
        let mut bytes = Vec::new();
        // Nothing that writes to memory fails.
        let _ = write::compact(&mut bytes, &changed);
        Ok(Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
    }
}

/// A body as text.
fn text_of<'b>(body: &Body<'b>) -> Result<&'b str, Error> {
    std::str::from_utf8(body.bytes).map_err(|error| {
        let good = body.bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let message = "the body is not UTF-8, so that it can be sent but not changed";
        Error::not_json(&document(body, &good), good.len(), message.to_owned(), None)
    })
}

/// Whether a text is JSON.
fn check(body: &Body<'_>, text: &str) -> Result<(), Error> {
    let document = document(body, text);
    match Judge::default().read(&document) {
        Ok(_) => Ok(()),
        Err(fault) => Err(refused(&document, fault)),
    }
}

fn document<'a>(body: &Body<'a>, text: &'a str) -> Document<'a> {
    Document {
        name: body.name,
        start: LineColumn {
            line: body.line.unwrap_or(1),
            column: 1,
        },
        ..Document::of_text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn altered(bytes: &[u8], set: &[&str]) -> Result<Vec<u8>, String> {
        let alter = Alter {
            set: set
                .iter()
                .map(|text| Assignment::parse(text).unwrap())
                .collect(),
            fresh: None,
        };
        let body = Body {
            name: "x",
            line: Some(7),
            element: None,
            bytes,
            captured: None,
        };
        let altered = alter.apply(&body);
        altered
            .map(Cow::into_owned)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn without_a_change_every_byte_stays() {
        let bytes = b"\xef\xbb\xbf {\"a\" : \"\\/\xff\"} \n";
        assert_eq!(altered(bytes, &[]).as_deref(), Ok(&bytes[..]));
    }

    #[test]
    fn values_are_set_and_what_cannot_be_says_where() {
        let set = ["/a=2", "/b/c=x"];
        assert_eq!(
            altered("\u{feff}{\"a\": 1}\n".as_bytes(), &set).as_deref(),
            Ok(&br#"{"a":2,"b":{"c":"x"}}"#[..])
        );
        let error = altered(b"{\"a\": 1", &set).unwrap_err();
        assert!(error.starts_with("x:7:"), "{error}");
        let error = altered(b"{\"a\":\n\"\xff\"}", &set).unwrap_err();
        assert!(error.starts_with("x:8:2: the body is not UTF-8"), "{error}");
        let error = altered(b"{\"b\": 1}", &["/b/c=x"]).unwrap_err();
        assert!(error.starts_with("x:7: --set: /b/c leads into"), "{error}");
    }
}
