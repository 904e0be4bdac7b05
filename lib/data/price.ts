import { z } from "zod";

const amount = z.number().positive().nullable();
const percent = z.number().nullable();
const inBoth = z.object({ usd: amount, eur: amount });

/**
 * The market of one token. Amounts in US dollars and euros as the source gives them, changes in
 * per cent of the dollar price, supplies in tokens. `null`: the source does not say.
 */
export const priceSchema = z.object({
  price: z.object({ usd: z.number().positive(), eur: amount }),
  change: z.object({ day: percent, week: percent, month: percent, year: percent }),
  marketCap: inBoth,
  fullyDiluted: inBoth,
  volume: inBoth,
  supply: z.object({ circulating: amount, total: amount, max: amount }),
  /** About 168 hourly dollar prices of the last seven days, oldest first; empty if unknown. */
  week: z.array(z.number()),
});

export type Price = z.infer<typeof priceSchema>;

/** No token of the guide has ever come near; beyond this a unit was mixed up. */
const MAX_USD = 1_000_000;
/** A daily change beyond this factor is held back until a person or the age limit decides. */
const MAX_JUMP = 20;
/** The two currencies of one answer may differ by the exchange rate, not by more. */
const EUR_PER_USD = { min: 0.4, max: 2.5 };

/** Sources print 0 where they mean "unknown": a price, supply or market value is never 0. */
export function amountOrNull(value: number | null | undefined): number | null {
  return value && Number.isFinite(value) && value > 0 ? value : null;
}

/** A market of which nothing but the price is known; what else is known is laid over it. */
export function priceOnly(price: Price["price"]): Price {
  const unknown = { usd: null, eur: null };
  return {
    price,
    change: { day: null, week: null, month: null, year: null },
    marketCap: unknown,
    fullyDiluted: unknown,
    volume: unknown,
    supply: { circulating: null, total: null, max: null },
    week: [],
  };
}

/** Why a price cannot be true, or `null`. */
export function implausiblePrice(next: Price, last: Price | undefined): string | null {
  const { usd, eur } = next.price;
  if (usd > MAX_USD) return `price of US$${usd} is out of bounds`;
  if (eur !== null && (eur / usd < EUR_PER_USD.min || eur / usd > EUR_PER_USD.max)) {
    return `price of €${eur} does not fit US$${usd}`;
  }
  const jump = last ? Math.max(usd / last.price.usd, last.price.usd / usd) : 1;
  return jump > MAX_JUMP ? `price jumped by a factor of ${jump.toFixed(1)}` : null;
}
