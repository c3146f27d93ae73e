/* The map of the report form: a tap, the keyboard or the device's own position becomes the text in the field `position`, which is what
   is sent. The server reads what is typed and says in words where it is, as it will when the report comes.

   <div data-map="position" data-whereabouts=… data-…=texts hidden>     shown when this script runs
     <button data-here> · <p data-status> · <div data-canvas data-base=…>
   Something around it may say where to look first: data-near="59.2479, 17.8612". */
"use strict";

for (const part of document.querySelectorAll("[data-map=position]")) {
  const { whereabouts, waiting, refused, insecure, unavailable, chosen, accuracy } = part.dataset;
  const canvas = part.querySelector("[data-canvas]");
  const status = part.querySelector("[data-status]");
  const here = part.querySelector("[data-here]");
  const fields = canvas.closest("form").elements;
  part.hidden = false;

  const { map, ready } = Lykta.openMap(canvas);
  // Closer than this one sees which side of a street it was.
  const NEAR = 15;
  const pin = L.marker([0, 0], {
    icon: Lykta.pin(),
    draggable: true,
    autoPan: true,
    keyboard: false,
  });
  const circle = L.circle([0, 0], { radius: 0, interactive: false, className: "map-accuracy" });
  let asked = 0;

  /* Shows a position; `metres` when the device gave it. */
  function show(position, metres) {
    pin.setLatLng(position).addTo(map);
    if (metres) circle.setLatLng(position).setRadius(metres).addTo(map);
    else circle.remove();
  }

  function clear() {
    pin.remove();
    circle.remove();
    status.textContent = "";
  }

  function put(field, value) {
    if (!field || field.value === value) return;
    field.value = value;
    // Whoever keeps drafts wants to know; `detail` tells our own listener that it knows already.
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "map" }));
    field.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "map" }));
  }

  /* Makes a position the report's. */
  function choose(position, metres) {
    const text = `${position.lat.toFixed(6)}, ${position.lng.toFixed(6)}`;
    put(fields.place, "");
    put(fields.position, text);
    put(fields.accuracy_m, metres ? String(Math.round(metres)) : "");
    show(position, metres);
    tell(text, metres);
  }

  /* Asks the server where a position is; gives it when it could be read. */
  async function tell(text, metres) {
    const question = ++asked;
    const answer = await fetch(`${whereabouts}?position=${encodeURIComponent(text)}`).catch(() => null);
    if (question !== asked) return null;
    const how = metres ? [`${accuracy} ${Math.round(metres)} m`] : [];
    if (!answer || answer.status !== 200) {
      // Without network it is chosen all the same, and called nothing.
      if (metres) status.textContent = [`${chosen} ${text}`, ...how].join(", ");
      return null;
    }
    const read = await answer.json();
    status.textContent = [`${chosen} ${read.words}`, ...how].join(", ");
    return L.latLng(read.latitude, read.longitude);
  }

  function chooseAndComeNear(position) {
    choose(position);
    if (map.getZoom() < NEAR) map.setView(position, NEAR);
  }

  map.on("click", (event) => chooseAndComeNear(event.latlng));
  pin.on("dragend", () => choose(pin.getLatLng()));
  canvas.addEventListener("keydown", (event) => {
    // Enter on a button of the map is the button's.
    if (event.key !== "Enter" || event.target !== canvas) return;
    event.preventDefault();
    chooseAndComeNear(map.getCenter());
  });

  fields.position?.addEventListener("change", async (event) => {
    if (event.detail === "map") return;
    put(fields.accuracy_m, "");
    clear();
    const text = event.target.value.trim();
    const position = text && (await tell(text));
    if (position) {
      show(position);
      map.setView(position, Math.max(map.getZoom(), NEAR));
    }
  });

  ready.then(({ places, bounds }) => {
    const placeNamed = (field) => places.get(field?.value.trim().toLowerCase());
    fields.place?.addEventListener("change", (event) => {
      const position = event.detail !== "map" && placeNamed(fields.place);
      if (!position) return;
      put(fields.position, "");
      put(fields.accuracy_m, "");
      show(position);
      map.setView(position, NEAR);
      tell(`${position.lat}, ${position.lng}`);
    });
    const near = part.closest("[data-near]")?.dataset.near.split(",").map(Number);
    const look = () => {
      if (near?.length === 2) map.setView(near, NEAR + 1, { animate: false });
      else map.fitBounds(bounds, { animate: false });
      const text = fields.position?.value.trim();
      const metres = Number(fields.accuracy_m?.value) || undefined;
      const known = placeNamed(fields.place);
      if (text) {
        tell(text, metres).then((position) => {
          if (!position) return;
          show(position, metres);
          map.setView(position, NEAR, { animate: false });
        });
      } else if (known) {
        show(known);
        map.setView(known, NEAR, { animate: false });
      }
    };
    look();
    // Folded away it has no size to fit anything into.
    part.closest("details")?.addEventListener("toggle", () => {
      map.invalidateSize();
      look();
    });
  });

  here.addEventListener("click", () => {
    if (!window.isSecureContext || !navigator.geolocation) {
      status.textContent = insecure;
      return;
    }
    status.textContent = waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const position = L.latLng(coords.latitude, coords.longitude);
        choose(position, Math.max(coords.accuracy, 1));
        map.fitBounds(position.toBounds(Math.max(coords.accuracy * 3, 400)), { maxZoom: 17 });
      },
      (fault) => {
        status.textContent = fault.code === fault.PERMISSION_DENIED ? refused : unavailable;
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  });
}
