import { metricDataset } from "../metric.ts";
import { type HeliumActivePart, heliumEntities, heliumOracle } from "../sources/helium.ts";
import { type DataCreditPart, heliumDataCredits } from "../sources/heliumDataCredits.ts";
import { heliumSupply } from "../sources/heliumSupply.ts";

const DAY = 86_400;

type HeliumPart = DataCreditPart | HeliumActivePart | "onboardedHotspots" | "supply";

/** How much Helium's two networks carry, and who runs them. */
export const helium = metricDataset<HeliumPart>({
  id: "helium",
  title: "Helium: Data Credits used, hotspots and HNT supply",
  metrics: {
    /** Some 900 million a day (US$9,000) in 2026; between 10 dollars and 10 million a day. */
    dataCreditsDay: { unit: "DC", min: 1e6, max: 1e12 },
    dataCredits30d: { unit: "DC", min: 28e6, max: 3e13 },
    mobileDataCreditsDay: { unit: "DC", min: 1e6, max: 1e12 },
    /** Sensors send little: tens of millions a day at most so far. */
    iotDataCreditsDay: { unit: "DC", min: 1e4, max: 1e11 },
    /** Earned a reward in 30 days; both may fall far as Proof-of-Coverage rewards end (HIP-149). */
    activeMobileHotspots: { unit: "hotspots", min: 1, max: 10_000_000 },
    activeIotHotspots: { unit: "hotspots", min: 1, max: 10_000_000 },
    /** Ever onboarded, in use or not: it only grows, and was near a million in 2023. */
    onboardedHotspots: { unit: "hotspots", min: 500_000, max: 100_000_000 },
    /** 182.5 million in June 2026; the ceiling since HIP-149 is about 347 million. */
    supply: { unit: "HNT", min: 100_000_000, max: 350_000_000 },
  },
  optional: [
    // No later attempt fills a day that a subnetwork did not book: see heliumDataCredits.ts.
    "dataCreditsDay",
    "dataCredits30d",
    "mobileDataCreditsDay",
    "iotDataCreditsDay",
    // The oracle's routes are known from source code and were never seen answering.
    "activeMobileHotspots",
    "activeIotHotspots",
  ],
  // The two that ask three Solana nodes in turn come last: should all of them hang, the others have
  // been heard before the round ends.
  sources: [heliumOracle, heliumEntities, heliumDataCredits, heliumSupply],
  maxAgeSeconds: 14 * DAY,
});
