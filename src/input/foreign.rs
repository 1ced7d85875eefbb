//! Names what a source is that is no text in UTF-8 at all, seen from its first bytes: another encoding, an archive,
//! a picture. All of it is one fault, not one a bracket.

use memchr::memchr;

use super::encoding::{BOM, wide_encoding};
use super::envelope;

/// How many bytes are looked at: a tar archive says what it is behind 257.
const HEAD: usize = 512;

/// What a source is, and what to do with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What was found and what was expected.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: &'static str,
}

/// What is told from marks at fixed places.
struct Format {
    name: &'static str,
    help: &'static str,
    marks: &'static [(usize, &'static [u8])],
}

const OTHER: &str = "name the file that has the payload";
const ARCHIVE: &str =
    "unpack it first, and name the files in it; of one file, gzip and zstd are read as they are";

const FORMATS: [Format; 17] = [
    Format {
        name: "a zip archive",
        help: "unpack it first, such as with `unzip`, and name the files in it",
        marks: &[(0, b"PK\x03\x04")],
    },
    Format {
        name: "a zip archive without files",
        help: OTHER,
        marks: &[(0, b"PK\x05\x06")],
    },
    Format {
        name: "a tar archive",
        help: "unpack it first with `tar -xf`, and name the files in it",
        marks: &[(257, b"ustar")],
    },
    Format {
        name: "a 7z archive",
        help: ARCHIVE,
        marks: &[(0, b"7z\xbc\xaf\x27\x1c")],
    },
    Format {
        name: "a RAR archive",
        help: ARCHIVE,
        marks: &[(0, b"Rar!\x1a\x07")],
    },
    Format {
        name: "compressed with xz",
        help: "decompress it first with `xz -d`; gzip and zstd are read as they are",
        marks: &[(0, b"\xfd7zXZ\0")],
    },
    Format {
        name: "compressed with bzip2",
        help: "decompress it first with `bzip2 -d`; gzip and zstd are read as they are",
        marks: &[(0, b"BZh"), (4, b"1AY&SY")],
    },
    Format {
        name: "compressed with lz4",
        help: "decompress it first with `lz4 -d`; gzip and zstd are read as they are",
        marks: &[(0, b"\x04\x22\x4d\x18")],
    },
    Format {
        name: "compressed with gzip",
        help: "decompress it first with `gzip -d`, as often as it takes",
        marks: &[(0, b"\x1f\x8b\x08")],
    },
    Format {
        name: "compressed with zstd",
        help: "decompress it first with `zstd -d`, as often as it takes",
        marks: &[(0, b"\x28\xb5\x2f\xfd")],
    },
    Format {
        name: "a PDF document",
        help: OTHER,
        marks: &[(0, b"%PDF-")],
    },
    Format {
        name: "a program (ELF)",
        help: OTHER,
        marks: &[(0, b"\x7fELF")],
    },
    Format {
        name: "a PNG picture",
        help: OTHER,
        marks: &[(0, b"\x89PNG\r\n")],
    },
    Format {
        name: "a JPEG picture",
        help: OTHER,
        marks: &[(0, b"\xff\xd8\xff")],
    },
    Format {
        name: "a recording (WAV)",
        help: "the payload of the call is another file; name that",
        marks: &[(0, b"RIFF"), (8, b"WAVE")],
    },
    Format {
        name: "an SQLite database",
        help: "export the payloads first, one a line",
        marks: &[(0, b"SQLite format 3\0")],
    },
    Format {
        name: "a Parquet file",
        help: "export the payloads first, one a line",
        marks: &[(0, b"PAR1\x15")],
    },
];

impl Format {
    fn is_of(&self, bytes: &[u8]) -> bool {
        let has = |(at, mark): &(usize, &[u8])| {
            bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark))
        };
        self.marks.iter().all(has)
    }
}

/// What the source is that begins with `bytes`, unless it may be text in UTF-8.
pub(super) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if let Some(name) = wide_encoding(bytes) {
        let message = format!("the text is {name}, expected UTF-8");
        let help = if name.starts_with("UTF-32") {
            "convert it with `iconv -f UTF-32 -t UTF-8`"
        } else {
            "convert it with `iconv -f UTF-16 -t UTF-8`; in PowerShell, write with `-Encoding utf8`"
        };
        return Some(Foreign { message, help });
    }
    let (name, help) = match FORMATS.iter().find(|format| format.is_of(bytes)) {
        Some(format) => (format.name, format.help),
        None if is_binary(bytes) => ("binary data", OTHER),
        None => return None,
    };
    let message = format!("this is {name}, expected the text of JSON");
    Some(Foreign { message, help })
}

/// Whether more than `bytes` is needed to tell what they are the beginning of. Nobody waits for it: a line is read
/// to its end in any case, and what has a NUL is hardly typed.
pub(super) fn is_undecided(bytes: &[u8]) -> bool {
    let is_line = || memchr(b'\n', bytes).is_none();
    let has_nul = || memchr(0, bytes).is_some();
    bytes.len() < HEAD && !begins_document(bytes) && (is_line() || has_nul())
}

/// Whether bytes are no text: a NUL is among the first, and what else no text has. A log that was truncated while
/// somebody wrote to it begins with NULs, too, and the lines behind them are to be read.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    memchr(0, head).is_some()
        && !begins_document(head)
        && !envelope::is_request(bytes)
        && (head.iter().copied().any(is_control) || is_no_utf_8(head))
}

fn begins_document(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(&BOM).unwrap_or(bytes);
    matches!(text.trim_ascii_start(), [b'{' | b'[', ..])
}

/// Whether a byte controls what is not text: no NUL, no blank, no bell, no colour of a terminal.
fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=6 | 0x0e..=0x1a | 0x1c..=0x1f)
}

/// Whether bytes that may be cut inside a character are not UTF-8.
fn is_no_utf_8(head: &[u8]) -> bool {
    std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> Option<String> {
        foreign(bytes).map(|foreign| foreign.message)
    }

    fn tar(text: &str) -> Vec<u8> {
        let mut bytes = b"call.json".to_vec();
        bytes.resize(257, 0);
        bytes.extend(b"ustar  \0");
        bytes.resize(HEAD, 0);
        bytes.extend(text.as_bytes());
        bytes
    }

    #[test]
    fn a_format_is_told_by_its_marks() {
        let cases: [(&[u8], &str); 9] = [
            (b"PK\x03\x04\x14\0", "a zip archive"),
            (b"\xfd7zXZ\0\0\x04", "xz"),
            (b"BZh91AY&SY\xa0", "bzip2"),
            (&tar("{}"), "a tar archive"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"\x7fELF\x02\x01", "ELF"),
            (b"RIFF\x24\x08\0\0WAVEfmt ", "WAV"),
            (b"\x16\0\0\0\x02event\0", "binary data"),
            (b"MZ\x90\0\x03\0\0\0", "binary data"),
        ];
        for (bytes, part) in cases {
            let found = name(bytes).unwrap_or_default();
            assert!(found.contains(part), "{}: {found}", bytes.escape_ascii());
        }
    }

    #[test]
    fn what_may_be_text_is_left_to_those_who_read_text() {
        let cases: [&[u8]; 12] = [
            b"",
            b"PK",
            b"PK is short for primary key",
            b"BZh9 is how it begins",
            b"RIFF is a format",
            b"\0{\"a\":1}\n{}\n",
            b"\0\0\0\0\0\0",
            b"{\"a\":\"\0\x01\xff\"}",
            b"\xef\xbb\xbf [\"\0\x01\"]",
            b"POST / HTTP/1.1\r\n\r\n\0\x01\xff",
            b"\x1b[31mred\x1b[0m\0\n",
            b"caf\xe9 with a byte of Latin-1",
        ];
        for bytes in cases {
            assert_eq!(name(bytes), None, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn more_is_asked_for_only_where_it_decides() {
        for bytes in [&b"PK"[..], b"BZh9", b"call.json", b"call.json\0\n"] {
            assert!(is_undecided(bytes), "{}", bytes.escape_ascii());
        }
        for bytes in [&b"{\"a\":\"\0"[..], b" [", b"7\n", b"event: x\n"] {
            assert!(!is_undecided(bytes), "{}", bytes.escape_ascii());
        }
        assert!(!is_undecided(&tar("")));
    }
}
