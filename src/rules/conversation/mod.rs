//! Rules about what was said, by whom, and who waited.

mod duplicate_item_id;
mod empty_message;
mod low_confidence;
mod markup;
mod repeated_message;
mod spoken_markup;
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
        &unmeasured_confidence::UNMEASURED_CONFIDENCE,
        &low_confidence::LOW_CONFIDENCE,
    ],
};
