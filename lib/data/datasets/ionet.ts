import { metricDataset } from "../metric.ts";
import { ionetClusters, ionetMarket } from "../sources/ionet.ts";

const DAY = 86_400;

/** io.net once told of a million registered devices; no single model can have more. */
const gpus = { unit: "GPU", max: 1_000_000 };

/** What is hired on io.net, by model. 2026: 512 of 512 H100, 616 of 617 RTX 4090. */
export const ionet = metricDataset({
  id: "io-net",
  title: "io.net: hired GPUs",
  metrics: {
    // None hired is bad news, not a fault; none at all is a fault.
    h100Hired: { ...gpus, min: 0 },
    h100Total: { ...gpus, min: 1 },
    rtx4090Hired: { ...gpus, min: 0 },
    rtx4090Total: { ...gpus, min: 1 },
    runningClusters: { unit: "clusters", min: 1, max: 1_000_000 },
  },
  // Undocumented and seen in client code only: may be gone for good, and nobody else has it.
  optional: ["runningClusters"],
  sources: [ionetMarket, ionetClusters],
  maxAgeSeconds: 14 * DAY,
});
