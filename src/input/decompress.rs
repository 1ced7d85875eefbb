//! gzip and zstd, recognised by their first bytes. Decoding streams. What a bomb can cost is bounded three times: by the
//! limit on a document's size; by the window, which is the memory that zstd asks for; and, as blanks and
//! small documents never meet the first limit, by how much the bytes of a source may come to.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::DOCUMENT_LIMIT;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The largest window of a zstd frame, in bytes: what RFC 8878 asks every decoder for, and zstd takes up to its level 19
/// unless it is told otherwise.
const MAX_WINDOW: u64 = 8 << 20;

/// How many bytes one compressed byte may come to. Calls have ids and times of their own, so that those of one script
/// stay far below.
const MAX_RATIO: u64 = 200;

/// Decoded bytes that are too few to be held against their number: as many as one document may have.
const FREE: u64 = DOCUMENT_LIMIT as u64;

/// The decoded bytes of a source.
pub(super) struct Decoded<'r> {
    pub(super) reader: Box<dyn Read + 'r>,
    /// Whether a small source can hold endless bytes.
    pub(super) is_compressed: bool,
}

impl<'r> Decoded<'r> {
    /// The bytes of `reader`, also where they look compressed.
    pub(super) fn as_it_is(reader: &'r mut dyn Read) -> Self {
        Self {
            reader: Box::new(reader),
            is_compressed: false,
        }
    }
}

/// The decoded bytes of `reader`, whatever it holds.
pub(super) fn open<'r>(reader: &'r mut dyn Read) -> io::Result<Decoded<'r>> {
    let read = Rc::new(Cell::new(0));
    let mut reader = Counted {
        reader,
        read: Rc::clone(&read),
    };
    let mut head = Vec::with_capacity(ZSTD.len());
    let mut first = reader.by_ref().take(ZSTD.len() as u64);
    first.read_to_end(&mut head)?;
    let gzip = head.starts_with(&GZIP);
    let zstd = head.starts_with(&ZSTD) || is_skippable(&head);
    let whole = Cursor::new(head).chain(reader);
    let reader: Box<dyn Read + 'r> = if gzip {
        let decoder = MultiGzDecoder::new(BufReader::new(whole));
        Box::new(Bounded::new(decoder, read))
    } else if zstd {
        let decoder = ZstdFrames::Between(BufReader::new(whole));
        Box::new(Bounded::new(decoder, read))
    } else {
        Box::new(whole)
    };
    Ok(Decoded {
        reader,
        is_compressed: gzip || zstd,
    })
}

/// Counts the bytes of a source.
struct Counted<'r> {
    reader: &'r mut dyn Read,
    read: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let more = u64::try_from(count).unwrap_or(u64::MAX);
        self.read.set(self.read.get().saturating_add(more));
        Ok(count)
    }
}

/// Ends in an error where the source has come to more than its bytes may.
struct Bounded<R> {
    decoder: R,
    read: Rc<Cell<u64>>,
    decoded: u64,
}

impl<R> Bounded<R> {
    fn new(decoder: R, read: Rc<Cell<u64>>) -> Self {
        Self {
            decoder,
            read,
            decoded: 0,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer)?;
        let more = u64::try_from(count).unwrap_or(u64::MAX);
        self.decoded = self.decoded.saturating_add(more);
        let most = self.read.get().saturating_mul(MAX_RATIO);
        if self.decoded > most.saturating_add(FREE) {
            return Err(invalid(format!(
                "it holds more than {MAX_RATIO} times its size; if you trust it, decompress it before"
            )));
        }
        Ok(count)
    }
}

/// A frame's decoder, which is given the magic number again.
type Frame<R> = StreamingDecoder<Chain<Cursor<[u8; 4]>, R>, FrameDecoder>;

/// A zstd file is one frame or several, with frames of other programs between them to skip.
enum ZstdFrames<R: BufRead> {
    /// At the beginning of a frame, or at the end of the file.
    Between(R),
    /// Inside a frame, whose first bytes had to be looked at.
    Inside(Box<Frame<R>>),
    /// After the end, or after an error.
    Ended,
}

impl<R: BufRead> ZstdFrames<R> {
    fn next_frame(mut reader: R) -> io::Result<Self> {
        while !reader.fill_buf()?.is_empty() {
            let mut magic = [0; 4];
            reader.read_exact(&mut magic)?;
            if !is_skippable(&magic) {
                let whole = Cursor::new(magic).chain(reader);
                let decoder = StreamingDecoder::new_with_max_window_size(whole, MAX_WINDOW);
                let decoder = decoder.map_err(refused)?;
                return Ok(Self::Inside(Box::new(decoder)));
            }
            let mut length = [0; 4];
            reader.read_exact(&mut length)?;
            let length = u64::from(u32::from_le_bytes(length));
            if io::copy(&mut reader.by_ref().take(length), &mut io::sink())? < length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Self::Ended)
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let reader = match std::mem::replace(self, Self::Ended) {
                Self::Ended => return Ok(0),
                Self::Between(reader) => reader,
                Self::Inside(mut decoder) => {
                    let count = decoder.read(buffer)?;
                    if count > 0 || buffer.is_empty() {
                        *self = Self::Inside(decoder);
                        return Ok(count);
                    }
                    let sums = (
                        decoder.decoder.get_checksum_from_data(),
                        decoder.decoder.get_calculated_checksum(),
                    );
                    if matches!(sums, (Some(stated), Some(found)) if stated != found) {
                        return Err(corrupt("the checksum does not match"));
                    }
                    decoder.into_inner().into_inner().1
                }
            };
            *self = Self::next_frame(reader)?;
        }
    }
}

/// A frame that holds no data of the file: RFC 8878, section 3.1.2.
fn is_skippable(magic: &[u8]) -> bool {
    matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18])
}

/// What keeps a frame from being decoded.
fn refused(error: FrameDecoderError) -> io::Error {
    let FrameDecoderError::WindowSizeTooBig { requested, max } = error else {
        return corrupt(error);
    };
    let (requested, max) = (requested >> 20, max >> 20);
    invalid(format!(
        "it takes a zstd window of {requested} MiB, and {max} MiB are the most that is read; \
         decompress it before, with `zstd -d`"
    ))
}

fn corrupt(error: impl std::fmt::Display) -> io::Error {
    invalid(format!("corrupt zstd data: {error}"))
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zstd frame of `blocks` times 128 KiB of blanks, with a window of two to the `window`: RFC 8878, section 3.1.1.
    fn blanks(window: u8, blocks: usize) -> Vec<u8> {
        let mut frame = ZSTD.to_vec();
        frame.extend([0, (window - 10) << 3]);
        let header = |is_last: u32| ((128 << 10 << 3) | (1 << 1) | is_last).to_le_bytes();
        for number in 1..=blocks {
            let [a, b, c, _] = header(u32::from(number == blocks));
            frame.extend([a, b, c, b' ']);
        }
        frame
    }

    fn decode(mut bytes: &[u8]) -> io::Result<u64> {
        let mut decoded = open(&mut bytes)?;
        io::copy(&mut decoded.reader, &mut io::sink())
    }

    #[test]
    fn blanks_are_a_bomb_when_they_are_too_many() {
        // Two frames that come to no more than a document may be large.
        let honest = blanks(20, 256).repeat(2);
        assert_eq!(decode(&honest).unwrap(), FREE);
        let error = decode(&blanks(20, 256).repeat(3)).unwrap_err();
        assert!(error.to_string().contains("200 times"), "{error}");
    }

    #[test]
    fn a_window_is_as_large_as_every_decoder_has_one() {
        assert_eq!(decode(&blanks(23, 1)).unwrap(), 128 << 10);
        let error = decode(&blanks(27, 1)).unwrap_err();
        assert!(error.to_string().contains("window of 128 MiB"), "{error}");
    }
}
