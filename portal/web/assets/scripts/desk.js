// Keys of the desk: each goes to something that stands on the page, and none does a deed.
//
// What a key goes to says so itself (aria-keyshortcuts), so pages and keys cannot drift apart.
// Whoever has switched the keys off does not get this file.

const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const WRITTEN = "input:not([type=search]):not([type=hidden]), textarea, select";

const dialog = document.querySelector("dialog.keys");
let begun = false;

// Whoever has begun to fill in a page, or to tick dossiers, is not led away from it.
document.addEventListener("input", (event) => {
  if (event.target.matches(WRITTEN)) begun = true;
});

function step(by) {
  const lines = [...document.querySelectorAll("[data-lines] tbody th a")];
  const row = document.activeElement.closest("tr");
  const now = lines.findIndex((line) => line.closest("tr") === row);
  const next = now < 0 ? (by > 0 ? 0 : lines.length - 1) : now + by;
  lines[next]?.focus();
}

function tick() {
  document.activeElement.closest("[data-lines] tbody tr")?.querySelector("[type=checkbox]")?.click();
}

function go(key) {
  const goal = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (!goal) return false;
  if (goal.matches("input")) goal.focus();
  else if (begun) return false;
  else goal.click();
  return true;
}

function pressed(key) {
  if (key === "?" && dialog?.showModal) dialog.showModal();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "x") tick();
  else return go(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
  if (busy || event.defaultPrevented || dialog?.open) return;
  if (event.key.length !== 1 || event.target.closest?.(TYPED_IN)) return;
  if (pressed(event.key.toLowerCase())) event.preventDefault();
});
