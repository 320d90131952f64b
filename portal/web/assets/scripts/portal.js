// Comfort only: every page works without this file.

import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";

import { autosave } from "./autosave.js";
import { chooseCommunes } from "./places.js";
import { searching } from "./searching.js";
import { copying, printing } from "./taking_along.js";

document.body.classList.add("govuk-frontend-supported");

for (const Component of [Button, CharacterCount, ErrorSummary]) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    new Component(element);
  }
}

document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("select[data-communes]").forEach(chooseCommunes);
document.querySelectorAll("select.govuk-select").forEach(searching);
document.querySelectorAll("[data-print]").forEach(printing);
document.querySelectorAll("[data-copy]").forEach(copying);
