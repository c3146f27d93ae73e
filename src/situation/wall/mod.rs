//! The picture on the wall of a meeting room: one thing a slide, large enough to be read at five metres.

pub mod pages;
pub mod slides;
