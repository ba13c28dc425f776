// Where the words are now: on this phone, or on their way. The laptop's own page says that they were received.
(function () {
  "use strict";
  var step = document.querySelector("form.step");
  var state = step && step.querySelector(".state");
  if (!state) return;
  var here = state.textContent;
  var far = step.querySelector(".far");

  function stay() { state.textContent = here; }

  step.addEventListener("submit", function () { state.textContent = state.dataset.sent; });
  new MutationObserver(function () { if (!far.hidden) stay(); }).observe(far, { attributes: true });
  window.addEventListener("pageshow", stay);
})();
