//! What a key says about the value that it names.

/// What a key says about its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Nothing,
    /// A person's name.
    Person,
    /// A person: a text is the name, an object holds what else is known.
    Named,
    /// Something that opens something.
    Secret,
}

/// Keys of people's names, as letters and digits alone; also at the end of longer ones.
const PERSONS: [&str; 39] = [
    "firstname",
    "lastname",
    "fullname",
    "surname",
    "givenname",
    "familyname",
    "middlename",
    "nickname",
    "maidenname",
    "username",
    "customername",
    "callername",
    "contactname",
    "clientname",
    "guestname",
    "patientname",
    "personname",
    "ownername",
    "holdername",
    "recipientname",
    "sendername",
    "passengername",
    "leadname",
    "employeename",
    "participantname",
    "vorname",
    "nachname",
    "prenom",
    "apellido",
    "apellidos",
    "cognome",
    "voornaam",
    "achternaam",
    "sobrenome",
    "kundenname",
    "fname",
    "lname",
    "namefirst",
    "namelast",
];

/// Keys of persons, as a whole.
const NAMED: [&str; 9] = [
    "first", "last", "caller", "contact", "customer", "patient", "guest", "kunde", "cliente",
];

/// Keys of secrets, likewise.
const SECRETS: [&str; 30] = [
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "cookie",
    "signature",
    "credential",
    "credentials",
    "cvv",
    "cvc",
    "otp",
    "ssn",
    "passwort",
    "secrets",
    "passwords",
    "passwordhash",
    "secretkey",
    "signingkey",
    "clientkey",
    "encryptionkey",
    "sharedkey",
    "apikeys",
    "connectionstring",
    "accesstokens",
];

/// Keys of secrets that are the end of other words, too: as a whole, or the last of several words.
const SECRET_WORDS: [&str; 6] = ["pass", "pin", "auth", "jwt", "pwd", "tan"];

impl Says {
    /// What a key says. `name` alone is a person's only where it is not one of many: items have names, too.
    pub(super) fn of(key: &str, is_outermost: bool) -> Self {
        if key.len() > 80 {
            return Self::Nothing;
        }
        let letters = key.chars().filter(|c| c.is_alphanumeric());
        let plain: String = letters.flat_map(char::to_lowercase).collect();
        let plain = plain.trim_end_matches(|c: char| c.is_ascii_digit());
        let ends_as = |words: &[&str]| words.iter().any(|word| plain.ends_with(word));
        if ends_as(&PERSONS) || (is_outermost && ["name", "nombre", "nom"].contains(&plain)) {
            Self::Person
        } else if ends_as(&SECRETS)
            || plain == "tokens"
            || SECRET_WORDS.contains(&last_word(key).as_str())
        {
            Self::Secret
        } else if NAMED.contains(&plain) {
            Self::Named
        } else {
            Self::Nothing
        }
    }

    /// What is said of what is below a value: all that is in a secret is secret, unless its key says more.
    pub(super) fn below(self, key: Self, is_object: bool) -> Self {
        match (key, self) {
            (Self::Nothing, Self::Named) if is_object => Self::Nothing,
            (Self::Nothing, above) | (Self::Named, above @ (Self::Person | Self::Secret)) => above,
            (key, _) => key,
        }
    }
}

/// The last word of a key in small letters: `pin` of `card_pin`, `cardPin` and `PIN`.
fn last_word(key: &str) -> String {
    let key = key.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let last = key.rsplit(|c: char| !c.is_ascii_alphabetic()).next();
    let last = last.unwrap_or_default();
    let has_small = last.bytes().any(|byte| byte.is_ascii_lowercase());
    let capital = last.rfind(|c: char| has_small && c.is_ascii_uppercase());
    let word = last.get(capital.unwrap_or(0)..).unwrap_or_default();
    word.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_names_and_secrets() {
        for key in [
            "first_name",
            "Customer-Name",
            "callerName",
            "vorname",
            "fname",
            "kundenname",
            "name_first",
        ] {
            assert_eq!(Says::of(key, false), Says::Person, "{key}");
        }
        assert_eq!(Says::of("name", true), Says::Person);
        for key in [
            "name",
            "agent_name",
            "item",
            "file_name",
            "max_tokens",
            "shipping",
            "bypass",
            "oauth_scope",
            "boarding_passes",
            "customer_id",
            "first_seen",
            "client",
        ] {
            assert_eq!(Says::of(key, false), Says::Nothing, "{key}");
        }
        for key in ["customer", "Caller", "first", "contact"] {
            assert_eq!(Says::of(key, false), Says::Named, "{key}");
        }
        for key in [
            "api_key",
            "Authorization",
            "access_token",
            "tokens",
            "pin",
            "card_pin",
            "cardPin",
            "PIN",
            "pass",
            "ssn4",
            "password2",
            "db-connection-string",
            "jwt",
            "x_auth",
            "password_hash",
        ] {
            assert_eq!(Says::of(key, true), Says::Secret, "{key}");
        }
    }
}
