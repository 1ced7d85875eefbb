//! A bank: a first question, then the desk for cards.

use super::super::script::{Agent, BLANK, Script, ask, call, hand_over, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Northgate Bank welcome",
    key: "welcome_agent",
    instructions: "You welcome callers of Northgate Bank. Ask what it is about, and transfer to cards, accounts or loans. Never ask for a PIN or a password.",
    tools: &["transfer_call"],
    greeting: &[
        "Northgate Bank, welcome. In a few words, what is your call about?",
        "Hello, and welcome to Northgate Bank. How can I direct your call?",
    ],
    story: &[
        hand_over(
            &[
                "I've lost my card. I think in a taxi.",
                "My card is gone. I need to block it.",
                "Somebody has stolen my wallet, with the card.",
            ],
            "I'm sorry to hear that. I'm connecting you with our card desk right away.",
            &[call(
                "transfer_call",
                r#"{"desk": "cards", "reason": "lost card", "priority": "high"}"#,
                "{'transferred_to': 'card_desk'}",
            )],
            Agent {
                key: "card_desk",
                instructions: "You are Ines from the card desk. Block lost cards first and talk later. Read the last payments out so that the customer can recognise them. Order a new card only to the address on file.",
                tools: &[
                    "block_card",
                    "list_payments",
                    "order_card",
                    "find_branch",
                    "dispute_payment",
                ],
            },
            &[
                "This is Ines from the card desk. Let's block it first. What are the last four digits of the card?",
                "Hello, I'm Ines, from the card desk. Could you tell me the last four digits of your card, please?",
            ],
        ),
        ask(
            &[
                "<Digits>.",
                "The last four are <Digits>.",
                "It ends in <Digits>.",
            ],
            &[
                call(
                    "block_card",
                    r#"{"last_digits": "<Digits.1>", "reason": "lost"}"#,
                    "{'blocked': True, 'case': '<Code.1>'}",
                ),
                call(
                    "list_payments",
                    r#"{"last_digits": "<Digits.1>", "limit": 1}"#,
                    "[{'merchant': '<Merchant>', 'amount': <Amount.1>}]",
                ),
            ],
            &[
                "The card is blocked. The last payment was <Amount> at <Merchant>. Was that you?",
                "Blocked. I see one payment today, <Amount> at <Merchant>. Do you recognise it?",
            ],
        ),
        say(
            &[
                "Yes, that was me.",
                "Yes, that's right, this morning.",
                "Um, yes, I bought something there.",
            ],
            &[
                "Good, then nobody has used it. Shall I order a new card to the address that we have?",
                "Then nothing is lost. Would you like a new card, sent to the address on file?",
            ],
        ),
        ask(
            &["Yes, please.", "Please do, as quickly as possible."],
            &[call(
                "order_card",
                r#"{"replaces": "<Digits.1>", "express": true}"#,
                "{'ordered': True, 'arrives': '<Day.1>'}",
            )],
            &[
                "It should arrive by <Day>, <Day.2>. The PIN comes in a letter of its own.",
                "Ordered. You'll have it by <Day>, and the PIN a day later.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "How can I get cash near <street> until then?",
                "Where is the next branch from <street>?",
            ],
            &[call(
                "find_branch",
                r#"{"near": "<street.1>"}"#,
                "{'branch': '<branch>', 'walk_minutes': <minutes.1>}",
            )],
            &[
                "The branch at <branch> is <minutes> minutes away. Bring your passport, and they'll pay you out.",
                "Go to the branch at <branch>, about <minutes> minutes on foot, with your passport.",
            ],
        ),
        ask(
            &[
                "There is another payment, at <merchant>. I don't know that one.",
                "What is this booking from <merchant>? It isn't mine.",
            ],
            &[call(
                "dispute_payment",
                r#"{"merchant": "<merchant>", "amount": <amount.1>}"#,
                "{'case': 'D-<code.1>', 'refund_days': <few.1>}",
            )],
            &[
                "I've disputed it: <amount> at <merchant>. You should have it back within <few> days.",
                "Then we'll get that back. The <amount> should be on your account in <few> days.",
            ],
        ),
        say(
            &[
                "Does the block cover my phone as well?",
                "Can I still pay with my phone?",
            ],
            &[
                "Yes, the card in your phone gets the new number by itself.",
                "Your phone keeps working, because it has a number of its own.",
            ],
        ),
        say(
            &["What does the new card cost?", "Do I have to pay for that?"],
            &[
                "Nothing, a replacement for a lost card is free once a year.",
                "No. The first replacement in a year is free.",
            ],
        ),
        say(
            &[
                "I find the card again on <day>, say. What then?",
                "And if it turns up on <day>?",
            ],
            &[
                "Please cut it in two. A blocked card cannot be opened again.",
                "Then destroy it, please. It stays blocked in any case.",
            ],
        ),
        say(
            &[
                "Should I tell the police?",
                "Do I need a report from the police?",
            ],
            &[
                "Only if it was stolen. Then we need the number of the report by <day>.",
                "If you think it was theft, yes. Please send us the report by <day>.",
            ],
        ),
    ],
    closing: &[
        say(
            &[
                "No, that's all. Thank you, Ines.",
                "That was quick. Thank you.",
            ],
            &[
                "You're welcome. All the best!",
                "Thank you for calling so soon. Goodbye!",
            ],
        ),
        say(
            &["Okay. Goodbye.", "Thanks. Bye."],
            &["Goodbye from Northgate Bank."],
        ),
    ],
    lists: &[
        (
            "digits",
            &[
                "four four one seven|4417",
                "nine oh two six|9026",
                "one three eight five|1385",
                "seven seven two oh|7720",
            ],
        ),
        (
            "merchant",
            &[
                "Corner Bakery",
                "City Parking",
                "Bluebird Cafe",
                "Metro Pharmacy",
                "Gallery Shop",
                "Harbor Books",
            ],
        ),
        (
            "branch",
            &["Market Square", "Union Place", "Riverside", "Old Exchange"],
        ),
    ],
    ..BLANK
};
