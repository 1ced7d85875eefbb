//! A hotel's front desk in Chinese.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "湖滨酒店前台",
    key: "front_desk_zh",
    instructions: "你是湖滨酒店的前台。请用中文简短回答，修改之前先核对预订。",
    tools: &["get_booking", "add_service", "get_opening_hours"],
    greeting: &["您好，这里是湖滨酒店，请问有什么可以帮您？"],
    story: &[
        ask(
            &[
                "你好，我用<Name>的名字订了房间。",
                "您好，我想查一下<Name>的预订。",
            ],
            &[call(
                "get_booking",
                r#"{"name": "<Name>"}"#,
                "{'code': '<Code.1>', 'guest': '<Name>', 'arrival': '<Day.1>', 'nights': <Few.1>}",
            )],
            &["找到了，<Name>的预订。房间下午三点以后可以入住，还需要别的吗？"],
        ),
        ask(
            &["可以加<Extra>吗？", "麻烦帮我准备<Extra>。"],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "<Extra.1>"}"#,
                "{'added': '<Extra.1>', 'price': 0}",
            )],
            &["没问题，已经为您免费加上<Extra>。"],
        ),
    ],
    pool: &[
        ask(
            &["<place>几点开门？", "请问<place>的时间是几点到几点？"],
            &[call(
                "get_opening_hours",
                r#"{"place": "<place.1>"}"#,
                "{'open': '07:00', 'close': '22:00'}",
            )],
            &["<place>早上七点开，晚上十点关。"],
        ),
        ask(
            &["另外还想要<extra>。", "能再给我们<extra>吗？"],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "<extra.1>"}"#,
                "{'added': '<extra.1>'}",
            )],
            &["好的，您到之前我们会把<extra>安排好。"],
        ),
        say(
            &["酒店有停车场吗？", "车可以停在哪里？"],
            &["有的，停车场在酒店后面，客人免费。"],
        ),
        say(
            &["房价包早餐吗？", "早餐几点开始？"],
            &["包早餐，六点半到十点，在二楼。"],
        ),
        say(
            &["<place>离房间远吗？", "去<place>怎么走？"],
            &["走路两分钟，就在电梯旁边。"],
        ),
        say(
            &["我们可能到得很晚，可以吗？", "半夜以后到行不行？"],
            &["没关系，前台整晚都有人。"],
        ),
    ],
    closing: &[
        say(
            &["没有别的了，谢谢。", "就这些，谢谢你。"],
            &["不客气，祝您旅途愉快！"],
        ),
        say(&["好的，再见。"], &["再见，期待您的光临。"]),
    ],
    lists: &[
        ("name", &["王晓梅", "李建国", "陈思远", "赵雅琴"]),
        (
            "extra",
            &[
                "一张婴儿床|cot",
                "一个枕头|pillow",
                "安静的房间|quiet_room",
                "一份水果|fruit",
            ],
        ),
        (
            "place",
            &[
                "游泳池|pool",
                "餐厅|restaurant",
                "健身房|gym",
                "咖啡厅|cafe",
            ],
        ),
    ],
    cut_in: &["等一下。", "不好意思，打断一下。", "嗯，明白了。"],
    ..BLANK
};
