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

map-heading = Map
map-list-title = The reports on the map
map-list-about = The same reports stand in the list on this page. A number leads to the list of just those reports.
map-reports = { $count ->
    [one] 1 report
   *[other] { $shown } reports
}
map-reports-around = { $reports } around { $district }
map-without-place = { $count ->
    [one] 1 report has no place on the map.
   *[other] { $shown } reports have no place on the map.
}
map-here = { $count ->
    [0] No reports on this part of the map.
    [one] 1 report on this part of the map.
   *[other] { $shown } reports on this part of the map.
}
map-show-these = Show reports here
map-show-everywhere = Show the whole municipality
map-to-list = To the list
map-only-here = The list shows only reports on a part of the map.
map-spot-title = The place on the map
map-spot-about = The place also stands among the facts about the report.
filter-told-box = a part of the map
