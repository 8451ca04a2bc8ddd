(() => {
const exit = document.getElementById("exit");
const leave = event => {
  event && event.preventDefault();
  document.body.remove();
  const own = found && new URLSearchParams({leave: found.value});
  own && navigator.sendBeacon(location.href, own);
  location.replace(exit.href);
};
const found = document.querySelector("main button[name=press]");
exit.addEventListener("click", leave);
let times = 0;
addEventListener("keyup", event => { times = event.key === "Shift" ? times + 1 : 0; if (times > 2) leave(); });
addEventListener("pageshow", event => event.persisted && location.reload());
})();
