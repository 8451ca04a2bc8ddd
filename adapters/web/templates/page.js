(() => {
const exit = document.getElementById("exit"), pressed = document.querySelector("main button[name=press]");
let times = 0, last = 0, joined = false;
const leave = event => {
  if (event) event.preventDefault();
  document.body.remove();
  if (pressed && pressed.value) navigator.sendBeacon(location.href, new URLSearchParams({leave: pressed.value}));
  location.replace(exit.href);
};
exit.addEventListener("click", leave);
addEventListener("keydown", event => {
  if (event.key !== "Shift") { times = 0; joined = event.shiftKey; }
});
addEventListener("keyup", event => {
  if (event.key !== "Shift") return;
  if (!joined) times = event.timeStamp - last < 5000 ? times + 1 : 1;
  joined = false;
  last = event.timeStamp;
  if (times === 3) leave();
});
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();
