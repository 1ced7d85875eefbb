//! A garage that asks how the service was.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Fairlane Motors follow-up",
    key: "follow_up",
    instructions: "You call customers of Fairlane Motors two days after a service and ask how it was. Three questions at most. If something is wrong, offer a visit; do not argue.",
    tools: &["get_visit", "save_answer", "offer_visit"],
    greeting: &[
        "Hello, this is Fairlane Motors with an automated call. Do I speak with <Name>?",
        "Good day, I'm the automated assistant of Fairlane Motors. Is this <Name>?",
    ],
    story: &[
        ask(
            &[
                "Yes. Is something wrong with the car?",
                "That's me, hello.",
                "Yes, hello?",
            ],
            &[call(
                "get_visit",
                r#"{"customer": "<Name>"}"#,
                "{'visit': '<Code.1>', 'work': '<Work.1>'}",
            )],
            &[
                "Everything is fine. You were here for <Work>. On a scale from one to ten, how content are you?",
                "It's only a short question. We did <Work> for you. How content are you, from one to ten?",
            ],
        ),
        ask(
            &["An eight, I'd say.", "Um, nine.", "Seven, maybe."],
            &[call(
                "save_answer",
                r#"{"visit": "<Code.1>", "question": "score", "answer": "good"}"#,
                "",
            )],
            &[
                "Thank you. What would have made it a ten?",
                "That's good to hear. Is there anything that we could do better?",
            ],
        ),
        ask(
            &[
                "I had to wait for <Minutes> minutes, although I had an appointment.",
                "Nobody told me the price before. It was <Amount>.",
            ],
            &[call(
                "save_answer",
                r#"{"visit": "<Code.1>", "question": "improve", "answer": "waiting, price"}"#,
                "",
            )],
            &[
                "That should not happen, and I'll pass it on. And is the car running well since then?",
                "I'm sorry about that. The workshop will hear of it. How does the car run now?",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "There is a noise from <part>, in fact.",
                "Well, <part> is not quite right.",
            ],
            &[call(
                "offer_visit",
                r#"{"visit": "<Code.1>", "part": "<part.1>", "date": "<day.1>"}"#,
                "{'free': ['<day.1>T<time.1>'], 'cost': 0}",
            )],
            &[
                "Then please come by on <day> at <time>. It costs you nothing.",
                "We should look at that. Could you come on <day>, at <time>, free of charge?",
            ],
        ),
        say(
            &[
                "When is the next service due?",
                "When do I have to come again?",
            ],
            &[
                "In about a year, or after ten thousand miles.",
                "In twelve months. We'll send you a card.",
            ],
        ),
        say(
            &[
                "Do you also store tires?",
                "Could you keep my winter tires?",
            ],
            &[
                "Yes, for sixty dollars a season, with washing.",
                "We do. Just bring them on <day>.",
            ],
        ),
        say(
            &[
                "Is a rental car included next time?",
                "Can I have a car while mine is in?",
            ],
            &[
                "If you book it by <day>, it's included.",
                "Yes, just tell us when you make the appointment.",
            ],
        ),
        say(
            &[
                "What would new brakes cost me?",
                "How much are brakes for that car?",
            ],
            &[
                "About <amount> for each axle, with the work.",
                "Roughly <amount>. We'd call you before we begin.",
            ],
        ),
        say(
            &[
                "Do you have my new number? It's <phone>.",
                "Please note <phone>, that's my new number.",
            ],
            &[
                "Thank you, I'll pass it on to the office.",
                "Noted, thank you.",
            ],
        ),
    ],
    closing: &[
        say(
            &["All good. I have to go now.", "Fine. Was that all?"],
            &[
                "That was all. Thank you for your time!",
                "Yes. Thank you, and have a safe drive.",
            ],
        ),
        say(
            &["Okay, bye.", "Thanks for calling. Bye!"],
            &["Goodbye, and thank you!"],
        ),
    ],
    lists: &[
        (
            "work",
            &[
                "an oil change|oil_change",
                "the yearly inspection|inspection",
                "a change of tires|tires",
                "new brake pads|brake_pads",
            ],
        ),
        (
            "part",
            &[
                "the front left wheel|wheel_front_left",
                "the exhaust|exhaust",
                "the sliding door|door",
                "the air conditioning|air_conditioning",
                "the steering|steering",
            ],
        ),
    ],
    campaign: Some("Service follow-up spring 2026"),
    ..BLANK
};
