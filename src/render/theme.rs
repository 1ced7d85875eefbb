//! How things look: colour, symbols and width. The only user of `colored`, whose own ideas
//! about terminals are switched off: a [`Theme`] is decided once, from the options.

use std::borrow::Cow;
use std::sync::Once;

use colored::{Color, Colorize as _};

/// What a piece of text is, for its colour. Names are meanings, not colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// An error, or a failed test.
    Error,
    /// A warning, or a slow value.
    Warning,
    /// Information.
    Info,
    /// Good news: valid, passed.
    Good,
    /// Advice.
    Help,
    /// What the eye should find first.
    Strong,
    /// What the eye may pass over.
    Dim,
    /// The caller, the `User` role.
    Caller,
    /// The agent, the `Assistant` role.
    Agent,
    /// A tool, a handoff or another event of the call.
    Event,
    /// Plain text.
    Plain,
}

/// The width assumed where there is no terminal, and the widest that tables grow to there.
pub const PIPE_WIDTH: usize = 120;

/// Colour, symbols and width of one output stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether to colour.
    pub color: bool,
    /// Whether to draw with ASCII only. Payload text is not affected.
    pub ascii: bool,
    /// The terminal's width in columns; `None` off a terminal, where text is not wrapped.
    pub width: Option<usize>,
}

impl Theme {
    /// No colour, Unicode symbols, no terminal.
    #[must_use]
    pub fn plain() -> Self {
        Self {
            color: false,
            ascii: false,
            width: None,
        }
    }

    /// The columns to fill: the terminal's, or [`PIPE_WIDTH`].
    #[must_use]
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(PIPE_WIDTH).max(20)
    }

    /// `text` in the colour of `style`, unchanged without colour.
    #[must_use]
    pub fn paint(&self, style: Style, text: &str) -> String {
        static ALWAYS: Once = Once::new();
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        // `colored` looks at the environment unless told; here the theme has decided already.
        ALWAYS.call_once(|| colored::control::set_override(true));
        match style {
            Style::Error => text.color(Color::Red).bold(),
            Style::Warning => text.color(Color::Yellow).bold(),
            Style::Info => text.color(Color::Blue).bold(),
            Style::Good => text.color(Color::Green).bold(),
            Style::Help => text.color(Color::Cyan),
            Style::Strong => text.bold(),
            Style::Dim => text.dimmed(),
            Style::Caller => text.color(Color::Cyan).bold(),
            Style::Agent => text.color(Color::Magenta).bold(),
            Style::Event => text.color(Color::Yellow),
            Style::Plain => return text.to_owned(),
        }
        .to_string()
    }

    /// The Unicode symbol, or its ASCII stand-in.
    #[must_use]
    pub fn symbol(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// What stands for an absent value: never a zero.
    #[must_use]
    pub fn absent(&self) -> &'static str {
        self.symbol("–", "-")
    }

    /// A sentence of ours with the marks that this theme can draw.
    #[must_use]
    pub fn sentence<'s>(&self, sentence: &'s str) -> Cow<'s, str> {
        if self.ascii {
            Cow::Owned(sentence.replace('…', "...").replace('•', "*"))
        } else {
            Cow::Borrowed(sentence)
        }
    }

    /// What marks a cut text.
    #[must_use]
    pub fn ellipsis(&self) -> &'static str {
        self.symbol("…", "...")
    }
}
