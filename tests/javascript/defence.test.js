import assert from "node:assert/strict";
import test from "node:test";
import { partyNamed, withYear, yearOf, yearsUntil } from "../../scripts/treaty_registry/website/assets/defence-choice.js";
import { readDefence } from "../../scripts/treaty_registry/website/assets/defence-data.js";
import { changesOf, isMutual, neighboursOf, standing, stateOn } from "../../scripts/treaty_registry/website/assets/defence-duties.js";
import { linesOf, linesOfParty } from "../../scripts/treaty_registry/website/assets/defence-table.js";

const [AUS, NZL, USA, JPN] = [0, 1, 2, 3];

/** A mutual duty of three, one pair of which is suspended from 1986 on; and a duty of one towards another. */
const data = readDefence({
  language: "en",
  known: 20261101,
  years: [1950, 1951, 1952],
  standings: ["owed", "provisional", "disputed", "cannot-tell"],
  words: {},
  parties: [
    ["AUS", "Australia", "a"],
    ["NZL", "New Zealand", "n"],
    ["USA", "États-Unis d’Amérique", "u"],
    ["JPN", "Japan", "j"],
  ],
  treaties: [
    [
      "1951-anzus",
      "en",
      "ANZUS",
      "anzus",
      [
        {
          articles: [[19520429, 19700101, "IV"], [19700101, 99999999, "4"]],
          owes: [[AUS, 19520429, 99999999, 0], [NZL, 19520429, 99999999, 1], [USA, 19520429, 99999999, 0]],
          except: [[USA, NZL, 19860811, 99999999, 4]],
          suspended: [[USA, NZL, 19860811, 99999999]],
          reserved: [[NZL, 19520429, 19600101]],
        },
      ],
    ],
    [
      "1960-guarantee",
      "en",
      "Guarantee",
      "guarantee",
      [{ articles: [[0, 99999999, "V"]], owes: [[USA, 0, 19900101, 0]], owed: [[JPN, 0, 19900101, 0]] }],
    ],
  ],
});

test("on each day those have duties whose days include it", () => {
  const [anzus, guarantee] = stateOn(data, "1951-01-01");
  assert.equal(anzus.members.size, 0);
  assert.deepEqual([...guarantee.members.keys()], [USA, JPN]);
  assert.equal(stateOn(data, "1990-01-01")[1].members.size, 0);
  const [{ duties: [duty], members }] = stateOn(data, "1952-04-29");
  assert.deepEqual([...duty.owes], [[AUS, 0], [NZL, 1], [USA, 0]]);
  assert.deepEqual([duty.articles, duty.reserved, duty.exceptions], ["IV", [NZL], []]);
  assert.deepEqual(members.get(NZL), { standing: 1, isExcepted: false, gives: true, gets: true });
  assert.equal(stateOn(data, "2000-01-01")[0].duties[0].articles, "4");
});

test("a pair has what the less sure of the two has, unless it is excepted", () => {
  const [{ duties: [duty], members }, { duties: [guarantee] }] = stateOn(data, "1986-08-11");
  assert.equal(standing(duty, AUS, USA, data.none), 0);
  assert.equal(standing(duty, AUS, NZL, data.none), 1);
  assert.equal(standing(duty, USA, NZL, data.none), 4);
  assert.equal(standing(duty, NZL, USA, data.none), 1);
  assert.equal(standing(duty, AUS, AUS, data.none), 4);
  assert.equal(members.get(NZL)?.isExcepted, true);
  assert.equal(members.get(AUS)?.isExcepted, false);
  assert.ok(isMutual(duty) && !isMutual(guarantee));
  assert.equal(standing(guarantee, JPN, USA, data.none), 4);
});

test("a party's neighbours are those whom it helps or who help it", () => {
  const state = stateOn(data, "1986-08-11");
  assert.deepEqual(neighboursOf(state, JPN, data.none), { treaties: new Set([1]), parties: new Set([JPN, USA]) });
  assert.deepEqual(neighboursOf(state, USA, data.none).parties, new Set([USA, AUS, NZL, JPN]));
  const before = neighboursOf(stateOn(data, "1951-01-01"), AUS, data.none);
  assert.deepEqual(before, { treaties: new Set(), parties: new Set([AUS]) });
});

test("changes are the days on which something begins or ends, for all or for one", () => {
  assert.deepEqual(changesOf(data), ["1952-04-29", "1986-08-11", "1990-01-01"]);
  assert.deepEqual(changesOf(data, AUS), ["1952-04-29"]);
  assert.deepEqual(changesOf(data, NZL), ["1952-04-29", "1986-08-11"]);
  assert.deepEqual(changesOf(data, JPN), ["1990-01-01"]);
});

test("the table says all at once, then who is less sure, then the exceptions", () => {
  const [{ duties: [duty] }, { duties: [guarantee] }] = stateOn(data, "1986-08-11");
  assert.deepEqual(linesOf(duty, data.none), [
    { text: "mutual", parties: { parties: [AUS, NZL, USA] } },
    { text: null, parties: { parties: [NZL] }, standing: 1 },
    { text: "sides", parties: { by: [USA], towards: [NZL] }, standing: 4, isSuspended: true },
  ]);
  assert.deepEqual(linesOf(guarantee, data.none), [{ text: "sides", parties: { by: [USA], towards: [JPN] } }]);
});

test("of one party the table says whom it helps and who helps it, the surest first", () => {
  const [{ duties: [duty] }, { duties: [guarantee] }] = stateOn(data, "1986-08-11");
  assert.deepEqual(linesOfParty(duty, NZL, data.none), [
    { text: "each", parties: { parties: [AUS] }, standing: 1 },
    { text: "helps", parties: { parties: [USA] }, standing: 1 },
    { text: "sides", parties: { by: [USA], towards: [NZL] }, standing: 4, isSuspended: true },
  ]);
  assert.deepEqual(linesOfParty(duty, AUS, data.none), [
    { text: "each", parties: { parties: [USA] }, standing: undefined },
    { text: "each", parties: { parties: [NZL] }, standing: 1 },
  ]);
  assert.deepEqual(linesOfParty(guarantee, JPN, data.none), [
    { text: "helped", parties: { parties: [USA] }, standing: undefined },
  ]);
  assert.deepEqual(linesOfParty(guarantee, AUS, data.none), []);
});

test("a day keeps its place in another year", () => {
  assert.equal(withYear("1985-07-15", 1984), "1984-07-15");
  assert.equal(withYear("1984-02-29", 1985), "1985-02-28");
  assert.equal(withYear("1984-02-29", 1900), "1900-02-28");
  assert.equal(withYear("1984-02-29", 2000), "2000-02-29");
  assert.equal(withYear("0000-12-31", 987), "0987-12-31");
  assert.equal(yearOf("0987-12-31"), 987);
  assert.deepEqual(yearsUntil([1373, 1949], 1951), [1373, 1949, 1950, 1951]);
  assert.deepEqual(yearsUntil([1949], 1900), [1949]);
});

test("a party is found by its name, its code or a part of its name", () => {
  const { parties } = data;
  assert.equal(partyNamed(parties, " etats-unis d'amerique "), USA);
  assert.equal(partyNamed(parties, "nzl"), NZL);
  assert.equal(partyNamed(parties, "a"), AUS);
  assert.equal(partyNamed(parties, "zeal"), NZL);
  assert.equal(partyNamed(parties, "Atlantis"), null);
  assert.equal(partyNamed(parties, "zeal", true), null);
  assert.equal(partyNamed(parties, "japan", true), JPN);
});
