//! What secrets are called: one table for the keys of payloads, for what was said, and for headers.

/// Names of secrets, as letters alone, that no other word ends with. Headers have them anywhere.
const NAMES: [&str; 29] = [
    "authorization",
    "bearer",
    "token",
    "accesstokens",
    "secret",
    "secrets",
    "password",
    "passwords",
    "passwordhash",
    "passwd",
    "passphrase",
    "passcode",
    "passwort",
    "credential",
    "credentials",
    "cookie",
    "apikey",
    "apikeys",
    "accesskey",
    "authkey",
    "privatekey",
    "secretkey",
    "signingkey",
    "encryptionkey",
    "sharedkey",
    "clientkey",
    "functionskey",
    "subscriptionkey",
    "connectionstring",
];

/// Shorter ones that no other word ends with, though words have them inside.
const ENDINGS: [&str; 6] = ["cvv", "cvc", "otp", "ssn", "pwd", "jwt"];

/// Names that are the end of other words, too: they count as a whole, or as the last of several words.
const WORDS: [&str; 6] = ["pass", "pin", "auth", "tan", "pw", "creds"];

/// A secret in a payload and in what was said, though not in a header: whoever receives a signature has to see it, and
/// it opens nothing but the body that came with it.
const SIGNATURE: &str = "signature";

/// Words of headers that hold who somebody is, signed: those of gateways in front of an application.
const ASSERTIONS: [&str; 2] = ["jwt", "oidc"];

/// Last words that make the name of a header one of a secret: who reads a header has a key to open something with.
const LAST_OF_HEADERS: [&str; 2] = ["key", "bypass"];

/// What a header's name has in it whose value is a whole query, and so whatever opens something in it.
const QUERY: &str = "forwardedquery";

/// Keys in headers that open nothing.
const PUBLIC_KEYS: [&str; 2] = ["idempotencykey", "publickey"];

/// Bytes at the end of a name that are looked at.
const LONGEST: usize = 80;

/// Whether a name, perhaps with a number behind it, is that of a secret: `api_key`, `dbPassword2`, `card-pin`.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    // `max_tokens` counts the words of a model.
    is_secret_word(name) || plain(name) == "tokens" || WORDS.contains(&last_word(name).as_str())
}

/// Whether a word of a sentence is the name of a secret. `pass` and its like are other words there.
#[must_use]
pub fn is_secret_word(word: &str) -> bool {
    let plain = plain(word);
    let mut names = NAMES.iter().chain(&ENDINGS).chain([&SIGNATURE]);
    names.any(|name| plain.ends_with(name))
}

/// Whether a header's name says that its value is a secret.
#[must_use]
pub fn is_secret_header(name: &str) -> bool {
    let plain = plain(name);
    let is_assertion = |word: &str| ASSERTIONS.iter().any(|own| word.eq_ignore_ascii_case(own));
    has_short_name(name)
        || is_key(name, &plain)
        || plain.contains(QUERY)
        || name.split(['-', '_']).any(is_assertion)
        || NAMES.iter().any(|name| plain.contains(name))
}

/// Whether a header ends with one of the shorter names, perhaps with `code` behind it.
fn has_short_name(name: &str) -> bool {
    let (head, tail) = name
        .split_at_checked(name.len().saturating_sub(4))
        .unwrap_or((name, ""));
    let is_code = tail.eq_ignore_ascii_case("code");
    let last = last_word(if is_code { head } else { name });
    WORDS.iter().chain(&ENDINGS).any(|word| last == **word)
}

/// Whether a header is called as what opens something, and more than that.
fn is_key(name: &str, plain: &str) -> bool {
    let last = last_word(name);
    LAST_OF_HEADERS.contains(&last.as_str())
        && last != plain
        && !PUBLIC_KEYS.iter().any(|public| plain.ends_with(public))
}

/// The letters and digits at the end of a name, in small letters and without what stands between them.
fn plain(name: &str) -> String {
    let begin = name.len().saturating_sub(LONGEST);
    let tail = name.as_bytes().get(begin..).unwrap_or_default().iter();
    let letters = tail.filter(|byte| byte.is_ascii_alphanumeric());
    letters
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// The last word of a name in small letters: `pin` of `card_pin`, `cardPin` and `PIN`.
fn last_word(name: &str) -> String {
    let name = name.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let last = name.rsplit(|c: char| !c.is_ascii_alphabetic()).next();
    let last = last.unwrap_or_default();
    let has_small = last.bytes().any(|byte| byte.is_ascii_lowercase());
    let capital = last.rfind(|c: char| has_small && c.is_ascii_uppercase());
    let word = last.get(capital.unwrap_or(0)..).unwrap_or_default();
    word.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a name is: of a secret as a key or before a sign, in a sentence, and as a header.
    #[test]
    fn names_tell_secrets() {
        for (name, expected) in [
            ("api_key", [true, true, true]),
            ("X-Api-Key", [true, true, true]),
            ("db-connection-string", [true, true, true]),
            ("SECRET_KEY", [true, true, true]),
            ("Ocp-Apim-Subscription-Key", [true, true, true]),
            ("password2", [true, false, true]),
            ("ssn4", [true, false, true]),
            ("cardcvv", [true, true, false]),
            ("x_auth", [true, false, true]),
            ("PIN", [true, false, true]),
            ("cardPin", [true, false, true]),
            ("tokens", [true, false, true]),
            ("X-Signature", [true, true, false]),
            ("X-Auth-Signature", [true, true, false]),
            ("X-Session-Token-Id", [false, false, true]),
            ("Cf-Access-Jwt-Assertion", [false, false, true]),
            ("X-Amzn-Oidc-Data", [false, false, true]),
            ("X-Auth-Timestamp", [false, false, false]),
            ("X-Vercel-Protection-Bypass", [false, false, true]),
            ("X-Master-Key", [false, false, true]),
            ("x_account_key", [false, false, true]),
            ("X-Key2", [false, false, true]),
            ("X-Pin-Code", [false, false, true]),
            ("X-OtpCode", [false, false, true]),
            ("X-Forwarded-Query", [false, false, true]),
            ("X-Pw", [true, false, true]),
            ("db_creds", [true, false, true]),
            ("Idempotency-Key", [false, false, false]),
            ("X-Public-Key", [false, false, false]),
            ("X-Monkey", [false, false, false]),
            ("X-Country-Code", [false, false, false]),
            ("X-Forwarded-Proto", [false, false, false]),
            ("Author", [false, false, false]),
            ("X-Business-Name", [false, false, false]),
            ("X-Shipping", [false, false, false]),
            ("oauth_scope", [false, false, false]),
            ("boarding_passes", [false, false, false]),
            ("bypass", [false, false, false]),
            ("spin", [false, false, false]),
            ("basic", [false, false, false]),
            ("", [false, false, false]),
        ] {
            let found = [
                is_secret(name),
                is_secret_word(name),
                is_secret_header(name),
            ];
            assert_eq!(found, expected, "{name}");
        }
        assert!(!is_secret("max_tokens") && !is_secret_word("max_tokens"));
    }
}
