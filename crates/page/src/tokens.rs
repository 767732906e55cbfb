//! The tokens of a page, in one pass for all who look at it.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::Emitter;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, State, Tokenizer};

/// Shows each token of a page to `take`, as the WHATWG standard cuts them.
pub(crate) fn tokens(html: &str, mut take: impl FnMut(&CallbackEvent<'_>)) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        take(&event);
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, Quiet(emitter)).finish();
}

/// The text of a token. The page was text, and so are its tokens, but for the halves of a character that a broken
/// reference may leave.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// An emitter that doesn't want to hear of errors: looking for them takes a sixth of the time, and no page is without.
struct Quiet<E>(E);

impl<E: Emitter> Emitter for Quiet<E> {
    type Token = E::Token;

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.0.set_last_start_tag(last_start_tag);
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
    }

    fn pop_token(&mut self) -> Option<Self::Token> {
        self.0.pop_token()
    }

    fn init_string(&mut self) {
        self.0.init_string();
    }

    fn emit_string(&mut self, c: &[u8]) {
        self.0.emit_string(c);
    }

    fn init_start_tag(&mut self) {
        self.0.init_start_tag();
    }

    fn init_end_tag(&mut self) {
        self.0.init_end_tag();
    }

    fn init_comment(&mut self) {
        self.0.init_comment();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.0.emit_current_tag()
    }

    fn emit_current_comment(&mut self) {
        self.0.emit_current_comment();
    }

    fn emit_current_doctype(&mut self) {
        self.0.emit_current_doctype();
    }

    fn set_self_closing(&mut self) {
        self.0.set_self_closing();
    }

    fn set_force_quirks(&mut self) {
        self.0.set_force_quirks();
    }

    fn push_tag_name(&mut self, s: &[u8]) {
        self.0.push_tag_name(s);
    }

    fn push_comment(&mut self, s: &[u8]) {
        self.0.push_comment(s);
    }

    fn push_doctype_name(&mut self, s: &[u8]) {
        self.0.push_doctype_name(s);
    }

    fn init_doctype(&mut self) {
        self.0.init_doctype();
    }

    fn init_attribute(&mut self) {
        self.0.init_attribute();
    }

    fn init_attribute_value(&mut self) {
        self.0.init_attribute_value();
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        self.0.push_attribute_name(s);
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        self.0.push_attribute_value(s);
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.0.set_doctype_public_identifier(value);
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.0.set_doctype_system_identifier(value);
    }

    fn push_doctype_public_identifier(&mut self, s: &[u8]) {
        self.0.push_doctype_public_identifier(s);
    }

    fn push_doctype_system_identifier(&mut self, s: &[u8]) {
        self.0.push_doctype_system_identifier(s);
    }

    fn start_open_tag(&mut self) {
        self.0.start_open_tag();
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.0.current_is_appropriate_end_tag_token()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.0.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn move_position(&mut self, offset: isize) {
        self.0.move_position(offset);
    }
}
