//! Annotations in open formats.

pub mod json;
