//! Where commands replace personal values: between the text of a document and whoever reads it.

use std::sync::Arc;

use crate::cli::options::Options;
use crate::error::Error;
use crate::input::Text;
use crate::judge::judge_encoding;
use crate::redact::{Mask, Matched, Outcome, Policy, Redacted, Redactor};
use crate::secret::Secret;
use crate::source::Document;

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
            return Err(left(reading::refusals(&judged)));
        }
    };
    let (name, line) = (document.name.to_owned(), document.start.line);
    match redactor.redact(document) {
        Outcome::Redacted(redacted) => Ok(redacted),
        Outcome::Unread(judged) => Err(left(reading::refusals(&judged))),
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

    /// The text to show. Its new form is kept in `room`; one that cannot be redacted is one that cannot be
    /// read, unless it is no JSON: then nobody shows anything of it.
    pub(super) fn text<'t>(&self, text: Text<'t>, room: &'t mut String) -> Text<'t> {
        let Some(redactor) = &self.0 else {
            return text;
        };
        let Text::Document(document) = text else {
            return text;
        };
        match redacted(redactor, Text::Document(document.clone())) {
            Ok(redacted) => {
                *room = redacted.text;
                Text::Document(Document {
                    text: room,
                    ..document
                })
            }
            Err(left) => match left.errors.into_iter().next() {
                Some(error @ (Error::NotRedacted { .. } | Error::NotAWebhook { .. })) => {
                    Text::Unreadable(error)
                }
                _ => Text::Document(document),
            },
        }
    }
}
