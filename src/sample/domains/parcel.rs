//! The hotline of a parcel service.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Parcel desk",
    key: "parcel_desk",
    instructions: "You help recipients of parcels. Look the parcel up first, and ask for the postcode before you change a delivery. Never read an address out; confirm only what the caller says.",
    tools: &[
        "get_parcel",
        "reschedule_delivery",
        "find_shops",
        "open_claim",
        "get_rates",
    ],
    greeting: &[
        "Hello, parcel desk here. What can I do for you?",
        "Welcome to the parcel desk. I'm an automated assistant. How can I help?",
    ],
    story: &[
        ask(
            &[
                "Hi, where is my parcel? The number is P X <Code>.",
                "My parcel hasn't come. It's P X <Code>.",
                "Hello, I'm waiting for P X <Code>.",
            ],
            &[call(
                "get_parcel",
                r#"{"parcel": "PX-<Code.1>"}"#,
                "{'parcel': 'PX-<Code.1>', 'status': 'in_delivery', 'due': '<Day.1>', 'postcode': '<Postcode.1>'}",
            )],
            &[
                "I see it. It's due on <Day>, <Day.2>. Would you like to change anything about the delivery?",
                "It has reached the depot near you and should come on <Day>. Does that suit you?",
            ],
        ),
        say(
            &[
                "I'm not at home then. Could it come later?",
                "<Day> is bad, I'm at work. Can you move it?",
            ],
            &[
                "Sure. First, what is the postcode of the delivery address?",
                "I can do that. Could you tell me the postcode it goes to?",
            ],
        ),
        say(
            &["<Postcode>.", "It's <Postcode>.", "Um, <Postcode>."],
            &[
                "Thank you, that matches. I can offer <Day2> or <Day3>. Which one is better?",
                "Thanks. The next free days are <Day2> and <Day3>. Which do you prefer?",
            ],
        ),
        ask(
            &["<Day2>, please.", "Then <Day2>.", "<Day2> is fine."],
            &[call(
                "reschedule_delivery",
                r#"{"parcel": "PX-<Code.1>", "date": "<Day2.1>"}"#,
                "{'due': '<Day2.1>', 'window': '09:00-13:00'}",
            )],
            &[
                "Done. Your parcel will come on <Day2>, <Day2.2>, between nine and one.",
                "It's moved to <Day2>. The driver comes between nine and one.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "I also have one with the number P X <code>.",
                "And what about P X <code>?",
            ],
            &[call(
                "get_parcel",
                r#"{"parcel": "PX-<code.1>"}"#,
                "{'parcel': 'PX-<code.1>', 'status': '<status>', 'weight_kg': <few.1>.2}",
            )],
            &[
                "That one is <status.1>. It weighs about <few> kilos.",
                "P X <code> is <status.1>.",
            ],
        ),
        ask(
            &[
                "Is there a parcel shop near <street>?",
                "Could I pick one up somewhere around <street>?",
            ],
            &[call(
                "find_shops",
                r#"{"near": "<street.1>", "limit": 1}"#,
                "[{'name': '<shop>', 'walk_minutes': <minutes.1>, 'open_until': '20:00'}]",
            )],
            &[
                "The closest one is <shop>, about <minutes> minutes on foot. It's open until eight.",
                "Yes, <shop>. It takes about <minutes> minutes to walk there.",
            ],
        ),
        ask(
            &[
                "What does it cost to send <few> kilos?",
                "How much is a parcel of <few> kilos?",
            ],
            &[call(
                "get_rates",
                r#"{"weight_kg": <few.1>, "service": "<service.1>"}"#,
                "{'service': '<service.1>', 'price': <amount.1>}",
            )],
            &[
                "With <service> that is <amount>.",
                "<amount>, if you choose <service>.",
            ],
        ),
        ask(
            &[
                "One came with a broken box, number P X <code>.",
                "P X <code> arrived damaged. What now?",
            ],
            &[
                call(
                    "get_parcel",
                    r#"{"parcel": "PX-<code.1>", "fields": ["insured"]}"#,
                    "{'parcel': 'PX-<code.1>', 'insured': True}",
                ),
                call(
                    "open_claim",
                    r#"{"parcel": "PX-<code.1>", "reason": "damaged"}"#,
                    "{'claim': 'CL-<code.1>', 'limit': <amount.1>}",
                ),
            ],
            &[
                "I'm sorry about that. I've opened a claim, and it is insured up to <amount>.",
                "That shouldn't happen. There is a claim now. Please keep the box.",
            ],
        ),
        say(
            &[
                "Can my neighbor take it for me?",
                "What if I'm not there after all?",
            ],
            &[
                "Then the driver tries next door and leaves you a card.",
                "A neighbor can take it, if you tell the driver which house.",
            ],
        ),
        say(
            &[
                "Do you deliver on <day> as well?",
                "Does somebody come on <day>, too?",
            ],
            &[
                "On <day> we deliver until six in the evening.",
                "Yes, on <day> there is one round in the morning.",
            ],
        ),
        say(
            &[
                "How large may a parcel be?",
                "Is there a limit for the size?",
            ],
            &[
                "Four feet at its longest side, and no more than seventy pounds.",
                "The longest side may have four feet. Larger ones go as freight.",
            ],
        ),
    ],
    closing: &[
        say(
            &[
                "That is all I needed, thanks.",
                "No, nothing else. Thank you.",
            ],
            &["You are welcome. Have a nice day!", "Gladly. Goodbye!"],
        ),
        say(
            &["Okay, great. Bye!", "Thanks for your help, bye."],
            &["Thank you for calling. Bye-bye."],
        ),
    ],
    lists: &[
        (
            "postcode",
            &[
                "six oh three one four|60314",
                "five five four oh two|55402",
                "nine seven two oh nine|97209",
                "three oh three oh eight|30308",
            ],
        ),
        (
            "status",
            &[
                "sorted|still in the sorting center",
                "in_delivery|already with the driver",
                "announced|announced, but the sender still has it",
                "customs|at customs and should leave them tomorrow",
                "delivered|marked as delivered, at the front desk",
            ],
        ),
        (
            "shop",
            &[
                "the Corner Kiosk",
                "Harbor Books",
                "the Green Grocer",
                "Station Flowers",
                "Copy and Print",
            ],
        ),
        (
            "service",
            &[
                "the standard service|standard",
                "the express service|express",
                "the service with a signature|signature",
            ],
        ),
    ],
    persona: "You are <Name> and wait for the parcel PX-<Code.1>, postcode <Postcode.1>. You are not at home on <Day> and want it on another day.",
    passed: &[
        "The agent asked for the postcode before it changed the delivery.",
        "The parcel was moved to the day that the caller chose.",
    ],
    failed: &[
        "The agent did not offer to leave the parcel with a neighbor.",
        "The caller was not asked for a name.",
    ],
    ..BLANK
};
