import { z } from "zod";
import records from "#content/networks.json" with { type: "json" };
import { type NetworkId, networkIds } from "../networks.ts";
import { parseContent } from "./schema.ts";

/** The four layers of the market map. */
export const layers = ["compute", "storage", "network", "orchestration"] as const;

const networkSchema = z.strictObject({
  id: z.enum(networkIds),
  name: z.string().min(1),
  /** Ticker of the token, as markets list it today. */
  symbol: z.string().regex(/^[A-Z]+$/),
  layer: z.enum(layers),
});

export type Network = z.infer<typeof networkSchema>;

const networks = parseContent(z.array(networkSchema), records, "content/networks.json");

/** @throws when `content/networks.json` has no such network. */
export function getNetwork(id: NetworkId): Network {
  const network = networks.find((candidate) => candidate.id === id);
  if (!network) throw new Error(`content/networks.json: no network "${id}"`);
  return network;
}
