//! The room that there is: for connections and for bodies. When it is used up, whoever keeps us
//! waiting longest makes room for the next, so that nobody is kept out by those who dawdle.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::life::{Life, Phase};
use super::limits::{BODIES, CONNECTIONS};

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

impl Room {
    /// Room for bodies of up to `max_body` bytes.
    pub(super) fn new(max_body: usize) -> Rc<Self> {
        Rc::new(Self {
            next: Cell::new(0),
            lives: RefCell::default(),
            used: Cell::new(0),
            most: BODIES.max(max_body.saturating_mul(2)),
        })
    }

    /// A place for one more connection; `None` if all are being worked for.
    pub(super) fn enter(self: &Rc<Self>) -> Option<Place> {
        let present = self.present();
        if present >= CONNECTIONS && !self.evict(|life| life.phase() != Phase::Work) {
            return None;
        }
        let number = self.next.get();
        self.next.set(number.saturating_add(1));
        let life = Life::new();
        self.lives.borrow_mut().insert(number, Rc::clone(&life));
        Some(Place {
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

    /// Tells the one of those that `may_go` to go that has kept us waiting longest; whether there was
    /// one.
    fn evict(&self, may_go: impl Fn(&Life) -> bool) -> bool {
        let lives = self.lives.borrow();
        let present = lives.values().filter(|life| !life.is_evicted());
        let candidates = present.filter(|life| may_go(life));
        let Some(life) = candidates.min_by_key(|life| life.begun()) else {
            return false;
        };
        life.evict();
        true
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
        let me = Rc::as_ptr(&self.life);
        self.room
            .evict(|life| !std::ptr::eq(life, me) && life.phase() == Phase::Body && life.held() > 0)
    }

    /// Gives the room of the body back.
    pub(super) fn give_back(&self) {
        let used = self.room.used.get().saturating_sub(self.life.held());
        self.room.used.set(used);
        self.life.hold(0);
    }
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
        let places: Vec<Place> = (0..CONNECTIONS).map(|_| room.enter().unwrap()).collect();
        places[0].life.enter(Phase::Work);
        places[1].life.enter(Phase::Body);
        let new = room.enter().unwrap();
        let evicted = |number: usize| places[number].life.is_evicted();
        assert!(!evicted(0) && evicted(1) && !evicted(2));
        // Who has said something since waits behind the others.
        places[2].life.enter(Phase::Idle);
        let next = room.enter().unwrap();
        assert!(!evicted(2) && evicted(3));
        next.life.enter(Phase::Work);
        for place in &places[2..] {
            place.life.enter(Phase::Work);
        }
        new.life.enter(Phase::Work);
        assert!(room.enter().is_none());
        drop(places);
        assert!(room.enter().is_some());
    }

    #[test]
    fn a_body_takes_the_room_of_one_that_does_not_come() {
        let room = Room::new(1);
        let (slow, quick) = (room.enter().unwrap(), room.enter().unwrap());
        slow.life.enter(Phase::Body);
        quick.life.enter(Phase::Body);
        assert!(slow.take(BODIES));
        assert!(!quick.take(1));
        assert!(quick.ask_another());
        assert!(slow.life.is_evicted());
        drop(slow);
        assert!(quick.take(BODIES));
        assert!(!quick.ask_another());
        quick.give_back();
        assert_eq!(room.used.get(), 0);
    }
}
