use crate::wording::Wording;

/// Whether a form of [`Wording`] negates: "don't" is "don" and "t" there.
pub(crate) fn negates(form: &str) -> bool {
    matches!(
        form,
        "not" | "no" | "never" | "t" | "nobody" | "nothing" | "none" | "neither" | "nor" | "cannot"
    )
}

/// Whether a statement is negated: an odd number of times.
pub(crate) fn negated(wording: &Wording) -> bool {
    wording.forms().filter(|form| negates(form)).count() % 2 == 1
}
