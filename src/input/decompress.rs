//! gzip and zstd, recognised by their first bytes. Decoding streams, so that the limit on a
//! document's size bounds what a bomb can cost.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The decoded bytes of `reader`, whatever it holds.
pub(super) fn open<'r>(reader: &'r mut dyn Read) -> io::Result<Box<dyn Read + 'r>> {
    let mut head = Vec::with_capacity(ZSTD.len());
    reader.take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let gzip = head.starts_with(&GZIP);
    let zstd = head.starts_with(&ZSTD);
    let whole = Cursor::new(head).chain(reader);
    if gzip {
        return Ok(Box::new(MultiGzDecoder::new(BufReader::new(whole))));
    }
    if zstd {
        return Ok(Box::new(ZstdFrames::new(BufReader::new(whole))?));
    }
    Ok(Box::new(whole))
}

/// A zstd file is one frame or several.
struct ZstdFrames<R: BufRead> {
    decoder: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> ZstdFrames<R> {
    fn new(reader: R) -> io::Result<Self> {
        Ok(Self {
            decoder: Some(StreamingDecoder::new(reader).map_err(corrupt)?),
        })
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(decoder) = &mut self.decoder else {
                return Ok(0);
            };
            let count = decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let Some(mut reader) = self.decoder.take().map(StreamingDecoder::into_inner) else {
                return Ok(0);
            };
            if !reader.fill_buf()?.is_empty() {
                self.decoder = Some(StreamingDecoder::new(reader).map_err(corrupt)?);
            }
        }
    }
}

fn corrupt(error: impl std::fmt::Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("corrupt zstd data: {error}"),
    )
}
