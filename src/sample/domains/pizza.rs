//! Orders of a pizzeria.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "Trattoria Bellini orders",
    key: "order_taker",
    instructions: "You take pickup and delivery orders for Trattoria Bellini. Check the delivery area before you take the order, read the total back, and place the order only after a clear yes. Never guess about allergens: look them up.",
    tools: &[
        "check_delivery_area",
        "get_dish",
        "update_basket",
        "place_order",
        "add_driver_note",
    ],
    greeting: &[
        "Trattoria Bellini, hello! This is Mia, the automated assistant. Is it pickup or delivery today?",
        "Hello and welcome to Trattoria Bellini. I'm Mia, and I can take your order. Pickup or delivery?",
    ],
    story: &[
        ask(
            &[
                "Delivery, please. The address is <Street>.",
                "Hi, I'd like something delivered to <Street>.",
                "Hello. Delivery to <Street>, please.",
            ],
            &[call(
                "check_delivery_area",
                r#"{"street": "<Street.1>"}"#,
                "{'deliverable': True, 'minutes': <Minutes.1>, 'fee': 2.5}",
            )],
            &[
                "We deliver there, and it takes about <Minutes> minutes. What would you like?",
                "That works. You should have it in about <Minutes> minutes. What can I get you?",
            ],
        ),
        say(
            &[
                "One large <Pizza>, and, um, what's on the <Pizza2>?",
                "I'll take a large <Pizza>. And what comes on the <Pizza2>?",
            ],
            &["The <Pizza2> comes with <Pizza2.2>. Would you like one of those as well?"],
        ),
        say(
            &[
                "Yes, a medium one, please.",
                "Sure, a small one.",
                "Why not. Medium, please.",
            ],
            &[
                "Got it: one large <Pizza> and one <Pizza2>. Would you like anything to drink with that?",
                "One large <Pizza> and one <Pizza2>, then. Can I add a drink or a salad?",
            ],
        ),
        say(
            &["A bottle of <Drink>, please.", "Just a <Drink>."],
            &["One <Drink>. With delivery that comes to <Total>. Shall I place the order?"],
        ),
        ask(
            &[
                "Yes, go ahead. The name is <Name>.",
                "Yes, please. It's for <Name.2>.",
                "Go ahead. I'm <Name>.",
            ],
            &[call(
                "place_order",
                r#"{"name": "<Name>", "items": [{"dish": "<Pizza>", "size": "large", "price": <Pizza.1>}, {"dish": "<Pizza2>", "price": <Pizza2.1>}, {"dish": "<Drink>", "price": <Drink.1>}], "street": "<Street.1>", "payment": "at_door"}"#,
                "{'order_id': '<Ref.1>', 'total': <Total.1>, 'eta_minutes': <Minutes.1>}",
            )],
            &[
                "Done! Your order number is <Ref>. The driver should be with you in about <Minutes> minutes.",
                "Thank you, <Name.1>. That is order <Ref>, and it's on its way in about <Minutes> minutes.",
            ],
        ),
    ],
    pool: &[
        ask(
            &[
                "Is there any garlic in the <pizza>?",
                "Does the <pizza> have nuts in it?",
            ],
            &[call(
                "get_dish",
                r#"{"dish": "<pizza>", "fields": ["allergens"]}"#,
                "{'dish': '<pizza>', 'allergens': ['gluten', 'milk']}",
            )],
            &[
                "The <pizza> has gluten and milk, and nothing else on the list of allergens.",
                "I've checked: the <pizza> contains gluten and milk, but none of that.",
            ],
        ),
        ask(
            &[
                "Could you add <few> portions of <side>?",
                "Oh, and <few> times <side>, please.",
            ],
            &[call(
                "update_basket",
                r#"{"add": [{"dish": "<side>", "quantity": <few.1>}]}"#,
                "{'ok': True, 'total': <amount.1>}",
            )],
            &[
                "I've added <few> portions of <side>. The new total is <amount>.",
                "Added: <side>, <few> of them. That makes <amount> altogether.",
            ],
        ),
        say(
            &["Can I pay by card at the door?", "Do you take cards?"],
            &[
                "Yes, the driver has a card reader, and cash works too.",
                "You can pay the driver by card or in cash.",
            ],
        ),
        ask(
            &[
                "Could the driver call me at the gate? The bell is broken.",
                "Please tell the driver it's the <floor> floor.",
            ],
            &[call(
                "add_driver_note",
                r#"{"note": "Call at the gate. <floor> floor, ask for <Name.2>."}"#,
                "",
            )],
            &[
                "Of course, I've left a note for the driver.",
                "No problem, the driver will see that.",
            ],
        ),
        ask(
            &[
                "How much is a large <pizza>?",
                "What do you charge for the <pizza>?",
            ],
            &[call(
                "get_dish",
                r#"{"dish": "<pizza>", "fields": ["prices"]}"#,
                "{'dish': '<pizza>', 'large': <pizza.1>, 'medium': 11.5, 'small': 9.0}",
            )],
            &["A large <pizza> is <pizza.3>. Medium and small ones are less."],
        ),
        say(
            &[
                "How long are you open on <day>?",
                "Are you open on <day> as well?",
            ],
            &[
                "On <day> the kitchen is open from noon until half past ten.",
                "Yes, on <day> we take orders from noon until half past ten.",
            ],
        ),
        say(
            &[
                "Can I have the <pizza> without onions?",
                "Could you leave the olives off the <pizza>?",
            ],
            &[
                "Sure, I've noted that for the <pizza>.",
                "Of course. The kitchen will leave them off the <pizza>.",
            ],
        ),
        say(
            &[
                "Do you have anything vegan?",
                "What would you recommend without meat?",
            ],
            &[
                "The Marinara is vegan, and any pizza can come with vegan cheese.",
                "I'd try the Ortolana: courgettes, aubergine and peppers, and no meat at all.",
            ],
        ),
    ],
    closing: &[
        say(
            &["No, that's it. Thank you!", "That's everything, thanks."],
            &[
                "Thank you, and enjoy your dinner!",
                "Thanks for calling Bellini. Enjoy your meal!",
            ],
        ),
        say(
            &["Perfect. Bye!", "Great, thanks, bye."],
            &["Goodbye, and buon appetito!"],
        ),
    ],
    lists: &[
        (
            "pizza",
            &[
                "Margherita|12.5|tomato, mozzarella and basil|twelve dollars fifty",
                "Diavola|14.0|spicy salami, roasted peppers and mozzarella|fourteen dollars",
                "Quattro Formaggi|15.5|four cheeses and a little honey|fifteen dollars fifty",
                "Capricciosa|14.5|ham, mushrooms, artichokes and olives|fourteen dollars fifty",
                "Ortolana|13.5|courgettes, aubergine and peppers|thirteen dollars fifty",
                "Tonno|14.0|tuna, red onions and capers|fourteen dollars",
                "Salsiccia|15.0|fennel sausage and wild broccoli|fifteen dollars",
            ],
        ),
        (
            "drink",
            &[
                "sparkling water|4.5",
                "lemonade|4.0",
                "orange soda|3.5",
                "iced tea|4.0",
                "still water|3.5",
            ],
        ),
        (
            "side",
            &[
                "garlic bread",
                "rocket salad",
                "tiramisu",
                "olives",
                "panna cotta",
                "bruschetta",
                "tomato salad",
            ],
        ),
        ("floor", &["second", "third", "fourth", "fifth", "top"]),
        (
            "total",
            &[
                "thirty-six dollars fifty|36.5",
                "thirty-three dollars|33.0",
                "thirty-five dollars|35.0",
                "thirty-seven dollars fifty|37.5",
            ],
        ),
        (
            "ref",
            &[
                "B twenty-two ninety-one|B-2291",
                "B nineteen forty|B-1940",
                "B thirty-one eighteen|B-3118",
                "B twenty-six oh four|B-2604",
                "B seventeen seventy-five|B-1775",
            ],
        ),
    ],
    persona: "You are <Name> and want two pizzas delivered to <Street>. You like to ask what is on a pizza before you choose.",
    passed: &[
        "The agent checked the delivery area before it took the order.",
        "The total was read back, and the order was placed after a clear yes.",
    ],
    failed: &[
        "The agent never asked whether anybody at the table has an allergy.",
        "The price of the first pizza was not mentioned before the total.",
        "The caller was not told that delivery is free above forty dollars.",
    ],
    ..BLANK
};
