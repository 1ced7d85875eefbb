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
use crate::rules::{self, Rule};
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
        None => rules::ALL.to_vec(),
        Some(id) => vec![rules::find(id).ok_or_else(|| Error::Usage(unknown_rule(id)))?],
    };
    let mut sink = Sink::stdout(streams.stdout);
    let out = sink.writer();
    let written = match (args.format, args.rule.is_some()) {
        (ExplainFormat::Json, _) => json(out, &chosen),
        (ExplainFormat::Markdown, _) => chosen.iter().try_for_each(|rule| markdown(out, rule)),
        (ExplainFormat::Text, true) => chosen
            .iter()
            .try_for_each(|rule| text(out, options.stdout, rule)),
        (ExplainFormat::Text, false) => list(out, options.stdout, &chosen),
    };
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}

#[derive(Serialize)]
struct PublicRule {
    id: &'static str,
    severity: Severity,
    summary: &'static str,
    docs: String,
}

fn json(out: &mut dyn Write, rules: &[&Rule]) -> io::Result<()> {
    let public: Vec<PublicRule> = rules
        .iter()
        .map(|rule| PublicRule {
            id: rule.id,
            severity: rule.severity,
            summary: rule.summary,
            docs: docs(rule),
        })
        .collect();
    write::pretty(out, &public)?;
    writeln!(out)
}

/// The documentation without the blank that a comment begins with.
fn docs(rule: &Rule) -> String {
    rule.docs
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
        .collect()
}

fn markdown(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    writeln!(
        out,
        "# `{}`\n\n**{}**: {}\n\n{}",
        rule.id,
        rule.severity,
        rule.summary,
        docs(rule)
    )
}

fn list(out: &mut dyn Write, theme: Theme, rules: &[&Rule]) -> io::Result<()> {
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let severity = format!("{:8}", rule.severity);
        let severity = theme.paint(render::severity_style(rule.severity), &severity);
        writeln!(out, "{:longest$}  {severity} {}", rule.id, rule.summary)?;
    }
    writeln!(
        out,
        "\n{}",
        theme.paint(
            Style::Dim,
            "speakhook explain RULE says more about one of them."
        )
    )
}

fn text(out: &mut dyn Write, theme: Theme, rule: &Rule) -> io::Result<()> {
    let severity = theme.paint(render::severity_style(rule.severity), rule.severity.name());
    writeln!(
        out,
        "{}  {severity}\n{}\n",
        theme.paint(Style::Strong, rule.id),
        rule.summary
    )?;
    let mut paragraph = String::new();
    let mut in_code = false;
    for line in docs(rule).trim_end().lines() {
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
