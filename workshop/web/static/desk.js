// Comfort only: without it the page reloads itself now and then. Focus and place on the page stay.
(function () {
  "use strict";

  function put(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var focused = document.activeElement && document.activeElement.id;
    var top = document.documentElement.scrollTop;
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    document.body.dataset.version = page.body.dataset.version;
    var again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
    document.documentElement.scrollTop = top;
  }

  // What people wrote does not stay on a screen that nobody serves any more.
  function over() {
    var said = document.createElement("h1");
    said.textContent = document.body.dataset.over;
    document.querySelector("main").replaceChildren(said);
    document.body.dataset.version = "";
  }

  function ask(path, options) {
    return fetch(path, Object.assign({ cache: "no-store" }, options)).then(function (answer) { return answer.text(); });
  }

  function look() {
    ask("v").then(function (version) {
      return version === document.body.dataset.version ? null : ask("./").then(put);
    }).catch(over).then(function () { setTimeout(look, 700); });
  }

  document.addEventListener("submit", function (event) {
    event.preventDefault();
    ask("./", { method: "POST", body: new URLSearchParams(new FormData(event.target)) }).then(put).catch(over);
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  look();
})();
