//! Identifiers as the services make them: UUIDs of versions 4 and 7, items, tool calls, phone
//! numbers that belong to nobody.

use uuid::Builder;

use super::clock::Moment;
use super::rng::Rng;

const BASE62: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A UUID of chance.
pub(super) fn uuid(rng: &mut Rng) -> String {
    let wide = u128::from(rng.bits()).wrapping_shl(64) | u128::from(rng.bits());
    let uuid = Builder::from_random_bytes(wide.to_be_bytes()).into_uuid();
    uuid.hyphenated().to_string()
}

/// A UUID that sorts by the time it was made.
pub(super) fn session(rng: &mut Rng, at: Moment) -> String {
    let [random @ .., _, _, _, _, _, _] = {
        let wide = u128::from(rng.bits()).wrapping_shl(64) | u128::from(rng.bits());
        wide.to_be_bytes()
    };
    let milliseconds = u64::try_from(at.milliseconds()).unwrap_or(0);
    let uuid = Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid();
    uuid.hyphenated().to_string()
}

/// `item_` and twelve hexadecimal digits, or another prefix.
pub(super) fn item(rng: &mut Rng, prefix: &str) -> String {
    format!("{prefix}{:012x}", rng.bits().wrapping_shr(16))
}

/// `call_` and 24 letters and digits.
pub(super) fn call(rng: &mut Rng) -> String {
    let letters = (0..24).filter_map(|_| rng.pick(BASE62));
    let letters: String = letters.map(char::from).collect();
    format!("call_{letters}")
}

/// 64 hexadecimal digits.
pub(super) fn signature(rng: &mut Rng) -> String {
    (0..4).map(|_| format!("{:016x}", rng.bits())).collect()
}

/// A number of the range that is kept free for fiction. Agents have the lower half, so that nobody
/// calls themselves.
pub(super) fn phone(rng: &mut Rng, is_agent: bool) -> String {
    let line = rng.below(5000);
    let line = if is_agent {
        line
    } else {
        line.saturating_add(5000)
    };
    format!("+1555010{line:04}")
}
