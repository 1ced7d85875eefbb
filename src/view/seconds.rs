//! Seconds in the public JSON, to the microsecond.

use serde::{Serialize as _, Serializer};

use crate::payload::to_the_microsecond;

pub(super) fn one<S: Serializer>(seconds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(to_the_microsecond(*seconds))
}

pub(super) fn some<S: Serializer>(seconds: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    seconds.map(to_the_microsecond).serialize(serializer)
}

pub(super) fn many<S: Serializer>(
    seconds: &[Option<f64>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let rounded = |seconds: &Option<f64>| seconds.map(to_the_microsecond);
    serializer.collect_seq(seconds.iter().map(rounded))
}
