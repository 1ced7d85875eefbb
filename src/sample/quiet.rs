//! Who speaks where little is measured: on a speech-to-speech model, which knows when speech
//! started but not what its stages took, and in a simulation that is written.

use super::body::{Item, Metrics, Text};
use super::ids;
use super::latency;
use super::speech;
use super::stage::{Stage, message};

impl Stage {
    /// The user speaks to a speech-to-speech model, which at times misses even the start.
    pub(super) fn realtime_user(&mut self, text: Text) {
        let thought = self.rng.quantile(latency::THINKING);
        // A start that cut somebody off was surely seen.
        let is_measured = self.barge_in.is_some() || self.rng.chance(85);
        let started = self.barge_in.take().unwrap_or(self.floor.plus(thought));
        let stopped = started.plus(speech::duration(&mut self.rng, &text));
        self.floor = stopped;
        self.ready = stopped.plus(self.rng.between(180, 420));
        let id = ids::item(&mut self.rng, "GI_");
        self.items.push(Item {
            interrupted: Some(false),
            metrics: is_measured.then(|| Metrics {
                started: Some(started),
                ..Metrics::default()
            }),
            ..message("User", text, id, self.ready)
        });
    }

    /// A speech-to-speech model replies; the item is made when the first sound is played.
    pub(super) fn realtime_reply(&mut self, text: Text, cut: bool) {
        let thought = self.rng.quantile(latency::REALTIME);
        let started = self.ready.plus(thought).max(self.floor.plus(150));
        let (text, stopped) = self.said(text, started, cut);
        self.floor = stopped;
        self.ready = started.plus(self.rng.between(150, 300));
        let id = ids::item(&mut self.rng, "GR_");
        self.items.push(Item {
            interrupted: Some(self.barge_in.is_some()),
            metrics: Some(Metrics {
                started: Some(started),
                stopped: Some(stopped),
                ..Metrics::default()
            }),
            ..message("Assistant", text, id, started)
        });
    }

    /// The simulated user writes.
    pub(super) fn typed_user(&mut self, text: Text) {
        self.typed("User", text);
    }

    /// The agent writes.
    pub(super) fn typed_reply(&mut self, text: Text) {
        self.typed("Assistant", text);
    }

    fn typed(&mut self, role: &'static str, text: Text) {
        self.ready = self.ready.plus(self.rng.quantile(latency::WRITING));
        self.floor = self.ready;
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            interrupted: Some(false),
            ..message(role, text, id, self.ready)
        });
    }
}
