import type { DatasetDocument } from "./document.ts";

/**
 * A dataset as CSV (RFC 4180): a line for licence and citation, a head, then a row for every single
 * number, with its path within the part.
 */
export function toCsv({ licence, citation, parts }: DatasetDocument): string {
  const head = ["part", "field", "value", "unit", "status", "observedAt", "retrievedAt", "source"];
  const rows = parts.flatMap(({ id, value, unit, status, observedAt, retrievedAt, source }) =>
    leaves(value).map(([field, leaf]) => [
      id,
      field,
      leaf,
      unit,
      status,
      observedAt,
      retrievedAt,
      source?.name,
    ]),
  );
  const lines = [[`# ${licence} Cite as: ${citation}`], head, ...rows];
  return lines
    .map((cells) => cells.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");
}

/** Every number and text in a value with its path: `price.usd`, `daily.0.1`. */
function leaves(value: unknown, path = ""): [field: string, leaf: unknown][] {
  if (value === null || typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) =>
    leaves(item, path === "" ? key : `${path}.${key}`),
  );
}

/** A cell that begins like a formula would be run by a spreadsheet. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value.replace(/^[=+@-]/, "'$&") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
