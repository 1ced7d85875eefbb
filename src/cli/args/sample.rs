//! The arguments of `speakhook sample`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::RuleName;
use crate::json::assign::Assignment;
use crate::sample::{SCENARIOS, Scenario};

const SAMPLE_HELP: &str = "\
Examples:
  speakhook sample | speakhook show --transcript
  speakhook sample interrupted --seed 7 -o call.json
  speakhook sample --count 1000 > calls.jsonl
  speakhook sample --set /data/agent_name=Ada --set /data/history/-/role=User
  speakhook sample --invalid negative-e2e | speakhook validate

The same seed gives the same bytes. A value of --set that is no JSON is a string; the pointer's
`-` appends to a list.

Exit status:
  0  done: sample never judges
  2  wrong usage, or a place that --set cannot reach
  3  the output could not be written";

/// `speakhook sample`.
#[derive(Debug, Clone, Args)]
#[command(after_help = SAMPLE_HELP)]
pub struct SampleArgs {
    /// What to make; --list says more [default: phone]
    #[arg(value_name = "SCENARIO", value_parser = scenarios(), hide_possible_values = true)]
    pub scenario: Option<&'static Scenario>,
    /// List the scenarios
    #[arg(long, conflicts_with_all = ["scenario", "seed", "count", "turns", "set", "invalid", "compact"])]
    pub list: bool,
    /// Make another payload of the same kind [default: 0]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Make N payloads, as JSON Lines when there are several [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,
    /// Turns of the user, 0 to 10000 [default: as many as the scenario usually has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=10_000))]
    pub turns: Option<u16>,
    /// Put a value where a JSON Pointer leads (repeatable)
    #[arg(long, value_name = "/PTR=VALUE", value_parser = Assignment::parse)]
    pub set: Vec<Assignment>,
    /// Make a payload with one fault, which RULE finds
    #[arg(long, value_name = "RULE", value_parser = RuleName { with_groups: false }, hide_possible_values = true,
          conflicts_with_all = ["scenario", "count", "turns"])]
    pub invalid: Option<String>,
    /// Write one line
    #[arg(long, help_heading = "Output options")]
    pub compact: bool,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
}

/// The names of scenarios, so that shells complete them and a slip gets a suggestion.
fn scenarios() -> impl TypedValueParser<Value = &'static Scenario> {
    let value = |scenario: &Scenario| PossibleValue::new(scenario.name).help(scenario.summary);
    let names = PossibleValuesParser::new(SCENARIOS.iter().map(value));
    names.try_map(|given| {
        let mut known = SCENARIOS.iter();
        let found = known.find(|scenario| scenario.name == given);
        found.ok_or("no such scenario")
    })
}
