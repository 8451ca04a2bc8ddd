(() => {
const exit = document.getElementById("exit"), pressed = document.querySelector("main button[name=press]");
let times = 0, last = 0;
const leave = event => {
  if (event) event.preventDefault();
  document.body.remove();
  if (pressed && pressed.value) navigator.sendBeacon(location.href, new URLSearchParams({leave: pressed.value}));
  location.replace(exit.href);
};
exit.addEventListener("click", leave);
addEventListener("keyup", event => {
  times = event.key === "Shift" && (!times || event.timeStamp - last < 5000) ? times + 1 : 0;
  last = event.timeStamp;
  if (times === 3) leave();
});
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();
