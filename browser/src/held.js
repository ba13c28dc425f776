// What this tab alone knows, until the page is left: the open plan, what its seals need, and answers that wait.

import { checked } from "./check.js";

export const held = {
  plan: null,
  // Shows the open plan again, as it lies on the laptop now.
  reopen: null,
  // { key, counter }: what answers are sealed to, so that sealing needs no laptop.
  lock: null,
  waiting: null,
  // What was sealed and did not arrive, by exercise: only the newest is sent.
  outbox: new Map(),
  check: checked,
};

addEventListener("pagehide", () => {
  held.plan = null;
  held.reopen = null;
  held.lock = null;
  held.waiting = null;
  held.outbox.clear();
});
