//! A furniture shop's assistant in the browser.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Oak & Ash shop assistant",
    key: "shop_assistant",
    instructions: "You advise visitors of the web shop Oak & Ash. Look stock and sizes up. You cannot take orders by voice: send the link to the basket.",
    tools: &[
        "get_product",
        "check_stock",
        "get_delivery_dates",
        "send_basket_link",
    ],
    greeting: &[
        "Hi, welcome to Oak and Ash! Are you looking for something in particular?",
        "Hello! I can help you find the right piece. What are you looking for?",
    ],
    story: &[
        ask(
            &[
                "I'm interested in the <Piece>. How wide is it?",
                "Hi, what are the measures of the <Piece>?",
            ],
            &[call(
                "get_product",
                r#"{"name": "<Piece>"}"#,
                r#"{"name": "<Piece>", "width_cm": <Piece.1>, "depth_cm": 85, "price": <Piece.2>}"#,
            )],
            &["The <Piece> is <Piece.1> centimeters wide and eighty-five deep. Would that fit?"],
        ),
        ask(
            &[
                "That would just fit. Do you have it in <Color>?",
                "I think so. Is there one in <Color>?",
            ],
            &[call(
                "check_stock",
                r#"{"name": "<Piece>", "color": "<Color>"}"#,
                r#"{"in_stock": true, "left": <Few.1>}"#,
            )],
            &["Yes, in <Color> we have <Few> left. Shall I look when it could be delivered?"],
        ),
        ask(
            &["Yes, please.", "That would be nice."],
            &[call(
                "get_delivery_dates",
                r#"{"name": "<Piece>", "country": "US"}"#,
                r#"["<Day.1>", "<Day2.1>"]"#,
            )],
            &["It could be with you on <Day>, <Day.2>, or on <Day2>."],
        ),
    ],
    pool: &[
        ask(
            &[
                "And what about the <piece>?",
                "How wide is the <piece>, for comparison?",
            ],
            &[call(
                "get_product",
                r#"{"name": "<piece>"}"#,
                r#"{"name": "<piece>", "width_cm": <piece.1>, "price": <piece.2>}"#,
            )],
            &["The <piece> is <piece.1> centimeters wide and costs <piece.2> dollars."],
        ),
        ask(
            &[
                "Does the <piece> come in <color>, too?",
                "Is the <piece> there in <color>?",
            ],
            &[call(
                "check_stock",
                r#"{"name": "<piece>", "color": "<color>"}"#,
                r#"{"in_stock": false, "back_on": "<day.1>"}"#,
            )],
            &[
                "In <color> it is sold out, but it comes back on <day>.",
                "Not today. We expect it in <color> on <day>, <day.2>.",
            ],
        ),
        say(
            &[
                "Do I have to build it myself?",
                "Is it delivered in one piece?",
            ],
            &[
                "The legs are screwed on, nothing more. It takes ten minutes.",
                "Almost. You only put the legs on.",
            ],
        ),
        say(
            &["What if I don't like it?", "Can I send it back?"],
            &[
                "You have thirty days, and we collect it at your door.",
                "You can return it within thirty days, and it costs you nothing.",
            ],
        ),
        ask(
            &[
                "Can you send me what we talked about?",
                "Please send me a link with the <piece>.",
            ],
            &[call(
                "send_basket_link",
                r#"{"items": ["<piece>"], "channel": "chat"}"#,
                r#"{"sent": true}"#,
            )],
            &[
                "The link is in the chat window now.",
                "There it is, right below this call.",
            ],
        ),
        say(
            &[
                "How do I get spots out of <color> fabric?",
                "Is <color> hard to keep clean?",
            ],
            &[
                "The covers can be washed at thirty degrees.",
                "Not at all. You can take the covers off and wash them.",
            ],
        ),
    ],
    closing: &[
        say(
            &[
                "Great, I'll think about it. Thanks!",
                "Thank you, that helps.",
            ],
            &[
                "You're welcome. Enjoy your new home!",
                "Gladly. Come back any time!",
            ],
        ),
        say(&["Okay, bye!", "Bye, thanks."], &["Goodbye!"]),
    ],
    lists: &[
        (
            "piece",
            &[
                "Fjord sofa|228|1190.0",
                "Birk armchair|84|420.0",
                "Lund table|180|760.0",
                "Aske sideboard|160|690.0",
                "Holm bed|166|980.0",
                "Vik shelf|92|310.0",
            ],
        ),
        (
            "color",
            &["dark green", "sand", "light gray", "rust", "navy"],
        ),
    ],
    url_parameters: &[
        ("page", "/sofas"),
        ("utm_source", "search"),
        ("session", "returning"),
    ],
    ..BLANK
};
