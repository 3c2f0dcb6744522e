import assert from "node:assert/strict";
import test from "node:test";
import { csv } from "../../scripts/treaty_registry/website/assets/csv.js";

test("rows end as RFC 4180 says, after the mark of UTF-8", () => {
  assert.equal(csv([["id", "title"], ["1", "Traité"]]), "\ufeffid,title\r\n1,Traité\r\n");
});

test("what would end a cell is quoted", () => {
  assert.equal(csv([["a,b", 'the "Pact"', "two\nlines", ""]]), '\ufeff"a,b","the ""Pact""","two\nlines",\r\n');
});

test("no cell is a formula", () => {
  assert.equal(csv([["=1+1", "+1", "-1", "@x", "\t=1", "a=1"]]), "\ufeff'=1+1,'+1,'-1,'@x,'\t=1,a=1\r\n");
  assert.equal(csv([["=HYPERLINK(\"x\",1)"]]), '\ufeff"\'=HYPERLINK(""x"",1)"\r\n');
});
