//! The turns of a call as bars on one axis: a line for end to end, and below it a bar a stage where it lies.
//! Bars end on eighths of a column and begin on halves, which is what block characters can draw.

use crate::render::show::figures;
use crate::render::theme::{Style, Theme};
use crate::text::width;
use crate::view::{Bar, MetricName, Stage, TurnBars, Waterfall};

/// Blanks before everything, and between columns.
const INDENT: usize = 2;

/// Columns of a turn's number.
const TURN: usize = 4;

/// Columns of a stage's name, the longest of which is `(transcription)` behind its mark.
const NAME: usize = 16;

/// Columns of seconds.
const SECONDS: usize = 7;

/// Fewer columns than this draw nothing that can be compared.
const NARROWEST: usize = 12;

/// More make the eye travel.
const WIDEST: usize = 120;

/// Bars that last no longer are not drawn.
const SHORTEST: f64 = 0.005;

/// The lines of the picture.
pub(super) fn lines(waterfall: &Waterfall, theme: &Theme) -> Vec<String> {
    let lead = [INDENT, TURN, INDENT, NAME, SECONDS, INDENT];
    let lead: usize = lead.into_iter().fold(0, usize::saturating_add);
    let room = theme.columns().saturating_sub(lead).min(WIDEST);
    let drawn: Vec<&TurnBars> = waterfall
        .turns
        .iter()
        .filter(|turn| is_drawn(turn))
        .collect();
    let dim = |text: &str| format!("  {}", theme.paint(Style::Dim, text));
    if drawn.is_empty() {
        return vec![dim("no turn can be drawn")];
    }
    if room < NARROWEST {
        return vec![dim("the terminal is too narrow for a picture")];
    }
    let ends = drawn.iter().map(|turn| end(turn));
    let axis = Axis::new(ends.fold(0.0, f64::max), room);
    let axis_line = format!(
        "{}{}",
        " ".repeat(lead),
        theme.paint(Style::Dim, &axis.line())
    );
    let mut lines = vec![axis_line.clone()];
    for turn in &drawn {
        lines.extend(turn_lines(turn, &axis, theme));
    }
    lines.push(axis_line);
    lines
}

/// The first of them.
const OF_EVERY_PICTURE: [&str; 2] = [
    "seconds from where the user stopped speaking",
    "when LLM and TTS began is not reported: they are drawn one after the other, and earlier where they would end after the agent began",
];

/// What a reader has to know about the picture, one sentence each.
pub(super) fn notes(waterfall: &Waterfall) -> Vec<String> {
    let has = |stage: Stage| {
        let mut bars = waterfall.turns.iter().flat_map(|turn| &turn.bars);
        bars.any(|bar| bar.stage == stage && is_long(bar))
    };
    let mut notes = Vec::new();
    if waterfall.turns.iter().any(is_drawn) {
        notes.extend(OF_EVERY_PICTURE.map(str::to_owned));
    }
    if has(Stage::Rest) {
        notes.push("rest is what neither a stage nor a tool covers".to_owned());
    }
    let overlaps = |turn: &TurnBars| turn.overlap.is_some_and(|seconds| seconds >= SHORTEST);
    let is_seen = |turn: &TurnBars| is_drawn(turn) && overlaps(turn);
    if waterfall.turns.iter().any(is_seen) {
        notes.push("overlap is what the stages together are longer than end to end".to_owned());
    }
    let left_out = |why: &str, is: &dyn Fn(&TurnBars) -> bool| {
        let turns: Vec<String> = waterfall
            .turns
            .iter()
            .filter(|turn| !is_drawn(turn) && is(turn))
            .map(|turn| turn.turn.to_string())
            .collect();
        let noun = if turns.len() == 1 { "turn" } else { "turns" };
        let shown = turns.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
        let more = if turns.len() > 8 { " and more" } else { "" };
        (!turns.is_empty()).then(|| format!("not drawn, as {why}: {noun} {shown}{more}"))
    };
    notes.extend(left_out("nobody waited", &|turn| turn.is_greeting));
    notes.extend(left_out("the delays cannot be trusted", &|turn| {
        turn.is_unreliable && !turn.is_greeting
    }));
    notes.extend(left_out("nothing says when the user stopped", &|turn| {
        !turn.is_unreliable && !turn.is_greeting
    }));
    notes
}

fn is_drawn(turn: &TurnBars) -> bool {
    !turn.bars.is_empty() || (turn.e2e.is_some() && !turn.is_unreliable && !turn.is_greeting)
}

fn is_long(bar: &Bar) -> bool {
    bar.to - bar.from >= SHORTEST
}

/// Where the last of a turn ends.
fn end(turn: &TurnBars) -> f64 {
    let bars = turn.bars.iter().map(|bar| bar.to);
    bars.chain(turn.e2e).fold(0.0, f64::max)
}

fn turn_lines(turn: &TurnBars, axis: &Axis, theme: &Theme) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(e2e) = turn.e2e {
        let sign = if turn.is_computed {
            theme.symbol("≈", "~")
        } else {
            ""
        };
        let seconds = format!("{sign}{}", figures::seconds(e2e));
        let line = axis.end_to_end(e2e, theme);
        lines.push(row("end to end", &seconds, Style::Strong, &line, theme));
    }
    for (stage, bars) in by_stage(&turn.bars) {
        let length = bars.iter().map(|bar| bar.to - bar.from).sum();
        let is_slowest = turn
            .slowest
            .is_some_and(|metric| metric_of(stage) == Some(metric));
        let mark = if is_slowest {
            theme.symbol("▸", ">")
        } else {
            ""
        };
        let name = format!("{mark}{}", name(stage));
        let style = if is_slowest {
            Style::Strong
        } else {
            Style::Plain
        };
        let drawing = theme.paint(style_of(stage), &axis.bars(&bars, theme));
        lines.push(row(
            &name,
            &figures::seconds(length),
            style,
            &drawing,
            theme,
        ));
    }
    if let Some(overlap) = turn.overlap.filter(|seconds| *seconds >= SHORTEST) {
        let seconds = figures::seconds(overlap);
        lines.push(row("overlap", &seconds, Style::Dim, "", theme));
    }
    let number = format!("{:>TURN$}", turn.turn);
    for (place, line) in lines.iter_mut().enumerate() {
        let number = if place == 0 {
            number.clone()
        } else {
            " ".repeat(TURN)
        };
        *line = format!(
            "{:INDENT$}{}{:INDENT$}{line}",
            "",
            theme.paint(Style::Dim, &number),
            ""
        )
        .trim_end()
        .to_owned();
    }
    lines
}

fn row(name: &str, seconds: &str, style: Style, drawing: &str, theme: &Theme) -> String {
    let blanks = " ".repeat(NAME.saturating_sub(width(name)));
    let before = " ".repeat(SECONDS.saturating_sub(width(seconds)));
    let (name, seconds) = (theme.paint(style, name), theme.paint(style, seconds));
    format!("{name}{blanks}{before}{seconds}{:INDENT$}{drawing}", "")
}

/// The bars that are worth a line, by stage and in the order of the stages.
fn by_stage(bars: &[Bar]) -> Vec<(Stage, Vec<Bar>)> {
    let mut stages: Vec<(Stage, Vec<Bar>)> = Vec::new();
    for bar in bars.iter().filter(|bar| is_long(bar)) {
        match stages.iter_mut().find(|(stage, _)| *stage == bar.stage) {
            Some((_, bars)) => bars.push(*bar),
            None => stages.push((bar.stage, vec![*bar])),
        }
    }
    stages
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::EndOfTurn => "end of turn",
        Stage::Transcription => "(transcription)",
        Stage::Callback => "callback",
        Stage::Tools => "tools",
        Stage::LlmTtft => "LLM",
        Stage::TtsTtfb => "TTS",
        Stage::Rest => "rest",
    }
}

fn metric_of(stage: Stage) -> Option<MetricName> {
    match stage {
        Stage::EndOfTurn => Some(MetricName::EndOfTurn),
        Stage::Callback => Some(MetricName::Callback),
        Stage::LlmTtft => Some(MetricName::LlmTtft),
        Stage::TtsTtfb => Some(MetricName::TtsTtfb),
        Stage::Transcription | Stage::Tools | Stage::Rest => None,
    }
}

fn style_of(stage: Stage) -> Style {
    match stage {
        Stage::EndOfTurn => Style::Caller,
        Stage::Tools => Style::Event,
        Stage::LlmTtft | Stage::TtsTtfb => Style::Agent,
        Stage::Callback => Style::Plain,
        Stage::Transcription | Stage::Rest => Style::Dim,
    }
}

/// Seconds from 0 on, in so many columns.
struct Axis {
    columns: usize,
    seconds: f64,
    step: f64,
}

impl Axis {
    /// An axis that holds `end`, with a tick every round number of seconds.
    fn new(end: f64, columns: usize) -> Self {
        let most = (columns / 8).max(1);
        let steps = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
        let fits = |step: &f64| ticks(end, *step) <= most;
        let step = steps.into_iter().find(fits).unwrap_or(end.max(1.0));
        let seconds = end.max(step);
        Self {
            columns,
            seconds,
            step,
        }
    }

    /// Eighths of a column from the beginning.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "within the columns of a terminal"
    )]
    fn eighths(&self, seconds: f64) -> usize {
        let eighths = self.columns.saturating_mul(8);
        let at = seconds.max(0.0) / self.seconds * eighths as f64;
        (at.round() as usize).min(eighths)
    }

    /// The numbers of the axis, each where it belongs.
    fn line(&self) -> String {
        let mut line = String::new();
        for tick in 0..=ticks(self.seconds, self.step) {
            let seconds = f64::from(u32::try_from(tick).unwrap_or(0)) * self.step;
            let label = if self.step < 1.0 && tick > 0 {
                format!("{seconds:.1}")
            } else {
                format!("{seconds:.0}")
            };
            let label = if tick == 0 { "0 s".to_owned() } else { label };
            let column = self.eighths(seconds) / 8;
            let is_room = column.saturating_add(label.len()) <= self.columns;
            if is_room && (tick == 0 || column > line.len()) {
                line.push_str(&" ".repeat(column.saturating_sub(line.len())));
                line.push_str(&label);
            }
        }
        line
    }

    /// End to end as a line with ends.
    fn end_to_end(&self, seconds: f64, theme: &Theme) -> String {
        let columns = self.eighths(seconds).div_ceil(8);
        let (left, middle, right) = if theme.ascii {
            ("|", "-", "|")
        } else {
            ("├", "─", "┤")
        };
        match columns {
            0 => String::new(),
            1 => right.to_owned(),
            _ => format!("{left}{}{right}", middle.repeat(columns.saturating_sub(2))),
        }
    }

    /// Bars of one stage on a line.
    fn bars(&self, bars: &[Bar], theme: &Theme) -> String {
        let mut line = String::new();
        let mut column = 0_usize;
        for bar in bars {
            // What begins at the very end is still seen.
            let last = self.columns.saturating_mul(8).saturating_sub(1);
            let (from, to) = (self.eighths(bar.from).min(last), self.eighths(bar.to));
            let start = from / 8;
            line.push_str(&" ".repeat(start.saturating_sub(column)));
            let drawn = if theme.ascii {
                let end = to.div_ceil(8).max(start.saturating_add(1));
                "#".repeat(end.saturating_sub(start.max(column)))
            } else {
                blocks(from, to)
            };
            column = start.max(column).saturating_add(width(&drawn));
            line.push_str(&drawn);
        }
        line
    }
}

/// How many steps fit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates"
)]
fn ticks(end: f64, step: f64) -> usize {
    (end / step + 1e-9).floor().max(0.0) as usize
}

/// A bar between two eighths, from the column of the first on. It begins with a whole, a half or an eighth
/// of a block and ends on an eighth, and is seen however short it is.
fn blocks(from: usize, to: usize) -> String {
    const LEFT: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let (first, last) = (from / 8, to / 8);
    let (lead, rest) = (from % 8, to % 8);
    if first == last {
        // Within one column: as long as it is, at the side that it is nearer to.
        return match lead {
            0..4 => LEFT.get(rest.saturating_sub(lead).max(1)).copied(),
            4..7 => Some("▐"),
            _ => Some("▕"),
        }
        .unwrap_or_default()
        .to_owned();
    }
    let head = match lead {
        0..3 => "█",
        3..7 => "▐",
        _ => "▕",
    };
    let whole = "█".repeat(last.saturating_sub(first).saturating_sub(1));
    format!(
        "{head}{whole}{}",
        LEFT.get(rest).copied().unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_on_halves_and_end_on_eighths() {
        assert_eq!(blocks(0, 20), "██▌");
        assert_eq!(blocks(4, 16), "▐█");
        assert_eq!(blocks(7, 9), "▕▏");
        assert_eq!(blocks(0, 0), "▏");
        assert_eq!(blocks(5, 6), "▐");
        assert_eq!(blocks(8, 16), "█");
    }

    #[test]
    fn every_bar_lies_within_the_axis_and_is_seen() {
        for columns in [12, 27, 67, 120] {
            let axis = Axis::new(1.98, columns);
            for from in 0..198 {
                for to in from..=198 {
                    let (from, to) = (f64::from(from) / 100.0, f64::from(to) / 100.0);
                    let stage = Stage::Rest;
                    let line = axis.bars(&[Bar { stage, from, to }], &Theme::plain());
                    assert!(width(&line) <= columns, "{from} {to} {line}");
                    assert!(!line.trim().is_empty());
                }
            }
        }
    }

    #[test]
    fn ticks_are_round_and_far_enough_apart() {
        assert_eq!(
            Axis::new(3.41, 40).line(),
            "0 s        1           2           3"
        );
        assert!(Axis::new(3.41, 12).line().starts_with("0 s"));
        assert!(Axis::new(0.02, 30).line().starts_with("0 s"));
    }
}
