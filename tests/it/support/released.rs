//! Releasing a report through the front door.

use super::{Page, Visitor};

/// What the form of a preview sends, with this title.
pub fn release_form(preview: &Page, title: &str) -> Vec<(&'static str, String)> {
    let hidden = |name: &str| preview.attribute(&format!("#release [name={name}]"), "value").unwrap();
    let fields = ["from", "to", "seen"].map(|name| (name, hidden(name)));
    fields.into_iter().chain([("title", title.to_owned())]).collect()
}

/// Sends a form of a preview.
pub async fn send_release(coordinator: &Visitor, form: &[(&'static str, String)]) -> Page {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    coordinator.post("/exports/reports/new", &form).await
}

/// Releases a report of these months, as it was looked at; gives its address.
pub async fn a_released_report(coordinator: &Visitor, from: &str, to: &str) -> String {
    let preview = coordinator.get(&format!("/exports/reports/new?from={from}&to={to}")).await;
    preview.assert_status(200);
    let answer = send_release(coordinator, &release_form(&preview, "Höstens rapport")).await;
    answer.assert_status(303);
    answer.location()
}
