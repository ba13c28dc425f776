// Bundles src/ into workshop/web/static/seal: what a phone loads as a module, and nothing else.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";

const outdir = new URL("../workshop/web/static/seal/", import.meta.url).pathname;
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

// What it was made from: a test holds the bundle to its sources without building it.
const names = (await readdir("src")).sort().map((name) => `src/${name}`);
const others = ["../exports/plan.css", "build.js", "package-lock.json"];
const sources = await Promise.all([...names, ...others].map((name) => readFile(name)));
const whole = Buffer.concat(sources.flatMap((source, at) => (at ? [Buffer.from("\n"), source] : [source])));
await writeFile(`${outdir}SOURCES`, `${createHash("sha256").update(whole).digest("hex")}\n`);
