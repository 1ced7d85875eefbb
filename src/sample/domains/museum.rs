//! A museum's guide in the browser.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Museum guide",
    key: "museum_guide",
    instructions: "You are the voice on the website of the Museum of Clocks and Automata. Answer briefly, look opening hours and objects up, and never invent a room number.",
    tools: &["get_opening_hours", "search_collection", "get_ticket_price"],
    greeting: &[
        "Hello! I know every clock in this house. What would you like to see?",
        "Welcome to the Museum of Clocks and Automata. What can I tell you?",
    ],
    story: &[
        ask(
            &["Are you open on <Day>?", "Hi, can I come on <Day>?"],
            &[call(
                "get_opening_hours",
                r#"{"date": "<Day.1>"}"#,
                r#"{"open": "10:00", "close": "18:00", "note": "last entry 17:15"}"#,
            )],
            &[
                "Yes, on <Day> we are open from ten to six, with the last entry at a quarter past five.",
            ],
        ),
        ask(
            &[
                "And where do I find the <Object>?",
                "I'd love to see the <Object>.",
            ],
            &[call(
                "search_collection",
                r#"{"query": "<Object>"}"#,
                r#"[{"title": "<Object>", "room": "<Object.1>", "strikes": ["12:00", "15:00"]}]"#,
            )],
            &["The <Object> is in room <Object.1>. Be there at noon or at three, when it moves."],
        ),
        say(
            &[
                "How much is a ticket for two adults?",
                "What do two adults pay?",
            ],
            &["Two adults pay twenty-four euros. Online you skip the queue."],
        ),
    ],
    pool: &[
        ask(
            &["Do you also have a <object>?", "What about the <object>?"],
            &[call(
                "search_collection",
                r#"{"query": "<object>"}"#,
                r#"[{"title": "<object>", "room": "<object.1>"}]"#,
            )],
            &[
                "Yes, the <object> is in room <object.1>.",
                "You will find the <object> in room <object.1>, next to the window.",
            ],
        ),
        ask(
            &[
                "And on <day>, is it quieter?",
                "Would <day> be a better day?",
            ],
            &[call(
                "get_opening_hours",
                r#"{"date": "<day.1>"}"#,
                r#"{"open": "10:00", "close": "20:00", "expected_visitors": "few"}"#,
            )],
            &[
                "On <day> it is quiet, and we are open until eight.",
                "Yes, <day> is a quiet day, mostly.",
            ],
        ),
        ask(
            &[
                "What does a group of <few> pay?",
                "Is there a price for <few> people?",
            ],
            &[call(
                "get_ticket_price",
                r#"{"visitors": <few.1>, "kind": "group"}"#,
                r#"{"total": <amount.1>, "currency": "EUR"}"#,
            )],
            &[
                "Together you would pay about <amount.1> euros.",
                "For <few> people the total is <amount.1> euros.",
            ],
        ),
        say(
            &["Can I take photos?", "Are photos allowed?"],
            &[
                "Yes, without flash, please.",
                "Of course, only not with a flash or a tripod.",
            ],
        ),
        say(
            &[
                "Is there a tour at <time>?",
                "Do you offer a tour, at <time> maybe?",
            ],
            &[
                "The tours start every hour, so there is one soon after <time>.",
                "There is one close to <time>, and it takes <minutes> minutes.",
            ],
        ),
        say(
            &[
                "Is the house accessible with a wheelchair?",
                "Do you have a lift?",
            ],
            &[
                "Every room but the tower can be reached by lift.",
                "Yes, except for the tower.",
            ],
        ),
    ],
    closing: &[
        say(
            &["Great, thanks!", "Lovely, thank you."],
            &["Have a wonderful visit!", "See you soon, and be on time!"],
        ),
        say(&["That's all, bye.", "Okay, bye!"], &["Goodbye!"]),
    ],
    lists: &[(
        "object",
        &[
            "astronomical clock|three",
            "silver swan|seven",
            "writing boy|four",
            "ship with cannons|nine",
            "water clock|one",
            "chess player|twelve",
            "singing bird|eight",
        ],
    )],
    url_parameters: &[
        ("page", "/en/visit"),
        ("utm_source", "newsletter"),
        ("utm_campaign", "autumn-2026"),
        ("lang", "en"),
    ],
    ..BLANK
};
