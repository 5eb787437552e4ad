(function () {
  "use strict";
  var tip = document.getElementById("tip"), pinned = null;
  document.querySelectorAll("mark[title]").forEach(function (mark) {
    mark.dataset.t = mark.title;
    mark.removeAttribute("title");
  });
  function numbers(el) { return el.dataset.c.split(" "); }
  function others(el) {
    var wanted = numbers(el);
    return Array.prototype.filter.call(el.closest(".story").querySelectorAll("[data-c]"), function (other) {
      return other.tagName !== "H3" && numbers(other).some(function (n) { return wanted.indexOf(n) >= 0; });
    });
  }
  function clear() {
    document.querySelectorAll(".lit").forEach(function (el) { el.classList.remove("lit"); });
    tip.hidden = true;
  }
  function light(el) {
    clear();
    var found = others(el);
    found.concat([el]).forEach(function (other) { other.classList.add("lit"); });
    return found;
  }
  function showTip(mark) {
    var lines = [];
    for (var el = mark; el && el.tagName === "MARK"; el = el.parentElement.closest("mark")) lines.push(el.dataset.t.split("; ").join("\n"));
    tip.textContent = lines.join("\n");
    tip.hidden = false;
    var box = mark.getClientRects()[0], own = tip.getBoundingClientRect();
    var top = box.bottom + 8;
    if (top + own.height > window.innerHeight) top = Math.max(4, box.top - own.height - 8);
    tip.style.left = Math.max(4, Math.min(box.left, window.innerWidth - own.width - 8)) + "px";
    tip.style.top = top + "px";
  }
  function scrollWords(mark) {
    var pane = mark.closest(".words"), box = mark.getBoundingClientRect(), view = pane.getBoundingClientRect();
    if (pane.scrollHeight > pane.clientHeight + 2 && (box.top < view.top || box.bottom > view.bottom)) {
      pane.scrollTop += box.top - view.top - view.height / 3;
    }
  }
  function enter(el) {
    var found = light(el);
    if (el.tagName === "MARK") { showTip(el); return; }
    var mark = found.filter(function (other) { return other.tagName === "MARK" && other.classList.contains("value"); })[0];
    if (mark) scrollWords(mark);
  }
  function target(event) { return event.target.closest ? event.target.closest("[data-c]") : null; }
  document.addEventListener("mouseover", function (event) {
    var el = target(event);
    if (pinned) return;
    if (el) enter(el); else clear();
  });
  document.addEventListener("focusin", function (event) {
    var el = target(event);
    if (el && el.matches(":focus-visible")) { pinned = null; enter(el); }
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("a, input, label, summary")) return;
    var el = target(event);
    if (!el || pinned === el) { pinned = null; clear(); return; }
    pinned = null;
    enter(el);
    var other = others(el).filter(function (o) { return (o.tagName === "MARK") !== (el.tagName === "MARK"); })[0];
    if (other) other.scrollIntoView({ block: "center" });
    pinned = el;
    tip.hidden = true;
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { pinned = null; clear(); } });
  document.addEventListener("scroll", function () { tip.hidden = true; }, true);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.rule");
    if (link) document.getElementById("rules").open = true;
  });
})();
