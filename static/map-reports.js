/* The map beside the list of reports. The server gathers the reports for what the map shows; a number zooms in, a dot opens its report,
   and "show reports here" gives the list this part of the map. Moving the map alone changes nothing else.

   <details data-map="reports" data-clusters=… data-list=… data-within="west,south,east,north">
     <div data-drawn> the drawn map · <div data-canvas hidden> · <p data-here hidden> <span data-status> <a data-these> */
"use strict";

for (const part of document.querySelectorAll("[data-map=reports]")) {
  const { clusters, list, within } = part.dataset;
  const find = (name) => part.querySelector(`[data-${name}]`);
  const canvas = find("canvas");
  find("drawn")?.remove();
  canvas.hidden = false;
  const { map, ready } = Lykta.openMap(canvas);
  const marks = L.layerGroup().addTo(map);
  // Closer than this a number is not parted by zooming: its reports lie at the same place.
  const CLOSEST = 18;
  let asking = new AbortController();

  const boxOf = (bounds) =>
    [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees) => degrees.toFixed(4)).join(",");
  const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

  async function gather() {
    asking.abort();
    asking = new AbortController();
    const box = boxOf(map.getBounds());
    const address = `${clusters}&box=${box}&zoom=${Math.round(map.getZoom())}`;
    const answer = await fetch(address, { signal: asking.signal }).catch(() => null);
    if (!answer?.ok) return;
    const found = await answer.json();
    marks.clearLayers();
    for (const { geometry, properties } of found.features) {
      const [east, north] = geometry.coordinates;
      const icon = L.divIcon({ className: "map-mark", html: markOf(properties), iconSize: null });
      L.marker([north, east], { icon, keyboard: false, riseOnHover: true }).addTo(marks);
    }
    find("status").textContent = found.words;
    find("these").href = `${list}&box=${box}`;
    find("here").hidden = false;
  }

  /* A link to the report or the list of these reports; pressed without a modifier, a number zooms in as long as that parts it. */
  function markOf({ count, shown, spoken, href, within: box }) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = shown;
    link.className = count === 1 ? "alone" : count < 100 ? "few" : "many";
    link.setAttribute("aria-label", spoken);
    link.title = spoken;
    link.addEventListener("click", (event) => {
      if (count === 1 || map.getZoom() >= CLOSEST || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      map.fitBounds(boundsOf(box), { maxZoom: Math.max(CLOSEST, map.getZoom() + 1) });
      canvas.focus({ preventScroll: true });
    });
    return link;
  }

  ready.then(({ bounds }) => {
    map.fitBounds(within ? boundsOf(within.split(",").map(Number)) : bounds, { animate: false });
    if (within) L.rectangle(boundsOf(within.split(",").map(Number)), { interactive: false, className: "map-within" }).addTo(map);
    map.on("moveend", gather);
    gather();
  });
  part.addEventListener("toggle", () => part.open && map.invalidateSize());
}
