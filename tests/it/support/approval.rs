//! Weeks approved through the front door.

use lykta::accounts::Role;

use super::{Page, TestApp, Visitor};

impl TestApp {
    /// A coordinator approves a week's picture as it is now; gives its address.
    pub async fn approved(&self, week: &str) -> String {
        let coordinator = self.signed_in(Role::Coordinator).await;
        approve(&coordinator, week, "Två rapporter var dubbla.").await.assert_status(303).location()
    }
}

/// Sends the form of the page where a week is approved; the reason is sent when there is a field for it.
pub async fn approve(coordinator: &Visitor, week: &str, reason: &str) -> Page {
    let address = format!("/situation/{week}/approve");
    let page = coordinator.get(&address).await;
    let version = page.value("version").unwrap_or_default();
    let mut fields = vec![("version", version.as_str())];
    if page.attribute("#reason", "name").is_some() {
        fields.push(("reason", reason));
    }
    coordinator.post(&address, &fields).await
}
