//! Support for a line that is slow.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Tidewave broadband support",
    key: "line_support",
    instructions: "You support broadband customers of Tidewave. Test the line before you suggest anything. Explain results in plain words. Book a technician only if the line test shows a fault outside the home.",
    tools: &[
        "run_line_test",
        "restart_router",
        "get_outages",
        "book_technician",
        "get_invoice",
        "change_wifi_channel",
    ],
    greeting: &[
        "Tidewave support, this is Leo, your automated assistant. What seems to be the problem?",
        "Hello, you've reached Tidewave. I'm Leo, an automated assistant. How can I help with your line?",
    ],
    story: &[
        ask(
            &[
                "My internet is terribly slow. Customer number <Code>.",
                "Hi, the connection keeps dropping. I'm customer <Code>.",
                "Hello. Since this morning nothing loads. My number is <Code>.",
            ],
            &[call(
                "run_line_test",
                r#"{"customer": "<Code.1>", "kind": "quick"}"#,
                "{'sync_mbit': <Speed.1>, 'expected_mbit': 250, 'loss_percent': <Few.1>}",
            )],
            &[
                "I've tested your line: it syncs at <Speed> megabits instead of two fifty. Are all lights on the router green?",
                "Thank you. The line loses about <Few> percent of the packets. Which light on the router is not green?",
            ],
        ),
        ask(
            &[
                "The one called <Light> is blinking.",
                "No, <Light> is orange.",
                "Let me see. <Light> keeps blinking.",
            ],
            &[call(
                "restart_router",
                r#"{"customer": "<Code.1>", "wait": true}"#,
                "{'restarted': True, 'uptime_s': <Minutes.1>}",
            )],
            &[
                "I have restarted the router from here. What does the light do now?",
                "Then I'll restart it for you. It's coming back up. Is <Light> steady now?",
            ],
        ),
        ask(
            &[
                "It's still blinking, I'm afraid.",
                "Hm, no. The same as before.",
            ],
            &[
                call(
                    "run_line_test",
                    r#"{"customer": "<Code.1>", "kind": "full"}"#,
                    "{'fault': 'outside', 'distance_m': <Speed.1>0}",
                ),
                call(
                    "get_outages",
                    r#"{"customer": "<Code.1>", "radius_km": 2}"#,
                    "[]",
                ),
            ],
            &[
                "The fault is outside your home, and nobody else nearby is affected. A technician could come on <Day> at <Time>. Shall I book that?",
                "I can see a fault in the street cabinet. May I send a technician on <Day>, at <Time>?",
            ],
        ),
        ask(
            &[
                "Yes, please.",
                "Okay, <Day> works.",
                "Sure, I'll be at home.",
            ],
            &[call(
                "book_technician",
                r#"{"customer": "<Code.1>", "visit": "<Day.1>T<Time.1>"}"#,
                "{'visit': 'V-<Code.1>', 'window': '2h'}",
            )],
            &[
                "It's booked for <Day>, <Day.2>, at <Time>. You'll get a text message an hour before.",
                "The technician comes on <Day> at <Time>. You need not be there for the cabinet.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "The <room> has hardly any wireless. What can I do?",
                "And in the <room> I have no signal at all.",
            ],
            &[call(
                "change_wifi_channel",
                r#"{"customer": "<Code.1>", "room": "<room>", "band": "5GHz"}"#,
                "{'channel': <channel>, 'noise_dbm': -91}",
            )],
            &[
                "I've moved your network to channel <channel>. Please try the <room> again in a minute.",
                "There was a lot of noise. Channel <channel> should be better in the <room>.",
            ],
        ),
        ask(
            &[
                "Why was my bill for <month> so high?",
                "What did I pay in <month>?",
            ],
            &[call(
                "get_invoice",
                r#"{"customer": "<Code.1>", "month": "<month>"}"#,
                "{'month': '<month>', 'total': <amount.1>, 'extras': ['static_ip']}",
            )],
            &[
                "In <month> it was <amount>, with the fixed address included.",
                "That was <amount>. There is one extra in it, the fixed address.",
            ],
        ),
        ask(
            &[
                "Is something wrong around <street>, too?",
                "My sister lives at <street>. Is she affected?",
            ],
            &[call(
                "get_outages",
                r#"{"street": "<street.1>", "radius_km": 1}"#,
                "[]",
            )],
            &[
                "No, there is nothing reported around there.",
                "I see no outage there. Everything looks fine.",
            ],
        ),
        ask(
            &[
                "How fast is it right now, with <device>?",
                "Can you measure again? I'm using <device>.",
            ],
            &[call(
                "run_line_test",
                r#"{"customer": "<Code.1>", "kind": "speed", "device": "<device>"}"#,
                "{'down_mbit': <speed.1>, 'up_mbit': <few.1>}",
            )],
            &[
                "At the moment you get <speed> megabits down and <few> up.",
                "<speed> megabits down, and <few> up. That's still less than it should be.",
            ],
        ),
        say(
            &[
                "Do I get anything back for the days without a line?",
                "Will you take that off my bill?",
            ],
            &[
                "Yes, every full day without a line is credited on the next bill.",
                "You will. The credit appears on the next bill by itself.",
            ],
        ),
        say(
            &[
                "Could I just buy a new router?",
                "Would another router help?",
            ],
            &[
                "That would not help in this case, as the router is fine.",
                "I don't think so. The router answers every test.",
            ],
        ),
        say(
            &[
                "What if the technician doesn't come on <Day>?",
                "Can I still move the visit to <day>?",
            ],
            &[
                "Call us again, or answer the text message with another time.",
                "Just answer the text message. It takes a new day up to the evening before.",
            ],
        ),
    ],
    closing: &[
        say(
            &["No, that was all. Thanks, Leo.", "That's it, thank you."],
            &[
                "You're welcome. Goodbye!",
                "Thank you for your patience. Goodbye!",
            ],
        ),
        say(
            &["Okay. Bye.", "All right, thanks, bye."],
            &["Thanks for calling Tidewave. Bye!"],
        ),
    ],
    lists: &[
        (
            "speed",
            &[
                "eleven|11",
                "thirty-two|32",
                "nineteen|19",
                "forty-six|46",
                "twenty-four|24",
            ],
        ),
        ("light", &["Internet", "D S L", "Link", "Online"]),
        (
            "room",
            &["bedroom", "kitchen", "attic", "basement", "study", "garage"],
        ),
        ("channel", &["36", "44", "100", "108", "149"]),
        (
            "month",
            &["March", "April", "May", "June", "July", "August"],
        ),
        (
            "device",
            &["a laptop", "my phone", "the cable", "a tablet", "the TV"],
        ),
    ],
    persona: "You are a customer of Tidewave, number <Code.1>. Your line is slow, one light of the router blinks, and restarting it does not help.",
    passed: &[
        "The line was tested before anything was suggested.",
        "A technician was booked only after the test had shown a fault outside.",
    ],
    failed: &[
        "The agent did not ask whether the customer uses a cable or the wireless network.",
        "The credit for days without a line was not mentioned by itself.",
        "The customer's name was never asked for.",
    ],
    ..BLANK
};
