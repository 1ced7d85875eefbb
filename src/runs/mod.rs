//! How simulated tests went, over any number of payloads: a tally takes payloads one by one and
//! keeps what is known of each run; at the end it gives groups and a verdict. Three outcomes
//! everywhere: passed, failed, no result. A run without a result is never taken for either.

mod group;
mod rate;
mod reasons;
mod results;
mod run;
mod tally;
mod word;

pub use group::{By, Counts, Group};
pub use rate::{Rate, percent};
pub use reasons::Reasons;
pub use results::{Demands, Results, Unreadable};
pub use run::{Place, Run};
pub use tally::Tally;
pub use word::Word;
