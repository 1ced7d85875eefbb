//! What holds for every page.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use sha2::{Digest as _, Sha256};

/// Every element that a template of ours has.
const ELEMENTS: &str = "a article b bdi body caption circle code dd defs details div dl dt figcaption \
    figure footer g h1 h2 h3 head header html li line main meta nav ol p pattern polyline rect section \
    span strong style summary svg table tbody td text th thead title tr ul use";

/// Every attribute.
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby charset class content cx cy dx dy \
    focusable height href http-equiv id lang name open patterntransform patternunits points \
    preserveaspectratio r rel role rx scope tabindex transform viewbox width x x1 x2 y y1 y2";

/// The whole policy, but for the hash.
const POLICY: &str = "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'";

pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// The elements that a selector finds.
pub(super) fn all<'p>(page: &'p Html, text: &str) -> Vec<ElementRef<'p>> {
    page.select(&selector(text)).collect()
}

/// Parses a page and holds it against all that every page promises.
pub(super) fn parsed(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    has_our_markup_alone(&page);
    has_a_policy_that_allows_its_style(&page);
    has_links_that_lead_somewhere(&page);
    can_be_read_aloud(&page);
    page
}

fn has_our_markup_alone(page: &Html) {
    let elements: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let attributes: BTreeSet<&str> = ATTRIBUTES.split_whitespace().collect();
    for element in all(page, "*") {
        let name = element.value().name();
        assert!(elements.contains(name), "a stranger: {}", element.html());
        for (attribute, value) in element.value().attrs() {
            let attribute = attribute.to_ascii_lowercase();
            assert!(
                attributes.contains(attribute.as_str()),
                "{attribute}={value:?} of {name}"
            );
        }
    }
}

fn has_a_policy_that_allows_its_style(page: &Html) {
    let style = all(page, "style");
    assert_eq!(style.len(), 1);
    let digest = Sha256::digest(style[0].text().collect::<String>().as_bytes());
    let hash = format!("sha256-{}", data_encoding::BASE64.encode(&digest));
    let policy = all(page, "meta[http-equiv='Content-Security-Policy']");
    assert_eq!(policy.len(), 1);
    assert_eq!(
        policy[0].attr("content"),
        Some(POLICY.replace("{}", &hash).as_str())
    );
    assert!(!page.html().contains("@import"));
}

fn has_links_that_lead_somewhere(page: &Html) {
    let mut ids = BTreeSet::new();
    for element in all(page, "[id]") {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id.to_owned()), "{id} twice");
    }
    for element in all(page, "[href]") {
        let href = element.attr("href").unwrap();
        if let Some(target) = href.strip_prefix('#') {
            assert!(ids.contains(target), "{href} leads nowhere");
            continue;
        }
        assert!(
            href.starts_with("https://") || href.starts_with("http://"),
            "{href}"
        );
        assert_eq!(element.attr("rel"), Some("noreferrer noopener"), "{href}");
    }
    for element in all(page, "[aria-labelledby]") {
        let label = element.attr("aria-labelledby").unwrap();
        assert!(ids.contains(label), "no {label}");
    }
}

fn can_be_read_aloud(page: &Html) {
    assert_eq!(all(page, "html[lang]").len(), 1);
    assert_eq!(all(page, "main").len(), 1);
    assert_eq!(all(page, "h1").len(), 1);
    let levels = all(page, "h1, h2, h3").into_iter();
    let levels: Vec<u32> = levels
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
    for heading in all(page, "h1, h2, h3, th, summary, a") {
        let text: String = heading.text().collect();
        assert!(
            !text.trim().is_empty() || heading.value().name() == "a",
            "{}",
            heading.html()
        );
    }
    for link in all(page, "a") {
        let has_title = link.select(&selector("title")).next().is_some();
        let text: String = link.text().collect();
        assert!(has_title || !text.trim().is_empty(), "{}", link.html());
    }
    for head in all(page, "th") {
        assert!(
            matches!(head.attr("scope"), Some("col" | "row")),
            "{}",
            head.html()
        );
    }
    for table in all(page, "table") {
        assert!(table.select(&selector("th")).next().is_some());
    }
    for picture in all(page, "svg") {
        let in_svg = picture.ancestors().filter_map(ElementRef::wrap);
        let is_inner = in_svg
            .into_iter()
            .any(|outer| outer.value().name() == "svg");
        let is_named = picture.attr("role").is_some() && picture.attr("aria-label").is_some();
        let is_hidden = picture.attr("aria-hidden") == Some("true");
        assert!(is_inner || is_named || is_hidden, "{}", picture.html());
    }
    for region in all(page, ".scroll") {
        let name = region.attr("aria-label").or(region.attr("aria-labelledby"));
        assert!(
            name.is_some()
                && region.attr("tabindex") == Some("0")
                && region.attr("role") == Some("group")
        );
    }
}
