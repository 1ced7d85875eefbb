//! Counting what reaches a limit, for rules that report the worst case of a call and not each.

/// Values that reach a limit.
pub(super) struct Tally<T> {
    /// The largest value.
    pub(super) most: f64,
    /// What the largest value belongs to; the first, if there are several.
    pub(super) worst: T,
    /// How many reach the limit.
    pub(super) over: usize,
    /// How many there are at all.
    pub(super) all: usize,
}

/// Counts the values of at least `limit`; `None` if there are none.
pub(super) fn tally<T>(values: impl Iterator<Item = (f64, T)>, limit: f64) -> Option<Tally<T>> {
    let (mut worst, mut over, mut all) = (None, 0_usize, 0_usize);
    for (value, owner) in values {
        all = all.saturating_add(1);
        if value < limit {
            continue;
        }
        over = over.saturating_add(1);
        if worst.as_ref().is_none_or(|(most, _)| value > *most) {
            worst = Some((value, owner));
        }
    }
    let (most, worst) = worst?;
    Some(Tally {
        most,
        worst,
        over,
        all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_largest_is_the_worst() {
        let values = [(1.0, 'a'), (3.0, 'b'), (2.0, 'c'), (3.0, 'd')];
        let tally = tally(values.into_iter(), 2.0).unwrap();
        assert_eq!((tally.most, tally.worst), (3.0, 'b'));
        assert_eq!((tally.over, tally.all), (3, 4));
    }

    #[test]
    fn what_stays_below_the_limit_is_no_case() {
        assert!(tally([(1.0, ())].into_iter(), 1.5).is_none());
        assert!(tally([(1.0, ())].into_iter(), f64::INFINITY).is_none());
    }
}
