import assert from "node:assert/strict";
import test from "node:test";
import { fill, fillWith, fold } from "../../scripts/treaty_registry/website/assets/texts.js";

test("folding takes away case, accents and the letters that Unicode does not take apart", () => {
  assert.equal(fold("NATO 1949"), "nato 1949");
  assert.equal(fold("Traité d’ALLIANCE"), "traite d’alliance");
  assert.equal(fold("Łódź, Straße, l’Œuvre, Ærø"), "lodz, strasse, l’oeuvre, aero");
  assert.equal(fold("Đặng, Þingvellir"), "dang, thingvellir");
  assert.equal(fold("İstanbul ﬁn ² 조약"), "istanbul fin 2 조약");
});

test("places are filled by name, and those without a value stay", () => {
  assert.equal(fill("{shown} of {all} clauses", { shown: 0, all: 12 }), "0 of 12 clauses");
  assert.equal(fill("{day}: {other}", { day: "{other}" }), "{other}: {other}");
  assert.equal(fill("nothing"), "nothing");
});

test("places are filled with lists of other things", () => {
  const sides = { by: [1, 2], towards: [] };
  assert.deepEqual(fillWith("By: {by} · towards: {towards}", sides), ["By: ", 1, 2, " · towards: "]);
  assert.deepEqual(fillWith("{parties}", { parties: ["a"] }), ["a"]);
});
