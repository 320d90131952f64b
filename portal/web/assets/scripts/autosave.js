// Saves a step while it is being filled in, a moment after the last key, and says so.
//
// The form is sent as it is to the address in data-autosave; the answer is
// {"saved_at": "09:41", "version": 7}. Anything else changes nothing: the button still saves.

const PAUSE = 1500;

export function autosave(form) {
  const told = form.querySelector("[data-saved]");
  let timer;
  let sending = Promise.resolve();

  async function save() {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return;
    const { saved_at: at, version } = await answer.json();
    if (form.elements.version && version !== undefined) form.elements.version.value = version;
    if (told && at) {
      told.querySelector("span").textContent = told.dataset.saved.replace("…", at);
      told.hidden = false;
    }
  }

  // One at a time, so that each save carries the version the one before brought back.
  const queue = () => (sending = sending.then(save).catch(() => undefined));

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(queue, PAUSE);
  });

  // The press of a button waits for the save under way, or its version would be stale.
  let waited = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (waited) return;
    event.preventDefault();
    waited = true;
    sending.then(() => form.requestSubmit(event.submitter));
  });
}
