//! The formats of `show`. Calls are written one at a time, so that memory holds one call and
//! not the stream; each is finished data, and nothing here looks at a payload again.
//!
//! A new format is a file with a [`Renderer`], its variant in [`Format`], the views that it has,
//! and its line in [`renderer`].

pub(super) mod figures;
mod json;
pub(super) mod latency_table;
pub(super) mod markdown;
mod pages;
mod rows;
mod subtitles;
mod text;
mod trace;

use std::io::{self, Write};

use super::html;
use super::theme::Theme;
use crate::exit::Signal;
use crate::view::{CallView, Request, View};
use subtitles::{Subtitles, Track};

/// The formats of `show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One document for machines.
    Json,
    /// One page with a picture of the call, to look at and to send on.
    Html,
    /// Comma-separated values: one row a turn, a call or a tool run, as the view says.
    Csv,
    /// Subtitles: SubRip.
    Srt,
    /// Subtitles: WebVTT.
    Vtt,
    /// A trace for Perfetto and chrome://tracing.
    ChromeTrace,
    /// Apache Parquet: the rows of csv, typed.
    #[cfg_attr(not(feature = "parquet"), value(hide = true))]
    Parquet,
}

impl Format {
    /// The views that the format has, the one that it shows unasked first.
    #[must_use]
    pub fn views(self) -> &'static [View] {
        match self {
            Self::Text | Self::Markdown | Self::Json | Self::Html => &View::ALL,
            Self::Csv | Self::Parquet => &[
                View::Latency,
                View::Transcript,
                View::Summary,
                View::Tools,
                View::Evaluation,
            ],
            Self::Srt | Self::Vtt => &[View::Transcript],
            Self::ChromeTrace => &[View::Latency, View::Transcript, View::Tools],
        }
    }

    /// Whether the format shows a part of a call where a filter asks for it.
    #[must_use]
    pub fn has_filters(self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Json | Self::Html | Self::Srt | Self::Vtt => true,
            Self::Csv | Self::Parquet | Self::ChromeTrace => false,
        }
    }

    /// The rows that the format is made of, if it is made of rows; `None` also where this program
    /// was built without it.
    #[must_use]
    pub fn rows(self) -> Option<super::rows::Format> {
        match self {
            Self::Csv => Some(super::rows::Format::Csv),
            #[cfg(feature = "parquet")]
            Self::Parquet => Some(super::rows::Format::Parquet),
            _ => None,
        }
    }

    /// Whether the format has no place for a second call.
    #[must_use]
    pub fn holds_one_call(self) -> bool {
        matches!(self, Self::Srt | Self::Vtt)
    }
}

/// A format of `show`: told of each call as it is read, then of the end.
pub trait Renderer {
    /// A call.
    ///
    /// # Errors
    /// What `out` reports.
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// An input that could not be read or is no call. A person reads it on the error stream.
    fn unreadable(&mut self, _path: Option<&str>, _message: &str) {}

    /// Calls that are not in the document, as the filters leave nothing of them; known at its end.
    fn left_out(&self) -> usize {
        0
    }

    /// The end of the document, which may have come by a signal.
    ///
    /// # Errors
    /// What `out` reports.
    fn finish(&mut self, stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()>;
}

/// The renderer of `format`, for calls of which `request` was built.
#[must_use]
pub fn renderer(format: Format, theme: Theme, request: &Request) -> Box<dyn Renderer> {
    match format {
        Format::Text => Box::new(pages::Pages::new(theme, text::heading, text::call, "")),
        Format::Markdown => Box::new(pages::Pages::new(
            theme,
            markdown::heading,
            markdown::call,
            "**",
        )),
        Format::Json => Box::new(json::Json::default()),
        Format::Html => Box::new(html::Calls::default()),
        Format::Csv | Format::Parquet => {
            let format = format.rows().unwrap_or(super::rows::Format::Csv);
            Box::new(rows::Rows::new(format, request.rows))
        }
        Format::Srt => Box::new(Subtitles::new(Track::Srt)),
        Format::Vtt => Box::new(Subtitles::new(Track::Vtt)),
        Format::ChromeTrace => Box::new(trace::Trace::default()),
    }
}

#[cfg(test)]
mod tests;
