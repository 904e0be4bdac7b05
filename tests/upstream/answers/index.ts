import { prices } from "./prices.ts";
import type { Route } from "./recording.ts";

/** Everything the recorded upstream knows. */
export const routes: Route[] = [...prices];
