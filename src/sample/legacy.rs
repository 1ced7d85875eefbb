//! The older shape of a history: one item for what the user said and what the agent answered.

use serde::Serialize;

use super::body::Text;
use super::clock::{Moment, seconds};
use super::latency;
use super::plan;
use super::rng::Rng;
use super::script::Script;
use super::speech;
use super::stage::Stage;

/// An item.
#[derive(Serialize)]
pub(super) struct Turn {
    r#type: &'static str,
    timestamp: Moment,
    text: Text,
    user_input: Option<Text>,
    user_metrics: Option<UserMetrics>,
    assistant_metrics: AssistantMetrics,
}

#[derive(Serialize)]
struct UserMetrics {
    transcript_confidence: f64,
    transcription_delay: f64,
    end_of_utterance_delay: f64,
}

#[derive(Serialize)]
struct AssistantMetrics {
    interrupted: bool,
    llm_duration: f64,
    llm_ttft: f64,
    tts_ttfb: f64,
    tts_duration: f64,
}

/// A conversation of so many turns, after a greeting.
pub(super) fn converse(stage: &mut Stage, script: &'static Script, turns: usize) -> Vec<Turn> {
    let greeting = stage.text(script.greeting);
    let mut history = vec![turn(stage, None, greeting)];
    for exchange in plan::exchanges(&mut stage.rng, script, turns) {
        stage.slots.next_exchange();
        let user = stage.text(exchange.user);
        let reply = stage.text(exchange.reply);
        history.push(turn(stage, Some(user), reply));
    }
    history
}

fn turn(stage: &mut Stage, user_input: Option<Text>, text: Text) -> Turn {
    let rng = &mut stage.rng;
    let user_metrics = user_input.as_ref().map(|said| {
        let transcription = rng.quantile(latency::TRANSCRIPTION);
        let waiting = rng.quantile(latency::ENDPOINTING);
        let thought = rng.quantile(latency::THINKING);
        let end = transcription.saturating_add(waiting);
        let spoken = speech::duration(rng, said);
        stage.floor = stage.floor.plus(thought).plus(spoken).plus(end);
        UserMetrics {
            transcript_confidence: seconds(rng.quantile(latency::CONFIDENCE)),
            transcription_delay: seconds(transcription),
            end_of_utterance_delay: seconds(end),
        }
    });
    let (metrics, until_heard) = assistant(rng);
    let timestamp = stage.floor.plus(until_heard);
    stage.floor = timestamp.plus(speech::duration(rng, &text));
    Turn {
        r#type: "user_turn",
        timestamp,
        text,
        user_input,
        user_metrics,
        assistant_metrics: metrics,
    }
}

/// What the reply took, and the milliseconds until it was heard.
fn assistant(rng: &mut Rng) -> (AssistantMetrics, i64) {
    let llm = rng.quantile(latency::LLM);
    let tts = rng.quantile(latency::TTS);
    let until_heard = llm.saturating_add(tts);
    let metrics = AssistantMetrics {
        interrupted: false,
        llm_duration: seconds(llm.saturating_add(rng.between(300, 900))),
        llm_ttft: seconds(llm),
        tts_ttfb: seconds(tts),
        tts_duration: seconds(tts.saturating_add(rng.between(500, 1500))),
    };
    (metrics, until_heard)
}
