// Bundles src/ into workshop/web/static/seal: what a phone loads as a module, and nothing else.

import { build } from "esbuild";
import { rm } from "node:fs/promises";

const outdir = new URL("../workshop/web/static/seal/", import.meta.url).pathname;
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: ["src/send.js", "src/mine.js"],
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2020",
  minify: true,
  legalComments: "eof",
  chunkNames: "part-[hash]",
  outdir,
});
