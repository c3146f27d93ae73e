/* What every map of ours stands on: Leaflet over the municipality's own boundaries and places, and over a background where the
   installation has one. A map is an element with data-base (our GeoJSON), data-tiles (an address with {z}, {x} and {y}, or nothing),
   data-zoom-in and data-zoom-out (what the buttons are called). It is an addition: what it shows and takes in also stands beside it. */
"use strict";

const Lykta = (() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Gives the Leaflet map at once, and as `ready` a promise of the places: name in small letters → position. */
  function openMap(element) {
    const { base, tiles, zoomIn, zoomOut } = element.dataset;
    const map = L.map(element, {
      attributionControl: false,
      zoomControl: false,
      keyboardPanDelta: 48,
      // Tiles are drawn for whole zooms; lines are not.
      zoomSnap: tiles ? 1 : 0.25,
      minZoom: 8,
      maxZoom: 19,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      inertia: !still,
      center: [59.2, 17.83],
      zoom: 11,
    });
    map.addControl(L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }));
    // The page scrolls past a map that nobody has turned to.
    element.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    element.addEventListener("focusout", () => map.scrollWheelZoom.disable());
    const sayZoom = () => {
      element.classList.toggle("near", map.getZoom() >= 13);
      element.classList.toggle("far", map.getZoom() < 10);
    };
    map.on("zoomend", sayZoom);
    sayZoom();
    if (tiles) {
      element.classList.add("over-tiles");
      L.tileLayer(tiles, { maxZoom: 19 }).addTo(map);
    }
    return { map, ready: fetch(base).then((answer) => answer.json()).then((ground) => drawGround(map, ground)) };
  }

  function drawGround(map, ground) {
    const of = (kind) => ground.features.filter((feature) => feature.properties.kind === kind);
    const shapes = (kind) => L.geoJSON(of(kind), { interactive: false, style: { className: `ground-${kind}` } }).addTo(map);
    const bounds = shapes("district").getBounds();
    shapes("area");
    const write = ([east, north], name, kind) =>
      L.marker([north, east], {
        icon: L.divIcon({ className: `ground-name ground-name-${kind}`, html: textOf(name), iconSize: null }),
        interactive: false,
        keyboard: false,
        zIndexOffset: -1000,
      }).addTo(map);
    const places = new Map();
    for (const { properties, geometry } of of("place")) {
      const [east, north] = geometry.coordinates;
      write(geometry.coordinates, properties.name, "place");
      places.set(properties.name.toLowerCase(), L.latLng(north, east));
    }
    for (const { properties } of of("district")) {
      if (properties.label) write(properties.label, properties.name, "district");
    }
    return { places, bounds };
  }

  function textOf(words) {
    const element = document.createElement("span");
    element.textContent = words;
    element.setAttribute("aria-hidden", "true");
    return element;
  }

  /* What stands on the place that a page is about. */
  const pin = () =>
    L.divIcon({
      className: "map-pin",
      html: '<svg viewBox="0 0 32 40" aria-hidden="true"><path d="M16 39C9 29 3 23 3 15a13 13 0 0 1 26 0c0 8-6 14-13 24z"/><circle cx="16" cy="15" r="5"/></svg>',
      iconSize: [32, 40],
      iconAnchor: [16, 39],
    });

  return { openMap, pin };
})();
