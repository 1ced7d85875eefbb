//! The pages of `show -f html` and `stats -f html`, as an HTML5 parser sees them: whatever a payload
//! holds, a page has our elements alone, loads nothing, and can be read without seeing it.

mod hostile;
mod page;
mod show;
mod stats;
