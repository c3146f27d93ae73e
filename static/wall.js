// Wall mode by the keyboard: arrows, space, Home and End press the links that the page has anyway.
"use strict";

(() => {
  const TURNS = {
    ArrowRight: "next",
    ArrowDown: "next",
    PageDown: "next",
    " ": "next",
    ArrowLeft: "earlier",
    ArrowUp: "earlier",
    PageUp: "earlier",
    Home: "first",
    End: "last",
  };

  const turn = (name) => document.querySelector(`[data-turn="${name}"]`);
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;

  // What is higher than the wall is read to its end before an arrow down leaves it.
  const hasBelow = () => window.innerHeight + window.scrollY < document.documentElement.scrollHeight - 2;
  const scrolls = (key) => ["ArrowDown", "PageDown", " "].includes(key) && hasBelow();
  const scrollsBack = (key) => ["ArrowUp", "PageUp"].includes(key) && window.scrollY > 0;

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (target instanceof Element && target.closest("input, textarea, select, button, summary, [role=region]")) return;
    if (scrolls(key) || scrollsBack(key)) return;
    const link = turn(TURNS[key]);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
