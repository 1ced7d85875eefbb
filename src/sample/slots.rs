//! Fills the slots of a script: `<item>` from the script's list of that name, or from the lists
//! that all scripts share. Rows of a list follow one another, so that the same question is about
//! something else each time.

use std::borrow::Cow;

use super::body::Text;
use super::clock::Moment;
use super::rng::Rng;
use super::script::Script;
use super::words;

/// Whether a sentence ends here, or the text has not begun.
fn starts_sentence(text: &str) -> bool {
    let ends = [". ", "? ", "! "];
    text.is_empty() || ends.iter().any(|end| text.ends_with(end))
}

fn push_capitalised(text: &mut String, words: &str) {
    let mut letters = words.chars();
    text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    text.push_str(letters.as_str());
}

/// What is filled in.
pub(super) struct Slots {
    lists: &'static [(&'static str, &'static [&'static str])],
    /// The day of the call: what is agreed on lies behind it.
    today: Moment,
    /// The row that each list continues with.
    next: Vec<(&'static str, usize)>,
    /// Rows of this call and of this exchange, by the name of the slot.
    rows: Vec<(&'static str, Text)>,
}

impl Slots {
    /// The slots of a call.
    pub(super) fn new(script: &'static Script, today: Moment) -> Self {
        Self {
            lists: script.lists,
            today,
            next: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Forgets what only the last exchange was about.
    pub(super) fn next_exchange(&mut self) {
        self.rows
            .retain(|(name, _)| name.starts_with(char::is_uppercase));
    }

    /// The text with its slots filled.
    pub(super) fn fill(&mut self, rng: &mut Rng, text: &'static str) -> Text {
        if !text.contains('<') {
            return Cow::Borrowed(text);
        }
        let mut filled = String::with_capacity(text.len().saturating_add(32));
        let mut rest = text;
        while let Some((plain, tail)) = rest.split_once('<') {
            filled.push_str(plain);
            let (slot, tail) = tail.split_once('>').unwrap_or((tail, ""));
            let (name, column) = slot.split_once('.').unwrap_or((slot, "0"));
            let row = self.row(rng, name);
            let column = column.parse().unwrap_or(0);
            let words = row.split('|').nth(column).unwrap_or_default();
            if starts_sentence(&filled) {
                push_capitalised(&mut filled, words);
            } else {
                filled.push_str(words);
            }
            rest = tail;
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }

    fn row(&mut self, rng: &mut Rng, name: &'static str) -> &str {
        let known = self.rows.iter().position(|(known, _)| *known == name);
        let at = known.unwrap_or_else(|| {
            let row = self.new_row(rng, name);
            self.rows.push((name, row));
            self.rows.len().saturating_sub(1)
        });
        self.rows.get(at).map_or("", |(_, row)| row)
    }

    /// The next row for a slot: `<Day>`, `<day>` and `<day2>` are all about days.
    fn new_row(&mut self, rng: &mut Rng, name: &'static str) -> Text {
        let list = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is = |known: &str| known.eq_ignore_ascii_case(list);
        let own = self.lists.iter().find(|(known, _)| is(known));
        if let Some((list, rows)) = own.or_else(|| words::LISTS.iter().find(|(known, _)| is(known)))
        {
            let at = self.turn(rng, list, rows.len(), rows.len());
            return Cow::Borrowed(rows.get(at).copied().unwrap_or_default());
        }
        Cow::Owned(match list.to_ascii_lowercase().as_str() {
            "day" => {
                // The next days, each later than what was said before.
                let days = self.turn(rng, "day", 6, 60).saturating_add(2);
                words::day(self.today, days)
            }
            "amount" => words::amount(rng),
            "code" => words::code(rng),
            "phone" => super::ids::phone(rng, false),
            _ => String::new(),
        })
    }

    /// The place in a list of `length` rows: one of the first few, then one after the other.
    fn turn(&mut self, rng: &mut Rng, list: &'static str, few: usize, length: usize) -> usize {
        let known = self.next.iter_mut().find(|(known, _)| *known == list);
        if let Some((_, next)) = known {
            let at = *next;
            *next = at.saturating_add(1).checked_rem(length).unwrap_or(0);
            return at;
        }
        let at = rng.below(few);
        let next = at.saturating_add(1).checked_rem(length).unwrap_or(0);
        self.next.push((list, next));
        at
    }
}
