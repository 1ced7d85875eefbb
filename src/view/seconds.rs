//! Seconds in the public JSON: to the microsecond, as what was added up has no more to say than
//! what was measured, and ends in the noise of its binary fractions.

use serde::{Serialize as _, Serializer};

/// What is longer has no microseconds to keep, and may not be multiplied.
const LARGEST: f64 = 1e9;

fn rounded(seconds: f64) -> f64 {
    if seconds.abs() < LARGEST {
        (seconds * 1e6).round() / 1e6
    } else {
        seconds
    }
}

pub(super) fn one<S: Serializer>(seconds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*seconds))
}

pub(super) fn some<S: Serializer>(seconds: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    seconds.map(rounded).serialize(serializer)
}

pub(super) fn many<S: Serializer>(
    seconds: &[Option<f64>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(seconds.iter().map(|seconds| seconds.map(rounded)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_goes_and_microseconds_stay() {
        let values = [
            0.125_932_999_999_999_85,
            0.000_067,
            -1.302_920_999_999_999_8,
            1e308,
        ];
        assert_eq!(
            values.map(rounded),
            [0.125_933, 0.000_067, -1.302_921, 1e308]
        );
    }
}
