//! Reads a body: so many bytes at most, by a moment at the latest, in the room that there is.

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use tokio::task;
use tokio::time::{timeout, timeout_at};

use super::limits::{LEFTOVER, LEFTOVER_TIME, PIECE};
use super::refusal::Refusal;
use super::room::Place;

/// All of a body.
///
/// # Errors
/// Why there is none. What is left of it has not been read then.
pub(super) async fn read(
    body: &mut Incoming,
    most: usize,
    place: &Place,
) -> Result<Vec<u8>, Refusal> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |length| length > most) {
        return Err(Refusal::TooLarge);
    }
    let end = place.life.end_of_request();
    match timeout_at(end, collect(body, most, place)).await {
        Ok(result) => result,
        Err(_) => Err(Refusal::Slow),
    }
}

async fn collect(body: &mut Incoming, most: usize, place: &Place) -> Result<Vec<u8>, Refusal> {
    // Nothing is set aside for what was only announced.
    let mut bytes = Pieces::default();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::BrokenOff)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if bytes.length.saturating_add(data.len()) > most {
            return Err(Refusal::TooLarge);
        }
        while !place.take(data.len()) {
            // Whoever is asked goes at the next turn; who is being worked for goes when that is done.
            if place.ask_another() {
                task::yield_now().await;
            } else {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
        bytes.push(&data);
    }
    Ok(bytes.join())
}

/// Bytes in pieces of one size. In one piece, bodies that grow and come to nothing would leave gaps of
/// every size in our memory.
#[derive(Default)]
struct Pieces {
    pieces: Vec<Vec<u8>>,
    length: usize,
}

impl Pieces {
    fn push(&mut self, mut data: &[u8]) {
        self.length = self.length.saturating_add(data.len());
        while !data.is_empty() {
            let room = match self.pieces.last_mut() {
                Some(piece) if piece.len() < PIECE => piece,
                _ => {
                    self.pieces.push(Vec::new());
                    continue;
                }
            };
            let count = PIECE.saturating_sub(room.len()).min(data.len());
            let (now, later) = data.split_at_checked(count).unwrap_or((data, &[]));
            room.extend_from_slice(now);
            data = later;
        }
    }

    fn join(mut self) -> Vec<u8> {
        if self.pieces.len() < 2 {
            return self.pieces.pop().unwrap_or_default();
        }
        let mut bytes = Vec::with_capacity(self.length);
        for piece in self.pieces {
            bytes.extend_from_slice(&piece);
        }
        bytes
    }
}

/// Reads on for a while, so that who is still sending gets to see the answer and not the end of the
/// connection.
pub(super) async fn read_leftover(mut body: Incoming) {
    let read = async {
        let mut left = LEFTOVER;
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, hyper::body::Bytes::len);
            match left.checked_sub(length) {
                Some(rest) => left = rest,
                None => return,
            }
        }
    };
    let _ = timeout(LEFTOVER_TIME, read).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_whole() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        for size in [1_000, PIECE - 1, PIECE, PIECE + 1, 300_000] {
            let mut pieces = Pieces::default();
            bytes.chunks(size).for_each(|chunk| pieces.push(chunk));
            assert_eq!(pieces.length, bytes.len());
            assert!(pieces.pieces.iter().all(|piece| piece.len() <= PIECE));
            assert!(pieces.join() == bytes, "{size}");
        }
        assert_eq!(Pieces::default().join(), b"");
    }
}
