// Work that goes on elsewhere: the page looks every two seconds how far it is, until it has ended.
// Without scripts a link does the same. A look that fails is tried again, ever more rarely.

const PAUSE = 2000;
const LONGEST = 30000;

function watching(element) {
  const address = element.dataset.watch;
  let pause = PAUSE;

  async function look() {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(element.id);
      if (!fresh) return;
      pause = PAUSE;
      if (!fresh.dataset.watch) {
        location.reload();
        return;
      }
      // Only what changes: whoever is about to press a button keeps it under their finger.
      for (const name of ["h1", "label", "progress", "tbody"]) {
        const [old, now] = [element.querySelector(name), fresh.querySelector(name)];
        if (!old || !now) continue;
        if (name === "progress") old.value = now.value;
        else old.replaceChildren(...now.childNodes);
      }
    } catch {
      pause = Math.min(2 * pause, LONGEST);
    }
    setTimeout(look, pause);
  }

  setTimeout(look, pause);
}

document.querySelectorAll("[data-watch]").forEach(watching);
