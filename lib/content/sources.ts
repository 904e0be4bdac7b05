import { z } from "zod";
import records from "#content/sources.json" with { type: "json" };
import { ContentError, parseContent, type Source, sourceSchema } from "./schema.ts";

const file = "content/sources.json";
const sources = new Map(
  parseContent(z.array(sourceSchema), records, file).map((source) => [source.id, source]),
);
if (sources.size !== records.length) throw new ContentError(`${file}: two sources share an id`);

/** @throws {ContentError} when no source has that id. */
export function getSource(id: string): Source {
  const source = sources.get(id);
  if (!source) throw new ContentError(`${file}: no source has the id "${id}" that a text cites`);
  return source;
}
