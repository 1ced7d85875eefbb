//! The room that there is: for connections and for bodies. When it is used up, whoever keeps us
//! waiting longest makes room for the next, or whoever takes most memory while doing so. Nobody is kept
//! out by those who dawdle.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::life::{Life, Phase};
use tokio::time::Instant;

use super::limits::{BODIES, CONNECTIONS, GRACE, SPARE};

/// All connections, and the memory that their bodies take.
pub(super) struct Room {
    next: Cell<u64>,
    lives: RefCell<BTreeMap<u64, Rc<Life>>>,
    /// Bytes of all bodies.
    used: Cell<usize>,
    most: usize,
}

/// A connection's place; given back when dropped.
pub(super) struct Place {
    room: Rc<Room>,
    number: u64,
    pub(super) life: Rc<Life>,
}

/// Why there is no place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// Nobody has kept us waiting for long yet.
    ForNow,
    /// All are being worked for.
    AtWork,
}

impl Room {
    /// Room for bodies of up to `max_body` bytes.
    pub(super) fn new(max_body: usize) -> Rc<Self> {
        Rc::new(Self {
            next: Cell::new(0),
            lives: RefCell::default(),
            used: Cell::new(0),
            most: BODIES.max(max_body.saturating_add(SPARE)),
        })
    }

    /// A place for one more connection, which comes in `now`.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn enter(self: &Rc<Self>, now: Instant) -> Result<Place, Full> {
        if self.present() >= CONNECTIONS {
            self.evict_one(now)?;
        }
        let number = self.next.get();
        self.next.set(number.saturating_add(1));
        let life = Life::new();
        self.lives.borrow_mut().insert(number, Rc::clone(&life));
        Ok(Place {
            room: Rc::clone(self),
            number,
            life,
        })
    }

    /// Those who have not been told to go.
    fn present(&self) -> usize {
        let lives = self.lives.borrow();
        lives.values().filter(|life| !life.is_evicted()).count()
    }

    /// Tells the one to go that has kept us waiting longest.
    fn evict_one(&self, now: Instant) -> Result<(), Full> {
        let lives = self.lives.borrow();
        let present = lives.values().filter(|life| !life.is_evicted());
        let waiting = present.filter(|life| life.phase() != Phase::Work);
        let oldest = waiting
            .min_by_key(|life| life.begun())
            .ok_or(Full::AtWork)?;
        if now.saturating_duration_since(oldest.begun()) < GRACE {
            return Err(Full::ForNow);
        }
        oldest.evict();
        Ok(())
    }

    /// Tells the one to go that takes most room for a body that is not whole yet, unless that is `me`;
    /// whether there was one.
    fn evict_largest(&self, me: &Rc<Life>) -> bool {
        let lives = self.lives.borrow();
        let present = lives.values().filter(|life| !life.is_evicted());
        let reading = present.filter(|life| life.phase() == Phase::Body && life.held() > 0);
        let others = reading.filter(|life| !Rc::ptr_eq(life, me));
        evict(others.max_by_key(|life| life.held()))
    }

    fn is_free(&self, bytes: usize) -> bool {
        self.used.get().saturating_add(bytes) <= self.most
    }
}

impl Place {
    /// Takes room for so many bytes more of a body; whether there was any.
    pub(super) fn take(&self, bytes: usize) -> bool {
        let room = &self.room;
        if !room.is_free(bytes) {
            return false;
        }
        room.used.set(room.used.get().saturating_add(bytes));
        self.life.hold(self.life.held().saturating_add(bytes));
        true
    }

    /// Tells another to give its room back; whether there was one who can.
    pub(super) fn ask_another(&self) -> bool {
        self.room.evict_largest(&self.life)
    }

    /// Gives the room of the body back.
    pub(super) fn give_back(&self) {
        let used = self.room.used.get().saturating_sub(self.life.held());
        self.room.used.set(used);
        self.life.hold(0);
    }
}

fn evict(life: Option<&Rc<Life>>) -> bool {
    if let Some(life) = life {
        life.evict();
    }
    life.is_some()
}

impl Drop for Place {
    fn drop(&mut self) {
        self.give_back();
        self.room.lives.borrow_mut().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_who_dawdles_makes_room() {
        let room = Room::new(1);
        let now = Instant::now();
        let later = now + 10 * GRACE;
        let places = (0..CONNECTIONS).map(|_| room.enter(now).ok().unwrap());
        let places: Vec<Place> = places.collect();
        // Nobody has to go who has just come.
        assert_eq!(room.enter(now).err(), Some(Full::ForNow));
        places[0].life.enter(Phase::Work);
        places[1].life.enter(Phase::Body);
        let new = room.enter(later).ok().unwrap();
        let evicted = |number: usize| places[number].life.is_evicted();
        assert!(!evicted(0) && evicted(1) && !evicted(2));
        // Who has said something since waits behind the others.
        places[2].life.enter(Phase::Idle);
        let next = room.enter(later).ok().unwrap();
        assert!(!evicted(2) && evicted(3));
        next.life.enter(Phase::Work);
        for place in &places[2..] {
            place.life.enter(Phase::Work);
        }
        new.life.enter(Phase::Work);
        assert_eq!(room.enter(later).err(), Some(Full::AtWork));
        drop(places);
        assert!(room.enter(now).is_ok());
    }

    #[test]
    fn a_body_takes_the_room_of_one_that_does_not_come() {
        let room = Room::new(1);
        let [small, slow, quick] = [0, 1, 2].map(|_| room.enter(Instant::now()).ok().unwrap());
        for place in [&small, &slow, &quick] {
            place.life.enter(Phase::Body);
        }
        assert!(small.take(1) && slow.take(BODIES - 1));
        assert!(!quick.take(1));
        assert!(quick.ask_another());
        assert!(slow.life.is_evicted() && !small.life.is_evicted());
        drop(slow);
        assert!(quick.take(BODIES - 1));
        // Nobody goes for their own sake, and nobody who is being worked for.
        small.life.enter(Phase::Work);
        assert!(!quick.ask_another());
        quick.give_back();
        small.give_back();
        assert_eq!(room.used.get(), 0);
    }
}
