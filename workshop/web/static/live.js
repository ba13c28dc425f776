// Where a page would load itself anew without a script, it only looks: another one takes its place when
// something has changed. On a shared phone, a page that nobody touches says so before it goes.
(function () {
  "use strict";
  var again = document.querySelector("noscript[data-again]");
  var said = document.querySelector(".said");
  if (!again || !said || !window.fetch) return;
  var SOON = 20;
  var meta = read(again.textContent).querySelector("meta").content.split("; url=");
  var seconds = Number(meta[0]), address = meta[1];

  function read(text) { return new DOMParser().parseFromString(text, "text/html"); }

  function follow() {
    var here = document.querySelector("main").innerHTML;
    var timer = 0;
    function look() {
      clearTimeout(timer);
      if (document.hidden) return;
      fetch(address, { cache: "no-store" }).then(function (answer) {
        return answer.ok || answer.status === 503 ? answer.text() : "";
      }).then(function (text) {
        said.textContent = "";
        var main = read(text).querySelector("main");
        if (main && main.innerHTML !== here) location.replace(address);
      }, function () {
        said.textContent = again.dataset.say;
      }).then(function () {
        clearTimeout(timer);
        timer = setTimeout(look, seconds * 1000);
      });
    }
    // A phone that slept looks at once when it wakes.
    document.addEventListener("visibilitychange", look);
    timer = setTimeout(look, seconds * 1000);
  }

  function rest() {
    var touched = Date.now();
    ["pointerdown", "keydown", "scroll", "input"].forEach(function (kind) {
      document.addEventListener(kind, function () {
        touched = Date.now();
        said.textContent = "";
      }, { passive: true });
    });
    setInterval(function () {
      var quiet = (Date.now() - touched) / 1000;
      if (quiet >= seconds) {
        document.body.hidden = true;
        location.replace(address);
      } else if (quiet >= seconds - SOON && !said.textContent) {
        said.textContent = again.dataset.say;
      }
    }, 1000);
  }

  if (again.dataset.again === "live") follow(); else rest();
})();
