//! Words that all scripts share: people, streets, times, and numbers as they are said and as they
//! are written, in the columns of one row.

use chrono::Datelike as _;

use super::clock::Moment;
use super::rng::Rng;

/// Milliseconds in a day.
const DAY: i64 = 86_400_000;

/// Lists by the name of their slot.
pub(super) static LISTS: &[(&str, &[&str])] = &[
    ("name", NAMES),
    ("street", STREETS),
    ("time", TIMES),
    ("minutes", MINUTES),
    ("few", FEW),
    ("letter", &["A", "B", "C", "D", "F", "H", "K"]),
];

/// Whole name, first name, last name, address for mail.
const NAMES: &[&str] = &[
    "Priya Raman|Priya|Raman|priya.raman@example.com",
    "Tom Becker|Tom|Becker|tom.becker@example.com",
    "Elena Marsh|Elena|Marsh|elena.marsh@example.com",
    "Marcus Webb|Marcus|Webb|marcus.webb@example.com",
    "Sofia Lindqvist|Sofia|Lindqvist|sofia.lindqvist@example.com",
    "Daniel Okafor|Daniel|Okafor|daniel.okafor@example.com",
    "Hannah Price|Hannah|Price|hannah.price@example.com",
    "Luis Ortega|Luis|Ortega|luis.ortega@example.com",
    "Grace Whitfield|Grace|Whitfield|grace.whitfield@example.com",
    "Peter Novak|Peter|Novak|peter.novak@example.com",
    "Amira Haddad|Amira|Haddad|amira.haddad@example.com",
    "Ben Carver|Ben|Carver|ben.carver@example.com",
];

const STREETS: &[&str] = &[
    "forty-two Linden Street|42 Linden Street",
    "seventeen Harbor Road|17 Harbor Road",
    "one oh five Mill Lane|105 Mill Lane",
    "eight Orchard Close|8 Orchard Close",
    "sixty-three Station Avenue|63 Station Avenue",
    "twenty-nine Church Hill|29 Church Hill",
    "eleven Foundry Square|11 Foundry Square",
];

const TIMES: &[&str] = &[
    "nine fifteen|09:15",
    "ten thirty|10:30",
    "half past one|13:30",
    "eight forty|08:40",
    "a quarter past three|15:15",
    "eleven|11:00",
    "twenty to five|16:40",
    "two|14:00",
];

const MINUTES: &[&str] = &[
    "twenty|20",
    "twenty-five|25",
    "forty|40",
    "thirty-five|35",
    "fifteen|15",
    "thirty|30",
];

const FEW: &[&str] = &["two|2", "four|4", "three|3", "six|6", "five|5"];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const TEENS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// A day in the future: weekday, ISO date, month and day.
pub(super) fn day(today: Moment, days: usize) -> String {
    let days = i64::try_from(days).unwrap_or(0);
    let date = today.plus(DAY.saturating_mul(days)).calendar().date();
    let place = |number: u32| usize::try_from(number).unwrap_or(0);
    let weekday = WEEKDAYS.get(place(date.weekday().num_days_from_monday()));
    let month = MONTHS.get(place(date.month0()));
    let (weekday, month) = (weekday.unwrap_or(&""), month.unwrap_or(&""));
    format!("{weekday}|{date}|{month} {}", date.day())
}

/// An amount of money: dollars in words, and the number.
pub(super) fn amount(rng: &mut Rng) -> String {
    let dollars = rng.below(88).saturating_add(11);
    match rng.pick(&[0, 25, 40, 50, 75, 90]) {
        None | Some(0) => format!("{} dollars|{dollars}.0", number(dollars)),
        Some(cents) => {
            let words = number(cents);
            let written = format!("{dollars}.{cents}");
            let written = written.trim_end_matches('0');
            format!("{} dollars {words}|{written}", number(dollars))
        }
    }
}

/// A number of four digits with a letter: as it is said, and as it is written.
pub(super) fn code(rng: &mut Rng) -> String {
    let letter = rng.word(&["A", "B", "C", "D", "F", "H", "K", "M", "P", "R"]);
    let mut pair = || rng.below(89).saturating_add(10);
    let (high, low) = (pair(), pair());
    format!(
        "{letter} {} {}|{letter}-{high}{low}",
        number(high),
        number(low)
    )
}

/// A number below a hundred in words.
fn number(number: usize) -> String {
    if let Some(word) = TEENS.get(number) {
        return (*word).to_owned();
    }
    let tens = TENS.get(number / 10).unwrap_or(&"");
    match TEENS.get(number % 10) {
        Some(&"zero") | None => (*tens).to_owned(),
        Some(unit) => format!("{tens}-{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_and_written() {
        assert_eq!([7, 20, 42].map(number), ["seven", "twenty", "forty-two"]);
        for seed in 0..200 {
            let amount = amount(&mut Rng::new(seed, 0));
            let (_, written) = amount.split_once('|').unwrap();
            assert!(written.parse::<f64>().is_ok(), "{amount}");
            assert!(code(&mut Rng::new(seed, 1)).contains("|"));
        }
    }

    #[test]
    fn days_have_a_name_and_a_date() {
        let today = Moment::of_2026(0, 0);
        assert_eq!(day(today, 1), "Friday|2026-01-02|January 2");
    }
}
