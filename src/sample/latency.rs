//! How long the stages of a turn take, in milliseconds, as evenly spaced quantiles: skewed to the
//! right, half of the replies without a tool within about 1.2 s, and a tail to just below 3 s.

/// End of speech to the final transcript.
pub(super) const TRANSCRIPTION: &[i64] = &[170, 215, 245, 270, 295, 320, 350, 395, 470, 620];

/// Final transcript to the decision that the turn is over.
pub(super) const ENDPOINTING: &[i64] = &[105, 130, 150, 170, 190, 210, 235, 280, 380];

/// The developer's hook, in microseconds.
pub(super) const HOOK: &[i64] = &[48, 56, 63, 70, 78, 90, 110];

/// The model's first piece of text.
pub(super) const LLM: &[i64] = &[
    220, 250, 275, 295, 315, 335, 350, 370, 390, 410, 435, 465, 505, 570, 680, 900, 2000,
];

/// The same after a tool, with the prompt still in the provider's cache.
pub(super) const LLM_AGAIN: &[i64] = &[200, 240, 270, 295, 320, 350, 400, 520];

/// The model's first piece of a tool call.
pub(super) const TOOL_CHOICE: &[i64] = &[180, 210, 235, 260, 285, 315, 370];

/// A tool's run.
pub(super) const TOOL: &[i64] = &[60, 100, 140, 180, 225, 280, 350, 470, 720];

/// The voice's first frame.
pub(super) const TTS: &[i64] = &[92, 112, 125, 135, 144, 152, 161, 171, 185, 210, 300];

/// Collecting a sentence, and the way to the loudspeaker.
pub(super) const PLAYBACK: &[i64] = &[24, 38, 52, 66, 82, 100, 125, 180];

/// A person who thinks before speaking.
pub(super) const THINKING: &[i64] = &[
    190, 330, 440, 540, 640, 740, 850, 970, 1120, 1300, 1550, 2300,
];

/// A speech-to-speech model's first frame.
pub(super) const REALTIME: &[i64] = &[420, 500, 560, 610, 660, 720, 800, 950];

/// A simulated user or an agent who writes.
pub(super) const WRITING: &[i64] = &[700, 900, 1050, 1200, 1350, 1600, 2100];

/// The longest wait for a reply; more would be a fault that a sample shall not have.
pub(super) const LONGEST: i64 = 2900;

/// Confidence of a transcript, in thousandths.
pub(super) const CONFIDENCE: &[i64] = &[640, 790, 850, 880, 900, 915, 930, 945, 960, 986];
