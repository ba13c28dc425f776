// What this tab alone knows, until the page is left: the open plan, and answers that wait for a code.

import { checked } from "./check.js";

export const held = {
  plan: null,
  waiting: null,
  check: checked,
};

addEventListener("pagehide", () => {
  held.plan = null;
  held.waiting = null;
});
