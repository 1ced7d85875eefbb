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
