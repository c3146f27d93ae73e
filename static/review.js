// Letters that press the buttons of the coordinator's desk. Only while no field has the focus, and only while they are switched
// on (WCAG 2.1.4): the choice stays in this browser. Everything here can also be done without.
"use strict";

(() => {
  const STORE = "lykta-review-keys";
  const keys = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  if (!keys || !box) return;

  const remembered = () => {
    try {
      return localStorage.getItem(STORE) !== "off";
    } catch {
      return true; // A browser that keeps nothing.
    }
  };

  const show = () => {
    for (const hint of document.querySelectorAll("kbd.key")) hint.hidden = !box.checked;
    for (const control of document.querySelectorAll("[data-key]")) {
      if (box.checked) control.setAttribute("aria-keyshortcuts", control.dataset.key);
      else control.removeAttribute("aria-keyshortcuts");
    }
  };

  const isTyping = (target) =>
    target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const press = (control) => {
    const details = control.tagName === "SUMMARY" ? control.parentElement : null;
    if (!details) return control.click();
    details.open = !details.open;
    const first = details.open && details.querySelector("textarea, select, input:not([type=hidden])");
    (first || control).focus();
  };

  keys.hidden = false;
  box.checked = remembered();
  show();

  box.addEventListener("change", () => {
    try {
      localStorage.setItem(STORE, box.checked ? "on" : "off");
    } catch {
      // It holds until the page is left.
    }
    show();
  });

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!control) return;
    event.preventDefault();
    press(control);
  });
})();
