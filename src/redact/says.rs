//! What a key says about the value that it names.

use crate::secret::names;

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
        } else if names::is_secret(key) {
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
