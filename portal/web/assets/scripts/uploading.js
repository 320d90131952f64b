// Sends chosen files piece by piece, with a bar, and goes on by itself where a line broke off.
//
// Speaks tus 1.0 with the address in data-uploads; the words are in data-words (JSON). A file whose
// bytes the server has met before, in another window or before a reload, goes on where it was: it
// is known by its SHA-256, and nothing is left in the browser. Without this file the form's own
// button sends everything at once.

const SLICE = 1024 * 1024;
const LEAST = 64 * 1024;
const STALLED = 30_000;
const CHECKING = 180_000;
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];
const VERSION = { "Tus-Resumable": "1.0.0" };

/** What no further try will change; `message` is for the citizen. */
class Refused extends Error {}

const fill = (text, name) => text.replaceAll("…", name);
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const sum = async (data) => globalThis.crypto?.subtle?.digest("SHA-256", data);
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

function build(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

// fetch tells nothing of how far a body has gone.
function ask(item, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let watch;
    const within = (time) => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), time);
    };
    const end = (settle, value) => {
      clearTimeout(watch);
      item.request = null;
      settle(value);
    };
    request.open(method, url);
    const token = item.form.elements.csrf_token.value;
    for (const [name, value] of Object.entries({ ...VERSION, "X-CSRFToken": token, ...headers }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      within(STALLED);
      item.show(item.offset + event.loaded);
    };
    request.upload.onload = () => within(CHECKING);
    request.onload = () => end(resolve, request);
    request.onerror = request.onabort = () => end(reject, new Error("the line is gone"));
    item.request = request;
    within(STALLED);
    request.send(body);
  });
}

function told(request) {
  try {
    return JSON.parse(request.responseText).message;
  } catch {
    return "";
  }
}

// 409 and 460: somebody else went on with it, or a byte was changed on its way. Look again.
function judge(item, request) {
  const { status } = request;
  if (status === 200 || status === 201 || status === 204) return;
  if (status >= 500 || [409, 429, 460].includes(status)) throw new Error(told(request));
  throw new Refused(told(request) || fill(item.words.refused, item.file.name));
}

async function begin(item) {
  const pairs = {
    filename: item.file.name,
    filetype: item.file.type,
    document: item.paper,
    sha256: item.sha256,
    presented_as: item.form.querySelector("[data-presented] input:checked")?.value,
  };
  const encoder = new TextEncoder();
  const metadata = Object.entries(pairs)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key} ${base64(encoder.encode(value))}`)
    .join(",");
  const answer = await ask(item, "POST", item.form.dataset.uploads, {
    "Upload-Length": String(item.file.size),
    "Upload-Metadata": metadata,
  });
  judge(item, answer);
  item.url = answer.getResponseHeader("Location");
  return Number(answer.getResponseHeader("Upload-Offset"));
}

async function stand(item) {
  if (!item.url) return begin(item);
  const answer = await ask(item, "HEAD", item.url, {});
  if (answer.status === 404 || answer.status === 410) {
    item.url = "";
    return begin(item);
  }
  judge(item, answer);
  return Number(answer.getResponseHeader("Upload-Offset"));
}

async function slice(item) {
  try {
    return await item.file.slice(item.offset, item.offset + item.size).arrayBuffer();
  } catch {
    throw new Refused(fill(item.words.unreadable, item.file.name));
  }
}

async function send(item) {
  item.offset = await stand(item);
  while (item.offset < item.file.size) {
    const data = await slice(item);
    const added = await sum(data);
    item.show(item.offset);
    const answer = await ask(
      item,
      "PATCH",
      item.url,
      {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(item.offset),
        ...(added && { "Upload-Checksum": `sha256 ${base64(added)}` }),
      },
      data,
    );
    judge(item, answer);
    item.offset = Number(answer.getResponseHeader("Upload-Offset"));
    item.size = Math.min(item.size * 2, SLICE);
    item.tries = 0;
  }
}

// A line that comes back ends the wait.
function wait(time) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    window.addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

async function whole(item) {
  item.sha256 = await item.file.arrayBuffer().then(sum).then((found) => (found ? hex(found) : ""), () => "");
  for (item.tries = 0; !item.given_up; item.tries += 1) {
    try {
      return await send(item);
    } catch (error) {
      if (error instanceof Refused || item.given_up) throw error;
      item.size = Math.max(item.size / 2, LEAST);
      item.waiting(error.message);
      await wait(WAITS[Math.min(item.tries, WAITS.length - 1)]);
    }
  }
}

// A row on the page for a file under way.
function row(form, file, words, say) {
  const name = build("span", { class: "file" }, file.name);
  const bar = build("progress", { max: "100", value: "0", "aria-label": fill(words.sending, file.name) });
  const state = build("span", { class: "soft small" });
  const unseen = build("span", { class: "unseen" }, ` ${file.name}`);
  const button = build("button", { type: "button", class: "as-link" }, words.cancel, unseen);
  const line = build("li", {}, name, bar, state, button);
  const paper = form.elements.document?.value ?? "";
  const item = { form, file, words, paper, size: SLICE / 4, url: "", offset: 0, half: false };

  item.show = (bytes) => {
    const percent = Math.min(100, Math.floor((bytes / file.size) * 100));
    bar.value = percent;
    state.textContent = percent === 100 ? words.checking : `${percent} %`;
    if (percent >= 50 && !item.half) say(`${file.name}: ${percent} %`);
    item.half ||= percent >= 50;
  };
  item.waiting = (message) => {
    state.textContent = message || words.waiting;
    if (item.tries === 0) say(`${file.name}: ${state.textContent}`);
  };
  item.refused = (message) => {
    const before = build("span", { class: "govuk-visually-hidden" }, words.error);
    line.classList.add("is-refused");
    bar.replaceWith(build("p", { class: "govuk-error-message" }, before, ` ${message}`));
    state.remove();
    button.firstChild.textContent = words.dismiss;
    say(message);
  };
  item.gone = () => line.remove();
  button.addEventListener("click", () => {
    item.given_up = true;
    item.request?.abort();
    if (item.url) ask(item, "DELETE", item.url, {}).catch(() => undefined);
    line.remove();
    form.querySelector("input[type=file]").focus();
  });
  return { item, line };
}

// What the page says of the files that are there is asked of the server, which knows.
async function refresh(form) {
  // Its buttons are named action, and would answer for form.action.
  const answer = await fetch(form.getAttribute("action"), { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const list of document.querySelectorAll("[data-files]"))
    list.replaceChildren(...(fresh.getElementById(list.id)?.childNodes ?? []));
  // What the files are is asked among them from now on.
  const asked = form.querySelector("[data-presented]");
  if (asked && !fresh.querySelector(`[data-presented="${asked.dataset.presented}"]`)) asked.remove();
  const input = form.querySelector("input[type=file]");
  form.querySelector("[data-choose]").hidden = !fresh.getElementById(input.id);
  document.getElementById(`${input.id}-error`)?.remove();
  form.querySelector(".govuk-form-group--error")?.classList.remove("govuk-form-group--error");
  form.classList.remove("govuk-form-group--error");
  input.removeAttribute("aria-invalid");
}

function uploading(form, page) {
  const words = JSON.parse(form.dataset.words);
  const input = form.querySelector("input[type=file]");
  const list = build("ul", { class: "sending" });
  form.querySelector("[data-choose]").after(list);
  form.querySelector("[data-send]").hidden = true;

  async function run({ item }) {
    try {
      await whole(item);
      if (item.given_up) return;
      await refresh(form).catch(() => undefined);
      item.gone();
      page.say(fill(words.sent, item.file.name));
    } catch (error) {
      if (!item.given_up) item.refused(error.message);
      page.refused = true;
    }
  }

  input.addEventListener("change", () => {
    for (const file of input.files) {
      const made = row(form, file, words, page.say);
      list.append(made.line);
      page.add(() => run(made));
      page.say(fill(words.sending, file.name));
    }
    input.value = "";
  });
}

// One file at a time, over the whole page: the line is the citizen's own.
function queue() {
  const status = build("p", { role: "status", class: "unseen" });
  document.querySelector("main").append(status);
  const page = { active: 0, refused: false, say: (text) => (status.textContent = text) };
  let last = Promise.resolve();
  let held;

  page.add = (run) => {
    page.active += 1;
    page.refused = false;
    last = last.then(run).finally(() => {
      page.active -= 1;
      const { form, button } = held ?? {};
      if (page.active || !form) return;
      held = undefined;
      if (!page.refused && button?.isConnected) form.requestSubmit(button);
    });
  };
  // A button pressed before the files are there is pressed again once they are.
  document.addEventListener("submit", (event) => {
    if (!page.active) return;
    event.preventDefault();
    held = { form: event.target, button: event.submitter };
    page.say(document.querySelector("[data-wait]").dataset.wait);
  });
  window.addEventListener("beforeunload", (event) => page.active && event.preventDefault());
  return page;
}

const forms = document.querySelectorAll("form[data-uploads]");
if (forms.length) {
  const page = queue();
  forms.forEach((form) => uploading(form, page));
}
