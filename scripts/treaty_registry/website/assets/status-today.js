// Shows, of several answers that follow each other in time, the one of the reader's day.
// Without a script the first one stands: the answer of the day up to which the record was verified.
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((number, place) => String(number).padStart(place ? 2 : 4, "0"))
  .join("-");

for (const place of document.querySelectorAll("[data-turns]")) {
  const answers = [...place.children].filter((child) => child instanceof HTMLElement);
  const current = answers.findLast(({ dataset }) => dataset.from && dataset.from <= today) ?? answers[0];
  for (const answer of answers) answer.hidden = answer !== current;
}
