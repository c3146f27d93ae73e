//! Hands that never leave the keyboard.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use reqwest::Method;

use crate::browser::Browser;

/// More stops than any page has; whoever tabs this often goes in circles.
const MOST_STOPS: usize = 150;

impl Browser {
    /// Presses a key and lets it go.
    pub async fn press(&self, key: Key) {
        self.strike(char::from(key)).await;
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.strike(letter).await;
        }
    }

    async fn strike(&self, value: char) {
        let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses Tab until what has the focus is called that: its accessible name begins with `name`.
    pub async fn tab_to(&self, name: &str) {
        self.press_until(Key::Tab, name).await;
    }

    /// Presses the down arrow until the answer of a group that is called that is chosen.
    pub async fn arrow_to(&self, name: &str) {
        self.press_until(Key::Down, name).await;
    }

    async fn press_until(&self, key: Key, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..MOST_STOPS {
            let focused = self.focused_name().await;
            if focused.starts_with(name) {
                return;
            }
            passed.push(focused);
            self.press(key).await;
        }
        panic!("{key:?} never comes to {name:?}, but to {passed:?}");
    }

    /// What a screen reader calls the element that has the focus.
    pub async fn focused_name(&self) -> String {
        let element = self.client.active_element().await.unwrap().element_id();
        let name = self.command(Method::GET, format!("element/{}/computedlabel", &*element), None).await;
        name.as_str().unwrap_or_default().to_owned()
    }
}
