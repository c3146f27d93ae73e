/* The way of a walk on a map one can move: looked at, or drawn corner by corner into a text field of positions.

   <div data-map="way" data-stops="[[north, east, number, name]]" data-way="[[north, east]]"> <div data-drawn> <div data-canvas hidden>
   <div data-map="draw-way" data-field=NAME data-stops=… hidden> <div data-canvas> <button data-undo> <button data-clear> */
"use strict";

(() => {
  const lineOf = (corners) => L.polyline(corners, { interactive: false, className: "way-line" });

  function drawStops(map, stops) {
    for (const [north, east, number] of stops) {
      const mark = document.createElement("span");
      mark.textContent = number;
      mark.setAttribute("aria-hidden", "true");
      const icon = L.divIcon({ className: "way-stop", html: mark, iconSize: null });
      L.marker([north, east], { icon, interactive: false, keyboard: false }).addTo(map);
    }
  }

  function showAll(map, way, stops, bounds) {
    // Leaflet takes a list of four for a box and not for a position.
    const positions = [...way, ...stops.map(([north, east]) => [north, east])];
    if (positions.length) map.fitBounds(L.latLngBounds(positions).pad(0.15), { animate: false, maxZoom: 16 });
    else if (bounds) map.fitBounds(bounds, { animate: false });
  }

  for (const part of document.querySelectorAll("[data-map=way]")) {
    const [stops, way] = [JSON.parse(part.dataset.stops), JSON.parse(part.dataset.way)];
    const canvas = part.querySelector("[data-canvas]");
    part.querySelector("[data-drawn]")?.remove();
    canvas.hidden = false;
    const { map, ready } = Lykta.openMap(canvas);
    showAll(map, way, stops);
    ready.then(({ bounds }) => {
      if (way.length > 1) lineOf(way).addTo(map);
      drawStops(map, stops);
      showAll(map, way, stops, bounds);
    });
  }

  for (const part of document.querySelectorAll("[data-map=draw-way]")) {
    const stops = JSON.parse(part.dataset.stops);
    const canvas = part.querySelector("[data-canvas]");
    const field = canvas.closest("form").elements[part.dataset.field];
    part.hidden = false;
    const { map, ready } = Lykta.openMap(canvas);
    const line = lineOf([]).addTo(map);

    /* Positions as we write them ourselves; what somebody typed otherwise is left to the server. */
    function read() {
      const pairs = field.value.split("\n").map((row) => row.match(/^\s*(-?\d+\.\d+)\s*,\s*(-?\d+\.\d+)\s*$/));
      return pairs.filter(Boolean).map(([, north, east]) => L.latLng(north, east));
    }

    function write(corners) {
      field.value = corners.map(({ lat, lng }) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`).join("\n");
      line.setLatLngs(corners);
    }

    const add = (position) => write([...read(), position]);
    map.on("click", (event) => add(event.latlng));
    canvas.addEventListener("keydown", (event) => {
      // Enter on a button of the map is the button's.
      if (event.key !== "Enter" || event.target !== canvas) return;
      event.preventDefault();
      add(map.getCenter());
    });
    part.querySelector("[data-undo]").addEventListener("click", () => write(read().slice(0, -1)));
    part.querySelector("[data-clear]").addEventListener("click", () => write([]));
    field.addEventListener("change", () => line.setLatLngs(read()));
    ready.then(({ bounds }) => {
      line.setLatLngs(read());
      drawStops(map, stops);
      showAll(map, read(), stops, bounds);
    });
  }
})();
