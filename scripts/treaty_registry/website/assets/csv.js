// Tables as CSV (RFC 4180).

/**
 * Return rows as CSV, with the mark that makes spreadsheets read UTF-8.
 * @param {string[][]} rows the first one holds the columns' names
 */
export function csv(rows) {
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/**
 * Return a value as CSV. What a spreadsheet would take for a formula gets an apostrophe.
 * @param {string} value
 */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
