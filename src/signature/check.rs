//! One signature held against one body: whether it fits, where it was, and if it does not, why.

use super::cause::{self, Budget, Cause};
use super::{Claim, Liberty, verify_any};
use crate::secret::Secret;

/// What is held against what.
pub struct Question<'q> {
    /// The secrets, of which any may have been used.
    pub secrets: &'q [Secret],
    /// The body.
    pub body: &'q [u8],
    /// Whether these are the sender's own bytes.
    pub is_exact: bool,
    /// Where the signature is.
    pub place: Place<'q>,
    /// The order of keys as the sender is documented to write them.
    pub orders: &'q [Vec<String>],
    /// What may be spent on the search for a cause.
    pub budget: &'q Budget,
    /// The headers whose values were not kept.
    pub left_out: &'q [String],
}

/// Where a signature is.
pub enum Place<'q> {
    /// Given by the user.
    Given(&'q str),
    /// In the header of this name, which has these values; other headers may be meant.
    Header(&'q str, Vec<&'q str>, Vec<(&'q str, &'q str)>),
    /// In one of these headers.
    Any(Vec<(&'q str, &'q str)>),
    /// In headers that were not kept.
    Lost,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether the signature fits.
    pub result: Outcome,
    /// The header that has it; `None` if it was given.
    pub header: Option<String>,
    /// How it is written that is not documented.
    pub liberties: Vec<Liberty>,
    /// What the signature fits, if not body and secret as they are.
    pub cause: Option<Cause>,
    /// Whether it is a hash that was made without a key.
    pub is_plain_hash: bool,
    /// Another header, whose signature fits.
    pub elsewhere: Option<String>,
    /// Headers that may have it, whose values were not kept.
    pub left_out: Vec<String>,
}

/// Whether a signature fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It does, under the secret of this number.
    Fits(usize),
    /// It does not.
    Mismatch,
    /// It is no signature of this kind.
    Malformed,
    /// The header is there several times.
    Repeated,
    /// There is none.
    Missing,
    /// There are no headers to look for it, or not the one that may have it.
    NoHeaders,
}

impl Answer {
    fn of(result: Outcome, header: Option<&str>) -> Self {
        Self {
            result,
            header: header.map(str::to_owned),
            liberties: Vec::new(),
            cause: None,
            is_plain_hash: false,
            elsewhere: None,
            left_out: Vec::new(),
        }
    }
}

/// The answer.
#[must_use]
pub fn check(question: &Question<'_>) -> Answer {
    match &question.place {
        Place::Lost => Answer::of(Outcome::NoHeaders, None),
        Place::Given(text) => read(question, text, None),
        Place::Header(name, values, others) => match values.as_slice() {
            [] => missing(question, name, others),
            [value] => read(question, value, Some(name)),
            // Who takes the first and who takes the last would see different ones.
            _ => Answer::of(Outcome::Repeated, Some(name)),
        },
        Place::Any(headers) => search(question, headers),
    }
}

/// There is no such header; one of another name may be meant.
fn missing(question: &Question<'_>, name: &str, others: &[(&str, &str)]) -> Answer {
    let found = search(question, others);
    let mut answer = Answer::of(Outcome::Missing, Some(name));
    if matches!(found.result, Outcome::Fits(_)) {
        answer.elsewhere = found.header;
    }
    let is_it = |left_out: &&String| left_out.eq_ignore_ascii_case(name);
    if let Some(left_out) = question.left_out.iter().find(is_it) {
        answer.result = Outcome::NoHeaders;
        answer.left_out = vec![left_out.clone()];
    }
    answer
}

fn read(question: &Question<'_>, text: &str, header: Option<&str>) -> Answer {
    match Claim::read(text) {
        Ok(claim) => hold(question, &[claim], &[header]),
        Err(_) => Answer::of(Outcome::Malformed, header),
    }
}

/// Looks for the header whose value fits, as the documentation names none.
fn search(question: &Question<'_>, headers: &[(&str, &str)]) -> Answer {
    let claims = headers
        .iter()
        .filter_map(|(name, value)| Some((*name, Claim::read(value).ok()?)));
    let (names, claims): (Vec<&str>, Vec<Claim>) = claims.unzip();
    let places: Vec<Option<&str>> = names.iter().copied().map(Some).collect();
    let mut answer = match claims.is_empty() {
        true => Answer::of(Outcome::Missing, None),
        false => hold(question, &claims, &places),
    };
    if is_unexplained(&answer) && !question.left_out.is_empty() {
        // The signature may be in what was not kept.
        answer = Answer::of(Outcome::NoHeaders, answer.header.as_deref());
        answer.left_out = question.left_out.to_vec();
        return answer;
    }
    let same = |(name, _): &&(&str, &str)| {
        let found = answer.header.as_deref();
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    if headers.iter().filter(same).count() > 1 {
        answer.result = Outcome::Repeated;
    }
    answer
}

/// Whether nothing tells that a signature of these secrets was found.
fn is_unexplained(answer: &Answer) -> bool {
    match answer.result {
        Outcome::Missing => true,
        Outcome::Mismatch => answer.cause.is_none(),
        _ => false,
    }
}

/// Holds signatures against the body, each from its place. The answer is about the one that fits, or nearly does.
fn hold(question: &Question<'_>, claims: &[Claim], places: &[Option<&str>]) -> Answer {
    let about = |number: usize, result| {
        let mut answer = Answer::of(result, places.get(number).copied().flatten());
        let liberties = claims.get(number).map(Claim::liberties);
        answer.liberties = liberties.unwrap_or_default().to_vec();
        answer
    };
    if let Some((secret, claim)) = verify_any(question.secrets, question.body, claims) {
        return about(claim, Outcome::Fits(secret));
    }
    let (secrets, orders) = (question.secrets, question.orders);
    let found = cause::find(secrets, question.body, claims, orders, question.budget);
    if let Some((claim, cause)) = found {
        // The same JSON: what the tool that kept it wrote otherwise is not the sender's fault.
        let is_same = !question.is_exact && cause.key.is_none();
        let result = match is_same {
            true => Outcome::Fits(cause.secret),
            false => Outcome::Mismatch,
        };
        let mut answer = about(claim, result);
        answer.cause = Some(cause);
        return answer;
    }
    let hash = cause::plain_hash(question.body, claims);
    let mut answer = about(hash.unwrap_or(0), Outcome::Mismatch);
    answer.is_plain_hash = hash.is_some();
    answer
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::signature::sign;

    const BODY: &str = r#"{"event":"x"}"#;

    fn secrets() -> Vec<Secret> {
        ["old", "new"]
            .map(|text| Secret::new(Zeroizing::new(text.into()), text.to_owned()))
            .into()
    }

    fn answer(body: &str, is_exact: bool, place: Place<'_>) -> Answer {
        check(&Question {
            secrets: &secrets(),
            body: body.as_bytes(),
            is_exact,
            place,
            orders: &[],
            budget: &Budget::default(),
            left_out: &[],
        })
    }

    #[test]
    fn a_signature_is_found_where_it_is_said_to_be() {
        let right = sign(&secrets()[1], BODY.as_bytes());
        let wrong = sign(&secrets()[1], b"{}");
        let result = |place| answer(BODY, true, place).result;
        assert_eq!(result(Place::Given(&right)), Outcome::Fits(1));
        assert_eq!(result(Place::Given(&wrong)), Outcome::Mismatch);
        assert_eq!(result(Place::Given("abc")), Outcome::Malformed);
        assert_eq!(
            result(Place::Header("h", vec![&right], vec![])),
            Outcome::Fits(1)
        );
        let other = vec![("x", right.as_str()), ("y", wrong.as_str())];
        let missing = answer(BODY, true, Place::Header("h", vec![], other));
        assert_eq!(missing.result, Outcome::Missing);
        assert_eq!(missing.elsewhere.as_deref(), Some("x"));
        let twice = vec![right.as_str(), right.as_str()];
        assert_eq!(result(Place::Header("h", twice, vec![])), Outcome::Repeated);
        assert_eq!(result(Place::Lost), Outcome::NoHeaders);
    }

    #[test]
    fn the_header_that_fits_is_found_among_others() {
        let right = sign(&secrets()[0], BODY.as_bytes());
        let wrong = sign(&secrets()[0], b"{}");
        let headers = vec![("etag", wrong.as_str()), ("x-a", "5"), ("x-b", &right)];
        let found = answer(BODY, true, Place::Any(headers.clone()));
        assert_eq!(
            (found.result, found.header.as_deref()),
            (Outcome::Fits(0), Some("x-b"))
        );
        // A header that is there twice counts for nothing, whichever of the two fits.
        let twice = vec![("x-b", right.as_str()), ("X-B", "5")];
        let found = answer(BODY, true, Place::Any(twice));
        assert_eq!(
            (found.result, found.header.as_deref()),
            (Outcome::Repeated, Some("x-b"))
        );
        // Of those that do not fit, the one that nearly does.
        let near = answer(&format!("{BODY}\n"), true, Place::Any(headers.clone()));
        assert_eq!(
            (near.result, near.header.as_deref()),
            (Outcome::Mismatch, Some("x-b"))
        );
        assert!(near.cause.is_some());
        let none = answer(BODY, true, Place::Any(headers[1..2].to_vec()));
        assert_eq!((none.result, none.header), (Outcome::Missing, None));
    }

    #[test]
    fn a_body_that_was_parsed_is_held_against_what_the_sender_may_have_written() {
        let right = sign(&secrets()[0], BODY.as_bytes());
        let parsed = "{ \"event\": \"x\" }";
        let exact = answer(parsed, true, Place::Given(&right));
        assert_eq!(exact.result, Outcome::Mismatch);
        let kept = answer(parsed, false, Place::Given(&right));
        assert_eq!(kept.result, Outcome::Fits(0));
        assert_eq!(exact.cause, kept.cause);
        assert!(kept.cause.is_some());
        // A secret that had to be changed is another secret.
        let trimmed = sign(
            &Secret::new(Zeroizing::new(b"old\n".to_vec()), String::new()),
            parsed.as_bytes(),
        );
        assert_eq!(
            answer(parsed, false, Place::Given(&trimmed)).result,
            Outcome::Mismatch
        );
    }
}
