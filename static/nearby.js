// While a report is filled in: asks the server what was reported nearby lately, and shows its question in the form.
// Without this the same question comes after the first press on Send.

const live = document.querySelector("#nearby-live");
const form = live?.closest("form");
/** Whatever changes what is near. Nothing else of the form is sent. */
const FIELDS = ["category", "when", "opened_at", "today_at", "occurred_from", "occurred_to", "place", "place_pick", "position", "position_swap", "district", "nearby"];
const PAUSE_MS = 500;

let waiting;
let asked = "";

async function look() {
  const all = new FormData(form);
  const fields = new URLSearchParams(FIELDS.flatMap((name) => all.getAll(name).map((value) => [name, value])));
  const question = fields.toString();
  if (question === asked) return;
  asked = question;
  try {
    const answer = await fetch(live.dataset.look, { method: "POST", body: fields });
    // Somebody may have gone on meanwhile: only the answer to the latest question is shown.
    if (!answer.ok || question !== asked) return;
    live.innerHTML = await answer.text();
  } catch {
    // No network: the server asks when the report is sent.
  }
}

if (form) {
  const later = (event) => {
    if (!FIELDS.includes(event.target.name) || event.target.name === "nearby") return;
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE_MS);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
}
