import type { SourceRef } from "#lib/data/snapshot.ts";

export function SourceLink({ source }: { source: SourceRef }) {
  return <a href={source.url}>{source.name}</a>;
}
