//! A publisher who calls about a subscription that ends.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Meridian Magazine renewals",
    key: "renewal_caller",
    instructions: "You call subscribers of Meridian Magazine whose subscription ends. Say at once who is calling and that you are an automated assistant. Offer the renewal once; a no is a no.",
    tools: &[
        "get_subscription",
        "renew_subscription",
        "send_offer",
        "do_not_call",
    ],
    greeting: &[
        "Hello, this is the automated assistant of Meridian Magazine. Am I speaking with <Name>?",
        "Good day, this is Meridian Magazine, an automated call. Is that <Name>?",
    ],
    story: &[
        ask(
            &[
                "Yes, speaking. What is it about?",
                "Yes, that's me.",
                "Speaking.",
            ],
            &[call(
                "get_subscription",
                r#"{"subscriber": "<Name>"}"#,
                "{'id': '<Code.1>', 'ends': '<Day.1>', 'price': <Amount.1>}",
            )],
            &[
                "Your subscription ends on <Day>, <Day.2>. Would you like to keep it for another year, at <Amount>?",
                "It's about your subscription, which ends on <Day>. May I renew it for a year, for <Amount>?",
            ],
        ),
        say(
            &[
                "Hm. That was less last year, wasn't it?",
                "I'm not sure that I read it enough.",
            ],
            &[
                "I understand. I could also offer you half a year, or the digital edition alone.",
                "Fair enough. There is also a digital edition, at about half of the price.",
            ],
        ),
        ask(
            &[
                "Could you send me that in writing?",
                "Send me the offer, and I'll think about it.",
            ],
            &[call(
                "send_offer",
                r#"{"id": "<Code.1>", "email": "<Name.3>", "editions": ["print", "digital"]}"#,
                "{'sent': True, 'valid_until': '<Day2.1>'}",
            )],
            &[
                "Gladly. It goes to the address that we have, and it is good until <Day2>, <Day2.2>.",
                "I've sent it to you. You can decide until <Day2>.",
            ],
        ),
    ],
    pool: &[
        say(
            &[
                "What is in the digital edition?",
                "Does the digital one have everything?",
            ],
            &[
                "The whole magazine, and the archive of the last ten years.",
                "Everything that is printed, and the crossword as well.",
            ],
        ),
        say(
            &[
                "Can I pause while I'm away until <day>?",
                "I'm away until <day>. Can it wait?",
            ],
            &[
                "Yes, you can pause it until <day> and lose no issue.",
                "Of course. Nothing will be sent before <day>.",
            ],
        ),
        ask(
            &["What would <edition> cost?", "And how much is <edition>?"],
            &[call(
                "get_subscription",
                r#"{"id": "<Code.1>", "quote": "<edition.1>"}"#,
                "{'quote': '<edition.1>', 'price': <amount.1>}",
            )],
            &[
                "For <edition> it would be <amount>.",
                "That is <amount>, with <edition>.",
            ],
        ),
        say(
            &[
                "Do I have to cancel it, if I don't want it?",
                "What if I do nothing?",
            ],
            &[
                "Then it ends on <Day> by itself. You need not cancel.",
                "Nothing at all. It simply ends on <Day>.",
            ],
        ),
        say(
            &[
                "Could I give one to my <relative>?",
                "Is it possible as a gift, for my <relative>?",
            ],
            &[
                "Yes, your <relative> would get a card with the first issue.",
                "Certainly. We would write a card to your <relative> with it.",
            ],
        ),
        ask(
            &[
                "My address has changed. It's <street> now.",
                "I live at <street> now, by the way.",
            ],
            &[call(
                "renew_subscription",
                r#"{"id": "<Code.1>", "street": "<street.1>", "renew": false}"#,
                "{'updated': ['street']}",
            )],
            &["Thank you, I've noted the new address.", "Noted: <street>."],
        ),
    ],
    closing: &[
        say(
            &[
                "No, thank you. I'll look at the offer.",
                "I'd rather not, thanks.",
            ],
            &[
                "That's all right. Thank you for your time, and goodbye!",
                "No problem at all. Have a nice day!",
            ],
        ),
        ask(
            &[
                "Please don't call again about this.",
                "And please, no more calls.",
            ],
            &[call("do_not_call", r#"{"subscriber": "<Name>"}"#, "")],
            &["Of course, I've taken you off the list. Goodbye."],
        ),
        say(&["Thanks. Bye!", "Okay, goodbye."], &["Goodbye!"]),
    ],
    lists: &[
        (
            "edition",
            &[
                "half a year|print_6",
                "two years|print_24",
                "the digital edition|digital_12",
                "print and digital together|bundle_12",
            ],
        ),
        (
            "relative",
            &["sister", "father", "daughter", "neighbor", "brother"],
        ),
    ],
    campaign: Some("Subscription renewal 2026/27"),
    ..BLANK
};
