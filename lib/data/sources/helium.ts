/**
 * Helium's own services: the rewards oracle, `GET /active-mobile-devices` and
 * `GET /active-iot-devices`, and the entity API, `GET /v2/hotspots/pagination-metadata`.
 *
 * Terms: keyless; "light use" for the entity API, no promise of service for either; credit Helium.
 * Traps: the oracle counts devices that earned a reward in the last 30 days, so its counts fall
 * as Proof-of-Coverage rewards end (HIP-149), whatever the network does; its routes are known from
 * source code and were never seen answering. The entity API counts every hotspot ever onboarded
 * to a subnetwork, in use or not (its `is_active` is always false), and one that is on both twice.
 * https://github.com/helium/helium-program-library · https://docs.helium.com
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { Http } from "../http.ts";
import { readEach, readingsOf } from "./readings.ts";

/** Hotspots that earned a reward in the last 30 days. */
export type HeliumActivePart = "activeMobileHotspots" | "activeIotHotspots";

const ORACLE = "https://hnt-rewards.oracle.helium.io";
const ENTITIES = "https://entities.nft.helium.io";

const countSchema = z.object({ count: z.number().int().nullish() });
const pagesSchema = z.object({ totalItems: z.number().int().nullish() });

/** @param answer of one of the oracle's `/active-…-devices` */
export function parseActive<Part extends HeliumActivePart>(
  answer: unknown,
  part: Part,
  observedAt: string,
): Reading<Part, number>[] {
  const { count } = countSchema.parse(answer);
  return count ? [{ part, value: count, observedAt }] : [];
}

/** @param mobile,iot answers of `/pagination-metadata`; without both there is no total */
export function parseOnboarded(
  mobile: unknown,
  iot: unknown,
  observedAt: string,
): Reading<"onboardedHotspots", number>[] {
  const [onMobile, onIot] = [mobile, iot].map((answer) => pagesSchema.parse(answer).totalItems);
  return readingsOf({ onboardedHotspots: onMobile && onIot && onMobile + onIot }, observedAt);
}

export const heliumOracle: Source<HeliumActivePart, number> = {
  id: "helium-oracle",
  name: "Helium rewards oracle",
  url: ORACLE,
  offers: ["activeMobileHotspots", "activeIotHotspots"],
  fetch(wanted, http, report) {
    const observedAt = new Date().toISOString();
    const call = (part: HeliumActivePart, path: string) => ({
      parts: [part],
      read: async () => parseActive(await http.json(`${ORACLE}${path}`), part, observedAt),
    });
    return readEach<HeliumActivePart>(
      [
        call("activeMobileHotspots", "/active-mobile-devices"),
        call("activeIotHotspots", "/active-iot-devices"),
      ],
      wanted,
      report,
    );
  },
};

export const heliumEntities: Source<"onboardedHotspots", number> = {
  id: "helium-entities",
  name: "Helium entity API",
  url: ENTITIES,
  offers: ["onboardedHotspots"],
  async fetch(_wanted, http) {
    const [mobile, iot] = await Promise.all([pagesOf(http, "mobile"), pagesOf(http, "iot")]);
    return parseOnboarded(mobile, iot, new Date().toISOString());
  },
};

const pagesOf = (http: Http, subnetwork: string) =>
  http.json(`${ENTITIES}/v2/hotspots/pagination-metadata?subnetwork=${subnetwork}`);
