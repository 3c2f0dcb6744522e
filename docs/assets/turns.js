// Shows, of several answers that follow each other in time, the one of the reader's day.
// Without a script the first one stands: the answer of the day up to which the record was verified.
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((number, place) => String(number).padStart(place ? 2 : 4, "0"))
  .join("-");

for (const turns of document.querySelectorAll("[data-turns]")) {
  const due = [...turns.children].filter((turn, place) => place === 0 || turn.dataset.from <= today);
  for (const turn of turns.children) {
    turn.hidden = turn !== due.at(-1);
  }
}
