/**
 * Supply of HNT, from its mint on Solana; endpoint, terms and limits in solanaSupply.ts.
 *
 * Trap: the "223 M maximum" of most APIs is out of date. HIP-149 (July 2026) mints up to about
 * 141 M HNT over 36 months, to a ceiling of about 347 M.
 */
import type { Source } from "../dataset.ts";
import { fetchTokenSupply } from "./solanaSupply.ts";

const HNT = "hntyVP6YFm1Hg25TN9WGLqM12b8TQmcknKrdu1oxWux";

export const heliumSupply: Source<"supply", number> = {
  id: "hnt-mint",
  name: "HNT mint on Solana",
  url: `https://explorer.solana.com/address/${HNT}`,
  offers: ["supply"],
  async fetch(_wanted, http) {
    const value = await fetchTokenSupply(http, HNT);
    return [{ part: "supply", value, observedAt: new Date().toISOString() }];
  },
};
