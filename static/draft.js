/* Drafts: what is written in a form stays in this browser until it has been received, for the account that wrote it.

   <script type="module" src="…" data-drafts data-account=…>    on every page; data-account when somebody is signed in,
                                                                data-received on the page that says that a form was received
   <form data-draft>                a form whose words are kept, on a page of its own
   <div data-draft-restored hidden> shown when something was put back; its button <button data-draft-discard> forgets it
   <p data-draft-kept hidden>       shown where the session has ended and what was sent is still here

   Forms are read and filled by fields.js. It runs before the page's other scripts, which find what it put back as if it had come with the page. Photographs are not kept:
   a browser gives no script a file it was not handed. */

const PREFIX = "lykta-draft ";
const MOST_AGE = 7 * 24 * 60 * 60 * 1000;

/* What waits in the queue to be sent is no draft any more: the page after it names it, and so does the one where it is put right. */
const asked = new URLSearchParams(window.location.search);
const { account, received } = document.querySelector("script[data-drafts]").dataset;

/**
 * @typedef {object} Draft
 * @property {number} savedAt when it was last changed, in milliseconds since 1970
 * @property {boolean} isSent whether the form has been sent as it stands here, with no answer yet
 * @property {[string, string][]} fields names and values, as they would be sent; with them the submission's id, so that the
 *   same draft sent twice is one report
 */

/** The browser's storage; none where it may not be used, and then no draft is kept. */
const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();

/** @returns {Draft | null} */
function read(key) {
  try {
    const draft = JSON.parse(storage.getItem(key));
    return Array.isArray(draft.fields) && Number.isFinite(draft.savedAt) ? draft : null;
  } catch {
    return null;
  }
}

/** Forgets the drafts of this browser that are as said: those of every account and every form. */
function forget(isForgotten) {
  const keys = Object.keys(storage ?? {}).filter((key) => key.startsWith(PREFIX));
  keys.filter((key) => isForgotten(read(key), key)).forEach((key) => storage.removeItem(key));
}

/** Which draft belongs to a form. */
const keyOf = (form) => `${PREFIX}${account} ${form.getAttribute("action")}`;

function keep(form, isSent) {
  const draft = { savedAt: Date.now(), isSent, fields: Fields.read(form) };
  try {
    storage?.setItem(keyOf(form), JSON.stringify(draft));
  } catch {
    // Full: the form works without.
  }
}

function watch(form) {
  const draft = read(keyOf(form));
  if (window.location.pathname === form.getAttribute("action")) {
    // It came back from where it was sent: the server's words are the newest, under the id that they may be sent with.
    keep(form, false);
  } else if (draft) {
    Fields.fill(form, draft.fields);
    const told = document.querySelector("[data-draft-restored]");
    told.hidden = false;
    told.querySelector("[data-draft-discard]").addEventListener("click", () => {
      storage.removeItem(keyOf(form));
      // Not a reload, over which browsers keep what stands in fields.
      window.location.replace(window.location.pathname + window.location.search);
    });
  }
  for (const change of ["input", "change"]) form.addEventListener(change, () => keep(form, false));
  form.addEventListener("submit", () => keep(form, true));
}

forget((draft) => !draft || Date.now() - draft.savedAt > MOST_AGE);
if (asked.has("saved")) forget(({ isSent, fields }) => isSent && fields.some(([, value]) => value === asked.get("saved")));
if (received !== undefined) forget((draft, key) => draft.isSent && key.startsWith(`${PREFIX}${account} `));
document.addEventListener("submit", ({ target }) => {
  if (target.matches("form[action='/sign-out']")) forget(() => true);
});
if (account && !asked.has("mend")) document.querySelectorAll("form[data-draft]").forEach(watch);
for (const told of document.querySelectorAll("[data-draft-kept]")) {
  told.hidden = !Object.keys(storage ?? {}).some((key) => key.startsWith(PREFIX) && read(key)?.isSent);
}
