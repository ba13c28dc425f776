// Follows the room within half a second; without it the page reloads itself every few seconds.
(function () {
  "use strict";
  var EVERY = 200, PATIENCE = 4000, PARTS = ["header", "main", "aside", "nav"];
  var standing = {}, missed = 0;

  function get(path) {
    var asked = { cache: "no-store" };
    if (AbortSignal.timeout) asked.signal = AbortSignal.timeout(PATIENCE);
    return fetch(path, asked).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    });
  }

  function part(page, name) { return page.body.querySelector(":scope > " + name); }

  function wear(element, other) {
    Array.from(element.attributes).forEach(function (one) { element.removeAttribute(one.name); });
    Array.from(other.attributes).forEach(function (one) { element.setAttribute(one.name, one.value); });
  }

  function parts(page) {
    var found = {};
    PARTS.forEach(function (name) {
      var one = part(page, name);
      found[name] = one ? one.outerHTML : "";
    });
    return found;
  }

  // Only what differs is put in place: a breath that is drawn goes on undisturbed.
  function put(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    if (!page.body.dataset.version) return;
    var focused = document.activeElement && document.activeElement.dataset.key, now = parts(page);
    wear(document.documentElement, page.documentElement);
    if (PARTS.every(function (name) { return !now[name] === !standing[name]; })) {
      wear(document.body, page.body);
      PARTS.forEach(function (name) {
        if (now[name] !== standing[name]) part(document, name).replaceWith(document.adoptNode(part(page, name)));
      });
    } else {
      document.body = document.adoptNode(page.body);
    }
    standing = now;
    furnish();
    var again = focused && document.querySelector('[data-key="' + focused + '"]');
    if (again) again.focus();
  }

  function look() {
    var where = location.search;
    get("/v").then(function (version) {
      heard(true);
      return version === document.body.dataset.version ? "" : get("/" + where);
    }).then(function (text) {
      if (text && where === location.search) put(text);
    }).catch(function () { heard(false); }).then(function () { setTimeout(look, EVERY); });
  }

  // The laptop's program may stop and start again: what stands here stays, with a quiet word.
  function heard(now) {
    var word = document.querySelector(".away");
    missed = now ? 0 : missed + 1;
    if (now && word) word.remove();
    if (missed < 3 || word) return;
    word = document.createElement("p");
    word.className = "away";
    word.setAttribute("role", "status");
    word.textContent = document.body.dataset.away;
    document.body.appendChild(word);
  }

  function furnish() {
    var full = document.querySelector("[data-full]");
    if (full) full.hidden = !document.fullscreenEnabled;
  }

  // Another view of the same page, without leaving it: a full screen stays full.
  function go(address) {
    history.replaceState(null, "", address);
    document.body.dataset.version = "";
  }

  function choose(tool) {
    if (tool.dataset.full === undefined) go(tool.getAttribute("href"));
    else if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(function () {});
  }

  document.addEventListener("click", function (event) {
    var tool = event.target.closest && event.target.closest(".tools a, .tools button");
    if (!tool || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(tool);
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var key = event.key;
    // A keyboard of another script: the key that stands where the letter would.
    if (key.length === 1 && key > "~" && /^Key/.test(event.code)) key = event.code.slice(3);
    if (key.length === 1) key = key.toLowerCase();
    var tool = Array.from(document.querySelectorAll(".tools [data-key]")).find(function (one) {
      return one.dataset.key.split(" ").includes(key);
    });
    if (!tool) return;
    event.preventDefault();
    choose(tool);
  });

  standing = parts(document);
  furnish();
  look();
})();
