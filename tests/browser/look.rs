//! Looking at a page: what axe finds, what sticks out sideways, a picture of it.

use std::path::PathBuf;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::browser::Browser;

const AXE: &str = include_str!(concat!(env!("BROWSER_LIBRARIES"), "/axe-core/axe.min.js"));

/// All rules of WCAG 2.2 A and AA and axe's own best practices; target size (2.5.8) is off in axe unless asked for.
const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
        (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`))),
        (fault) => done([`axe failed: ${fault}`]));";

/// What is wider than the window, unless it scrolls in a frame of its own.
const LIST_WHAT_STICKS_OUT: &str = "
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (part) => part && part !== document.documentElement
        && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(part).overflowX) || scrolls(part.parentElement));
    const out = [...document.body.querySelectorAll('*')]
        .filter((part) => part.getBoundingClientRect().right > width + 0.5 && !scrolls(part.parentElement))
        .slice(0, 5)
        .map((part) => `wider than ${width}: ${part.outerHTML.slice(0, 160)}`);
    return out.length ? out : [`wider than ${width}: ${document.documentElement.scrollWidth}`];";

/// What stands in the page and what stands round it, without what is another for every visit; round it the same words with other
/// addresses are the same.
const LIST_PARTS: &str = "
    const main = (document.querySelector('main') ?? document.body).outerHTML;
    const frame = document.body.outerHTML.replace(main, '').replace(/<script[^]*?<\\/script>/g, '');
    return [main.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ''),
        frame.replace(/ (?:aria-current|href|action|value|data-[a-z-]+)=\"[^\"]*\"/g, '')];";

impl Browser {
    /// The page in two parts, to know them again where somebody else sees the same: its content, and the frame round it.
    pub async fn list_parts(&self) -> Vec<String> {
        lines(&self.evaluate(LIST_PARTS).await)
    }

    /// What axe has against the page that is shown; one line for each element.
    pub async fn list_axe_findings(&self) -> Vec<String> {
        if self.evaluate("return typeof axe === 'undefined'").await == json!(true) {
            self.evaluate(AXE).await;
        }
        lines(&self.client.execute_async(RUN_AXE, Vec::new()).await.unwrap())
    }

    /// What makes the page scroll sideways at its present width.
    pub async fn list_what_sticks_out(&self) -> Vec<String> {
        lines(&self.evaluate(LIST_WHAT_STICKS_OUT).await)
    }

    /// Leaves a picture of the whole page in the folder `TEST_SHOTS`, when there is one.
    pub async fn take_picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("TEST_SHOTS") else { return };
        let folder = PathBuf::from(folder);
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", whole).await;
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

fn lines(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}
