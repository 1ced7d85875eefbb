use super::*;

fn of(values: &[f64]) -> Histogram {
    let mut histogram = Histogram::default();
    values.iter().for_each(|value| histogram.record(*value));
    histogram
}

fn through_a_file(histogram: &Histogram) -> Result<Histogram, String> {
    let text = serde_json::to_string(histogram).unwrap();
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

#[test]
fn ends_sum_and_count_are_exact() {
    let histogram = of(&[1.5, -0.25, 0.0, 203.404_006]);
    assert_eq!(
        (histogram.n(), histogram.min(), histogram.max()),
        (4, Some(-0.25), Some(203.404_006))
    );
    assert_eq!(histogram.mean(), Some(204.654_006 / 4.0));
    assert_eq!(histogram.percentiles().p50, Some(0.0));
    assert_eq!(histogram.percentiles().p90, None);
}

#[test]
fn what_is_no_delay_is_not_counted() {
    let histogram = of(&[f64::NAN, f64::INFINITY, -1e6, 1e6, 1e300]);
    assert_eq!(histogram, Histogram::default());
    assert_eq!(
        (
            histogram.min(),
            histogram.mean(),
            histogram.percentiles().p50
        ),
        (None, None, None)
    );
}

#[test]
fn many_values_are_counted_as_few_are() {
    for n in [511_u32, 512, 513, 3_000, 10_000] {
        let values: Vec<f64> = (0..n).map(|i| f64::from(i) * 0.003_7 - 1.0).collect();
        let (head, tail) = values.split_at(values.len() / 3);
        let (mut merged, mut turned) = (of(head), of(tail));
        merged.merge(&of(tail));
        turned.merge(&of(head));
        assert_eq!(merged, of(&values));
        assert_eq!(turned, of(&values));
        assert_eq!(through_a_file(&merged).unwrap(), of(&values));
    }
    assert_eq!(
        through_a_file(&Histogram::default()).unwrap(),
        Histogram::default()
    );
}

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let good =
        r#"{"n":2,"min_us":5,"max_us":9000001,"sum_us":"9000006","buckets":[[5,1],[8994816,1]]}"#;
    assert!(
        serde_json::from_str::<Histogram>(good).is_ok(),
        "{:?}",
        of(&[5e-6, 9.000_001]).buckets()
    );
    for (part, other) in [
        ("\"n\":2", "\"n\":3"),
        ("\"n\":2", "\"n\":0"),
        ("[5,1]", "[5,0]"),
        ("[5,1],", ""),
        ("8994816", "8994817"),
        ("8994816", "1"),
        ("8994816", "9223372036854775807"),
        ("\"min_us\":5", "\"min_us\":6"),
        ("\"min_us\":5", "\"min_us\":-5"),
        ("9000006", "99999999"),
        ("9000006", "many"),
        ("\"sum_us\":\"9000006\",", ""),
    ] {
        let text = good.replacen(part, other, 1);
        assert!(serde_json::from_str::<Histogram>(&text).is_err(), "{text}");
    }
}

/// The exact figures are those of [`crate::payload::Stats`].
#[test]
fn percentiles_are_as_near_as_they_are_said_to_be() {
    let is_near = |found: Option<f64>, exact: Option<f64>| match (found, exact) {
        (Some(found), Some(exact)) => (found - exact).abs() <= exact.abs() * 5e-4 + 1e-6,
        (found, exact) => found == exact,
    };
    for n in [1_u32, 2, 9, 10, 11, 19, 20, 99, 100, 600] {
        for (scale, shift) in [(0.003_7, 0.0), (1.37, 1.0), (0.5, -20.0), (-0.11, -3.0)] {
            let values: Vec<f64> = (0..n)
                .map(|i| f64::from(i * 7 % n) * scale + shift)
                .collect();
            let found = of(&values).percentiles();
            let exact = crate::payload::Stats::of(values);
            for (found, exact) in [
                (found.p50, exact.p50),
                (found.p90, exact.p90),
                (found.p95, exact.p95),
                (found.p99, exact.p99),
            ] {
                assert!(is_near(found, exact), "{n} {scale}: {found:?} {exact:?}");
            }
        }
    }
}

#[test]
fn every_millisecond_lies_at_or_below_the_upper_end_of_its_bucket() {
    let all: Vec<f64> = (-5_000..=5_000).map(|ms| f64::from(ms) / 1e3).collect();
    let histogram = of(&all);
    for ms in -5_000_i64..=5_000 {
        let (micros, upper) = (ms * 1_000, histogram.upper(ms * 1_000));
        assert!(
            (0..=micros.abs() / 1_000).contains(&(upper - micros)),
            "{ms} ms: {upper}"
        );
    }
    let uppers = histogram.uppers();
    assert_eq!(uppers.last().map(|(micros, _)| *micros), Some(5_000_000));
    assert!(uppers.is_sorted_by(|a, b| a.0 < b.0));
}

#[test]
fn nothing_is_merged_and_merged_into_as_nothing() {
    let some = of(&[-0.5, 2.0]);
    let (mut left, mut right) = (some.clone(), Histogram::default());
    left.merge(&Histogram::default());
    right.merge(&some);
    assert_eq!((&left, &right), (&some, &some));
    // Ends that zero, which an empty one has, would hide.
    for values in [[1.0, 2.0], [-2.0, -1.0]] {
        let mut merged = Histogram::default();
        merged.merge(&of(&values));
        assert_eq!(
            (merged.min(), merged.max()),
            (Some(values[0]), Some(values[1]))
        );
        merged.merge(&of(&[values[0] - 1.0, values[1] + 1.0]));
        assert_eq!(
            (merged.min(), merged.max()),
            (Some(values[0] - 1.0), Some(values[1] + 1.0))
        );
    }
}

#[test]
fn histograms_differ_by_figures_and_by_buckets() {
    let one = of(&[0.1, 0.2, 0.3, 0.4]);
    assert_eq!(one, of(&[0.4, 0.2, 0.3, 0.1]));
    assert_ne!(one, of(&[0.1, 0.2, 0.3, 0.5]));
    // Count, ends and sum are the same.
    assert_ne!(one, of(&[0.1, 0.25, 0.25, 0.4]));
}

#[test]
fn what_lies_at_the_ends_of_a_range_comes_back_from_a_file() {
    for values in [
        &[0.0][..],
        &[0.0, 1.0],
        &[-1.0, 0.0],
        &[-2.0, -1.0],
        &[999_999.999_999],
    ] {
        let histogram = of(values);
        assert_eq!(through_a_file(&histogram), Ok(histogram), "{values:?}");
    }
    let read = |n: u64, min: i64, max: i64, sum: i128, buckets: &str| {
        let text = format!(
            r#"{{"n":{n},"min_us":{min},"max_us":{max},"sum_us":"{sum}","buckets":[{buckets}]}}"#
        );
        serde_json::from_str::<Histogram>(&text).is_ok()
    };
    let most = i128::from(MOST);
    assert!(read(MOST, 5, 5, 5 * most, &format!("[5,{MOST}]")));
    assert!(!read(
        MOST + 1,
        5,
        6,
        5 * most + 6,
        &format!("[5,{MOST}],[6,1]")
    ));
    assert!(!read(
        MOST + 1,
        5,
        5,
        5 * most + 5,
        &format!("[5,{}]", MOST + 1)
    ));
    assert!(read(2, 5, 6, 11, "[5,1],[6,1]"));
    assert!(!read(2, 5, 5, 10, "[5,1],[5,1]"));
    let beyond = i64::try_from(smallest_of(2 * LARGEST)).unwrap();
    assert!(!read(
        1,
        beyond,
        beyond,
        i128::from(beyond),
        &format!("[{beyond},1]")
    ));
    let last = i64::try_from(smallest_of(LARGEST - 1)).unwrap();
    assert!(read(
        1,
        last,
        last,
        i128::from(last),
        &format!("[{last},1]")
    ));
}
