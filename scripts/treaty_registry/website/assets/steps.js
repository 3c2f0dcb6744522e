// Lists of rising numbers, which are written as steps from each to the next: these are shorter.

/**
 * Return the numbers that steps lead to, from 0 on.
 * @param {number[]} steps
 */
export function sums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
