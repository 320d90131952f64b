// Saves a step while it is being filled in, a moment after the last key, and says so.
//
// The form is sent as it is to the address in data-autosave; the answer is
// {"saved_at": "09:41", "version": 7}. Anything else changes nothing: the button still saves.

const PAUSE = 1500;

export function autosave(form) {
  const told = form.querySelector("[data-saved]");
  let timer;
  let pending = 0;
  let saves = Promise.resolve();

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
  function queue() {
    pending += 1;
    saves = saves
      .then(save)
      .catch(() => undefined)
      .then(() => (pending -= 1));
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(queue, PAUSE);
  });

  // The press of a button waits for the save under way, or its version would be stale.
  let leaving = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!pending && !leaving) return;
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    const pressed = event.submitter;
    saves.then(() => {
      leaving = false;
      form.requestSubmit(pressed);
    });
  });
}
