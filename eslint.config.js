import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["site/", ".site-*/", ".cache/", ".venv/", "tests/benchmarks/"] },
  js.configs.recommended,
  {
    rules: {
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 12],
      eqeqeq: "error",
      "id-length": ["error", { min: 2, exceptions: ["_"], properties: "never" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["scripts/treaty_registry/website/assets/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["tests/javascript/*.js", "eslint.config.js"],
    languageOptions: { globals: globals.node },
  },
];
