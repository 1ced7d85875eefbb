//! Changing a tree: one value laid over another.

use super::tree::{Object, Value};

impl<'a> Value<'a> {
    /// Lays `patch` over this value: the members of its objects replace or join those that are
    /// there, everything else takes the place of what was there. A key that the patch itself repeats
    /// is repeated in the result.
    #[must_use]
    pub fn overlaid(self, patch: Value<'a>) -> Self {
        match (self, patch) {
            (Self::Object(base), Self::Object(patch)) => {
                Self::Object(Box::new(overlaid(*base, *patch)))
            }
            (_, patch) => patch,
        }
    }
}

fn overlaid<'a>(base: Object<'a>, patch: Object<'a>) -> Object<'a> {
    let mut members = base.into_members();
    let mut done = Vec::new();
    for member in patch.into_members() {
        let old = members.iter_mut().find(|old| old.key == member.key);
        match old {
            Some(old) if !done.contains(&member.key) => {
                let value = std::mem::replace(&mut old.value, Value::Null);
                old.value = value.overlaid(member.value);
                done.push(member.key);
            }
            _ => {
                done.push(member.key.clone());
                members.push(member);
            }
        }
    }
    Object::from_members(members)
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse_first;
    use super::super::write;

    #[test]
    fn members_replace_join_and_repeat() {
        let parse = |text| parse_first(text).unwrap().unwrap().0;
        let base = parse(r#"{"a": {"b": 1, "c": [1, 2]}, "d": 4}"#);
        let patch = parse(r#"{"a": {"c": [3], "e": null, "e": 5}, "d": {"f": 6}}"#);
        let mut out = Vec::new();
        write::compact(&mut out, &base.overlaid(patch)).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"a":{"b":1,"c":[3],"e":null,"e":5},"d":{"f":6}}"#
        );
    }
}
