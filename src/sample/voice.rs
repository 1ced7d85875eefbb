//! Who speaks in a pipeline of transcription, model and voice, with everything that it measures.
//!
//! `e2e_latency` is the plain difference between the end of the user's speech and the start of the
//! reply; the stages are drawn first, and the difference follows from them.

use super::body::{Item, Metrics, Text};
use super::clock::Moment;
use super::ids;
use super::latency;
use super::speech;
use super::stage::{Stage, message};

impl Stage {
    /// The first words. A scripted line is recorded when it has been said, a generated one before.
    pub(super) fn voice_greeting(&mut self, text: Text, is_scripted: bool) {
        let authorised = self.after(8, 25);
        let llm = (!is_scripted).then(|| self.rng.quantile(latency::LLM_AGAIN));
        let tts = self.rng.quantile(latency::TTS);
        let first = self.rng.between(180, 520);
        let started = authorised.plus(llm.unwrap_or(0)).plus(tts).plus(first);
        let stopped = started.plus(speech::duration(&mut self.rng, &text));
        let recorded = stopped.plus(self.rng.between(3, 9));
        self.floor = stopped;
        self.ready = recorded;
        let created = if is_scripted { recorded } else { authorised };
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            interrupted: Some(false),
            metrics: Some(Metrics {
                started: Some(started),
                stopped: Some(stopped),
                llm,
                tts: Some(tts),
                ..Metrics::default()
            }),
            ..message("Assistant", text, id, created)
        });
    }

    /// The user speaks, after some thought or into the last reply.
    pub(super) fn voice_user(&mut self, text: Text) {
        let thought = self.rng.quantile(latency::THINKING);
        let started = self.barge_in.take().unwrap_or(self.floor.plus(thought));
        let stopped = started.plus(speech::duration(&mut self.rng, &text));
        let transcription = self.rng.quantile(latency::TRANSCRIPTION);
        let endpointing = self.rng.quantile(latency::ENDPOINTING);
        let end_of_turn = transcription.saturating_add(endpointing);
        let committed = stopped.plus(end_of_turn);
        self.floor = stopped;
        self.ready = committed;
        self.waiting = Some(stopped);
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            interrupted: Some(false),
            confidence: Some(self.rng.quantile(latency::CONFIDENCE)),
            metrics: Some(Metrics {
                started: Some(started),
                stopped: Some(stopped),
                transcription: Some(transcription),
                end_of_turn: Some(end_of_turn),
                hook: Some(self.rng.quantile(latency::HOOK)),
                ..Metrics::default()
            }),
            ..message("User", text, id, committed)
        });
    }

    /// The agent replies. What was said before a tool leaves nobody waiting for what comes after.
    pub(super) fn voice_reply(&mut self, text: Text, cut: bool) {
        let after_tool = self.items.last().is_some_and(|item| item.role.is_none());
        let quantiles = if after_tool {
            latency::LLM_AGAIN
        } else {
            latency::LLM
        };
        let tts = self.rng.quantile(latency::TTS);
        let playback = self.rng.quantile(latency::PLAYBACK);
        let rest = tts.saturating_add(playback);
        let llm = self.rng.quantile(quantiles).min(self.patience(rest));
        let spoken = self.ready.plus(llm).plus(tts).plus(playback);
        // The voice finishes what it is saying first.
        let started = spoken.max(self.floor.plus(self.rng.between(150, 400)));
        let created = self.after(4, 18);
        let (text, stopped) = self.said(text, started, cut);
        let e2e = self.waiting.take().map(|since| started.since(since));
        self.ready = created.plus(llm).plus(self.rng.between(120, 380));
        self.floor = stopped;
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            interrupted: Some(self.barge_in.is_some()),
            metrics: Some(Metrics {
                started: Some(started),
                stopped: Some(stopped),
                llm: Some(llm),
                tts: Some(tts),
                e2e,
                ..Metrics::default()
            }),
            ..message("Assistant", text, id, created)
        });
    }

    /// The time left for a stage, when so many milliseconds come after it.
    fn patience(&self, rest: i64) -> i64 {
        let waited = self.waiting.map_or(0, |since| self.ready.since(since));
        latency::LONGEST.saturating_sub(waited).saturating_sub(rest)
    }

    /// What is heard of a reply, and until when; with `cut`, the user talks into its end.
    pub(super) fn said(&mut self, text: Text, started: Moment, cut: bool) -> (Text, Moment) {
        let heard = if cut {
            speech::cut(&mut self.rng, &text)
        } else {
            None
        };
        let Some(heard) = heard else {
            let stopped = started.plus(speech::duration(&mut self.rng, &text));
            return (text, stopped);
        };
        let stopped = started.plus(speech::duration(&mut self.rng, heard));
        let overlap = self.rng.between(320, 780);
        self.barge_in = Some(stopped.plus(overlap.saturating_neg()));
        (heard.to_owned().into(), stopped)
    }
}
