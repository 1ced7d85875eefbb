//! What goes wrong outside of us: streams that fail, limits of the system, a run that is killed, an odd
//! environment. Never a panic, and never status 0 for a byte that is lost.
//!
//! `SPEAKHOOK_FAULTS=200 cargo test --release faults` lets every one of the first 200 writes fail, and kills as
//! many runs; without it a few of each do.

mod commands;
#[cfg(unix)]
mod environment;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod limits;
#[cfg(unix)]
mod nesting;
mod writes;

/// How many faults of a kind are made, `few` unless the environment says.
fn faults(few: usize) -> usize {
    let count = std::env::var("SPEAKHOOK_FAULTS");
    count.map_or(few, |count| count.parse().unwrap())
}

/// At most `count` numbers of `1..=last`, the first and the last among them.
fn spread(count: usize, last: usize) -> Vec<usize> {
    if last <= count || count < 2 {
        return (1..=last).take(count).collect();
    }
    let step = |number: usize| 1 + (last - 1) * number / (count - 1);
    (0..count).map(step).collect()
}
