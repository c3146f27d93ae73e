/* What comes in during a walk: the page is told that something changed, reads itself anew, and puts what is new in place.

   <div id="live" data-changes=…>                        what is read anew
   <p data-live-status data-on=… data-off=…>             whether it is told */

const part = document.getElementById("live");
const status = document.querySelector("[data-live-status]");
// Forty phones write at once: no more than one look a second.
const PAUSE = 1000;
let waits = false;
let reads = false;

async function read() {
  if (reads) {
    later();
    return;
  }
  reads = true;
  const answer = await fetch(window.location.href).catch(() => null);
  reads = false;
  if (answer?.redirected || answer?.status === 401 || answer?.status === 404) {
    // Signed out, or gone: what the page says now is what there is.
    window.location.reload();
    return;
  }
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  // Whoever stands on a link in it goes on standing there.
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...fresh.childNodes);
  if (focused) [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}

function later() {
  if (waits) return;
  waits = true;
  setTimeout(() => {
    waits = false;
    read();
  }, PAUSE);
}

const changes = new EventSource(part.dataset.changes);
changes.addEventListener("message", later);
changes.addEventListener("open", () => {
  status.textContent = status.dataset.on;
  // What came in while nobody listened.
  later();
});
changes.addEventListener("error", () => {
  status.textContent = status.dataset.off;
});
window.addEventListener("pagehide", () => changes.close());
