// A code to take along: on paper or in the clipboard. The buttons are shown only where they work.

export function printing(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

export function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}
