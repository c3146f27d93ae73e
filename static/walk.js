/* A walk on a phone. What it adds: the phone's own word for when something was written, nothing forgotten on the way to the next
   stop, and the choice of screen without network.

   <html data-screen=dark>                 the screen is dark whatever the phone says
   <form data-walk-form>                   with a hidden field `noted_at`
   <a data-next>                           to the next stop
   <form data-screen-choice>               with buttons named `screen` */

for (const form of document.querySelectorAll("form[data-walk-form]")) {
  const note = () => {
    form.elements.noted_at.value = new Date().toISOString();
    form.dataset.written = "";
  };
  form.addEventListener("input", note);
  // Before anybody else reads what is sent.
  form.addEventListener("submit", () => form.elements.noted_at.value || note(), { capture: true });
}

/* What was written and not saved is saved before one goes on. */
const isWritten = (form) =>
  form.dataset.written !== undefined &&
  [...form.elements].some(({ type, name, value, checked }) => {
    if (type === "radio") return checked && value && name !== "kind";
    return (type === "textarea" || type === "file") && value.trim();
  });

for (const link of document.querySelectorAll("a[data-next]")) {
  link.addEventListener("click", (event) => {
    const written = [...document.querySelectorAll("form[data-walk-form]")].find(isWritten);
    if (!written) return;
    event.preventDefault();
    written.requestSubmit();
  });
}

for (const form of document.querySelectorAll("form[data-screen-choice]")) {
  form.addEventListener("submit", (event) => {
    const screen = event.submitter?.value;
    if (!screen) return;
    event.preventDefault();
    const month = 30 * 24 * 60 * 60;
    document.cookie = `lykta_screen=${screen}; Path=/w; Max-Age=${month}; SameSite=Lax`;
    const isDark = screen === "dark";
    if (isDark) document.documentElement.dataset.screen = "dark";
    else delete document.documentElement.dataset.screen;
    document.querySelector("link[data-dark]").media = isDark ? "all" : "(prefers-color-scheme: dark)";
  });
}
