//! Rules about the fields around the conversation.

mod fields;
mod incomplete_campaign;
mod incomplete_telephony;
mod incomplete_test;
mod number;
mod phone_number;
mod unexplained_failure;
mod verdict_conflict;

use super::Group;

pub(crate) use number::stands_for_nobody;

pub(super) const GROUP: Group = Group {
    title: "Telephony, campaigns and tests",
    rules: &[
        &incomplete_telephony::INCOMPLETE_TELEPHONY,
        &phone_number::PHONE_NUMBER_FORMAT,
        &incomplete_campaign::INCOMPLETE_CAMPAIGN,
        &incomplete_test::INCOMPLETE_TEST,
        &unexplained_failure::UNEXPLAINED_FAILURE,
        &verdict_conflict::VERDICT_CONFLICT,
    ],
};
