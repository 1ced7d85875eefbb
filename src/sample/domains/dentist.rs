//! The reception of a dentist.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Brightwater Dental reception",
    key: "reception",
    instructions: "You are the receptionist of Brightwater Dental. Find the patient before you change anything. Offer two times. In an emergency, offer the next free chair today. You give no medical advice.",
    tools: &[
        "find_patient",
        "find_slots",
        "book_appointment",
        "get_price",
        "send_directions",
        "add_note",
    ],
    greeting: &[
        "Brightwater Dental, you are speaking with Nora, the automated receptionist. How can I help?",
        "Hello, this is Brightwater Dental. I'm Nora, the automated receptionist. What can I do for you?",
    ],
    story: &[
        say(
            &[
                "Hi, I need an appointment. A filling has come out.",
                "Hello, I'd like to come in for a check-up.",
                "Hi. I have, um, a toothache since last night.",
            ],
            &[
                "I'm sorry to hear that. May I have your name and your date of birth?",
                "Of course. Could you tell me your name and your date of birth?",
            ],
        ),
        ask(
            &[
                "<Name>, born on the <Birth>.",
                "It's <Name>. <Birth>.",
                "My name is <Name>, and it's the <Birth>.",
            ],
            &[call(
                "find_patient",
                r#"{"name": "<Name>", "born": "<Birth.1>"}"#,
                "{'patient': '<Patient>', 'dentist': '<Dentist>', 'last_visit': '2025-11-12'}",
            )],
            &[
                "Thank you, <Name.1>, I've found you. You usually see <Dentist>. Which day would suit you?",
                "There you are. Your dentist is <Dentist>. When would you like to come?",
            ],
        ),
        ask(
            &[
                "<Day> would be good, if possible.",
                "Is there anything on <Day>?",
                "As early as you can. <Day>, maybe?",
            ],
            &[call(
                "find_slots",
                r#"{"patient": "<Patient>", "dentist": "<Dentist>", "date": "<Day.1>"}"#,
                "[{'slot': '<Day.1>T<Time.1>'}, {'slot': '<Day.1>T<Time2.1>'}]",
            )],
            &[
                "On <Day>, <Day.2>, I have <Time> or <Time2>. Which one is better for you?",
                "<Dentist> is free on <Day> at <Time> and at <Time2>. Which do you prefer?",
            ],
        ),
        ask(
            &[
                "<Time> is perfect.",
                "Let's take <Time>.",
                "The first one, <Time>.",
            ],
            &[call(
                "book_appointment",
                r#"{"patient": "<Patient>", "slot": "<Day.1>T<Time.1>", "reminder": true}"#,
                "{'booked': True, 'appointment': '<Ref.1>'}",
            )],
            &[
                "You are booked for <Day> at <Time>. We'll send you a reminder the day before.",
                "All set: <Day>, <Day.2>, at <Time> with <Dentist>.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "What does <treatment> cost?",
                "How much do you charge for <treatment>?",
            ],
            &[call(
                "get_price",
                r#"{"treatment": "<treatment.1>"}"#,
                "{'treatment': '<treatment.1>', 'price': <amount.1>, 'insured': True}",
            )],
            &[
                "<amount>, and most insurances pay half of it.",
                "For that we charge <amount>. Your insurance may cover a part.",
            ],
        ),
        ask(
            &[
                "Could my <relative> come on <day> too?",
                "I also need a time for my <relative>, on <day> if you can.",
            ],
            &[call(
                "find_slots",
                r#"{"patient": null, "relation": "<relative>", "date": "<day.1>"}"#,
                "[{'slot': '<day.1>T<time.1>', 'chair': 2}]",
            )],
            &[
                "On <day> there is one at <time>. I've put it aside for your <relative>.",
                "I could do <day> at <time> for your <relative>.",
            ],
        ),
        say(
            &[
                "Is there parking at the practice?",
                "Where can I leave the car?",
            ],
            &[
                "Yes, behind the house, and it's free for two hours.",
                "There is a car park behind the building. The first two hours are free.",
            ],
        ),
        ask(
            &[
                "Can you send me the way? My number is <phone>.",
                "Could you text me the address, to <phone>?",
            ],
            &[call(
                "send_directions",
                r#"{"to": "<phone>", "format": "sms"}"#,
                "{'queued': True}",
            )],
            &[
                "I've just sent it to you as a text message.",
                "Done, you should have it in a moment.",
            ],
        ),
        ask(
            &[
                "Please note that I take <medicine>.",
                "Oh, I should mention that I'm on <medicine>.",
            ],
            &[call(
                "add_note",
                r#"{"patient": "<Patient>", "note": "Takes <medicine>."}"#,
                "",
            )],
            &[
                "Thank you, I've added that to your file for the dentist.",
                "Good that you mention it. It's in your file now.",
            ],
        ),
        say(
            &[
                "How long does <treatment> take?",
                "How much time should I plan for <treatment>?",
            ],
            &[
                "Usually about <minutes> minutes. Please come a little earlier.",
                "Plan <minutes> minutes, and five more for the form.",
            ],
        ),
        say(
            &[
                "Do you have the new opening hours for <day>?",
                "When do you close on <day>?",
            ],
            &[
                "On <day> we are here from eight until six.",
                "We close at six on <day>, and the phone at half past five.",
            ],
        ),
        say(
            &[
                "Am I allowed to eat before <treatment>?",
                "Should I eat anything before <treatment>?",
            ],
            &[
                "I can't advise you on that, but the dentist will call you back about it.",
                "That's a question for the dentist. I've asked for a call back.",
            ],
        ),
    ],
    closing: &[
        say(
            &["No, that's all. Thank you.", "That was it, thanks a lot."],
            &[
                "You're welcome. See you soon!",
                "Thank you for calling. Get well soon!",
            ],
        ),
        say(
            &["Great, bye then.", "Okay, thanks, goodbye."],
            &["Goodbye, and have a nice day."],
        ),
    ],
    lists: &[
        (
            "birth",
            &[
                "third of March, eighty-one|1981-03-03",
                "twelfth of August, ninety-four|1994-08-12",
                "thirtieth of May, seventy-two|1972-05-30",
                "ninth of October, two thousand and one|2001-10-09",
                "first of December, eighty-eight|1988-12-01",
            ],
        ),
        (
            "dentist",
            &["Dr. Alvarez", "Dr. Chen", "Dr. Osei", "Dr. Lind"],
        ),
        ("patient", &["P-20417", "P-18830", "P-22051", "P-19976"]),
        ("ref", &["|AP-5521", "|AP-5788", "|AP-6013", "|AP-5940"]),
        (
            "treatment",
            &[
                "a cleaning|cleaning",
                "a crown|crown",
                "a filling|filling",
                "whitening|whitening",
                "a root canal|root_canal",
                "a check-up|checkup",
            ],
        ),
        (
            "relative",
            &["son", "daughter", "husband", "mother", "wife", "father"],
        ),
        (
            "medicine",
            &[
                "blood thinners",
                "antibiotics",
                "insulin",
                "cortisone",
                "beta blockers",
            ],
        ),
    ],
    persona: "You are <Name>, born on <Birth.1>, and have a problem with a tooth. You want an appointment on <Day>, and you ask one or two things more.",
    passed: &[
        "The patient was found by name and date of birth before anything was booked.",
        "Two times were offered, and the one that was chosen was booked.",
        "No medical advice was given.",
    ],
    failed: &[
        "The agent did not ask how bad the pain is.",
        "The appointment was not read back with the name of the patient.",
        "A chair for emergencies on the same day was never offered.",
    ],
    ..BLANK
};
