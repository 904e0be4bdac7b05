import { getDocument, getHealth } from "../lib/api/datasets.ts";
import { exitWith } from "./run.ts";

/** A table for the operator: what is there, how old, from where, and why something is not. */
await exitWith(async () => {
  const { datasets } = await getHealth();
  const rows = await Promise.all(
    datasets.map(async ({ id, status, ageSeconds, failures, missingParts }) => {
      const document = await getDocument(id);
      const sources = document?.source.map(({ name }) => name).join(", ") || "–";
      const missing = missingParts.length > 0 ? `${missingParts.length} missing` : "";
      const last = failures.at(-1);
      const failure = last
        ? `${last.source}${last.part ? ` (${last.part})` : ""}: ${last.reason}`
        : "";
      return [id, [status, missing].filter(Boolean).join(", "), age(ageSeconds), sources, failure];
    }),
  );
  printTable([["dataset", "status", "age", "source", "last failure"], ...rows]);
  return 0;
});

function age(seconds: number | null): string {
  if (seconds === null) return "never";
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} d`;
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}
