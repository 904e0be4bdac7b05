import { compute } from "./compute.ts";
import { markets } from "./markets.ts";
import { networks } from "./networks.ts";
import { prices } from "./prices.ts";
import type { Route } from "./recording.ts";

/** Everything the recorded upstream knows. */
export const routes: Route[] = [...prices, ...markets, ...compute, ...networks];
