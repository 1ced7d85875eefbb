//! How many more deliveries are taken. Who is let in has a ticket; one that comes to nothing goes back.

use std::sync::Mutex;

use super::intake::lock;
use super::refusal::Refusal;

/// The tickets that are left; there is no end of them if it does not say.
pub(super) struct Tickets(Mutex<Option<usize>>);

impl Tickets {
    pub(super) fn new(count: Option<usize>) -> Self {
        Self(Mutex::new(count))
    }

    /// A ticket.
    ///
    /// # Errors
    /// That none is left.
    pub(super) fn take(&self) -> Result<Ticket<'_>, Refusal> {
        if let Some(left) = &mut *lock(&self.0) {
            *left = left.checked_sub(1).ok_or(Refusal::Ending)?;
        }
        Ok(Ticket {
            tickets: self,
            is_used: false,
        })
    }
}

/// The right to be taken, which goes back unless it is used.
pub(super) struct Ticket<'t> {
    tickets: &'t Tickets,
    is_used: bool,
}

impl Ticket<'_> {
    /// Uses it up.
    pub(super) fn use_up(mut self) {
        self.is_used = true;
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if self.is_used {
            return;
        }
        if let Some(left) = &mut *lock(&self.tickets.0) {
            *left = left.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_used_is_gone() {
        let tickets = Tickets::new(Some(2));
        tickets.take().unwrap().use_up();
        let held = tickets.take().unwrap();
        assert_eq!(tickets.take().err(), Some(Refusal::Ending));
        drop(held);
        tickets.take().unwrap().use_up();
        assert_eq!(tickets.take().err(), Some(Refusal::Ending));
        let endless = Tickets::new(None);
        (0..10).for_each(|_| endless.take().unwrap().use_up());
    }
}
