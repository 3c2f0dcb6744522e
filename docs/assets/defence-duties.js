// Who owes whom on a day, from the condensed data: pure functions, the same as in network.py.

// Return, for each treaty, its groups of duties on a day, and its members with the look of their lines.
export function stateOn(data, day) {
  return data.treaties.map(([, , , , groups]) => {
    const here = groups.map((group) => groupOn(group, day));
    const members = new Map();
    for (const group of here) {
      for (const [side, way] of [[group.owes, "gives"], [group.owed, "gets"]]) {
        for (const [party, standing] of side) {
          const look = members.get(party) ?? { standing, part: false, gives: false, gets: false };
          look.standing = Math.min(look.standing, standing);
          look[way] = true;
          look.part ||= group.exceptions.some(([one, other]) => one === party || other === party);
          members.set(party, look);
        }
      }
    }
    return { groups: here, members };
  });
}

function groupOn(group, day) {
  const part = (rows) => new Map(rows.filter(([, from, until]) => from <= day && day < until)
    .map(([party, , , standing]) => [party, standing]));
  const owes = part(group.owes);
  return {
    owes,
    owed: group.owed ? part(group.owed) : owes,
    exceptions: (group.except ?? []).filter(([, , from, until]) => from <= day && day < until)
      .map(([one, other, , , standing]) => [one, other, standing]),
    articles: (group.articles.find(([from, until]) => from <= day && day < until) ?? ["", "", ""])[2],
    reserved: (group.reserved ?? []).filter(([, from, until]) => from <= day && day < until).map(([party]) => party),
  };
}

// Return how surely one owes another help, as an index of standings; `none` of them: not at all.
export function standing(group, obligor, beneficiary, none) {
  if (obligor === beneficiary) return none;
  const exception = group.exceptions.find(([one, other]) => one === obligor && other === beneficiary);
  return exception ? exception[2] : Math.max(group.owes.get(obligor) ?? none, group.owed.get(beneficiary) ?? none);
}

// Return whether all owe what all are owed.
export function mutual(group) {
  return group.owes === group.owed || (group.owes.size === group.owed.size
    && [...group.owes].every(([party, one]) => group.owed.get(party) === one));
}
