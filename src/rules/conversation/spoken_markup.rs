//! `spoken-markup`: marks for a synthesiser or a screen in what the agent says.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;

use super::markup;

declare_rule! {
    /// ## What it does
    /// Reports tags of SSML and expressive speech (`<break/>`), and Markdown (`**bold**`, a `#`
    /// heading, a code fence, a link) in messages of the agent: once a payload, at the first.
    ///
    /// ## Why is this bad
    /// Tags are kept in LiveKit's history as the model wrote them and are no words: leave them out
    /// before text is counted or searched. Markdown is often spoken as it stands. It may be meant, so
    /// this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Is it far?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "It is **very** near."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Tell the model that its words are spoken, or remove the marks before speech is made of them.
    SPOKEN_MARKUP, "spoken-markup", Info, "markup in what the agent says", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut marked = context.agent_messages().filter_map(|spoken| {
        let markup = markup::find(spoken.message.content?.raw())?;
        Some((spoken.item, markup))
    });
    let Some((item, markup)) = marked.next() else {
        return;
    };
    let mut message = format!("the agent's words hold {}", markup.words());
    let count = marked.count().saturating_add(1);
    if count > 1 {
        message.push_str(&format!("; {count} messages hold markup"));
    }
    findings.push(SPOKEN_MARKUP.at(context.item_place(item, &["content"]), message));
}
