//! What the law asks for every second year.
