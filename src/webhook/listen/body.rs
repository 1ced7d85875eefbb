//! Reads a body: so many bytes at most, by a moment at the latest, in the room that there is.

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use tokio::task;
use tokio::time::{timeout, timeout_at};

use super::limits::{LEFTOVER, LEFTOVER_TIME};
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
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::BrokenOff)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if bytes.len().saturating_add(data.len()) > most {
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
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
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
