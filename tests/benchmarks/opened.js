// Returns the milliseconds from the request for the explorer's page until its filters and first rows are painted.
() =>
  new Promise((done) => {
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    const look = () => (document.querySelector(".explore--live") ? painted() : requestAnimationFrame(look));
    look();
  });
