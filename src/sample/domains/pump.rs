//! A campaign call under test in which every documented field gets a value.

use super::super::script::{Agent, BLANK, Script, ask, call, hand_over, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Heat pump service reminders",
    key: "service_reminder",
    instructions: "You call owners of a Calorra heat pump to arrange the yearly service. Be brief and friendly, offer two times, and mention the price (129 dollars) before you book.",
    tools: &["find_visits", "transfer_to_scheduler"],
    greeting: &[
        "Hello, this is Calorra Service. Am I speaking with <Name>?",
        "Good day, Calorra Service here. Is this <Name>?",
    ],
    story: &[
        ask(
            &[
                "Yes, that's me. What is it about?",
                "Speaking. Is it about the heat pump?",
            ],
            &[call(
                "find_visits",
                r#"{"customer": "<Name>", "from": "<Day.1>", "part_of_day": "any"}"#,
                "[{'visit': 'V-<Code.1>', 'start': '<Day.1>T<Time.1>'}, {'visit': 'V-<Code2.1>', 'start': '<Day2.1>T<Time2.1>'}]",
            )],
            &[
                "Your heat pump is due for its yearly service, and I would like to arrange a visit. Would <Day> at <Time> suit you, or rather <Day2> at <Time2>?",
            ],
        ),
        hand_over(
            &[
                "<Day> is fine. But I have some questions first.",
                "Rather <Day2>. What will they do, exactly?",
            ],
            "Then I'll pass you on to the colleague who plans the visits.",
            &[call(
                "transfer_to_scheduler",
                r#"{"customer": "<Name>", "visit": "V-<Code.1>"}"#,
                "Transferring to visit_scheduler.",
            )],
            Agent {
                key: "visit_scheduler",
                instructions: "You confirm the visit that was chosen, answer questions about it, and close the call.",
                tools: &["book_visit", "get_checklist", "send_reminder"],
            },
            &[
                "Hello, I plan the visits at Calorra. What would you like to know?",
                "Hi, this is the planning of Calorra. Which questions do you have?",
            ],
        ),
        ask(
            &[
                "What is checked on such a visit?",
                "What does the technician look at?",
            ],
            &[call(
                "get_checklist",
                r#"{"model": "<Model>"}"#,
                "['filters', 'pressure', 'condensate', 'electronics']",
            )],
            &[
                "The filters, the pressure, the drain and the electronics. It takes about <Minutes> minutes.",
            ],
        ),
        ask(
            &["Good. Then book it, please.", "Fine, I'll take it."],
            &[call(
                "book_visit",
                r#"{"visit": "V-<Code.1>", "customer": "<Name>"}"#,
                "{'booked': True, 'start': '<Day.1>T<Time.1>'}",
            )],
            &["It's booked. A technician will ring your bell."],
        ),
    ],
    pool: &[
        say(
            &[
                "Do I have to be at home?",
                "Does somebody have to be there?",
            ],
            &[
                "Yes, somebody over sixteen should open the door.",
                "Yes, as the pump is inside the house.",
            ],
        ),
        say(
            &[
                "The pump makes a noise at night. Is that normal?",
                "It hums in the evening. Should it?",
            ],
            &[
                "The technician will listen to it. I've made a note.",
                "A little is normal. I've noted it for the technician.",
            ],
        ),
        ask(
            &[
                "Can you remind me at <phone>?",
                "Please remind me. My number is <phone>.",
            ],
            &[call(
                "send_reminder",
                r#"{"to": "<phone>", "hours_before": <few.1>}"#,
                "{'scheduled': True}",
            )],
            &[
                "You'll get a message <few> hours before.",
                "Of course. The message comes <few> hours before the visit.",
            ],
        ),
        say(
            &[
                "Could it be on <day> after all?",
                "What if I can't make it and want <day>?",
            ],
            &[
                "Then call us until the day before, and we find another time.",
                "You can move it until the evening before.",
            ],
        ),
        say(
            &[
                "Does the warranty need this?",
                "Do I lose the warranty without the service?",
            ],
            &[
                "The warranty asks for one service in two years.",
                "Yes, after two years without one.",
            ],
        ),
        ask(
            &[
                "And for my other pump, the <model>?",
                "I have a <model> as well. Is it the same?",
            ],
            &[call(
                "get_checklist",
                r#"{"model": "<model>"}"#,
                "['filters', 'electronics']",
            )],
            &[
                "For the <model> only the filters and the electronics are checked.",
                "The <model> is simpler. It takes half of the time.",
            ],
        ),
    ],
    closing: &[
        say(
            &["Thanks. Sorry, I have to run.", "That was all, thank you."],
            &["Thank you, and have a good day!", "Thank you. Goodbye!"],
        ),
        say(
            &["Okay, bye.", "Great, bye!"],
            &["Goodbye, and see you soon."],
        ),
    ],
    lists: &[("model", &["C-80", "C-120", "Terra 9", "Terra 12"])],
    persona: "Simulated callee: <Name>, heat pump installed in 2023. Asks what is done on a visit and wants to pay as little as possible.",
    failed: &[
        "The visit was offered at two times, as it should be.",
        "The agent never mentioned the price of 129 dollars.",
        "The callee was not asked for the serial number.",
    ],
    campaign: Some("Heat pump service autumn 2026"),
    url_parameters: &[
        ("crm_contact", "C-48213"),
        ("language", "en-US"),
        ("source", "service-list"),
    ],
    ..BLANK
};
