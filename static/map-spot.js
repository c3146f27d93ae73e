/* One report's place on a map one can move, in the place of the drawn one. */
"use strict";

for (const part of document.querySelectorAll("[data-map=spot]")) {
  const { latitude, longitude, metres } = part.dataset;
  const position = [Number(latitude), Number(longitude)];
  part.querySelector("[data-drawn]")?.remove();
  const canvas = part.querySelector("[data-canvas]");
  canvas.hidden = false;
  const { map } = Lykta.openMap(canvas);
  map.setView(position, 15, { animate: false });
  if (metres) L.circle(position, { radius: Number(metres), interactive: false, className: "map-accuracy" }).addTo(map);
  L.marker(position, { icon: Lykta.pin(), interactive: false, keyboard: false }).addTo(map);
}
