/**
 * Data Credits used on Helium, from its program's accounts on Solana. `POST /` with the JSON-RPC
 * method `getMultipleAccounts`: one call for 30 days of both subnetworks, 60 accounts of the 100
 * that it allows.
 *
 * Terms: public chain data; nodes as in solanaSupply.ts. The program keeps one "sub-DAO epoch info"
 * account for each day and subnetwork, at an address derived from both; its bytes 48 to 55 are
 * `dc_burned`, a little endian u64. Helium's own explorer drew its usage chart from them.
 * Traps: an account that does not exist is `null`, and one may exist before anything is booked in
 * it: both are gaps, never days without traffic. Only finished days are whole. One Data Credit is
 * US$0.00001 for ever, but a GB of mobile data costs 10,000 of them since mid-2026 (HIP-149) and
 * cost 50,000 before: a drop to a fifth at that time is the price. It is use, not revenue: part of
 * the burned HNT comes from the operator's own wallets.
 * https://github.com/helium/helium-program-library (helium-sub-daos, state.rs)
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { Http } from "../http.ts";
import { decodeAddress, deriveAddress } from "../solanaAddress.ts";
import { firstAnswer, NODE_TIMEOUT_MS } from "./hosts.ts";
import { askRpc } from "./jsonRpc.ts";
import { readingsOf } from "./readings.ts";
import { solanaHosts } from "./solanaSupply.ts";

/** All in Data Credits: of the last finished day (UTC), and of the 30 up to it. */
export type DataCreditPart =
  | "dataCreditsDay"
  | "dataCredits30d"
  | "mobileDataCreditsDay"
  | "iotDataCreditsDay";

const PROGRAM = "hdaoVTCqhfHHo75XdAMxBKdUqvq1i5bF23sisBqVgGR";
/** The subnetworks are known by their tokens. */
const MOBILE = "mb1eu7TzEc71KxDpsmsKoucSSuuoGLv1drys1oP2jh6";
const IOT = "iotEVVZLEywoTn1QdwNPddxPWszn3zFhEot3MfL9fns";

const DAY_MS = 86_400_000;
/** Days in a sum. */
const DAYS = 30;
/** A sum with more gaps is no month any more. */
const MIN_DAYS = 28;

/** Where `dc_burned` lies: behind discriminator (8), epoch (8) and address of the sub-DAO (32). */
const BURNED = { offset: 48, length: 8 };

const accountsSchema = z.object({
  value: z.array(z.object({ data: z.tuple([z.base64(), z.literal("base64")]) }).nullable()),
});

/** Helium counts days as Unix does: whole ones since 1970, in UTC. */
export const lastFinishedDay = (now: Date): number => Math.floor(now.getTime() / DAY_MS) - 1;

/** Address of a subnetwork's sub-DAO. */
export const subDaoAddress = (token: string): string =>
  deriveAddress([Buffer.from("sub_dao"), decodeAddress(token)], PROGRAM);

/** Addresses of the accounts of the 30 days up to one, newest first: mobile, then IoT. */
export function dayAccounts(lastDay: number): string[] {
  const days = Array.from({ length: DAYS }, (_, index) => lastDay - index);
  return [MOBILE, IOT].flatMap((token) => {
    const subDao = decodeAddress(subDaoAddress(token));
    return days.map((day) => {
      const epoch = Buffer.alloc(8);
      epoch.writeBigUInt64LE(BigInt(day));
      return deriveAddress([Buffer.from("sub_dao_epoch_info"), subDao, epoch], PROGRAM);
    });
  });
}

/**
 * @param result of `getMultipleAccounts` for `dayAccounts`
 * @returns Data Credits of each account, `null` for a gap
 */
export function parseBurned(result: unknown): (bigint | null)[] {
  const { value } = accountsSchema.parse(result);
  if (value.length !== 2 * DAYS) throw new Error(`${value.length} accounts, not ${2 * DAYS}`);
  return value.map((account) => {
    if (!account) return null;
    const bytes = Buffer.from(account.data[0], "base64");
    if (bytes.length !== BURNED.length) throw new Error("an account is too short");
    return bytes.readBigUInt64LE() || null;
  });
}

/** @param burned as `parseBurned` gives it; days with a gap in either subnetwork are not summed */
export function toReadings(
  burned: readonly (bigint | null)[],
  lastDay: number,
  report: (part: DataCreditPart, reason: string) => void,
): Reading<DataCreditPart, number>[] {
  const days = burned.slice(0, DAYS).map((mobile, index) => {
    const iot = burned[DAYS + index];
    return mobile && iot ? mobile + iot : null;
  });
  const whole = days.filter((day) => day !== null);
  const isMonth = whole.length >= MIN_DAYS;
  if (!isMonth) report("dataCredits30d", `only ${whole.length} of ${DAYS} days are booked`);
  const values = {
    dataCreditsDay: toNumber(days[0]),
    dataCredits30d: isMonth ? toNumber(whole.reduce((sum, day) => sum + day, 0n)) : null,
    mobileDataCreditsDay: toNumber(burned[0]),
    iotDataCreditsDay: toNumber(burned[DAYS]),
  };
  return readingsOf(values, isoDay(lastDay));
}

const toNumber = (amount: bigint | null | undefined) => (amount ? Number(amount) : null);

const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function fetchBurned(http: Http, lastDay: number): Promise<(bigint | null)[]> {
  const params = [dayAccounts(lastDay), { encoding: "base64", dataSlice: BURNED }];
  const options = { timeoutMs: NODE_TIMEOUT_MS };
  return firstAnswer(solanaHosts, async (host) =>
    parseBurned(await askRpc(http, `https://${host}/`, ["getMultipleAccounts", params], options)),
  );
}

export const heliumDataCredits: Source<DataCreditPart, number> = {
  id: "helium-data-credits",
  name: "Helium's program on Solana",
  url: `https://explorer.solana.com/address/${PROGRAM}`,
  offers: ["dataCreditsDay", "dataCredits30d", "mobileDataCreditsDay", "iotDataCreditsDay"],
  async fetch(wanted, http, report) {
    const lastDay = lastFinishedDay(new Date());
    const readings = toReadings(await fetchBurned(http, lastDay), lastDay, report);
    return readings.filter(({ part }) => wanted.includes(part));
  },
};
