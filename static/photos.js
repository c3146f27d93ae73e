/* Photographs of a form: shown before they are sent, removable, and made smaller here where the browser can. Without this script
   the same form sends the files as they are. */
(() => {
  "use strict";
  const LONGEST = 2048;
  const MOST = 5;
  const box = document.querySelector("[data-photos]");
  if (!box || typeof DataTransfer === "undefined") return;
  const form = box.closest("form");
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-new]");
  const status = box.querySelector("[data-status]");
  const say = (text, values = {}) =>
    Object.entries(values).reduce((said, [name, value]) => said.replace(`#${name}`, value), box.dataset[text]);

  /* What will be sent: { file, preview }, in order. */
  let chosen = [];
  let working = Promise.resolve();
  let isWorking = false;

  const boxesKept = () => [...box.querySelectorAll("[data-kept] input[type=checkbox]")];
  const room = () => MOST - boxesKept().filter((tick) => !tick.checked).length;

  /* The picture at most LONGEST pixels long, as JPEG; the file itself where the browser cannot read it or gains nothing. */
  async function smaller(file) {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      const context = canvas.getContext("2d");
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      canvas.width = canvas.height = 0;
      const isReadable = blob && (blob.size < file.size || scale < 1 || file.type !== "image/jpeg");
      return isReadable ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  }

  function show() {
    list.replaceChildren();
    chosen.forEach(({ file, preview }, index) => {
      const number = index + 1;
      const item = document.createElement("li");
      const picture = document.createElement("img");
      picture.className = "photo";
      picture.alt = say("number", { number });
      picture.src = preview;
      /* A file that the browser cannot show is told by its name; the server has the last word on it. */
      picture.addEventListener("error", () => picture.replaceWith(file.name));
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "button small";
      remove.textContent = say("remove", { number });
      remove.addEventListener("click", () => {
        URL.revokeObjectURL(preview);
        chosen.splice(index, 1);
        show();
        (list.querySelectorAll("button")[Math.min(index, chosen.length - 1)] || input).focus();
      });
      item.append(picture, remove);
      list.append(item);
    });
    list.hidden = chosen.length === 0;
    const files = new DataTransfer();
    chosen.forEach(({ file }) => files.items.add(file));
    input.files = files.files;
    status.textContent = chosen.length ? say("chosen", { number: chosen.length }) : "";
  }

  async function take(files) {
    let isOver = false;
    for (const file of files) {
      if (chosen.length >= room()) {
        isOver = true;
        break;
      }
      const small = await smaller(file);
      chosen.push({ file: small, preview: URL.createObjectURL(small) });
    }
    show();
    if (isOver) status.textContent = say("tooMany");
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    isWorking = true;
    status.textContent = say("busy");
    working = working
      .then(() => take(files))
      .finally(() => {
        isWorking = false;
      });
  });

  /* Sent while pictures are still being made smaller: wait for them, then send. */
  form.addEventListener("submit", (event) => {
    if (!isWorking) return;
    event.preventDefault();
    working.then(() => form.requestSubmit());
  });

  /* A page that comes back from the browser's memory may still name files that are shown nowhere. */
  window.addEventListener("pageshow", () => {
    if (!chosen.length && input.files.length) input.dispatchEvent(new Event("change"));
  });
})();
