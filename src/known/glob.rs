//! Globs over JSON Pointers: `*` stands for a token or a part of one, `**` for any number of
//! tokens, none included.

/// A glob over JSON Pointers, read once and matched often.
#[derive(Debug, Clone)]
pub struct PointerGlob(Vec<Step>);

#[derive(Debug, Clone)]
enum Step {
    /// `**`.
    Any,
    /// The pieces of a token between its `*`, unescaped; one piece without a `*`.
    Token(Vec<String>),
}

impl PointerGlob {
    /// Reads a glob.
    ///
    /// # Errors
    /// A sentence, if no pointer can match it.
    pub fn new(text: &str) -> Result<Self, String> {
        if !(text.is_empty() || text.starts_with('/')) {
            return Err("a JSON Pointer begins with `/`".to_owned());
        }
        let mut steps = Vec::new();
        for token in text.split('/').skip(1) {
            if token != "**" {
                steps.push(Step::Token(token.split('*').map(unescape).collect()));
            } else if !matches!(steps.last(), Some(Step::Any)) {
                steps.push(Step::Any);
            }
        }
        Ok(Self(steps))
    }

    /// Whether a JSON Pointer matches. Takes at most as many steps as the glob has, times those
    /// of the pointer.
    #[must_use]
    pub fn matches(&self, pointer: &str) -> bool {
        // For each step of the glob: whether what was read so far matches the steps before it.
        let mut reached = vec![false; self.0.len().saturating_add(1)];
        set(&mut reached, 0);
        self.skip_any(&mut reached);
        for token in pointer.split('/').skip(1) {
            let token = unescape(token);
            let mut next = vec![false; reached.len()];
            for (number, step) in self.0.iter().enumerate() {
                if reached.get(number) != Some(&true) {
                    continue;
                }
                match step {
                    Step::Any => set(&mut next, number),
                    Step::Token(pieces) if token_matches(pieces, &token) => {
                        set(&mut next, number.saturating_add(1));
                    }
                    Step::Token(_) => {}
                }
            }
            self.skip_any(&mut next);
            reached = next;
        }
        reached.last() == Some(&true)
    }

    /// `**` may stand for nothing.
    fn skip_any(&self, reached: &mut [bool]) {
        for (number, step) in self.0.iter().enumerate() {
            if matches!(step, Step::Any) && reached.get(number) == Some(&true) {
                set(reached, number.saturating_add(1));
            }
        }
    }
}

fn set(reached: &mut [bool], number: usize) {
    if let Some(reached) = reached.get_mut(number) {
        *reached = true;
    }
}

fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// Whether the pieces occur in order, the first at the start and the last at the end.
fn token_matches(pieces: &[String], token: &str) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return false;
    };
    let Some((last, between)) = rest.split_last() else {
        return first == token;
    };
    let Some(mut rest) = token.strip_prefix(first.as_str()) else {
        return false;
    };
    for piece in between {
        match rest.split_once(piece.as_str()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_tokens_and_parts_of_them() {
        let table = [
            ("", "", true),
            ("", "/data", false),
            ("/", "/", true),
            ("/data", "/data", true),
            ("/data", "/data/x", false),
            ("/data/*", "/data/x", true),
            ("/data/*", "/data", false),
            ("/data/*", "/data/x/y", false),
            ("/data/*", "/data/", true),
            ("/data/x_*", "/data/x_y", true),
            ("/data/x_*", "/data/ax_y", false),
            ("/data/*_x_*", "/data/a_x_", true),
            ("/data/a*a", "/data/a", false),
            ("/data/a*a", "/data/aba", true),
            ("/data/**", "/data", true),
            ("/data/**", "/data/a/b", true),
            ("/data/**", "/database", false),
            ("/**", "", true),
            ("/**/x", "/x", true),
            ("/**/x", "/a/b/x", true),
            ("/**/x", "/a/b/y", false),
            ("/**/**/x/**/y", "/x/y", true),
            ("/data/history/*/x_*", "/data/history/12/x_vendor", true),
            ("/a~1b/*", "/a~1b/c", true),
            ("/a~1b", "/a/b", false),
            ("/*", "/a~1b", true),
            ("/Data", "/data", false),
        ];
        for (glob, pointer, expected) in table {
            let matches = PointerGlob::new(glob).unwrap().matches(pointer);
            assert_eq!(matches, expected, "{glob} {pointer}");
        }
        assert!(PointerGlob::new("data").is_err());
    }

    #[test]
    fn many_stars_stay_quick() {
        let glob = PointerGlob::new(&"/**/a*a*a*a*b".repeat(50)).unwrap();
        assert!(!glob.matches(&format!("/{}", "a".repeat(60)).repeat(16)));
    }
}
