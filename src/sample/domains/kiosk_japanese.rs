//! A hotel's front desk in Japanese.

use super::super::script::{BLANK, Script, ask, call, say};

pub(super) static SCRIPT: Script = Script {
    agent_name: "みずうみホテル フロント",
    key: "front_desk_ja",
    instructions: "あなたはみずうみホテルのフロントです。日本語で短く答え、変更の前に予約を確認してください。",
    tools: &["get_booking", "add_service", "get_opening_hours"],
    greeting: &["お電話ありがとうございます。みずうみホテルでございます。"],
    story: &[
        ask(
            &[
                "もしもし、<Name>の名前で予約しています。",
                "<Name>の予約を確認したいのですが。",
            ],
            &[call(
                "get_booking",
                r#"{"name": "<Name>"}"#,
                "{'code': '<Code.1>', 'guest': '<Name>', 'arrival': '<Day.1>', 'nights': <Few.1>}",
            )],
            &["<Name>様のご予約を確認いたしました。お部屋は午後三時からご利用になれます。"],
        ),
        ask(
            &[
                "<Extra>をお願いできますか。",
                "できれば<Extra>をお願いします。",
            ],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "<Extra.1>"}"#,
                "{'added': '<Extra.1>', 'price': 0}",
            )],
            &["かしこまりました。<Extra>を無料でご用意いたします。"],
        ),
    ],
    pool: &[
        ask(
            &[
                "<place>は何時からですか。",
                "<place>の時間を教えてください。",
            ],
            &[call(
                "get_opening_hours",
                r#"{"place": "<place.1>"}"#,
                "{'open': '07:00', 'close': '22:00'}",
            )],
            &["<place>は朝七時から夜十時まででございます。"],
        ),
        ask(
            &["あと、<extra>もお願いします。", "<extra>も頼めますか。"],
            &[call(
                "add_service",
                r#"{"code": "<Code.1>", "service": "<extra.1>"}"#,
                "{'added': '<extra.1>'}",
            )],
            &["はい、<extra>をご到着までにご用意します。"],
        ),
        say(
            &["駐車場はありますか。", "車はどこに止めればいいですか。"],
            &["ホテルの裏に駐車場がございます。ご宿泊の方は無料です。"],
        ),
        say(
            &["朝食は付いていますか。", "朝食は何時からですか。"],
            &["朝食付きでございます。六時半から十時までです。"],
        ),
        say(
            &[
                "<place>は部屋から遠いですか。",
                "<place>へはどう行きますか。",
            ],
            &["歩いて二分ほど、エレベーターの隣でございます。"],
        ),
        say(
            &[
                "到着が遅くなってもいいですか。",
                "夜中に着いても大丈夫ですか。",
            ],
            &["はい、フロントは一晩中おりますので大丈夫です。"],
        ),
    ],
    closing: &[
        say(
            &[
                "それだけです。ありがとうございました。",
                "いいえ、大丈夫です。",
            ],
            &["お越しをお待ちしております。"],
        ),
        say(&["わかりました。失礼します。"], &["失礼いたします。"]),
    ],
    lists: &[
        ("name", &["田中陽子", "佐藤健一", "鈴木真理", "高橋直樹"]),
        (
            "extra",
            &[
                "ベビーベッド|cot",
                "枕をもう一つ|pillow",
                "静かな部屋|quiet_room",
                "果物の盛り合わせ|fruit",
            ],
        ),
        (
            "place",
            &[
                "プール|pool",
                "レストラン|restaurant",
                "ジム|gym",
                "カフェ|cafe",
            ],
        ),
    ],
    cut_in: &[
        "ちょっと待ってください。",
        "すみません、一つだけ。",
        "はい、わかりました。",
    ],
    ..BLANK
};
