//! Rules about what was said, by whom, and who waited.

mod dead_air;
mod duplicate_item_id;
mod empty_message;
mod false_interruption;
mod interrupted_user;
mod low_confidence;
mod markup;
mod no_user_speech;
mod repeated_message;
mod speech;
mod spoken_markup;
mod unanswered_turn;
mod unmarked_overlap;
mod unmeasured_confidence;
mod unrendered_variable;

use super::Group;

pub(super) const GROUP: Group = Group {
    title: "Conversation",
    rules: &[
        &duplicate_item_id::DUPLICATE_ITEM_ID,
        &empty_message::EMPTY_MESSAGE,
        &repeated_message::REPEATED_MESSAGE,
        &unrendered_variable::UNRENDERED_VARIABLE,
        &spoken_markup::SPOKEN_MARKUP,
        &interrupted_user::INTERRUPTED_USER,
        &false_interruption::FALSE_INTERRUPTION,
        &unmarked_overlap::UNMARKED_OVERLAP,
        &unmeasured_confidence::UNMEASURED_CONFIDENCE,
        &low_confidence::LOW_CONFIDENCE,
        &unanswered_turn::UNANSWERED_TURN,
        &dead_air::DEAD_AIR,
        &no_user_speech::NO_USER_SPEECH,
    ],
};
