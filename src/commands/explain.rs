//! `speakhook explain`: the rules, from the one list.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{ExplainArgs, ExplainFormat};
use crate::cli::options::Options;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::json::write;
use crate::policy::unknown_rule;
use crate::render;
use crate::render::theme::{Style, Theme};
use crate::rules::{self, Group, Rule, Threshold};
use crate::streams::{Sink, Streams};

/// Runs the command.
///
/// # Errors
/// A rule that does not exist, or an output that could not be written.
pub fn run(
    args: &ExplainArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let chosen = match &args.rule {
        None => rules::all().collect(),
        Some(id) => chosen_by(id)?,
    };
    let mut sink = Sink::stdout(streams.stdout);
    let out = sink.writer();
    let written = match (args.format, args.rule.is_some()) {
        (ExplainFormat::Json, _) => json(out, &chosen),
        (ExplainFormat::Markdown, true) => chosen.iter().try_for_each(|rule| markdown(out, rule)),
        (ExplainFormat::Markdown, false) => page(out),
        (ExplainFormat::Text, true) => texts(out, options.stdout, &chosen),
        (ExplainFormat::Text, false) => list(out, options.stdout),
    };
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}

/// The rule called `id`, or those of a group such as `schema/*`.
fn chosen_by(id: &str) -> Result<Vec<&'static Rule>, Error> {
    if let Some(rule) = rules::find(id) {
        return Ok(vec![rule]);
    }
    let group = rules::groups().find(|group| *group == id);
    let Some(start) = group.and_then(|group| group.strip_suffix('*')) else {
        return Err(Error::Usage(unknown_rule(id)));
    };
    let is_in = |rule: &&Rule| rule.id.starts_with(start);
    Ok(rules::all().filter(is_in).collect())
}

#[derive(Serialize)]
struct PublicRule {
    id: &'static str,
    group: &'static str,
    severity: Severity,
    summary: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<Threshold>,
    docs: String,
}

fn group_of(rule: &Rule) -> &'static str {
    let is_here = |group: &&Group| group.rules.iter().any(|other| other.id == rule.id);
    let group = rules::GROUPS.iter().find(is_here);
    group.map_or("Own schemas", |group| group.title)
}

fn json(out: &mut dyn Write, rules: &[&Rule]) -> io::Result<()> {
    let public: Vec<PublicRule> = rules
        .iter()
        .map(|rule| PublicRule {
            id: rule.id,
            group: group_of(rule),
            severity: rule.severity,
            summary: rule.summary,
            threshold: rule.threshold,
            docs: rule.markdown(),
        })
        .collect();
    write::pretty(out, &public)?;
    writeln!(out)
}

/// All rules as one page, a chapter a group.
fn page(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# The rules of speakhook\n\n{PREFACE}")?;
    for group in rules::GROUPS {
        writeln!(out, "\n## {}", group.title)?;
        for rule in group.rules {
            writeln!(out, "\n### `{}`\n", rule.id)?;
            writeln!(out, "**{}**: {}", rule.severity, rule.summary)?;
            if let Some(threshold) = rule.threshold {
                writeln!(
                    out,
                    "\nThreshold: `{} = {}`, {}",
                    rule.id, threshold.default, threshold.meaning
                )?;
            }
            let docs = rule.markdown().replace("## ", "#### ");
            writeln!(out, "\n{}", docs.trim_end())?;
        }
    }
    Ok(())
}

const PREFACE: &str = "\
What each rule reports, why it matters, an example that it reports, and how to fix it. An example
with `event` or `data` alone stands for a clean body with these members changed;
`speakhook sample --invalid RULE` prints the whole of it.

An *error* is what the documentation or plain arithmetic excludes. A *warning* is probably a
mistake. *Info* is worth knowing. SpeakNode's documentation shows every field once and says little
about what values may go together; much of what the rules know is in the source of LiveKit, whose
fields SpeakNode's are. Where a rule rests on such an inference it says so, and is never an error.";

fn markdown(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    writeln!(
        out,
        "# `{}`\n\n**{}**: {}\n\n{}",
        rule.id,
        rule.severity,
        rule.summary,
        rule.markdown()
    )
}

fn list(out: &mut dyn Write, theme: Theme) -> io::Result<()> {
    let longest = rules::all().map(|rule| rule.id.len()).max().unwrap_or(0);
    for group in rules::GROUPS {
        writeln!(out, "{}", theme.paint(Style::Strong, group.title))?;
        for rule in group.rules {
            let severity = format!("{:8}", rule.severity);
            let severity = theme.paint(render::severity_style(rule.severity), &severity);
            let lead = format!("  {:longest$}  {severity} ", rule.id);
            let room = longest.saturating_add(13);
            render::wrap::entry(out, theme, &lead, room, rule.summary)?;
        }
        writeln!(out)?;
    }
    let more = "speakhook explain RULE says more about one of them.";
    writeln!(out, "{}", theme.paint(Style::Dim, more))
}

fn texts(out: &mut dyn Write, theme: Theme, rules: &[&Rule]) -> io::Result<()> {
    for (number, rule) in rules.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        text(out, theme, rule)?;
    }
    Ok(())
}

fn text(out: &mut dyn Write, theme: Theme, rule: &Rule) -> io::Result<()> {
    let severity = theme.paint(render::severity_style(rule.severity), rule.severity.name());
    writeln!(
        out,
        "{}  {severity}\n{}",
        theme.paint(Style::Strong, rule.id),
        rule.summary
    )?;
    writeln!(out)?;
    let mut paragraph = String::new();
    let mut in_code = false;
    for line in rule.markdown().trim_end().lines() {
        let is_fence = line.starts_with("```");
        if !in_code && (line.is_empty() || is_fence || line.starts_with("## ")) {
            flush(out, theme, &mut paragraph)?;
        }
        match line {
            _ if is_fence => in_code = !in_code,
            _ if in_code => writeln!(out, "    {}", theme.paint(Style::Help, line))?,
            "" => writeln!(out)?,
            line => match line.strip_prefix("## ") {
                Some(heading) => writeln!(out, "{}", theme.paint(Style::Strong, heading))?,
                None => {
                    paragraph.push_str(line);
                    paragraph.push(' ');
                }
            },
        }
    }
    flush(out, theme, &mut paragraph)?;
    match rule.threshold {
        Some(threshold) => threshold_text(out, theme, rule.id, threshold),
        None => Ok(()),
    }
}

fn threshold_text(
    out: &mut dyn Write,
    theme: Theme,
    id: &str,
    threshold: Threshold,
) -> io::Result<()> {
    let Threshold { default, meaning } = threshold;
    writeln!(out, "\n{}", theme.paint(Style::Strong, "Threshold"))?;
    let mut paragraph = format!(
        "`{id} = {default}`: {meaning}. Another is set under `[thresholds]` in speakhook.toml."
    );
    flush(out, theme, &mut paragraph)
}

/// Writes a paragraph, wrapped on a terminal.
fn flush(out: &mut dyn Write, theme: Theme, paragraph: &mut String) -> io::Result<()> {
    if !paragraph.is_empty() {
        for line in render::wrap::wrap(
            paragraph.trim(),
            theme.columns().min(100).saturating_sub(2),
            "",
        ) {
            writeln!(out, "  {line}")?;
        }
        paragraph.clear();
    }
    Ok(())
}
