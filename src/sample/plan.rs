//! Which exchanges of a script make a call of so many turns: the story, questions from the pool in
//! rounds of another order each, one goodbye. A call that is shorter than its story breaks off.

use super::rng::Rng;
use super::scenario::Scenario;
use super::script::{Exchange, Script};
use super::stage::{Events, Stage};

/// The exchanges of a call, in order.
pub(super) fn exchanges(
    rng: &mut Rng,
    script: &'static Script,
    turns: usize,
) -> Vec<&'static Exchange> {
    let mut plan: Vec<&Exchange> = script.story.iter().take(turns).collect();
    if turns <= plan.len() {
        // Too short for a goodbye: somebody hangs up.
        return plan;
    }
    let before_goodbye = turns.saturating_sub(1);
    let mut pool: Vec<&Exchange> = script.pool.iter().collect();
    while plan.len() < before_goodbye && !pool.is_empty() {
        rng.shuffle(&mut pool);
        let follows_itself = match (plan.last(), pool.first()) {
            (Some(last), Some(first)) => std::ptr::eq(*last, *first),
            _ => false,
        };
        if follows_itself {
            pool.reverse();
        }
        let missing = before_goodbye.saturating_sub(plan.len());
        plan.extend(pool.iter().take(missing));
    }
    let goodbye = rng.below(script.closing.len());
    plan.extend(script.closing.get(goodbye));
    plan
}

/// Plays a call of so many turns.
pub(super) fn play(stage: &mut Stage, scenario: &Scenario, script: &'static Script, turns: usize) {
    let plan = exchanges(&mut stage.rng, script, turns);
    let (mut was_cut, mut has_failed) = (false, false);
    for (number, exchange) in plan.iter().enumerate() {
        // Nobody cuts in to say goodbye.
        let next = plan.get(number.saturating_add(1));
        let is_goodbye =
            |next: &&Exchange| script.closing.iter().any(|end| std::ptr::eq(end, *next));
        let goes_on = next.is_some_and(|next| !is_goodbye(next));
        // What a scenario is about happens at the first occasion.
        let cuts = scenario.barge_in >= 40 && !was_cut || stage.rng.chance(scenario.barge_in);
        let fails = scenario.tool_error > 0 && !has_failed || stage.rng.chance(scenario.tool_error);
        let can_fail = exchange.transfer.is_none() && !exchange.calls.is_empty();
        let events = Events {
            barge_in: cuts && goes_on,
            tool_error: fails && can_fail,
        };
        stage.exchange(exchange, events);
        was_cut |= stage.barge_in.is_some();
        has_failed |= events.tool_error;
    }
}
