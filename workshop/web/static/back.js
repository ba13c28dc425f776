// What was sent made this page: going back to it would ask whether to send again, and lead nowhere. So when
// somebody goes on from it, a plain address takes its place. Until then, loading it again sends the same again.
(function () {
  "use strict";
  var back = document.body.dataset.back;
  if (!back) return;
  function rename() { history.replaceState(null, "", back); }
  document.addEventListener("submit", rename);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (link && link.getAttribute("href").charAt(0) === "/") rename();
  });
})();
