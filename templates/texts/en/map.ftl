# The map: a position in the report, reports on the list

where-from = { $distance } from { $name }
where-at = at { $name }
where-outside = outside the municipality, { $distance } from its border

map-form-title = Map for choosing the place
map-form-how = Press the map where it happened. By keyboard: move the map with the arrow keys, zoom with plus and minus, and choose the place under the cross-hairs with Enter.
map-form-here = My position
map-form-waiting = Looking for your position …
map-form-refused = The browser was not allowed to give your position. Allow it in the browser’s settings, or give the place in one of the other ways.
map-form-insecure = Your position can only be used over a secure connection (https). Give the place in one of the other ways.
map-form-unavailable = Your position could not be found just now. Try again outdoors, or give the place in one of the other ways.
map-form-chosen = Chosen place:
map-form-accuracy = your position, ±
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-credit = Map:
