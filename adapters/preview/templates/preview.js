"use strict";
// Redraws the page when a file is saved, keeping the scroll position.

const told = () => document.getElementById("told");

function measure() {
  for (const seen of document.querySelectorAll(".screen.phone .seen")) {
    const page = seen.contentDocument?.documentElement ?? seen; // of a frame, what is in it
    const left = page.scrollHeight - page.clientHeight;
    if (seen.closest(".telegram")) seen.scrollTop = left;
    const line = seen.closest("figure").querySelector(".rest");
    if (!line) continue;
    line.hidden = left < 2;
    line.textContent = document.body.dataset.rest.replace("{count}", Math.round(left));
    if (left >= 2 && page === seen) seen.tabIndex = 0;
  }
}

// Expanded elements stay expanded, by name; new ones are as in the page.
const called = (one) => `${one.className} ${one.closest("section")?.querySelector("h2")?.textContent}`;

async function redraw() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.getAttribute("href");
  const opened = new Map([...document.querySelectorAll("details")].map((one) => [called(one), one.open]));
  for (const name of ["header.top", "main"]) {
    document.querySelector(name).replaceWith(page.querySelector(name));
  }
  for (const one of document.querySelectorAll("details")) one.open = opened.get(called(one)) ?? one.open;
  document.title = page.title;
  document.body.dataset.version = page.body.dataset.version;
  if (focused) [...document.links].find((one) => one.getAttribute("href") === focused)?.focus({ preventScroll: true });
  measure();
}

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/-/changes?since=${document.body.dataset.version}`);
      if ((await answer.text()) !== document.body.dataset.version) {
        await redraw();
        told().textContent = document.body.dataset.redrawn;
      }
    } catch {
      told().textContent = document.body.dataset.away;
      await new Promise((go) => setTimeout(go, 1000));
      document.body.dataset.version = "";
    }
  }
}

measure();
document.fonts.ready.then(measure);
document.addEventListener("load", measure, true); // of a frame
follow();
