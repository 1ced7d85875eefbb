//! Pages to look at and to send on: one file, no script, nothing loaded from anywhere. The templates
//! in `templates/` escape every value; no filter that would switch that off is used. What is drawn is
//! inline SVG in percent of its width, so that a picture fits a telephone and its words stay legible.

mod axis;
mod distribution;
mod grid;
mod payload_text;
mod shell;
mod show;
mod stats;

pub(in crate::render) use show::Calls;
pub(in crate::render) use stats::write as write_stats;
