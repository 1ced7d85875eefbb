//! Bookings of a hotel.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Alpenblick Hotel bookings",
    key: "booking_desk",
    instructions: "You manage bookings of the Alpenblick Hotel. Verify the name and the booking code before you change a booking. A cancellation within 48 hours of arrival costs the first night. Offer a confirmation by email.",
    tools: &[
        "get_booking",
        "change_booking",
        "check_rooms",
        "add_service",
        "send_confirmation",
    ],
    greeting: &[
        "Alpenblick Hotel, bookings. How may I help you?",
        "Good day, you have reached the Alpenblick Hotel. What can I do for you?",
    ],
    story: &[
        ask(
            &[
                "Hello, my name is <Name>. I'd like to change booking <Code>.",
                "Hi, this is <Name>. It's about my booking, <Code>.",
            ],
            &[call(
                "get_booking",
                r#"{"code": "<Code.1>", "name": "<Name.2>"}"#,
                "{'code': '<Code.1>', 'guest': '<Name>', 'arrival': '<Day.1>', 'nights': <Few.1>, 'room': 'double'}",
            )],
            &[
                "Thank you, <Name.1>. That's a double room for <Few> nights, from <Day>, <Day.2>. What would you like to change?",
                "I have it here: <Few> nights in a double room, arriving on <Day>. What shall I change?",
            ],
        ),
        ask(
            &[
                "We'd like to stay a night longer, if that's possible.",
                "Could we add one more night at the end?",
            ],
            &[call(
                "check_rooms",
                r#"{"code": "<Code.1>", "extra_nights": 1}"#,
                "{'available': True, 'price': <Amount.1>}",
            )],
            &[
                "Yes, your room is free. The night costs <Amount>, with breakfast. Shall I book it?",
                "That is possible, for <Amount> with breakfast. Would you like me to book it?",
            ],
        ),
        ask(
            &[
                "Yes, please do.",
                "That's fine, go ahead.",
                "Okay, book it, please.",
            ],
            &[call(
                "change_booking",
                r#"{"code": "<Code.1>", "extra_nights": 1, "confirmed": true}"#,
                "{'code': '<Code.1>', 'status': 'confirmed'}",
            )],
            &[
                "It's booked. Where shall I send the confirmation?",
                "Done. Would you like a confirmation by email?",
            ],
        ),
        ask(
            &[
                "Yes, to <Name.1> dot <Name.2> at example dot com.",
                "Please. It's <Name.1> dot <Name.2>, at example dot com.",
            ],
            &[call(
                "send_confirmation",
                r#"{"code": "<Code.1>", "email": "<Name.3>"}"#,
                "{'sent': True}",
            )],
            &[
                "I've sent it. Is there anything else I can do for you?",
                "It's on its way. What else can I do for you?",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "Can we have <extra> in the room?",
                "Would it be possible to get <extra>?",
            ],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "<extra.1>"}"#,
                "{'added': '<extra.1>', 'price': 0.0}",
            )],
            &[
                "Of course. I've added <extra> to your booking, free of charge.",
                "Certainly, <extra> will be there when you arrive.",
            ],
        ),
        ask(
            &[
                "What would a suite cost on <day>?",
                "Do you have a suite free on <day>?",
            ],
            &[call(
                "check_rooms",
                r#"{"type": "suite", "date": "<day.1>"}"#,
                "{'available': True, 'price': <amount.1>, 'left': <few.1>}",
            )],
            &[
                "On <day>, <day.2>, a suite costs <amount> more than your room. There are <few> left.",
                "Yes, there are <few> left on <day>. The difference is <amount>.",
            ],
        ),
        ask(
            &[
                "Could you book a table for <few> on <day>?",
                "We'd like to have dinner on <day>, <few> of us.",
            ],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "dinner", "date": "<day.1>", "guests": <few.1>}"#,
                "{'added': 'dinner', 'time': '19:30'}",
            )],
            &[
                "A table for <few> on <day> at half past seven. I've noted it.",
                "Gladly: dinner for <few> on <day>, at half past seven.",
            ],
        ),
        say(
            &[
                "When is breakfast?",
                "Until what time can we have breakfast?",
            ],
            &[
                "Breakfast is from half past six to ten, and until eleven on Sundays.",
                "From half past six until ten. On Sundays you have an hour more.",
            ],
        ),
        say(
            &["How do we get <place> from you?", "Is it far <place>?"],
            &[
                "It takes about <minutes> minutes on foot. We can also call you a taxi.",
                "About <minutes> minutes. The bus stops right in front of the house.",
            ],
        ),
        say(
            &["Are dogs allowed?", "Can we bring our dog?"],
            &[
                "Yes, dogs are welcome, except in the breakfast room.",
                "Of course. There is a small fee for cleaning at the end.",
            ],
        ),
        say(
            &[
                "When can we check in on <day>?",
                "What if we only arrive at <time> on <day>?",
            ],
            &[
                "The room is ready from three, and the desk is open all night.",
                "From three in the afternoon. Somebody is at the desk around the clock.",
            ],
        ),
    ],
    closing: &[
        say(
            &[
                "No, thank you. We're looking forward to it.",
                "That's everything, thank you very much.",
            ],
            &[
                "So are we. Goodbye!",
                "Thank you for calling, and see you soon at the Alpenblick.",
            ],
        ),
        say(
            &["Thanks, goodbye.", "Wonderful, thanks. Bye!"],
            &["Have a safe journey. Goodbye!"],
        ),
    ],
    lists: &[
        (
            "amount",
            &[
                "one hundred and twelve dollars|112.0",
                "ninety-eight dollars|98.0",
                "one hundred and forty dollars|140.0",
                "one hundred and five dollars|105.0",
                "eighty-nine dollars fifty|89.5",
            ],
        ),
        (
            "extra",
            &[
                "a baby cot|cot",
                "a second blanket|blanket",
                "a quiet room to the garden|garden_side",
                "twin beds|twin_beds",
                "a kettle|kettle",
                "an extra bed|extra_bed",
            ],
        ),
        (
            "place",
            &[
                "to the station",
                "to the lake",
                "to the cable car",
                "to the old town",
                "to the thermal baths",
            ],
        ),
    ],
    persona: "You are <Name> with the booking <Code.1>. You want to stay a night longer, and you ask for the price before you agree.",
    passed: &[
        "Name and booking code were checked before the booking was changed.",
        "The price was named before the night was booked.",
        "A confirmation by email was offered.",
    ],
    failed: &[
        "The agent did not say what a cancellation costs.",
        "The new day of departure was never read back.",
        "The caller was not asked how many guests will stay.",
    ],
    ..BLANK
};
