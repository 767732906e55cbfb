//! Drawings in SVG, made on the server: without scripts and without inline styles, coloured by the style sheet.

mod bars;
mod points;
mod scale;

pub(super) use bars::Bars;
pub(super) use points::Points;
