//! From a scenario and a seed to a payload: who calls whom and when, then the conversation, then
//! what follows from it.

use super::body::{Data, Evaluation, History, Item, Nulls, Payload, Text};
use super::clock::Moment;
use super::ids;
use super::legacy;
use super::plan;
use super::rng::Rng;
use super::scenario::{Channel, Scenario, Shape, Test};
use super::script::{Agent, Script};
use super::stage::{Mode, Stage};

/// Makes the payload `number` of a seed, with so many turns of the user.
#[must_use]
pub fn payload(
    scenario: &'static Scenario,
    seed: u64,
    number: u64,
    turns: Option<usize>,
) -> Payload {
    let family = scenario.begins.unwrap_or(scenario.name);
    let mut rng = Rng::new(seed ^ hash(family), number);
    let Some(script) = rng.pick(scenario.scripts) else {
        return Payload {
            event: "",
            data: Data::default(),
        };
    };
    let created = Moment::of_2026(rng.between(0, 364), rng.between(25_200_000, 75_600_000));
    let data = Data {
        session_id: ids::session(&mut rng, created),
        agent_id: ids::uuid(&mut of_agent(seed, script)),
        ..Data::default()
    };
    if scenario.shape == Shape::Minimal {
        return Payload {
            event: "SessionStarted",
            data,
        };
    }
    let (start, joined) = connect(&mut rng, scenario, created);
    let mut data = Data {
        nulls: scenario.nulls,
        agent_name: Some(script.agent_name),
        created_at: Some(created),
        start_time: Some(start),
        agent_joined_at: Some(joined),
        ..data
    };
    identify(&mut data, &mut rng, scenario, script, seed);
    if scenario.shape == Shape::Started {
        data.nulls = Nulls::Session;
        data.duration = Some(0);
        data.history = History::Items(Vec::new());
        if scenario.channel == Channel::Web {
            data.agent_joined_at = None;
        }
        return Payload {
            event: "SessionStarted",
            data,
        };
    }
    let (low, high) = scenario.turns;
    let turns = turns.unwrap_or_else(|| {
        low.saturating_add(rng.below(high.saturating_sub(low).saturating_add(1)))
    });
    let mut stage = Stage::new(scenario.mode, script, joined, rng);
    converse(&mut stage, &mut data, scenario, script, turns);
    hang_up(
        &mut stage,
        &mut data,
        scenario,
        of_agent(seed, script),
        start,
    );
    Payload {
        event: "ConversationComplete",
        data,
    }
}

/// Chance that is the same in every call of an agent, whatever the scenario.
fn of_agent(seed: u64, script: &Script) -> Rng {
    Rng::new(seed, hash(script.agent_name))
}

/// A number for a name; the same in every version and on every machine.
fn hash(name: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, fold)
}

/// When the session starts and when the agent joins; somebody who is called lets it ring.
fn connect(rng: &mut Rng, scenario: &Scenario, created: Moment) -> (Moment, Moment) {
    let wait = match scenario.channel {
        Channel::Outbound => rng.between(4200, 11_000),
        Channel::Inbound => rng.between(480, 1300),
        Channel::Web | Channel::Nowhere => rng.between(60, 400),
    };
    let start = created.plus(wait);
    (start, start.plus(rng.between(280, 950)))
}

/// Numbers, campaign and test: what is known before anybody speaks.
fn identify(data: &mut Data, rng: &mut Rng, scenario: &Scenario, script: &Script, seed: u64) {
    let mut agent = of_agent(seed, script);
    let own_number = ids::phone(&mut agent, true);
    let (campaign, run) = (ids::uuid(&mut agent), ids::uuid(&mut agent));
    let other_number = ids::phone(rng, false);
    data.url_parameters = Some(Vec::new());
    match scenario.channel {
        Channel::Inbound => {
            data.telecom_provider = Some("Twilio");
            data.from_number = Some(other_number);
            data.to_number = Some(own_number);
        }
        Channel::Outbound => {
            data.telecom_provider = Some("Twilio");
            data.from_number = Some(own_number);
            data.to_number = Some(other_number);
            data.campaign_item_id = Some(ids::uuid(rng));
            data.campaign_id = Some(campaign);
            data.campaign_name = script.campaign;
        }
        Channel::Web | Channel::Nowhere => {}
    }
    if !script.url_parameters.is_empty() {
        let parameters = script.url_parameters.iter();
        let own = |(key, value): &(&'static str, &'static str)| (*key, Text::from(*value));
        data.url_parameters = Some(parameters.map(own).collect());
    }
    if scenario.test != Test::No {
        data.test_run_id = Some(run);
        data.test_id = Some(ids::uuid(rng));
    }
}

/// The conversation.
fn converse(
    stage: &mut Stage,
    data: &mut Data,
    scenario: &Scenario,
    script: &'static Script,
    turns: usize,
) {
    if scenario.shape == Shape::Legacy {
        data.history = History::Legacy(legacy::converse(stage, script, turns));
        return;
    }
    stage.enter(&Agent {
        key: script.key,
        instructions: script.instructions,
        tools: script.tools,
    });
    let is_test = scenario.test != Test::No;
    if is_test {
        stage.persona(script.persona);
    }
    let is_scripted = !is_test && scenario.channel == Channel::Inbound;
    stage.greet(script.greeting, is_scripted);
    plan::play(stage, scenario, script, turns);
    verdict(stage, data, scenario, script);
    let items: Vec<Item> = std::mem::take(&mut stage.items);
    data.history = History::Items(items);
}

/// What the test makes of it. A state is known for a run that waits, none for one that is over.
fn verdict(stage: &mut Stage, data: &mut Data, scenario: &Scenario, script: &'static Script) {
    let (success, reasons) = match scenario.test {
        Test::No => return,
        Test::Unfinished => {
            data.test_status = Some("Initial");
            return;
        }
        Test::Passed => (true, script.passed),
        Test::Failed => (false, script.failed),
    };
    let reasons = reasons.iter().map(|reason| stage.text(&[*reason]));
    data.test_eval_result = Some(Evaluation {
        success,
        reasons: reasons.collect(),
        completion_reason: (!success).then_some("StepsExhausted"),
    });
    if scenario.channel == Channel::Outbound {
        // The scenario that has every field.
        data.test_status = Some("Initial");
    }
}

/// The end of the call and the link to its recording.
fn hang_up(stage: &mut Stage, data: &mut Data, scenario: &Scenario, mut agent: Rng, start: Moment) {
    let end = stage.floor.plus(stage.rng.between(600, 2300));
    data.duration = Some(end.since(start));
    if scenario.mode == Mode::Typed {
        return;
    }
    let lifetime: i64 = agent.pick(&[3600, 86_400, 604_800]).unwrap_or(3600);
    let signed = end.plus(stage.rng.between(4000, 14_000)).second();
    let at = signed.calendar();
    let (day, time) = (at.format("%Y%m%d"), at.format("%H%M%S"));
    data.audio_url_expires_at = Some(signed.plus(lifetime.saturating_mul(1000)));
    data.audio_url = Some(format!(
        "https://recordings.example.com/speaknode/{}/{}.ogg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=EXAMPLE%2F{day}%2Feu-central-1%2Fs3%2Faws4_request\
         &X-Amz-Date={day}T{time}Z&X-Amz-Expires={lifetime}&X-Amz-SignedHeaders=host\
         &X-Amz-Signature={}",
        at.format("%Y/%m"),
        data.session_id,
        ids::signature(&mut stage.rng),
    ));
}
