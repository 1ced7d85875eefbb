//! Statistics over many calls, in bounded memory and mergeable: what parts of the input come to
//! is, put together, exactly what one run over the whole comes to, in any order. So a part can be
//! a thread, a machine or a day.
//!
//! A [`Tally`] is what is counted of calls, [`fold`] adds one call to it, a [`Collection`] is a
//! tally a group. [`Report`] is what of it is shown, [`Budget`] and [`compare`] judge that.

mod budget;
mod collection;
mod compare;
mod counts;
mod grammar;
mod group;
mod histogram;
mod metric;
mod report;
mod saved;
mod tally;
mod trend;
mod worst;

pub use crate::payload::Unreliable;
pub use budget::{Budget, Comparison, Judged, Rate, Statistic, Subject, Verdict, judge};
pub use collection::{Collection, MOST_GROUPS, Place, Window};
pub use compare::{Change, Gate, Unjudged, compare};
pub use grammar::with_caret;
pub use group::Key;
pub use histogram::{Histogram, Percentiles};
pub use metric::Metric;
pub use report::{Figures, Group, MetricRow, Report, Row};
pub use saved::{read, write};
pub use tally::{Metrics, Tally, UnreliableTurns, fold};
pub use trend::{Day, trend};
pub use worst::{SlowCall, Worst};
