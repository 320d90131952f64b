// Choosing a province fetches its communes; without this file the button beside it does the same
// by way of the server. data-communes holds the address, with {province} where the code goes; the
// answer is [{"code": "00004", "name": "Phường Ba Đình"}].

export function chooseCommunes(province) {
  const commune = document.getElementById(province.dataset.commune);
  const button = document.getElementById(province.dataset.button);
  if (!commune || !button) return;
  const empty = commune.options[0];
  button.hidden = true;

  async function fetchCommunes(code) {
    const answer = await fetch(province.dataset.communes.replace("{province}", encodeURIComponent(code)));
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  province.addEventListener("change", async () => {
    const code = province.value;
    commune.replaceChildren(empty);
    if (!code) return;
    commune.setAttribute("aria-busy", "true");
    try {
      const places = await fetchCommunes(code);
      if (province.value !== code) return;
      commune.append(...places.map((place) => new Option(place.name, place.code)));
    } catch {
      button.hidden = false;
    }
    commune.removeAttribute("aria-busy");
  });
}
