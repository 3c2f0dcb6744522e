import assert from "node:assert/strict";
import test from "node:test";
import { SearchIndex } from "../../scripts/treaty_registry/website/assets/search-index.js";

/** An index of two parties (0, 1), three treaties (2 to 4) and a page (5), in two files of words.
 *  @type {Record<string, any>} */
const FILES = {
  "index.json": {
    files: "0123/",
    home: "fr/",
    count: 6,
    together: 4,
    kinds: { party: 0, treaty: 2, page: 5 },
    shards: ["=france", "north"],
  },
  "0123/words-0.json": {
    "=france": [[0]],
    "@1949": [[2, 1]],
    alliance: [[3], [], [2, 1, 1]],
    alliances: [[], [], [5]],
    france: [[0], [2], [4]],
    "in": [[], [], [0, 1], 1],
  },
  "0123/words-1.json": { north: [[2], [], []], northern: [[], [], [3]], treaty: [[2, 1, 1], [], [], 1] },
  "0123/documents-0.json": ["France", "Poland", "North Atlantic Treaty", "3"].map((title) => ({ title })),
  "0123/documents-1.json": [{ title: "4" }, { title: "Method" }],
};

/** Open an index, and return it with the names of the files that it reads. */
async function opened() {
  /** @type {string[]} */
  const read = [];
  const index = new SearchIndex(async (name) => {
    read.push(name);
    if (!(name in FILES)) throw new Error(name);
    return FILES[name];
  });
  await index.open();
  return { index, read };
}

test("what is called what was typed comes first, then by worth", async () => {
  const { index } = await opened();
  const found = await index.find("FRANCE");
  assert.deepEqual(found.ranked, [0, 2, 4]);
  assert.deepEqual(found.sought, ["france"]);
  assert.ok(found.all && !found.common);
});

test("all words count, and a word of which the index holds few does not decide", async () => {
  const { index } = await opened();
  assert.deepEqual((await index.find("alliance france")).ranked, [2, 4]);
  assert.deepEqual((await index.find("north treaty")).ranked[0], 2);
  const common = await index.find("treaty");
  assert.ok(common.common);
  assert.deepEqual(common.ranked, [2, 3, 4]);
});

test("what not all words find is said to lack some", async () => {
  const { index } = await opened();
  const found = await index.find("north france");
  assert.deepEqual(found.ranked, [2]);
  assert.ok(found.all);
  assert.ok(!(await index.find("north nothingofthesort")).all);
});

test("plurals find the singular, beginnings the whole, and other endings the stem", async () => {
  const { index } = await opened();
  const plural = await index.find("alliances");
  assert.deepEqual(plural.sought, ["alliances", "alliance"]);
  assert.ok(plural.ranked.includes(3) && plural.ranked.includes(5));
  assert.deepEqual((await index.find("nort")).ranked, [2, 3]);
  assert.deepEqual((await index.find("northerly")).sought, ["norther"]);
});

test("a single letter of the Latin alphabet is no word beside others", async () => {
  const { index } = await opened();
  assert.deepEqual((await index.find("l alliance")).sought, ["alliance"]);
});

test("treaties are found by the date of their signature", async () => {
  const { index } = await opened();
  assert.deepEqual(await index.signed("1949"), [2, 3]);
  assert.deepEqual(await index.signed("1950"), []);
});

test("documents are in files, each of which is read once", async () => {
  const { index, read } = await opened();
  assert.equal(index.home, "fr/");
  assert.equal((await index.document(2)).title, "North Atlantic Treaty");
  assert.equal((await index.document(1)).title, "Poland");
  assert.equal((await index.document(5)).title, "Method");
  assert.deepEqual(read, ["index.json", "0123/documents-0.json", "0123/documents-1.json"]);
});

test("no more files of words are read than may hold a word", async () => {
  const { index, read } = await opened();
  await index.find("northern");
  assert.deepEqual(read, ["index.json", "0123/words-0.json", "0123/words-1.json"]); // the first for the whole name
});

test("a file that could not be read is asked for again", async () => {
  let asked = 0;
  const index = new SearchIndex(async () => {
    asked += 1;
    if (asked === 1) throw new Error("offline");
    return FILES["index.json"];
  });
  await assert.rejects(index.open(), /offline/);
  await index.open();
  assert.equal(index.home, "fr/");
});
