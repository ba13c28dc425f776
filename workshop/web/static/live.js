// Where a page would load itself anew without a script, it only looks: another one takes its place when
// something has changed. On a shared phone, a page that nobody touches says so before it goes.
(function () {
  "use strict";
  if (!window.fetch) return;
  var SOON = 20;
  var stop = function () {};

  function read(text) { return new DOMParser().parseFromString(text, "text/html"); }

  function say(text) { document.querySelector(".said").textContent = text; }

  function start() {
    stop();
    stop = function () {};
    var again = document.querySelector("noscript[data-again]");
    if (!again || !document.querySelector(".said")) return;
    var meta = again.querySelector("meta") || read(again.textContent).querySelector("meta");
    var told = meta.content.split("; url=");
    var begin = again.dataset.again === "live" ? follow : rest;
    stop = begin(Number(told[0]), told[1], again.dataset.say);
  }

  function follow(seconds, address, sentence) {
    var here = document.querySelector("main").innerHTML;
    var timer = 0, stopped = false;
    function look() {
      clearTimeout(timer);
      if (document.hidden || stopped) return;
      fetch(address, { cache: "no-store" }).then(function (answer) {
        return answer.ok || answer.status === 503 ? answer.text() : "";
      }).then(function (text) {
        if (stopped) return;
        say("");
        var main = read(text).querySelector("main");
        if (main && main.innerHTML !== here) location.replace(address);
      }, function () {
        if (!stopped) say(sentence);
      }).then(function () {
        clearTimeout(timer);
        if (!stopped) timer = setTimeout(look, seconds * 1000);
      });
    }
    // A phone that slept looks at once when it wakes.
    document.addEventListener("visibilitychange", look);
    timer = setTimeout(look, seconds * 1000);
    return function () {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }

  var touched = 0;
  ["pointerdown", "keydown", "scroll", "input"].forEach(function (kind) {
    document.addEventListener(kind, function () {
      if (touched && document.querySelector(".said")) say("");
      if (touched) touched = Date.now();
    }, { passive: true });
  });

  function rest(seconds, address, sentence) {
    touched = Date.now();
    var timer = setInterval(function () {
      var quiet = (Date.now() - touched) / 1000;
      if (quiet >= seconds) {
        document.body.hidden = true;
        location.replace(address);
      } else if (quiet >= seconds - SOON && !document.querySelector(".said").textContent) {
        say(sentence);
      }
    }, 1000);
    return function () {
      touched = 0;
      clearInterval(timer);
    };
  }

  start();
  // Another page was put in this one's place.
  document.addEventListener("placed", start);
})();
