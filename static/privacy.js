/* The guard of personal data while somebody writes: the rules of src/privacy/, word for word and in the same order, so that a text
   is told here what the server would tell it. It only hints; the server is law. Every text of the browser's test is judged by both.

   <div data-guard-texts data-stop=… data-warn=… data-confirm=… data-found-…=…>   what is said, from the server
   <textarea data-guarded> <input data-guarded>                                   a free text that is guarded
*/

const INTERIM = "PTRSUWXJKLMNptrsuwxjklmn";
const FLATS = ["lgh", "lghnr", "lägenhet", "lägenheten", "lägenhetsnr", "lägenhetsnummer", "apartment", "flat"];
const NUMBER = ["nr", "nummer", "no", "number"];
const CALLED = ["heter", "hette", "named"];
const NAME = ["namn", "namnet", "förnamn", "efternamn", "name"];
const IS = ["är", "is", "var", "was"];
const PLATE_LETTERS = /^[A-HJ-PR-UW-Z]$/i;

/* ---------- a text as the guard reads it (reading.rs) ---------- */

const WORD = "word";
const NUMERAL = "number";
const MARK = "mark";

/** What a letter counts as; nothing when nothing is seen of it. */
function shapeOf(letter) {
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/.test(letter)) return "";
  for (const zero of ["\u0660", "\u06f0", "\uff10"]) {
    const digit = letter.codePointAt(0) - zero.codePointAt(0);
    if (digit >= 0 && digit <= 9) return String(digit);
  }
  if (/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/.test(letter)) return "-";
  const wide = { "\uff0b": "+", "\uff20": "@", "\uff0e": "." }[letter];
  if (wide) return wide;
  return letter !== "\n" && /\p{White_Space}/u.test(letter) ? " " : letter;
}

function sortOf(shape) {
  if (/^[0-9]$/.test(shape)) return NUMERAL;
  return /^\p{Alphabetic}$/u.test(shape) ? WORD : MARK;
}

/** The letters and tokens of a text. Where there is no token, every question is answered with no. */
class Reading {
  constructor(text) {
    this.tokens = [];
    let begin = 0;
    let before = 0;
    for (const letter of text) {
      const shape = shapeOf(letter);
      if (shape) {
        const sort = sortOf(shape);
        let token = this.tokens.at(-1);
        if (!token || token.sort !== sort || sort === MARK) {
          token = { sort, shapes: [], begin, before, isTaken: false };
          this.tokens.push(token);
        }
        token.shapes.push(shape);
        token.end = begin + letter.length;
      }
      begin += letter.length;
      before += 1;
    }
  }

  sort(at) {
    const token = this.tokens[at];
    return token && !token.isTaken ? token.sort : null;
  }

  shapes(at) {
    return this.tokens[at]?.shapes ?? [];
  }

  length(at) {
    return this.shapes(at).length;
  }

  mark(at) {
    return this.sort(at) === MARK ? this.shapes(at)[0] : null;
  }

  digits(at) {
    return this.sort(at) === NUMERAL ? this.length(at) : null;
  }

  isWord(at, words) {
    return this.sort(at) === WORD && words.includes(this.shapes(at).map((letter) => letter.toLowerCase()).join(""));
  }

  /** The value of a number of at most four digits. */
  value(at) {
    return this.digits(at) <= 4 && this.digits(at) ? Number(this.shapes(at).join("")) : null;
  }

  /** The first token from here on that is none of these marks, of which at most `most` are passed over. */
  past(at, marks, most) {
    let next = at;
    while (next < at + most && this.mark(next) !== null && marks.includes(this.mark(next))) next += 1;
    return next;
  }

  take({ first, last }) {
    for (let at = first; at <= last; at += 1) this.tokens[at].isTaken = true;
  }
}

/* ---------- personal identity numbers, coordination numbers, interim numbers (personal_number.rs) ---------- */

function validNumber(reading, at) {
  return numberAt(reading, at, "personal-number", (written) => {
    const isDayWithTime = written.isDashedDay && written.isApart && isTimeOfDay(written.digits);
    return hasRightCheckDigit(written.digits) && !isDayWithTime;
  });
}

function doubtfulNumber(reading, at) {
  return numberAt(reading, at, "doubtful-number", (written) => {
    const isDay = written.isDashedDay || (written.isApart && (written.isInterim || isTimeOfDay(written.digits)));
    return !hasRightCheckDigit(written.digits) && !isDay;
  });
}

function numberAt(reading, at, kind, isWanted) {
  if (reading.digits(at) === null || isCaseNumber(reading, at)) return null;
  for (const shape of [inOnePiece, inTwoPieces, withDashedDay]) {
    const written = shape(reading, at);
    if (written && hasDay(written.digits) && isWanted(written)) return { kind, first: at, last: written.last };
  }
  return null;
}

function inOnePiece(reading, at) {
  if (![10, 12].includes(reading.digits(at)) || isFractionOfCoordinate(reading, at)) return null;
  return writtenIn(reading, [at], at);
}

function inTwoPieces(reading, at) {
  if (![6, 8].includes(reading.digits(at))) return null;
  const [rest, isApart] = pastSeparator(reading, at + 1);
  if (reading.digits(rest) === 4 && rest > at + 1) {
    return writtenIn(reading, [at, rest], rest, { isApart });
  }
  if (isInterimLetter(reading, rest) && reading.digits(rest + 1) === 3) {
    return writtenIn(reading, [at, rest, rest + 1], rest + 1, { isApart, isInterim: true });
  }
  return null;
}

function withDashedDay(reading, at) {
  const [month, day] = [at + 2, at + 4];
  const isDay =
    [2, 4].includes(reading.digits(at)) &&
    reading.mark(at + 1) === "-" &&
    reading.digits(month) === 2 &&
    reading.mark(at + 3) === "-" &&
    reading.digits(day) === 2;
  const [rest, isApart] = pastSeparator(reading, day + 1);
  const isNextDay = reading.mark(rest + 1) === "-" && reading.digits(rest + 2) === 2;
  if (!isDay || rest === day + 1 || reading.digits(rest) !== 4 || isNextDay) return null;
  return writtenIn(reading, [at, month, day, rest], rest, { isApart, isDashedDay: true });
}

/** The digits of these tokens together, without a century in front. */
function writtenIn(reading, tokens, last, more = {}) {
  const read = tokens.flatMap((token) => reading.shapes(token)).map((shape) => (/^[0-9]$/.test(shape) ? Number(shape) : 1));
  const hasCentury = (read[0] === 1 && (read[1] === 8 || read[1] === 9)) || (read[0] === 2 && read[1] === 0);
  const digits = hasCentury && read.length === 12 ? read.slice(2) : read;
  return digits.length === 10 ? { digits, last, ...more } : null;
}

function pastSeparator(reading, at) {
  const afterSpace = reading.past(at, [" "], 1);
  const afterDash = reading.past(afterSpace, ["-", "+"], 1);
  const end = afterDash > afterSpace ? reading.past(afterDash, [" "], 1) : afterDash;
  return [end, afterSpace > at || end > afterDash];
}

function isInterimLetter(reading, at) {
  return reading.sort(at) === WORD && reading.length(at) === 1 && INTERIM.includes(reading.shapes(at)[0]);
}

/** The police's case numbers: 5000-K123456-24. */
function isCaseNumber(reading, at) {
  return at >= 3 && reading.isWord(at - 1, ["k"]) && reading.mark(at - 2) === "-" && reading.digits(at - 3) === 4;
}

function isFractionOfCoordinate(reading, at) {
  if (at < 2 || ![".", ","].includes(reading.mark(at - 1))) return false;
  const [digits, degrees] = [reading.digits(at - 2), reading.value(at - 2)];
  const isDegrees = (degrees >= 10 && degrees <= 24) || (degrees >= 55 && degrees <= 69);
  return digits === 6 || digits === 7 || (digits === 2 && isDegrees);
}

function hasDay(digits) {
  const [month, day] = [digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]];
  return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}

function isTimeOfDay(digits) {
  return digits[6] * 10 + digits[7] < 24 && digits[8] < 6;
}

function hasRightCheckDigit(digits) {
  const products = digits.map((digit, index) => digit * (index % 2 ? 1 : 2));
  return products.reduce((sum, product) => sum + Math.floor(product / 10) + (product % 10), 0) % 10 === 0;
}

/* ---------- addresses, telephones, plates, flats, names (pointers.rs) ---------- */

function email(reading, at) {
  if (reading.mark(at) !== "@") return null;
  const isPart = (token, marks) => {
    const sort = reading.sort(token);
    return sort === MARK ? marks.includes(reading.mark(token)) : sort !== null;
  };
  let first = at;
  while (first > 0 && isPart(first - 1, "._%+-")) first -= 1;
  let last = null;
  for (let token = at + 1; isPart(token, ".-"); token += 1) {
    const isAfterPoint = token > at + 2 && reading.mark(token - 1) === ".";
    if (isAfterPoint && reading.sort(token) === WORD && reading.length(token) >= 2) last = token;
  }
  return first < at && last !== null ? { kind: "email", first, last } : null;
}

function phone(reading, at) {
  const mark = reading.mark(at);
  let firstNumber = at;
  let most;
  if (mark === "+" && ![NUMERAL, WORD].includes(reading.sort(at - 1))) {
    [firstNumber, most] = [at + 1, 15];
  } else if (mark === null && beginsNumber(reading, at)) {
    most = beginsWith(reading, at, "0046") ? 14 : 10;
  } else {
    return null;
  }
  const head = reading.digits(firstNumber);
  if (head === null || head > most) return null;
  const [last, total] = groups(reading, firstNumber, most);
  const isPhone =
    most === 15
      ? !beginsWith(reading, firstNumber, "0")
      : most === 14 ||
        (!beginsWith(reading, at, "00") &&
          (head >= 8 || head === 3 || head === 4 || (beginsWith(reading, at, "08") && head === 2)) &&
          !areTimesOfDay(reading, at, last));
  return isPhone && total >= 8 ? { kind: "phone", first: at, last } : null;
}

function beginsNumber(reading, at) {
  const before = reading.mark(at - 1);
  const goesOn = at >= 2 && before !== null && ".,-+/:".includes(before) && reading.sort(at - 2) === NUMERAL;
  return beginsWith(reading, at, "0") && reading.sort(at - 1) !== WORD && !goesOn;
}

function beginsWith(reading, at, digits) {
  return reading.sort(at) === NUMERAL && reading.shapes(at).slice(0, digits.length).join("") === digits;
}

/** The last token of the groups of digits that belong to the number beginning here, and how many digits they are. */
function groups(reading, at, most) {
  let [last, total] = [at, reading.length(at)];
  for (;;) {
    const next = reading.past(last + 1, [" ", "-", "/", "(", ")"], 3);
    const digits = reading.digits(next);
    if (digits === null || total + digits > most || !(digits > 1 || beginsWith(reading, next, "0"))) return [last, total];
    [last, total] = [next, total + digits];
  }
}

function areTimesOfDay(reading, first, last) {
  const isTime = (at) => reading.digits(at) === 4 && reading.value(at) < 2400 && reading.value(at) % 100 < 60;
  let numbers = 0;
  for (let at = first; at <= last; at += 1) numbers += reading.digits(at) === null ? 0 : 1;
  return numbers === 2 && isTime(first) && isTime(last);
}

function registrationPlate(reading, at) {
  if (reading.sort(at - 1) === NUMERAL || !hasPlateLetters(reading, at, 3)) return null;
  const number = reading.past(at + 1, [" "], 1);
  const isCapital = reading.shapes(at).every((letter) => letter >= "A" && letter <= "Z");
  if (number > at + 1 && (!isCapital || reading.isWord(at, ["sos"]))) return null;
  let last = number;
  if (reading.digits(number) === 2) {
    last = number + 1;
    if (!hasPlateLetters(reading, last, 1) || reading.isWord(last, ["o"])) return null;
  } else if (reading.digits(number) !== 3) {
    return null;
  }
  const goesOn = [WORD, NUMERAL].includes(reading.sort(last + 1));
  return goesOn ? null : { kind: "plate", first: at, last };
}

function hasPlateLetters(reading, at, count) {
  const isUsed = (letter) => PLATE_LETTERS.test(letter);
  return reading.sort(at) === WORD && reading.length(at) === count && reading.shapes(at).every(isUsed);
}

function flatNumber(reading, at) {
  if (!reading.isWord(at, FLATS)) return null;
  const between = (from) => reading.past(from, [" ", ".", ":", "#"], 3);
  const next = between(at + 1);
  const last = reading.isWord(next, NUMBER) ? between(next + 1) : next;
  const digits = reading.digits(last);
  return digits !== null && digits <= 4 ? { kind: "flat", first: at, last } : null;
}

function name(reading, at) {
  const isName = reading.isWord(at, NAME);
  if (!isName && !reading.isWord(at, CALLED)) return null;
  const next = reading.past(at + 1, [" ", ":", '"', "”", "“", "'"], 4);
  let hasColon = false;
  for (let token = at + 1; token < next; token += 1) hasColon ||= reading.mark(token) === ":";
  const last = isName && reading.isWord(next, IS) ? reading.past(next + 1, [" ", '"', "”", "“", "'"], 3) : next;
  const isCapital = /^\p{Uppercase}$/u.test(reading.shapes(last)[0] ?? "");
  const names = reading.sort(last) === WORD && reading.length(last) >= 2 && (isCapital || hasColon);
  return names ? { kind: "name", first: at, last } : null;
}

/* ---------- the judgement (mod.rs) ---------- */

const POINTERS = [phone, doubtfulNumber, email, registrationPlate, flatNumber, name];

function listMatches(reading, rules) {
  const matches = [];
  for (let at = 0; at < reading.tokens.length; at += 1) {
    let found = null;
    for (const rule of rules) found ??= rule(reading, at);
    if (found) {
      matches.push(found);
      at = found.last;
    }
  }
  return matches;
}

/**
 * Everything in a text that may point out a person, in the order of the text.
 * @returns {{ kind: string, words: string, character: number }[]} kinds as in the names of the texts; characters from 1
 */
export function examine(text) {
  const reading = new Reading(text);
  const numbers = listMatches(reading, [validNumber]);
  numbers.forEach((found) => reading.take(found));
  const finding = ({ kind, first, last }) => {
    const { begin, before } = reading.tokens[first];
    return { kind, begin, words: text.slice(begin, reading.tokens[last].end), character: before + 1 };
  };
  const findings = [...numbers, ...listMatches(reading, POINTERS)].map(finding);
  return findings.sort((one, other) => one.begin - other.begin).map(({ kind, words, character }) => ({ kind, words, character }));
}

/* ---------- what is said beside the text ---------- */

/** Long enough not to speak in the middle of a word, short enough to be heard before the next sentence. */
const PAUSE = 600;
const CONFIRM = "confirm_privacy";

/** What the server would say of a text, and whether it would ask its writer to confirm it. */
function told(text, texts) {
  // The server reads a text without the white space around it.
  const findings = examine(text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, ""));
  const stops = findings.filter(({ kind }) => kind === "personal-number");
  if (stops.length) {
    return { message: texts.stop.replace("#places", stops.map(({ character }) => character).join(", ")), isAsked: false };
  }
  const found = findings.map(({ kind, character }) => texts[`found-${kind}`].replace("#place", character));
  return { message: found.length ? texts.warn.replace("#findings", found.join(", ")) : "", isAsked: found.length > 0 };
}

/** The box that the server would ask for, so that it need not: unticked, for the writer to tick. */
function confirmation(label, id) {
  const box = document.createElement("div");
  box.className = "tick";
  const input = Object.assign(document.createElement("input"), { type: "checkbox", name: CONFIRM, value: "yes", id });
  box.append(input, Object.assign(document.createElement("label"), { htmlFor: id, textContent: label }));
  return box;
}

function guard(field, texts) {
  const said = document.createElement("div");
  said.className = "field";
  const words = document.createElement("p");
  words.id = `${field.id}-guard`;
  words.setAttribute("aria-live", "polite");
  said.append(words);
  field.after(said);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${words.id}`.trim());

  const tell = () => {
    const { message, isAsked } = told(field.value, texts);
    if (message === words.textContent) return;
    words.textContent = message;
    words.className = message ? "note" : "";
    said.querySelector(".tick")?.remove();
    if (isAsked && !field.form?.elements[CONFIRM]) said.append(confirmation(texts.confirm, `${field.id}-guard-confirm`));
  };
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE);
  });
  field.addEventListener("change", tell);
  // A form that came back says already what is wrong with it.
  if (!document.querySelector(".faults")) tell();
}

const texts = document.querySelector("[data-guard-texts]");
if (texts) {
  const named = Object.fromEntries([...texts.attributes].map(({ name: own, value }) => [own.replace("data-", ""), value]));
  document.querySelectorAll("[data-guarded]").forEach((field) => guard(field, named));
}
