import type { Figure } from "#lib/data/dataset.ts";

type Fetched = Extract<Figure<number>, { retrievedAt: string }>;
type Seed = Extract<Figure<number>, { status: "seed" }>;

export const coingecko = {
  id: "coingecko",
  name: "CoinGecko",
  url: "https://www.coingecko.com/en/coins/render",
};
export const defillama = {
  id: "defillama",
  name: "DefiLlama",
  url: "https://defillama.com/",
};

/** A fetched figure of 7.5; the observation is five minutes older than the fetch. */
export function fetched(changes: Partial<Fetched> = {}): Fetched {
  return {
    status: "live",
    value: 7.5,
    observedAt: "2026-11-22T09:55:00.000Z",
    retrievedAt: "2026-11-22T10:00:00.000Z",
    outdated: false,
    source: coingecko,
    ...changes,
  };
}

export function seed(changes: Partial<Seed> = {}): Seed {
  return {
    status: "seed",
    value: 7.5,
    observedAt: "2026-06",
    source: defillama,
    confidence: "high",
    ...changes,
  };
}

export const missing: Figure<number> = { status: "missing" };
