//! The dependency table of `docs/architecture.md` is true, and so is what it says about crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::project;

const EVERYONES: [&str; 2] = ["text", "source"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The first part of a path below `src/`: the module a file belongs to.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(project("").join("src")).unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Whether a file holds unit tests alone; the command `tests` has files of the same name.
fn is_test(path: &Path) -> bool {
    let commands = ["commands/tests.rs", "args/tests.rs"];
    path.ends_with("tests.rs") && !commands.iter().any(|command| path.ends_with(command))
}

/// Code without its unit tests, which may use what they like.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(project("").join("docs/architecture.md")).unwrap();
    let rows = text
        .lines()
        .skip_while(|line| *line != "| module | may use |")
        .skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let uses = cells[1]
                .split(", ")
                .filter(|name| !name.is_empty())
                .map(str::to_owned);
            (cells[0].to_owned(), uses.collect())
        })
        .collect()
}

#[test]
fn modules_use_what_the_table_allows_and_nothing_else() {
    let table = table();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(&project("").join("src")) {
        let module = module_of(&path);
        if ["lib", "main"].contains(&module.as_str()) || is_test(&path) {
            continue;
        }
        let code = code(&path);
        let names = code.split("crate::").skip(1).flat_map(|rest| {
            let rest = rest.strip_prefix('{').unwrap_or(rest);
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .map(str::to_owned)
        });
        let names = names.filter(|name| !EVERYONES.contains(&name.as_str()) && *name != module);
        let names: Vec<String> = names.collect();
        used.entry(module).or_default().extend(names);
    }
    for (module, uses) in &used {
        let allowed = table
            .get(module)
            .unwrap_or_else(|| panic!("{module} is not in the table"));
        let surplus: Vec<_> = uses.difference(allowed).collect();
        assert!(surplus.is_empty(), "{module} uses {surplus:?}");
    }
    for (module, allowed) in &table {
        let unused: Vec<_> = allowed.difference(used.get(module).unwrap()).collect();
        assert!(
            unused.is_empty(),
            "the table allows {module} to use {unused:?}, which it does not"
        );
    }
}

#[test]
fn crates_stay_where_they_belong() {
    let homes = [
        ("colored", vec!["src/render/theme.rs"]),
        ("comfy_table", vec!["src/render/table.rs"]),
        ("textwrap", vec!["src/render/wrap.rs"]),
        ("quick_xml", vec!["src/render/junit"]),
        (
            "percent_encoding",
            vec!["src/render/place.rs", "src/schema/own"],
        ),
        ("jsonschema", vec!["src/schema"]),
        ("toml", vec!["src/config"]),
        ("globset", vec!["src/input/paths.rs", "src/known"]),
        ("ignore", vec!["src/input/paths.rs"]),
        ("rand_pcg", vec!["src/sample/rng.rs"]),
        ("hdrhistogram", vec!["src/stats/counts.rs"]),
        ("csv", vec!["src/render"]),
        ("hmac", vec!["src/signature"]),
        ("sha2", vec!["src/signature"]),
        ("hyper", vec!["src/webhook"]),
        ("tokio", vec!["src/webhook"]),
        ("ureq", vec!["src/webhook"]),
        ("getrandom", vec!["src/secret.rs"]),
        ("signal_hook", vec!["src/watch.rs"]),
        ("askama", vec!["src/render/html"]),
        ("std::env", vec!["src/main.rs"]),
        ("std::process::exit", vec!["src/lib.rs"]),
    ];
    for path in sources(&project("").join("src")) {
        let code = code(&path);
        for (name, home) in &homes {
            let at_home = home
                .iter()
                .any(|home| path.starts_with(project("").join(home)));
            let mentions =
                code.contains(&format!("{name}::")) || code.contains(&format!("{name}("));
            assert!(at_home || !mentions, "{} uses {name}", path.display());
        }
    }
}

/// Places in `src/` by the beginning of their path, and what each does there.
type Homes = &'static [(&'static str, &'static str)];

/// What reaches the world outside, and the few places that may.
const CHOKE_POINTS: [(&[&str], Homes); 5] = [
    (
        &["io::stdout", "io::stderr", "io::stdin"],
        &[
            ("src/main.rs", "hands them on as `Streams`"),
            (
                "src/streams.rs",
                "makes the wait for input one that a signal ends",
            ),
            ("src/progress.rs", "draws from a thread of its own"),
            ("src/lib.rs", "says what a panic was"),
        ],
    ),
    (
        &["ExitCode", "process::exit", "process::abort"],
        &[
            ("src/main.rs", "ends with it"),
            ("src/exit.rs", "the one number that a status has"),
            ("src/lib.rs", "status 70, for a bug of ours"),
        ],
    ),
    (
        &[
            "File::create",
            "OpenOptions",
            "NamedTempFile",
            "TempPath",
            ".persist",
            "fs::write",
            "fs::rename",
            "fs::remove",
            "fs::copy",
            "create_dir",
            "hard_link",
        ],
        &[
            ("src/streams.rs", "files that appear whole or not at all"),
            (
                "src/webhook/capture/folder.rs",
                "captures, durable before they are answered",
            ),
            ("src/commands/targets.rs", "the folders of `--output-dir`"),
        ],
    ),
    (
        &[
            "TcpStream::",
            "TcpListener::",
            "UdpSocket",
            "to_socket_addrs",
        ],
        &[("src/webhook", "the wire")],
    ),
    (&["process::Command"], &[]),
];

/// Where code that people's output is made by looks at raw text.
const RAW_TEXT: Homes = &[
    (
        "src/render/html/stats/worst.rs",
        "through `link` and `file_name`",
    ),
    ("src/render/rows/parquet.rs", "a binary format"),
    (
        "src/render/show/subtitles/mod.rs",
        "words put on one line, escaped after that",
    ),
    (
        "src/render/show/trace.rs",
        "names in JSON, whose writer escapes",
    ),
];

/// The files of `src/` that mention one of `needles`, as they are named in the repository.
fn mentioning(needles: &[&str]) -> BTreeSet<String> {
    let root = project("");
    let files = sources(&root.join("src")).into_iter();
    let files = files.filter(|path| !is_test(path));
    files
        .filter(|path| {
            let code = code(path);
            needles.iter().any(|needle| code.contains(needle))
        })
        .map(|path| {
            let below = path.strip_prefix(&root).unwrap();
            below.to_string_lossy().replace('\\', "/")
        })
        .collect()
}

#[test]
fn nothing_goes_around_the_choke_points() {
    for (needles, homes) in CHOKE_POINTS {
        let found = mentioning(needles);
        for path in &found {
            let is_home = homes.iter().any(|(home, _)| path.starts_with(home));
            assert!(is_home, "{path} uses one of {needles:?}");
        }
        for (home, _) in homes {
            let is_used = found.iter().any(|path| path.starts_with(home));
            assert!(is_used, "{home} uses none of {needles:?} now");
        }
    }
}

#[test]
fn raw_text_reaches_people_through_escapers_alone() {
    let mut found = mentioning(&[".raw()", "Untrusted::raw"]);
    found.retain(|path| {
        ["render", "report", "commands", "cli", "progress", "error"]
            .iter()
            .any(|room| path.starts_with(&format!("src/{room}")))
    });
    let allowed = RAW_TEXT.iter().map(|(path, _)| (*path).to_owned());
    assert_eq!(found, allowed.collect());
}

#[test]
fn every_dependency_is_justified() {
    let manifest = fs::read_to_string(project("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]\n").nth(1).unwrap();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let names: Vec<&str> = lines
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect();
    let listed = fs::read_to_string(project("docs/dependencies.md")).unwrap();
    let rows = listed.lines().filter_map(|line| line.strip_prefix("| "));
    let rows: Vec<&str> = rows.filter_map(|row| row.split(" |").next()).collect();
    let listed: Vec<&str> = rows.into_iter().filter(|name| *name != "crate").collect();
    assert_eq!(listed, names);
}

#[test]
fn files_stay_small_enough_to_read() {
    for path in sources(&project("").join("src")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}
