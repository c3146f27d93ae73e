/* The service worker: keeps what is needed where there is no network, and the queue of what was written there.

   The build puts VERSION and ASSETS (name → address) before this. Caches are named
     assets VERSION              our own files, and the page for being away
     pages VERSION OWNER         the empty forms of one account; gone when it signs out or another one signs in
     walk VERSION PATH           a walk that this phone has joined: its pages and the map along it; gone when it leaves
   The queue is in no cache, so that no new version of this can lose it. Nothing else of what people look at is kept. */

importScripts(ASSETS["idb.js"], ASSETS["queue.js"]);

const AWAY = "/offline";
const HEADER = "X-Lykta-Queue";
const OWNER_HEADER = "X-Lykta-Owner";
const SYNC = "lykta-deliver";

/* Seconds that the network gets before what is kept here is shown, and before what was sent is kept here. */
const PATIENCE_LOOKING = 6;
const PATIENCE_SENDING = 90;
/* Seconds for one entry of the queue, pictures and all. */
const PATIENCE_DELIVERING = 180;
/* Empty forms are fetched again after so many hours, a walk after so many minutes: what they offer changes. */
const HOURS_KEPT = 6;
const MINUTES_CARRIED = 30;

/* Forms that may wait, and the page that each is written on. */
const FORMS = [
  { action: /^\/incidents$/, page: () => "/incidents/new" },
  { action: /^\/shifts$/, page: () => "/shifts/new" },
  { action: /^\/w\/[^/]+\/(?:observations|judgements|incident)$/, page: (from) => from },
];
/* What pages fetch by script and can do without, but better not. */
const PIECES = [/^\/tiles\//, /^\/districts\/map\.geojson$/, /^\/w\/[^/]+\/map\.geojson$/];

/* ---------- its life ---------- */

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(`assets ${VERSION}`);
      await cache.addAll(Object.values(ASSETS));
      await keep(cache, AWAY);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await tidy();
      await self.clients.claim();
    })(),
  );
});

/** Takes away the files of earlier versions that no page kept here stands on any more. */
async function tidy() {
  const names = await caches.keys();
  const versions = new Set([VERSION, ...names.filter((name) => !name.startsWith("assets ")).map((name) => name.split(" ")[1])]);
  const old = names.filter((name) => name.startsWith("assets ") && !versions.has(name.split(" ")[1]));
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function drop(isDropped) {
  const names = (await caches.keys()).filter(isDropped);
  await Promise.all(names.map((name) => caches.delete(name)));
  await tidy();
}

/* ---------- what is asked of it ---------- */

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const isVisit = request.mode === "navigate";
  if (request.method === "POST" && isVisit) {
    const form = FORMS.find(({ action }) => action.test(pathname));
    const left = /^(\/w\/[^/]+)\/leave$/.exec(pathname);
    if (form) event.respondWith(sent(event, pathname, form));
    else if (pathname === "/sign-out") event.waitUntil(forgetAccount());
    else if (left) event.waitUntil(forgetWalk(left[1]));
  } else if (request.method === "GET") {
    if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
    else if (isVisit) event.respondWith(visit(event, pathname));
    else if (PIECES.some((piece) => piece.test(pathname))) event.respondWith(piece(request));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(deliver({ isLast: event.lastChance }));
});

self.addEventListener("message", (event) => {
  const { data } = event;
  if (data.deliver) event.waitUntil(deliver({}).catch(() => {}));
  if (data.forms) event.waitUntil(keepForms(data.owner, data.forms));
  if (data.pack) event.waitUntil(keepWalk(data.walk, data.pack));
  if (data.takeOver) event.waitUntil(self.skipWaiting());
  if (data.forgetAccount) event.waitUntil(forgetAccount());
});

/** The promise, or a failure when it takes longer. */
function within(seconds, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error("late")), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Whether a proxy answered for a server that is not there. */
const isAbsent = ({ status }) => [502, 503, 504].includes(status);

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function piece(request) {
  const kept = await caches.match(request);
  // The ground does not change while one walks on it.
  if (kept && new URL(request.url).pathname.startsWith("/tiles/")) return kept;
  try {
    const answer = await fetch(request);
    return kept && isAbsent(answer) ? kept : answer;
  } catch (fault) {
    if (kept) return kept;
    throw fault;
  }
}

/* ---------- looking at a page ---------- */

async function visit(event, pathname) {
  const kept = await findPage(pathname);
  const asked = fetch(event.request);
  try {
    const answer = await (kept ? within(PATIENCE_LOOKING, asked) : asked);
    if (kept && isAbsent(answer)) return fromPhone(kept.answer);
    // A page of a walk that is carried along is carried as it was last seen.
    if (kept?.cache.startsWith("walk ") && isWhole(answer)) {
      const copy = answer.clone();
      event.waitUntil(caches.open(kept.cache).then((cache) => cache.put(pathname, copy)));
    }
    return answer;
  } catch {
    asked.catch(() => {});
    return kept ? fromPhone(kept.answer) : away();
  }
}

const isWhole = (answer) => answer.ok && !answer.redirected && answer.type === "basic";

/** A page that is kept here, newest version first, and the cache it lies in. */
async function findPage(pathname) {
  const isOfPages = (name) => /^(?:pages|walk) /.test(name);
  const isNew = (name) => name.split(" ")[1] === VERSION;
  const names = (await caches.keys()).filter(isOfPages).sort((one, other) => isNew(other) - isNew(one));
  for (const name of names) {
    const answer = await (await caches.open(name)).match(pathname);
    if (answer?.headers.get("content-type")?.startsWith("text/html")) return { cache: name, answer };
  }
  return null;
}

async function away() {
  const answer = await caches.match(AWAY);
  return answer ? fromPhone(answer) : Response.error();
}

/** A kept page as if it had just been opened: it says that it is from the phone, its form has an id of its own, and the times
    that it proposes have gone on with the clock. */
async function fromPhone(answer) {
  const passed = Date.now() - Date.parse(answer.headers.get("date") ?? new Date().toUTCString());
  const minutes = Math.max(0, Math.round(passed / 60_000));
  const html = (await answer.text())
    .replace("<html ", "<html data-from-phone ")
    .replace(/(name="submission_id" value=")[^"]*/g, (_, head) => head + crypto.randomUUID())
    .replace(/(<input[^>]* value=")(\d{4}-\d\d-\d\dT\d\d:\d\d)(?=")/g, (_, head, time) => head + later(time, minutes))
    .replace(/(<select[^>]* name="today_at"[^>]*>\s*<option[^]*?<\/option>)[^]*?(?=<\/select>)/, (_, head) => head + timesOfToday());
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html, { headers });
}

/** A local time so many minutes later; local times are reckoned as if they were UTC's, which no summer time disturbs. */
function later(time, minutes) {
  return new Date(Date.parse(`${time}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** `2026-11-19T14:00`, in the municipality's own time. */
function local(instant) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short", timeStyle: "short" });
  return parts.format(instant).replace(" ", "T");
}

/** The half hours of today, the latest first; just after midnight those of the last six hours. */
function timesOfToday() {
  const now = local(Date.now());
  const latest = `${now.slice(0, 14)}${now.slice(14) < "30" ? "00" : "30"}`;
  let options = "";
  for (let back = 0; back < 48; back += 1) {
    const time = later(latest, -30 * back);
    const isToday = time.slice(0, 10) === now.slice(0, 10);
    if (!isToday && back >= 12) break;
    options += `<option value="${time}">${isToday ? "" : `${time.slice(0, 10)} `}${time.slice(11).replace(":", ".")}</option>`;
  }
  return options;
}

/* ---------- sending a form ---------- */

async function sent(event, action, { page }) {
  const copy = event.request.clone();
  let answer;
  try {
    answer = await within(PATIENCE_SENDING, fetch(event.request));
  } catch {
    answer = null;
  }
  if (answer && !isAbsent(answer)) {
    // A redirect says that it was received.
    if (answer.type === "opaqueredirect" && (await Queue.count())) event.waitUntil(forgetSent(copy));
    return answer;
  }
  const form = await copy.formData().catch(() => null);
  const from = new URL(event.request.referrer || action, self.location.origin).pathname;
  const entry = form && !form.get("step") ? await entryOf(form, action, page(from)) : null;
  if (!entry) return answer ?? away();
  await Queue.keep(entry);
  event.waitUntil(askForSync());
  const back = action.startsWith("/w/") ? entry.page : AWAY;
  return Response.redirect(`${back}?saved=${entry.id}`, 303);
}

/** What was opened out of the queue and sent again has arrived. */
async function forgetSent(request) {
  const form = await request.formData().catch(() => null);
  const id = form?.get("submission_id");
  if (id) await Queue.forget(id);
}

async function entryOf(form, action, page) {
  const owner = form.get("queue_owner") || (await ownerOf(action));
  if (!owner) return null;
  const id = form.get("submission_id") || crypto.randomUUID();
  form.set("submission_id", id);
  if (!form.get("noted_at")) form.set("noted_at", new Date().toISOString());
  const [title, detail] = [form.get("queue_title") ?? "", form.get("queue_detail") ?? ""];
  for (const name of ["queue_owner", "queue_title", "queue_detail"]) form.delete(name);
  // What browsers send for an input that was left empty.
  const fields = [...form].filter(([, value]) => typeof value === "string" || value.size || value.name);
  const notedAt = Date.parse(form.get("noted_at")) || Date.now();
  return { id, owner, action, page, title, detail, notedAt, fields, state: "waiting", faults: [] };
}

/** Whose a form is that is sent to this address: a phone's on its walk, else the account's. */
async function ownerOf(action) {
  const walk = /^\/w\/[^/]+/.exec(action)?.[0];
  return walk ? (await Queue.setting("phones"))?.[walk] : Queue.setting("account");
}

/* ---------- delivering ---------- */

async function askForSync() {
  try {
    await self.registration.sync.register(SYNC);
  } catch {
    // Not every browser can: pages ask for it then.
  }
}

/** Sends what waits, the oldest first, one run at a time. Fails when something still waits for the network, so that a browser
    that synchronises tries again. */
async function deliver({ isLast = false }) {
  const left = await navigator.locks.request(SYNC, async () => {
    const owners = [await Queue.setting("account"), ...Object.values((await Queue.setting("phones")) ?? {})];
    const waiting = (await Queue.listAll()).filter(
      ({ owner, state }) => owners.includes(owner) && (state === "waiting" || state === "signed-out"),
    );
    for (const [index, entry] of waiting.entries()) {
      Queue.tell({ sending: entry.id });
      if (!(await deliverOne(entry))) {
        Queue.tell({ sending: null });
        return waiting.length - index;
      }
    }
    if (waiting.length) Queue.tell({ sending: null });
    return 0;
  });
  if (left && !isLast) throw new Error("the network is away");
}

/** Whether the server has said what becomes of it. */
async function deliverOne(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  let answer;
  let told;
  try {
    const headers = { [HEADER]: "1", [OWNER_HEADER]: entry.owner, Accept: "application/json" };
    answer = await within(PATIENCE_DELIVERING, fetch(entry.action, { method: "POST", body, headers, redirect: "manual" }));
    told = await answer.json();
  } catch {
    // No network, or somebody else's page in front of it.
    return false;
  }
  // Somebody may have taken it away, or mended it, meanwhile.
  const current = await Queue.find(entry.id);
  if (answer.status === 200 && typeof told.received === "string") {
    await Queue.receive(current ?? entry, told.received);
    return true;
  }
  if (!current) return true;
  const faults = told.errors ? Object.entries(told.errors).flatMap(([field, texts]) => texts.map((text) => [field, text])) : [];
  const because = told.error ? [["", told.error]] : [];
  const judged = (state, said) => Queue.keep({ ...current, state, faults: said }).then(() => true);
  switch (answer.status) {
    case 401:
      return judged("signed-out", []);
    case 409:
      return judged("taken", because);
    case 410:
      return judged("gone", because);
    case 422:
      return judged("refused", [...faults, ...because]);
    default:
      // Too many at once, or our fault: later. Anything else will be no better then.
      if (answer.status === 408 || answer.status === 429 || answer.status >= 500 || answer.status < 400) return false;
      return judged("refused", because);
  }
}

/* ---------- what is kept ---------- */

/** Fetches an address into a cache; whether it came whole, and as wanted. */
async function keep(cache, address, isWanted = async () => true) {
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
    if (!isWhole(answer) || !(await isWanted(answer.clone()))) return false;
    await cache.put(address, answer);
    return true;
  } catch {
    return false;
  }
}

/** The empty forms of whoever is signed in. Those of anybody else go. */
async function keepForms(owner, addresses) {
  const name = `pages ${VERSION} ${owner}`;
  const cache = await caches.open(name);
  const first = await cache.match(addresses[0]);
  const isYoung = first && Date.now() - Date.parse(first.headers.get("date")) < HOURS_KEPT * 3_600_000;
  if (!isYoung) {
    // Somebody else may have signed in meanwhile: what is kept must be this owner's.
    const isOwn = async (answer) =>
      !answer.headers.get("content-type")?.startsWith("text/html") || (await answer.text()).includes(`data-owner="${owner}"`);
    const kept = await Promise.all(addresses.map((address) => keep(cache, address, isOwn)));
    await keep(await caches.open(`assets ${VERSION}`), AWAY);
    if (!kept.every(Boolean)) return;
  }
  await drop((other) => other.startsWith("pages ") && other !== name);
  Queue.tell();
}

async function forgetAccount() {
  await Queue.set("account", null);
  await drop((name) => name.startsWith("pages "));
}

/** Everything of a walk: what its list names, pages first; tells how far it has come. */
async function keepWalk(walk, list) {
  const known = (await Queue.setting("packs"))?.[walk];
  if (known?.version === VERSION && Date.now() - known.at < MINUTES_CARRIED * 60_000) {
    Queue.tell({ packed: walk, isWhole: true });
    return;
  }
  const told = await fetch(list, { cache: "no-store" }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  if (!told) return;
  const name = `walk ${VERSION} ${walk}`;
  const cache = await caches.open(name);
  const all = [...told.pages, ...told.tiles];
  let done = 0;
  let isMissing = false;
  const next = all.entries();
  const hands = Array.from({ length: 4 }, async () => {
    for (const [index, address] of next) {
      const isPage = index < told.pages.length;
      const isHere = !isPage && (await cache.match(address));
      // A tile that its source does not have is no loss; a page is.
      if (!isHere && !(await keep(cache, address)) && isPage) isMissing = true;
      done += 1;
      Queue.tell({ packing: walk, done, all: all.length });
    }
  });
  await Promise.all(hands);
  if (!isMissing) {
    await Queue.setLine("packs", walk, { version: VERSION, at: Date.now(), pages: told.pages });
    await drop((other) => other.startsWith("walk ") && other.endsWith(` ${walk}`) && other !== name);
  }
  Queue.tell({ packed: walk, isWhole: !isMissing });
}

async function forgetWalk(walk) {
  await Queue.setLine("phones", walk, undefined);
  await Queue.setLine("packs", walk, undefined);
  await drop((name) => name.startsWith("walk ") && name.endsWith(` ${walk}`));
}
