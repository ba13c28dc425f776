// Comfort only: every page works without it. Pages may be changed in place, so nothing holds on to an element.
(function () {
  "use strict";

  function clear() {
    document.querySelectorAll("form").forEach(function (form) { form.reset(); });
    document.querySelectorAll("input:not([type=hidden]), textarea").forEach(function (field) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    document.querySelectorAll("form.step select").forEach(function (list) { list.value = ""; });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-leave]");
    if (!link) return;
    event.preventDefault();
    clear();
    document.body.hidden = true;
    location.replace(link.href);
  });

  // What was typed does not wait in the history of the tab.
  var shared = "shared" in document.body.dataset;
  window.addEventListener("pagehide", function () {
    clear();
    if (shared) document.body.hidden = true;
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    clear();
    // On a shared phone the laptop knows whose turn it is now.
    if (shared) location.reload();
  });

  if (!window.fetch) return;

  document.addEventListener("submit", function (event) {
    var step = document.querySelector("form.step");
    if (step && event.target === step) {
      // Whether the laptop is there, before the page, and with it the words on it, is given away.
      var far = step.querySelector(".far");
      event.preventDefault();
      far.hidden = true;
      fetch("/icon.svg", { cache: "no-store" }).then(function () {
        step.submit();
      }, function () {
        far.textContent = step.dataset.far;
        far.hidden = false;
      });
    } else if (step && event.target.matches("form[data-wish]")) {
      // A wish from a form leaves the form where it is.
      var heard = document.querySelector(".heard");
      event.preventDefault();
      fetch("/", { method: "POST", body: new URLSearchParams(new FormData(event.target)) }).then(function (answer) {
        return answer.text();
      }).then(function (text) {
        var said = new DOMParser().parseFromString(text, "text/html").getElementById("said");
        if (!said) throw new Error();
        heard.textContent = said.textContent;
      }).catch(function () {
        heard.textContent = step.dataset.far;
      }).then(function () {
        heard.hidden = false;
        heard.scrollIntoView({ block: "nearest" });
      });
    }
  });
})();
