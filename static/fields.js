/* What stands in a form, read and put back: for drafts and for what waits to be sent. */
"use strict";

const Fields = (() => {
  const isTickable = ({ type }) => type === "checkbox" || type === "radio";

  /** The controls whose words can be put back. A browser gives no script a file it was not handed. */
  function controlsOf(form) {
    const isKept = ({ name, type }) => name && !["file", "password", "submit", "button"].includes(type);
    return [...form.elements].filter((control) => isKept(control) && !control.closest("[data-photos]"));
  }

  /** @returns {[string, string][]} names and values, as they would be sent */
  function read(form) {
    const sent = controlsOf(form).filter((control) => !isTickable(control) || control.checked);
    return sent.map(({ name, value }) => [name, value]);
  }

  /** Puts words back; a control that they do not name is emptied of ticks alone. */
  function fill(form, fields) {
    for (const control of controlsOf(form)) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (isTickable(control)) {
        control.checked = values.includes(control.value);
      } else if (values.length && (!control.options || [...control.options].some(({ value }) => value === values[0]))) {
        control.value = values[0];
      }
      // What was put back can be seen.
      const isFilled = isTickable(control) ? control.checked : control.type !== "hidden" && control.value;
      if (isFilled) control.closest("details")?.setAttribute("open", "");
    }
  }

  return { read, fill };
})();
