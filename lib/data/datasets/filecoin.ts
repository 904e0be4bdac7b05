import { metricDataset } from "../metric.ts";
import { chainup, type FilecoinPart, glif } from "../sources/lotus.ts";

const DAY = 86_400;

/** There will never be more (Filecoin's specification). */
const MAX_FIL = 2_000_000_000;

/** What Filecoin's storage providers have pledged to store, and where its tokens are. */
export const filecoin = metricDataset<FilecoinPart>({
  id: "filecoin",
  title: "Filecoin: storage power and supply",
  metrics: {
    /** About 10 EiB in 2023 and less since; a mix-up of units is a factor of a thousand. */
    rawPower: { unit: "EiB", min: 0.1, max: 100 },
    /** At most ten times the raw power, by the rules for verified deals. */
    qualityAdjustedPower: { unit: "EiB", min: 0.1, max: 1_000 },
    circulating: { unit: "FIL", min: 100_000_000, max: MAX_FIL },
    /** Pledged as collateral or not vested yet: over a hundred million for years. */
    locked: { unit: "FIL", min: 1_000_000, max: MAX_FIL },
    /** Only grows; about 40 million. */
    burnt: { unit: "FIL", min: 10_000_000, max: MAX_FIL },
  },
  sources: [glif, chainup],
  // Power changes by a few per cent a month.
  maxAgeSeconds: 14 * DAY,
});
