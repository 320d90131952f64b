// A long list is searched by typing: a box above it leaves only what fits, accents aside.
//
// The list itself stays what it is, so everything works without this file, and whatever else
// changes it (places.js) goes on doing so. A list is searched if it brings the words for it:
// data-search, data-found ("… kết quả") and data-none; data-searchable="yes" takes a short one too.

const MANY = 20;
const ROWS = 6;

const bare = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").trim();

function box(select) {
  const words = select.dataset;
  const around = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const told = document.createElement("p");
  input.type = "search";
  input.id = label.htmlFor = `${select.id}-search`;
  input.className = "govuk-input";
  input.autocomplete = "off";
  label.className = told.className = "govuk-hint";
  label.textContent = words.search;
  const name = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (name) {
    name.id ||= `${select.id}-label`;
    input.setAttribute("aria-describedby", name.id);
  }
  told.setAttribute("role", "status");
  around.append(label, input, told);
  select.before(around);
  return { around, input, told, words };
}

export function searching(select) {
  if (!select.dataset.search || select.multiple || select.querySelector("optgroup")) return;
  const { around, input, told, words } = box(select);
  let all = [];
  let fitting = [];

  // What places.js brings is a new list, and nothing was typed to search it yet.
  const watch = new MutationObserver(renew);

  function renew() {
    all = [...select.options];
    input.value = "";
    around.hidden = all.length <= MANY && select.dataset.searchable !== "yes";
    narrow();
  }

  function narrow() {
    const wanted = bare(input.value);
    const fits = (option) => option.value && bare(option.text).includes(wanted);
    fitting = wanted ? all.filter(fits) : [];
    offer(all.filter((option) => !wanted || !option.value || option.selected || fitting.includes(option)));
    select.size = wanted ? Math.min(Math.max(select.length, 2), ROWS) : 0;
    select.style.height = wanted ? "auto" : "";
    told.textContent = !wanted ? "" : fitting.length ? words.found.replace("…", fitting.length) : words.none;
  }

  // The empty choice and the one made stay, or looking around would undo an answer; and a list
  // whose options are taken out one by one would choose the next each time.
  function offer(options) {
    const chosen = select.selectedOptions[0];
    watch.disconnect();
    if (options.some((option, n) => option !== select.options[n]) || options.length !== select.length)
      select.replaceChildren(...options);
    if (chosen) chosen.selected = true;
    watch.observe(select, { childList: true });
  }

  function choose() {
    if (fitting.length !== 1 || fitting[0].selected) return;
    fitting[0].selected = true;
    for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
  }

  input.addEventListener("input", (event) => {
    event.stopPropagation();
    narrow();
  });
  input.addEventListener("change", (event) => {
    event.stopPropagation();
    choose();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !input.value) return;
    event.preventDefault();
    choose();
    select.focus();
  });
  // A choice made closes the list again.
  select.addEventListener("change", () => {
    if (!input.value) return;
    input.value = "";
    narrow();
  });
  renew();
}
