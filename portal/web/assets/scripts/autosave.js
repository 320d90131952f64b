// Saves a step while it is being filled in, a moment after the last key, and says so.
//
// The form is sent as it is to the address in data-autosave; the answer is
// {"saved_at": "09:41", "version": 7}. Anything else is told: the button still saves. Whoever turns
// to another window, locks the telephone or closes the page leaves nothing unsaved behind.

const PAUSE = 1500;

export function autosave(form) {
  const told = form.querySelector("[data-saved]");
  let timer = 0;
  let pending = 0;
  let saves = Promise.resolve();

  function tell(words, failed) {
    if (!told) return;
    told.querySelector("span").textContent = words;
    told.toggleAttribute("data-failed", failed);
    told.hidden = false;
  }

  async function save() {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      keepalive: document.visibilityState === "hidden",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { saved_at: at, version } = await answer.json();
    if (form.elements.version && version !== undefined) form.elements.version.value = version;
    if (at) tell(told?.dataset.saved.replace("…", at), false);
  }

  // One at a time, so that each save carries the version the one before brought back.
  function queue() {
    timer = 0;
    pending += 1;
    saves = saves
      .then(save)
      .catch(() => tell(told?.dataset.unsaved, true))
      .then(() => (pending -= 1));
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(queue, PAUSE);
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !timer) return;
    clearTimeout(timer);
    queue();
  });

  // The press of a button waits for the save under way, or its version would be stale.
  let leaving = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = 0;
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
