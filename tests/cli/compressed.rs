//! gzip and zstd: whatever the name of the file, in one piece or several, whole or cut.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

use super::harness::{Run, findings_in, flawed, payload, project, validate};

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(name: &str) -> Run {
    let path = project("tests/fixtures/compressed").join(name);
    validate(["-f", "jsonl"]).arg(path).run()
}

/// Different names, so that the compressed form of many lines is long.
fn lines(count: usize) -> String {
    let line = |n: usize| {
        payload(&format!(
            r#", "agent_name": "{:x}""#,
            n.wrapping_mul(2_654_435_761)
        ))
    };
    (0..count).map(|n| line(n) + "\n").collect()
}

#[test]
fn gzip_is_seen_from_the_bytes() {
    let found = findings_in(gzip(format!("{}\n{}\n", payload(""), flawed())), 1);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn members_of_a_gzip_file_follow_each_other() {
    let mut bytes = gzip(payload("") + "\n");
    bytes.extend(gzip(flawed() + "\n"));
    let found = findings_in(bytes, 1);
    assert!(found.len() == 1 && found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn an_empty_gzip_file_holds_no_payload() {
    assert_eq!(findings_in(gzip(""), 1), ["1:1 error json/syntax"]);
}

#[test]
fn a_cut_gzip_file_is_judged_as_far_as_it_goes() {
    let whole = gzip(flawed() + "\n" + &lines(2000));
    let run = validate(["-"]).stdin(&whole[..whole.len() / 2]).run();
    assert_eq!(run.status, 3, "{}", run.stdout);
    assert!(run.stdout.contains("schema/type"), "{}", run.stdout);
    assert!(
        run.last_line().starts_with("incomplete: 1 error"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("cannot read <stdin>"), "{}", run.stderr);
}

#[test]
fn the_only_whole_line_of_a_cut_gzip_file_is_judged() {
    let text = flawed() + "\n" + &payload("");
    let mut bytes = gzip("");
    bytes.clear();
    let mut encoder = GzEncoder::new(&mut bytes, Compression::none());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap();
    let run = validate(["-f", "jsonl"])
        .stdin(&bytes[..bytes.len() - 30])
        .run();
    assert_eq!(run.findings(3).len(), 1, "{}", run.stderr);
}

#[test]
fn corrupt_gzip_data_is_unreadable() {
    let mut bytes = gzip(lines(50));
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    bytes[middle + 1] ^= 0xff;
    let run = validate(["-"]).stdin(bytes).run();
    assert_eq!(run.status, 3, "{}", run.stdout);
    assert!(
        run.stderr.contains("cannot read <stdin>: "),
        "{}",
        run.stderr
    );
}

#[test]
fn bytes_behind_a_gzip_file_are_not_ignored() {
    let mut bytes = gzip(payload(""));
    bytes.extend(flawed().into_bytes());
    assert_eq!(validate(["-"]).stdin(bytes).run().status, 3);
}

#[test]
fn a_zstd_file_is_read() {
    let found = zstd("one-frame.jsonl.zst").findings(1);
    assert!(found.len() == 1 && found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn frames_of_a_zstd_file_follow_each_other() {
    let found = zstd("two-frames.jsonl.zst").findings(1);
    assert!(found.len() == 1 && found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn a_zstd_file_with_a_skippable_frame_is_read() {
    let found = zstd("skippable-frame.jsonl.zst").findings(1);
    assert!(found.len() == 1 && found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn a_cut_zstd_file_is_judged_as_far_as_it_goes() {
    let run = zstd("cut.jsonl.zst");
    let found = run.findings(3);
    assert!(found.len() == 1 && found[0].starts_with("1:"), "{found:?}");
    assert!(run.stderr.contains("cut.jsonl.zst"), "{}", run.stderr);
}

#[test]
fn a_skippable_frame_that_is_cut_is_no_success() {
    let path = project("tests/fixtures/compressed/checksum.jsonl.zst");
    let mut bytes = std::fs::read(path).unwrap();
    bytes.extend(b"\x50\x2a\x4d\x18\x05\0\0\0abcd");
    assert_eq!(validate(["-"]).stdin(&bytes).run().status, 3);
    bytes.push(b'e');
    assert_eq!(validate(["-"]).stdin(&bytes).run().status, 0);
}

#[test]
fn a_wrong_zstd_checksum_is_no_success() {
    let path = project("tests/fixtures/compressed/checksum.jsonl.zst");
    let mut bytes = std::fs::read(path).unwrap();
    assert_eq!(validate(["-"]).stdin(&bytes).run().status, 0);
    *bytes.last_mut().unwrap() ^= 1;
    let run = validate(["-"]).stdin(&bytes).run();
    assert_eq!(run.status, 3, "{}", run.stdout);
    assert!(
        run.stderr.contains("the checksum does not match"),
        "{}",
        run.stderr
    );
}

/// Only Linux limits the address space of a process.
#[cfg(target_os = "linux")]
mod bounded {
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::*;

    /// Members of a megabyte make the fixture quick to write.
    fn bomb(mebibytes: usize) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b'x'; 1 << 20]).unwrap();
        encoder.finish().unwrap().repeat(mebibytes)
    }

    #[test]
    fn a_gzip_bomb_is_refused_in_bounded_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.json.gz");
        std::fs::write(&path, bomb(256)).unwrap();
        let run = with_memory(200_000, &path);
        assert_eq!(run.status, 3, "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("larger than 64 MiB"), "{}", run.stderr);
        assert!(run.stdout.len() < 4096, "{}", run.stdout);
    }

    /// Runs under a limit of `kilobytes` of address space.
    fn with_memory(kilobytes: usize, path: &Path) -> Run {
        let child = Command::new("sh")
            .args([
                "-c",
                "ulimit -v \"$1\" && exec \"$2\" validate \"$3\"",
                "sh",
            ])
            .arg(kilobytes.to_string())
            .arg(env!("CARGO_BIN_EXE_speakhook"))
            .arg(path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        validate([path]).watch(child)
    }
}
