//! gzip and zstd, recognised by their first bytes. Decoding streams, so that the limit on a
//! document's size bounds what a bomb can cost.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

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
    let mut head = Vec::with_capacity(ZSTD.len());
    reader.take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let gzip = head.starts_with(&GZIP);
    let zstd = head.starts_with(&ZSTD) || is_skippable(&head);
    let whole = Cursor::new(head).chain(reader);
    let reader: Box<dyn Read + 'r> = if gzip {
        Box::new(MultiGzDecoder::new(BufReader::new(whole)))
    } else if zstd {
        Box::new(ZstdFrames::Between(BufReader::new(whole)))
    } else {
        Box::new(whole)
    };
    Ok(Decoded {
        reader,
        is_compressed: gzip || zstd,
    })
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
                let decoder = StreamingDecoder::new(whole).map_err(corrupt)?;
                return Ok(Self::Inside(Box::new(decoder)));
            }
            let mut length = [0; 4];
            reader.read_exact(&mut length)?;
            let length = u64::from(u32::from_le_bytes(length));
            io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
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

fn corrupt(error: impl std::fmt::Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("corrupt zstd data: {error}"),
    )
}
