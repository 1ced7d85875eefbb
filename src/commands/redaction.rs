//! Where commands replace personal values: between the text of a document and whoever reads it.

use std::sync::Arc;

use crate::cli::options::Options;
use crate::error::Error;
use crate::input::Text;
use crate::judge::{Judged, judge_encoding};
use crate::redact::{Mask, Matched, Outcome, Policy, Redacted, Redactor};
use crate::secret::Secret;
use crate::source::{Document, Form};

use super::reading;

/// A redactor whose stand-ins nobody can undo.
///
/// # Errors
/// A salt that cannot be one, or a system without random numbers.
pub(super) fn redactor(policy: Policy, salt: Option<Secret>) -> Result<Redactor, Error> {
    let secret = match salt {
        Some(salt) => salt,
        None => random()?,
    };
    let refusal = || Error::Usage(format!("{} is no salt", secret.origin()));
    Redactor::new(policy, &secret).ok_or_else(refusal)
}

/// What `--redact` hides in reports.
///
/// # Errors
/// A system without random numbers.
pub(super) fn mask(options: &Options) -> Result<Option<Mask>, Error> {
    if !options.redact {
        return Ok(None);
    }
    Ok(Mask::new(&random()?))
}

fn random() -> Result<Secret, Error> {
    Secret::random().map_err(|source| Error::Read {
        name: "random numbers".to_owned(),
        source,
    })
}

/// A document that cannot be shared.
pub(super) struct Left {
    /// Why not.
    pub(super) errors: Vec<Error>,
    /// Which patterns have found a place in it.
    pub(super) matched: Matched,
}

/// Why a document has no tree, without the personal values that a sentence may repeat.
fn refusals(redactor: &Redactor, judged: &Judged<'_>) -> Vec<Error> {
    reading::refusals_in(judged, &|sentence| redactor.hide(sentence))
}

/// A document without its personal values, or why there is none.
pub(super) fn redacted(redactor: &Redactor, text: Text<'_>) -> Result<Redacted, Left> {
    let left = |errors| Left {
        errors,
        matched: Matched::default(),
    };
    let document = match text {
        Text::Document(document) => document,
        Text::Unreadable(error) => return Err(left(vec![error])),
        Text::BadEncoding(document, bad) => {
            let judged = judge_encoding(document, &bad);
            return Err(left(refusals(redactor, &judged)));
        }
    };
    let (name, line) = (document.name.to_owned(), document.start.line);
    match redactor.redact(document) {
        Outcome::Redacted(redacted) => Ok(redacted),
        Outcome::Unread(judged) => Err(left(refusals(redactor, &judged))),
        Outcome::Hub(notification) => Err(left(vec![Error::NotAWebhook {
            name,
            line,
            notification,
        }])),
        Outcome::Worse(worse) => {
            let dropped = if worse.is_dropped {
                let patterns = redactor.policy().drop.iter().enumerate();
                patterns
                    .filter(|(number, _)| worse.matched.drop.contains(number))
                    .map(|(_, pattern)| pattern.shown())
                    .collect()
            } else {
                Vec::new()
            };
            let error = Error::NotRedacted {
                name,
                line,
                rule: worse.rule,
                pointer: worse.pointer,
                dropped,
            };
            Err(Left {
                errors: vec![error],
                matched: worse.matched,
            })
        }
    }
}

/// What `--redact` does for the commands that show payloads.
#[derive(Clone, Default)]
pub(super) struct Redaction(Option<Arc<Redactor>>);

impl Redaction {
    /// What the user asks for.
    ///
    /// # Errors
    /// A system without random numbers.
    pub(super) fn of(options: &Options) -> Result<Self, Error> {
        let wanted = options.redact.then(|| redactor(Policy::default(), None));
        Ok(Self(wanted.transpose()?.map(Arc::new)))
    }

    /// The text to show. Its new form is kept in `room`; one that is not redacted, for whatever reason, is one that cannot
    /// be read.
    pub(super) fn text<'t>(&self, text: Text<'t>, room: &'t mut String) -> Text<'t> {
        let Some(redactor) = &self.0 else {
            return text;
        };
        let document = match text {
            Text::Document(document) => document,
            Text::BadEncoding(document, bad) => {
                let message = redactor.hide(&bad.message);
                let error = Error::not_json(&document, bad.at, message, Some(bad.help));
                return Text::Unreadable(error);
            }
            Text::Unreadable(error) => return Text::Unreadable(error),
        };
        match redacted(redactor, Text::Document(document.clone())) {
            Ok(redacted) => {
                *room = redacted.text;
                Text::Document(Document {
                    form: form_of(&document, room),
                    text: room,
                    ..document
                })
            }
            Err(left) => {
                let unread = "it cannot be read".to_owned();
                let unknown = || Error::not_json(&document, 0, unread, None);
                Text::Unreadable(left.errors.into_iter().next().unwrap_or_else(unknown))
            }
        }
    }
}

/// How a document stands in its file once its text is `other`: what the file has of a string with escapes has no places
/// for other text than it was.
fn form_of<'t>(document: &Document<'t>, other: &str) -> Form<'t> {
    match document.form {
        Form::Escaped(_) if other != document.text => Form::Encoded,
        form => form,
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::input;

    fn redaction() -> Redaction {
        let salt = Secret::new(Zeroizing::new(b"pepper".to_vec()), "test".to_owned());
        Redaction(Some(Arc::new(
            redactor(Policy::default(), Some(salt)).unwrap(),
        )))
    }

    fn call(more: &str) -> String {
        let id = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411";
        format!(
            r#"{{"event": "SessionStarted", "data": {{"session_id": "{id}", "agent_id": "{id}"{more}}}}}"#
        )
    }

    #[test]
    fn changed_text_has_no_places_in_the_string_that_it_came_from() {
        for (more, is_changed) in [("", false), (r#", "from_number": "+12125550187""#, true)] {
            let text = call(more);
            let written = serde_json::to_string(&text).unwrap();
            let form = Form::Escaped(&written);
            let document = Document {
                form,
                ..Document::of_text(&text)
            };
            let mut room = String::new();
            let shown = redaction().text(Text::Document(document), &mut room);
            let Text::Document(shown) = shown else {
                panic!("{text}");
            };
            assert_eq!(shown.text != text, is_changed, "{text}");
            let expected = if is_changed { Form::Encoded } else { form };
            assert_eq!(shown.form, expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_redacted_is_not_handed_on() {
        let hub = include_bytes!("../../samples/flawed/hub-notification.json");
        for bytes in [
            b"caller +12125550187".as_slice(),
            br#"{"from_number": "+12125550187""#,
            b"+12125550187 \xff",
            hub,
        ] {
            let is_unreadable = |text: Text<'_>| {
                let mut room = String::new();
                matches!(redaction().text(text, &mut room), Text::Unreadable(_))
            };
            let name = String::from_utf8_lossy(bytes);
            assert!(input::read_whole("-", bytes, is_unreadable), "{name}");
        }
    }
}
