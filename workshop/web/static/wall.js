// Follows the room within half a second; without it the page reloads itself every few seconds.
(function () {
  "use strict";
  function look() {
    fetch("/v", { cache: "no-store" }).then(function (answer) {
      return answer.text();
    }).then(function (version) {
      if (version === document.body.dataset.version) return null;
      return fetch("/", { cache: "no-store" }).then(function (answer) { return answer.text(); });
    }).then(function (text) {
      if (text) {
        document.body = document.adoptNode(new DOMParser().parseFromString(text, "text/html").body);
      }
    }).catch(function () {}).then(function () { setTimeout(look, 400); });
  }
  look();
})();
