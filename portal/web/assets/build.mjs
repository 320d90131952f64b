// Builds what browsers get: style sheets and scripts, minified, with the hash of their content in
// their name, each also packed as well as can be, and manifest.json, which tells the templates
// those names.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const built = join(here, "built");

// Browsers of the last five years; older ones get the pages without scripts.
const target = ["chrome90", "firefox90", "safari14.1", "edge90"];

async function style(name) {
  const { css } = sass.compile(join(here, "styles", `${name}.scss`), {
    loadPaths: [join(root, "node_modules", "govuk-frontend", "dist", "govuk")],
    quietDeps: true,
    style: "compressed",
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target });
  return code;
}

async function script(name) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "scripts", `${name}.js`)],
    bundle: true,
    format: "esm",
    legalComments: "none",
    minify: true,
    nodePaths: [join(root, "node_modules")],
    target,
    write: false,
  });
  return outputFiles[0].text;
}

function hashed(name, text) {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const { name: stem, ext } = parse(name);
  return `${stem}-${digest}${ext}`;
}

const made = {
  "portal.css": await style("portal"),
  "status.css": await style("status"),
  "console.css": await style("console"),
  "progress.css": await style("progress"),
  "portal.js": await script("portal"),
  "uploading.js": await script("uploading"),
  "watching.js": await script("watching"),
  "desk.js": await script("desk"),
  "mark.svg": readFileSync(join(here, "mark.svg"), "utf8"),
};

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
const manifest = {};
for (const [name, text] of Object.entries(made)) {
  manifest[name] = hashed(name, text);
  const file = join(built, manifest[name]);
  writeFileSync(file, text);
  writeFileSync(`${file}.br`, brotliCompressSync(text));
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
}
// Last: a manifest that stands there names files that are complete.
writeFileSync(join(built, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
