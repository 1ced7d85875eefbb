//! A utility: triage, then billing.

use super::super::script::{Agent, BLANK, Script, ask, call, hand_over, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Kestrel Energy hotline",
    key: "triage_agent",
    instructions: "You greet callers of Kestrel Energy, find out in one or two questions what they need, and transfer them to the right agent.",
    tools: &["transfer_to_billing", "transfer_to_outages"],
    greeting: &[
        "Welcome to Kestrel Energy. How can I help you?",
        "Hello, this is Kestrel Energy. What is your call about?",
    ],
    story: &[
        hand_over(
            &[
                "Hello. My last bill is almost twice what I usually pay.",
                "Hi, I have a question about my bill. It's far too high.",
            ],
            "I'm sorry about the surprise. I'll put you through to billing.",
            &[call(
                "transfer_to_billing",
                r#"{"topic": "unexpectedly high bill"}"#,
                "Transferring the caller to billing_agent.",
            )],
            Agent {
                key: "billing_agent",
                instructions: "You are Jonas from billing. Explain bills in plain words. An estimated reading may be replaced by the reading of the customer. Offer instalments before you are asked.",
                tools: &[
                    "get_invoice",
                    "submit_meter_reading",
                    "get_tariff",
                    "set_instalments",
                    "send_copy",
                ],
            },
            &[
                "Hi, this is Jonas from billing. I've heard that your bill is too high. Could you give me the number of the invoice?",
                "Hello, Jonas from billing here. Let's look at that bill. What is its number? It's at the top right.",
            ],
        ),
        ask(
            &[
                "Just a second. It's <Code>.",
                "The number is <Code>.",
                "Um, <Code>, I think.",
            ],
            &[call(
                "get_invoice",
                r#"{"invoice": "<Code.1>"}"#,
                "{'invoice': '<Code.1>', 'kwh': <Kwh.1>, 'total': <Amount.1>, 'reading': 'estimated'}",
            )],
            &[
                "Found it. The reading was estimated at <Kwh> kilowatt hours. Can you tell me what your meter shows now?",
                "I see. We had no reading and estimated <Kwh> kilowatt hours. What does your meter show?",
            ],
        ),
        ask(
            &[
                "It shows <Reading>.",
                "Let me look. <Reading>.",
                "<Reading>, if I read it right.",
            ],
            &[call(
                "submit_meter_reading",
                r#"{"invoice": "<Code.1>", "reading": <Reading.1>}"#,
                "{'accepted': True, 'new_total': <Amount2.1>}",
            )],
            &[
                "Thank you. With that, the bill comes down to <Amount2>. You'll get a new one by email.",
                "That makes a difference: the new total is <Amount2>. The old bill is void.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "Would I pay less with <tariff>?",
                "What would <tariff> cost me?",
            ],
            &[call(
                "get_tariff",
                r#"{"tariff": "<tariff.1>"}"#,
                "{'tariff': '<tariff.1>', 'monthly': <amount.1>}",
            )],
            &[
                "With <tariff> you would pay about <amount> a month.",
                "At your consumption that is about <amount> a month.",
            ],
        ),
        ask(
            &[
                "Could I pay it in <few> parts?",
                "Can we split it into <few> instalments?",
            ],
            &[call(
                "set_instalments",
                r#"{"invoice": "<Code.1>", "parts": <few.1>}"#,
                "{'parts': <few.1>, 'each': <amount.1>}",
            )],
            &[
                "Yes, <few> parts of <amount> each, the first one on <day>, <day.2>.",
                "Sure. That makes <few> times <amount>, beginning on <day>.",
            ],
        ),
        ask(
            &[
                "Please send me the bill from <month> again.",
                "I can't find the one from <month>. Could you send it?",
            ],
            &[call(
                "send_copy",
                r#"{"customer": "<Name>", "month": "<month>", "email": "<Name.3>"}"#,
                "{'sent': True}",
            )],
            &[
                "I've sent you the bill from <month> by email.",
                "It's on its way, the one from <month>.",
            ],
        ),
        say(
            &[
                "When do you read the meter next?",
                "Does somebody come for the meter?",
            ],
            &[
                "Somebody will come on <day>, <day.2>. You can also send us a photo.",
                "The next round is on <day>. A photo of the meter is fine, too.",
            ],
        ),
        say(
            &[
                "Why was it estimated at all?",
                "Why did nobody ask me for the reading?",
            ],
            &[
                "We left a card, but nothing came back in time. Then the law has us estimate.",
                "There was no answer to our card. I've set a reminder for next time.",
            ],
        ),
        say(
            &[
                "I'm moving on <day>. What do I have to do?",
                "What happens if I move out on <day>?",
            ],
            &[
                "Tell us the reading of that day and the new address. We do the rest.",
                "Read the meter when you hand over the keys, and send us both addresses.",
            ],
        ),
    ],
    closing: &[
        say(
            &[
                "No, that helps a lot. Thank you, Jonas.",
                "That's all. Thanks for sorting it out.",
            ],
            &[
                "Gladly. Have a good day!",
                "You're welcome, and sorry for the trouble.",
            ],
        ),
        say(
            &["Okay, thanks. Bye.", "Good. Goodbye, then."],
            &["Goodbye!"],
        ),
    ],
    lists: &[
        (
            "kwh",
            &[
                "six hundred and twelve|612",
                "seven hundred and forty|740",
                "five hundred and ninety|590",
                "eight hundred and five|805",
            ],
        ),
        (
            "reading",
            &[
                "four one eight two six|41826",
                "three nine oh one five|39015",
                "five two seven seven oh|52770",
                "two eight four four one|28441",
            ],
        ),
        (
            "tariff",
            &[
                "the night tariff|night",
                "the green tariff|green",
                "the fixed price|fixed_24",
                "the heat pump tariff|heat",
            ],
        ),
        (
            "month",
            &["January", "February", "March", "April", "May", "June"],
        ),
    ],
    ..BLANK
};
