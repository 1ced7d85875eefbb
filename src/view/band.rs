//! How a person takes the wait for a reply. The limits are this program's own, drawn from what others
//! publish; SpeakNode names none.

/// How long a wait feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// As quick as people are.
    Good,
    /// Noticed, and accepted.
    Fair,
    /// Awkward.
    Slow,
    /// The caller asks whether anybody is there.
    Critical,
}

impl Band {
    /// Every band, the quickest first.
    pub const ALL: [Self; 4] = [Self::Good, Self::Fair, Self::Slow, Self::Critical];

    /// The band of an end-to-end latency in seconds.
    #[must_use]
    pub fn of(seconds: f64) -> Self {
        let reached = Self::ALL.into_iter().rev();
        let mut reached = reached.filter(|band| seconds >= band.starts_at());
        reached.next().unwrap_or(Self::Good)
    }

    /// Where it begins, in seconds.
    #[must_use]
    pub fn starts_at(self) -> f64 {
        match self {
            Self::Good => 0.0,
            Self::Fair => 0.8,
            Self::Slow => 1.5,
            Self::Critical => 3.0,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Slow => "slow",
            Self::Critical => "critical",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_with_its_limit() {
        let bands = [-1.0, 0.0, 0.79, 0.8, 1.49, 1.5, 2.99, 3.0, 1e9].map(Band::of);
        assert_eq!(
            bands.map(Band::name),
            [
                "good", "good", "good", "fair", "fair", "slow", "slow", "critical", "critical"
            ]
        );
    }
}
