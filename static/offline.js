/* What waits to be sent, as its owner sees it: how much, why, and what became of it. The service worker keeps and sends it
   (sw.js); this shows it, asks for it to be sent, and brings back what must be put right. Only over HTTPS or on this machine: browsers
   give no service worker otherwise, and then forms are sent as they always were.

   <script type="module" src="…" data-offline data-owner="account:12" data-forms="/a /b">   on every page; the owner where there is one,
                                       the addresses that shall be there without a network
   <section data-queue hidden …>       what is shown; its texts as data-…, with #count, #time, #done and #all for the values
   <template data-queue-row>           one entry in it
   <dialog data-queue-leave>           asks before somebody leaves with something unsent
   <html data-writer="phone:7">        the owner, on a walk's pages
   <form data-queued>, <form data-walk-form>   a form that may wait; the first with what it is called
   <form data-leave>                   leaves a walk
   <… data-away>                       on the page that is nobody's: it shows what whoever was last here has waiting
   <… data-when-saved hidden>, <… data-when-away>   what that page says after a form was kept, and else
   <… data-pack="…" data-walk="/w/…">  a page of a walk that shall be carried along: the list of what belongs to it */

const { owner: account, forms } = document.querySelector("script[data-offline]").dataset;
/* On a walk a phone writes that has no account. */
const { writer } = document.documentElement.dataset;
const isFromPhone = document.documentElement.hasAttribute("data-from-phone");
const box = document.querySelector("[data-queue]");
const asked = new URLSearchParams(window.location.search);
const RETRY = 30_000;

const walk = /^\/w\/[^/]+/.exec(window.location.pathname)?.[0];
const stated = walk ? writer : account;
let owners = [];
let waiting = 0;
let sendingId = null;
let worker = null;

/* ---------- words ---------- */

const say = (text, values = {}) =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`#${name}`, value), box.dataset[text]);
const part = (root, name) => root.querySelector(`[data-${name}]`);
const counted = (count) => say(count === 1 ? "countOne" : "count", { count });

function time(instant) {
  const date = new Date(instant);
  const isToday = date.toDateString() === new Date().toDateString();
  const style = isToday ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
  const { lang } = document.documentElement;
  const said = new Intl.DateTimeFormat(lang, { timeZone: "Europe/Stockholm", ...style }).format(date);
  return lang === "sv" ? said.replace(":", ".") : said;
}

/* ---------- whose ---------- */

/** Notes who is here, forgets what belonged to somebody else, and gives whose entries this page shows. */
async function meet() {
  const last = (await Queue.setting("account")) ?? null;
  const phones = (await Queue.setting("phones")) ?? {};
  if (document.querySelector("[data-away]") || (isFromPhone && !stated)) {
    return [last, ...Object.values(phones)].filter(Boolean);
  }
  if (walk) {
    if (stated && phones[walk] !== stated) await Queue.setLine("phones", walk, stated);
  } else if (!isFromPhone && last !== (stated || null)) {
    await caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("pages ")).map((name) => caches.delete(name))));
    await Queue.set("account", stated || null);
  }
  return stated ? [stated] : [];
}

/* ---------- what is shown ---------- */

function row(entry) {
  const item = part(document, "queue-row").content.firstElementChild.cloneNode(true);
  part(item, "title").textContent = [entry.title, entry.detail].filter(Boolean).join(" · ");
  const state = entry.id === sendingId ? "sending" : entry.state;
  part(item, "state").textContent = say(`state-${state}`.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), { time: time(entry.notedAt) });
  item.dataset.state = state;
  const faults = part(item, "faults");
  faults.replaceChildren(...entry.faults.map(([, message]) => Object.assign(document.createElement("li"), { textContent: message })));
  faults.hidden = !entry.faults.length;
  const mend = part(item, "mend");
  mend.href = `${entry.page}?mend=${entry.id}`;
  mend.hidden = !["refused", "taken"].includes(state);
  const remove = part(item, "remove");
  remove.hidden = state === "sending";
  remove.addEventListener("click", () => {
    if (remove.dataset.sure === undefined) {
      remove.dataset.sure = "";
      remove.textContent = say("removeSure");
    } else {
      Queue.forget(entry.id);
      part(box, "queue-status").focus();
    }
  });
  return item;
}

function receiptRow({ title, detail, address, at }) {
  const item = part(document, "queue-receipt").content.firstElementChild.cloneNode(true);
  part(item, "title").textContent = [title, detail].filter(Boolean).join(" · ");
  part(item, "state").textContent = say("received", { time: time(at) });
  part(item, "look").href = address;
  return item;
}

/** Why it is not sent yet, in words. */
function because(entries) {
  if (sendingId) return say("sending");
  const unsent = entries.filter(({ state }) => state === "waiting" || state === "signed-out");
  if (!unsent.length) return "";
  if (unsent.some(({ state }) => state === "signed-out")) return say("whenSignIn");
  return say("sync" in (worker ?? {}) ? "whenSync" : "whenOpen");
}

let drawn = Promise.resolve();
const show = () => {
  drawn = drawn.then(draw).catch(() => {});
  return drawn;
};

async function draw() {
  const lists = await Promise.all(owners.map((owner) => Queue.list(owner)));
  const receipts = (await Promise.all(owners.map((owner) => Queue.listReceipts(owner)))).flat();
  const entries = lists.flat();
  waiting = entries.filter(({ state }) => state !== "gone").length;
  box.hidden = !entries.length && !receipts.length;
  const saved = asked.get("saved");
  const isSaved = entries.some(({ id, state }) => id === saved && state === "waiting");
  const status = [isSaved ? say("saved") : "", waiting ? counted(waiting) : entries.length ? say("none") : say("allSent")].filter(Boolean).join(" ");
  // Said again only when it is news.
  if (part(box, "queue-status").textContent !== status) part(box, "queue-status").textContent = status;
  part(box, "queue-because").textContent = because(entries);
  part(box, "queue-entries").replaceChildren(...entries.map(row), ...receipts.map(receiptRow));
  part(box, "queue-send").hidden = !entries.some(({ state }) => state === "waiting" || state === "signed-out");
  part(box, "queue-save").hidden = !entries.length;
  part(box, "queue-hide").hidden = !receipts.length;
  const more = part(box, "queue-more");
  if (entries.some(({ state }) => ["refused", "taken", "gone"].includes(state)) || (receipts.length && !entries.length)) more.open = true;
  if (entries.length) navigator.storage?.persist?.();
}

/* ---------- the last resort: a file ---------- */

const base64 = (file) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.split(",")[1] ?? ""));
    reader.addEventListener("error", () => fail(reader.error));
    reader.readAsDataURL(file);
  });

/** The entries as `lykta import walk-pack` reads them. */
async function packed(entries) {
  const field = async ([name, value]) =>
    typeof value === "string" ? { name, value } : { name, file: { name: value.name, type: value.type, base64: await base64(value) } };
  const all = entries.map(async ({ id, owner, action, title, detail, notedAt, fields }) => ({
    submission_id: id,
    owner,
    action,
    title,
    detail,
    noted_at: new Date(notedAt).toISOString(),
    fields: await Promise.all(fields.map(field)),
  }));
  return { lykta: "walk-pack", version: 1, saved_at: new Date().toISOString(), site: window.location.origin, entries: await Promise.all(all) };
}

async function saveAsFile() {
  const entries = (await Promise.all(owners.map((owner) => Queue.list(owner)))).flat();
  const file = new Blob([JSON.stringify(await packed(entries), null, 1)], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `lykta-${new Date().toISOString().slice(0, 16).replace(":", "")}.json` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/* ---------- sending ---------- */

function deliver() {
  // A newer worker waits until this one has nothing to do, and Chromium may lose a visit made meanwhile: this one is given nothing
  // more, and the newer one is asked to take over.
  if (worker?.waiting) worker.waiting.postMessage({ takeOver: true });
  else if (worker?.active && (waiting || sendingId)) worker.active.postMessage({ deliver: true });
}

/** What the form is called in the list, and whose it is; told to the worker along with it. */
function label(form) {
  const set = (name, value) => {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  };
  const heading = form.dataset.queued || document.querySelector("main h1")?.textContent || document.title;
  const ticked = form.querySelector("input[type=radio]:checked + .tile-face")?.firstChild?.textContent.trim() ?? "";
  const words = [...form.querySelectorAll("textarea")].map(({ value }) => value.trim()).find(Boolean) ?? "";
  const place = form.elements.place?.value ?? "";
  const detail = [ticked, place || (words.length > 60 ? `${words.slice(0, 57)}…` : words)].filter(Boolean).join(", ");
  set("queue_owner", stated || owners[0] || "");
  set("queue_title", heading.trim());
  set("queue_detail", detail);
  // What is put right was written when it was written first.
  if (form.dataset.notedAt && !form.elements.noted_at?.value) set("noted_at", form.dataset.notedAt);
}

/* ---------- putting right ---------- */

/** Puts an entry that came back into its form, with what the server said. */
async function mend(id) {
  const entry = await Queue.find(id);
  if (!entry || !owners.includes(entry.owner)) return;
  const form = [...document.forms].find((candidate) => candidate.getAttribute("action") === entry.action);
  if (!form) return;
  if (entry.state === "taken") {
    // Its id is another's: it goes on under a new one.
    const fresh = { ...entry, id: crypto.randomUUID(), state: "refused" };
    fresh.fields = fresh.fields.map(([name, value]) => [name, name === "submission_id" ? fresh.id : value]);
    await Queue.keep(fresh);
    await Queue.forget(entry.id);
    window.location.replace(`${window.location.pathname}?mend=${fresh.id}`);
    return;
  }
  form.dataset.notedAt = new Date(entry.notedAt).toISOString();
  Fields.fill(form, entry.fields);
  const files = entry.fields.filter(([, value]) => typeof value !== "string");
  const input = form.querySelector("input[type=file]");
  if (files.length && input) {
    const chosen = new DataTransfer();
    files.forEach(([, file]) => chosen.items.add(file));
    input.files = chosen.files;
  }
  // Other scripts look at what was put back as if it had been written.
  for (const control of form.elements) if (control.value || control.files?.length) control.dispatchEvent(new Event("change", { bubbles: true }));
  if (entry.faults.length) {
    const told = part(document, "queue-faults").content.firstElementChild.cloneNode(true);
    const line = ([field, message]) => {
      const words = document.createElement(field ? "a" : "span");
      if (field) words.href = `#${field}`;
      words.textContent = message;
      const item = document.createElement("li");
      item.append(words);
      return item;
    };
    part(told, "faults").replaceChildren(...entry.faults.map(line));
    form.prepend(told);
    told.scrollIntoView();
  }
}

/* ---------- leaving ---------- */

let mayLeave = false;

/** Asks before somebody signs out, or leaves a walk, with something unsent. Stands before every other listener, so that nothing is
    forgotten before it has been answered. */
function askBeforeLeaving(event) {
  const form = event.target;
  if (mayLeave || !waiting || !form.matches("form[action='/sign-out'], form[data-leave]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const dialog = part(document, "queue-leave");
  part(dialog, "count").textContent = counted(waiting);
  const answer = (name, then) => {
    part(dialog, name).onclick = then;
  };
  const go = () => {
    mayLeave = true;
    dialog.close();
    form.requestSubmit();
  };
  answer("stay", () => dialog.close());
  answer("save", saveAsFile);
  answer("go", go);
  answer("drop", async () => {
    for (const owner of owners) for (const { id } of await Queue.list(owner)) await Queue.forget(id);
    go();
  });
  dialog.showModal();
}

/* ---------- a walk that is carried along ---------- */

function carry() {
  const list = document.querySelector("[data-pack]");
  const status = document.querySelector("[data-pack-status]");
  if (!list || !walk) return { heard: () => {} };
  const tell = (text, values) => {
    if (!status) return;
    status.hidden = false;
    status.textContent = say(text, values);
  };
  if (isFromPhone) tell("packWhole");
  else worker.active?.postMessage({ pack: list.dataset.pack, walk });
  return {
    heard({ packing, packed: done, isWhole, ...rest }) {
      if (packing === walk) tell("packing", rest);
      if (done === walk) tell(isWhole ? "packWhole" : "packPart");
    },
  };
}

/* ---------- the page for being away ---------- */

/** Leads to what is on this phone, and says whether something was kept just now. */
async function pointOut() {
  for (const words of document.querySelectorAll("[data-when-saved]")) words.hidden = !asked.has("saved");
  for (const words of document.querySelectorAll("[data-when-away]")) words.hidden = asked.has("saved");
  const list = document.querySelector("[data-away]");
  if (!list) return;
  const last = await Queue.setting("account");
  for (const item of list.querySelectorAll("[data-of-account]")) item.hidden = !last;
  for (const href of Object.keys((await Queue.setting("packs")) ?? {})) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href, textContent: list.dataset.walk }));
    list.prepend(item);
  }
}

/* ---------- all of it ---------- */

async function begin() {
  owners = await meet();
  await pointOut();
  document.addEventListener("submit", askBeforeLeaving, { capture: true });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[data-queued], form[data-walk-form]")) label(target);
  });
  let carried = { heard: () => {} };
  Queue.listen((news) => {
    if ("sending" in news) sendingId = news.sending;
    carried.heard(news);
    if (!news.packing) show();
  });
  part(box, "queue-send").addEventListener("click", deliver);
  part(box, "queue-save").addEventListener("click", saveAsFile);
  part(box, "queue-hide").addEventListener("click", () => owners.forEach((owner) => Queue.forgetReceipts(owner)));
  window.addEventListener("online", deliver);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && deliver());
  setInterval(() => document.visibilityState === "visible" && navigator.onLine && deliver(), RETRY);
  await show();

  if (owners.length) await navigator.serviceWorker.register("/sw.js");
  if (owners.length || navigator.serviceWorker.controller) {
    worker = await navigator.serviceWorker.ready;
    await show();
    if (navigator.onLine) deliver();
    if (forms && stated && !isFromPhone) worker.active.postMessage({ forms: forms.split(" "), owner: stated });
    carried = carry();
  }
  const id = asked.get("mend");
  if (id) await mend(id);
}

if (window.isSecureContext && navigator.serviceWorker && window.indexedDB && window.BroadcastChannel && navigator.locks) {
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
}
