//! Why a run did not pass, in the words of the evaluation. They are the point of the report, but
//! anybody may have written them without end: a run keeps some, all runs together a fixed amount,
//! and what is left out is counted.

use crate::text::{Untrusted, without_url_secrets};

/// Reasons that are kept of one run.
const MOST: usize = 20;

/// Bytes of the longest reason that is kept whole.
const LONGEST: usize = 2_000;

/// Bytes of reasons that all runs together keep.
const BUDGET: usize = 16 * 1024 * 1024;

/// The reasons of a run.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    kept: Vec<Box<str>>,
    /// How many more there were.
    pub left_out: usize,
}

impl Reasons {
    /// The reasons that were kept, in their order; one that was cut ends in `…`.
    pub fn iter(&self) -> impl Iterator<Item = Untrusted<'_>> {
        self.kept.iter().map(|reason| Untrusted::new(reason))
    }

    fn size(&self) -> usize {
        let sizes = self.kept.iter().map(|reason| reason.len());
        sizes.fold(0, usize::saturating_add)
    }
}

/// What is left for reasons.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(BUDGET)
    }
}

impl Budget {
    /// Keeps what there is room for; blank reasons say nothing.
    pub(super) fn keep(&mut self, all: &[Untrusted<'_>]) -> Reasons {
        let mut reasons = Reasons::default();
        for reason in all.iter().filter(|reason| !reason.is_blank()) {
            let reason = short(reason.raw());
            if reasons.kept.len() < MOST && reason.len() <= self.0 {
                self.0 = self.0.saturating_sub(reason.len());
                reasons.kept.push(reason);
            } else {
                reasons.left_out = reasons.left_out.saturating_add(1);
            }
        }
        reasons
    }

    /// Takes back the room of reasons that nobody needs any more.
    pub(super) fn release(&mut self, reasons: &Reasons) {
        self.0 = self.0.saturating_add(reasons.size());
    }
}

/// A reason without the secrets of an address, and not longer than anybody reads.
fn short(reason: &str) -> Box<str> {
    let public = without_url_secrets(reason.trim_end());
    if public.len() <= LONGEST {
        return public.into();
    }
    let head = public.get(..public.floor_char_boundary(LONGEST));
    format!("{}…", head.unwrap_or_default()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let mut budget = Budget(70_000);
        let many = vec![Untrusted::new("because"); 25];
        let reasons = budget.keep(&many);
        assert_eq!((reasons.iter().count(), reasons.left_out), (20, 5));
        budget.release(&reasons);
        assert_eq!(budget.0, 70_000);

        let long = "é".repeat(30_000);
        let reasons = budget.keep(&[Untrusted::new(&long), Untrusted::new(" ")]);
        let kept: Vec<&str> = reasons.iter().map(Untrusted::raw).collect();
        assert_eq!((kept[0].chars().count(), kept.len()), (1_001, 1));
        assert_eq!(reasons.left_out, 0);
    }

    #[test]
    fn all_runs_together_keep_a_fixed_amount() {
        let mut budget = Budget(10);
        assert_eq!(budget.keep(&[Untrusted::new("12345678")]).left_out, 0);
        let reasons = budget.keep(&[Untrusted::new("123"), Untrusted::new("12")]);
        assert_eq!((reasons.iter().count(), reasons.left_out), (1, 1));
    }
}
