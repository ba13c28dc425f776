// Ranking by pressing in order. The numbered lists stay what is sent, and are what a phone without this shows.
(function () {
  "use strict";

  function element(tag, kind, text) {
    var made = document.createElement(tag);
    made.className = kind;
    made.textContent = text || "";
    if (tag === "button") made.type = "button";
    return made;
  }

  function rank(whole) {
    var said = element("p", "spoken");
    said.setAttribute("role", "status");
    var items = [].map.call(whole.querySelectorAll(".placed"), function (row) {
      var item = { list: row.querySelector("select"), label: row.querySelector("label").textContent };
      var line = element("div", "ranked");
      item.press = element("button", "option rank");
      item.place = element("span", "place");
      item.press.append(item.place, element("span", "", item.label));
      item.earlier = element("button", "move", "↑");
      item.later = element("button", "move", "↓");
      line.append(item.press, item.earlier, item.later);
      row.hidden = true;
      row.after(line);
      item.press.addEventListener("click", function () { put(item, has(item) ? -1 : order().length); });
      item.earlier.addEventListener("click", function () { put(item, order().indexOf(item) - 1); });
      item.later.addEventListener("click", function () { put(item, order().indexOf(item) + 1); });
      return item;
    });
    whole.append(said);
    whole.querySelector(".hint").textContent = whole.dataset.hint;

    function has(item) { return Number(item.list.value) > 0; }

    function order() {
      return items.filter(has).sort(function (one, other) { return one.list.value - other.list.value; });
    }

    function put(item, place) {
      // A browser may take the focus off a button as soon as it is disabled.
      var pressed = document.activeElement;
      var others = order().filter(function (other) { return other !== item; });
      item.list.value = "";
      if (place >= 0) others.splice(place, 0, item);
      others.forEach(function (other, at) { other.list.value = String(at + 1); });
      show();
      if (pressed && (pressed.disabled || pressed.hidden)) item.press.focus();
      said.textContent = item.press.getAttribute("aria-label");
    }

    function words(text, item) {
      return text.split("{label}").join(item.label).split("{place}").join(item.list.value);
    }

    function show() {
      var last = order().length;
      items.forEach(function (item) {
        var place = Number(item.list.value);
        item.place.textContent = place || "";
        item.press.setAttribute("aria-pressed", String(place > 0));
        item.press.setAttribute("aria-label", words(place ? whole.dataset.placed : whole.dataset.free, item));
        item.earlier.setAttribute("aria-label", words(whole.dataset.earlier, item));
        item.later.setAttribute("aria-label", words(whole.dataset.later, item));
        item.earlier.hidden = item.later.hidden = !place;
        item.earlier.disabled = place === 1;
        item.later.disabled = place === last;
      });
    }

    show();
    whole.closest("form").addEventListener("reset", function () { setTimeout(show); });
    window.addEventListener("pageshow", show);
  }

  function start() {
    document.querySelectorAll("[data-hint]:not([data-ranked])").forEach(function (whole) {
      whole.dataset.ranked = "";
      rank(whole);
    });
  }

  start();
  // Another page was put in this one's place.
  document.addEventListener("placed", start);
})();
