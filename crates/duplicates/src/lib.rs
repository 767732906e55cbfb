//! Recognises copies and new versions of a text.
