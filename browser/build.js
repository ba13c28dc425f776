// Bundles src/: what a phone loads as modules goes into workshop/web/static/seal/, and what opens a sealed plan
// or report without us, scripts that stand in its page, into exports/.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";

const here = (path) => new URL(path, import.meta.url).pathname;
const outdir = here("../workshop/web/static/seal/");
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: ["src/send.js", "src/mine.js"],
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2020",
  minify: true,
  loader: { ".css": "text" },
  legalComments: "eof",
  chunkNames: "part-[hash]",
  outdir,
});

// A sealed file has room for little: what the phone takes from libraries, it takes from opener/.
const small = {
  name: "small",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/sealing\.js$/ }, () => ({ path: here("src/opener/sealing.js") }));
    onResolve({ filter: /^@noble\/hashes\/scrypt/ }, () => ({ path: here("src/opener/crypto.js") }));
  },
};
await build({
  entryPoints: {
    sealed: "src/opener/main.js", "sealed-loader": "src/opener/load.js", "report-sealed": "src/opener/report.js",
  },
  bundle: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  minify: true,
  legalComments: "none",
  plugins: [small],
  outdir: here("../exports/"),
});

// What they were made from: a test holds the bundles to their sources without building them.
const names = (await readdir("src", { recursive: true })).filter((name) => name.endsWith(".js"));
const paths = names.map((name) => `src/${name}`).sort();
const others = ["../exports/plan-forms.css", "../exports/plan.css", "build.js", "package-lock.json"];
const sources = await Promise.all([...paths, ...others].map((name) => readFile(name)));
const whole = Buffer.concat(sources.flatMap((source, at) => (at ? [Buffer.from("\n"), source] : [source])));
await writeFile(`${outdir}SOURCES`, `${createHash("sha256").update(whole).digest("hex")}\n`);
