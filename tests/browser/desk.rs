//! Whoever sits at a desk: forms filled in and sent, links followed, files fetched.

use fantoccini::Locator;
use serde_json::json;

use crate::browser::Browser;

impl Browser {
    /// Fills in a form of the page and sends it by the button with this name and value, or by its only one.
    pub async fn fill_and_send(&self, form: &str, fields: &[(&str, &str)], button: &str) {
        let script = "const [selector, fields, button] = arguments;
            const form = document.querySelector(selector);
            if (!form) return `no form ${selector}`;
            for (const [name, value] of fields) {
                const found = form.elements.namedItem(name);
                if (!found) return `no field ${name}`;
                const all = found instanceof RadioNodeList ? [...found] : [found];
                for (const field of all) {
                    if (['radio', 'checkbox'].includes(field.type)) { if (field.value === value || value === '*') field.checked = true; }
                    else field.value = value;
                }
            }
            form.requestSubmit(form.querySelector(button));
            return ''";
        let before = self.client.current_url().await.unwrap();
        self.evaluate("window.isLeft = false; addEventListener('pagehide', () => { window.isLeft = true })").await;
        let said = self.client.execute(script, vec![json!(form), json!(fields), json!(button)]).await.unwrap();
        assert_eq!(said, "", "at {before}: {}", self.text().await);
        for _ in 0..100 {
            // The next page knows nothing of what was written on this one's window.
            if self.evaluate("return window.isLeft === undefined && document.readyState === 'complete'").await == true {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("nothing came of {form} at {before}: {}", self.text().await);
    }

    /// Opens a link of the page by what its address begins with.
    pub async fn follow(&self, begin: &str) {
        let link = self.client.find(Locator::Css(&format!("main a[href^='{begin}']"))).await.unwrap();
        let href = link.attr("href").await.unwrap().unwrap();
        let address = self.client.current_url().await.unwrap().join(&href).unwrap();
        self.client.goto(address.as_str()).await.unwrap();
    }

    /// The media type and the first bytes of a file that the page's visitor may fetch.
    pub async fn fetch_file(&self, path: &str) -> (String, String) {
        let script = "const [path, done] = arguments;
            fetch(path).then(async (answer) => done([answer.headers.get('content-type'), (await answer.text()).slice(0, 8)]))";
        let file = self.client.execute_async(script, vec![json!(path)]).await.unwrap();
        let part = |index: usize| file[index].as_str().unwrap_or_default().to_owned();
        (part(0), part(1))
    }

    /// Says what is missing, and where.
    pub async fn assert_says(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "{words:?} is missing at {}: {text}", self.path().await);
    }
}
