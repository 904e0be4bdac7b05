import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gpuPrices, implausibleGpuPrice } from "#lib/data/datasets/gpuPrices.ts";
import type { Http } from "#lib/data/http.ts";
import { akashGpu, parseAkashGpu } from "#lib/data/sources/gpu/akashGpu.ts";
import { azure, nextPage, parseAzure } from "#lib/data/sources/gpu/azure.ts";
import { ionetGpu, parseIonetGpu } from "#lib/data/sources/gpu/ionetGpu.ts";
import {
  type GpuPart,
  type GpuPrice,
  gpuOffers,
  gpuParts,
  gpuPriceSchema,
  summarise,
} from "#lib/data/sources/gpu/offer.ts";
import { parseRunpod, runpod } from "#lib/data/sources/gpu/runpod.ts";
import { parseVast, vast } from "#lib/data/sources/gpu/vast.ts";
import { markets } from "#tests/upstream/answers/markets.ts";
import { type Json, recording } from "./support.ts";

const AT = "2026-11-22T06:00:00.000Z";

const akashAnswer: { models: Json[] } = recording("akash-gpu-prices");
const runpodAnswer: { data: { gpuTypes: Json[] } } = recording("runpod-gputypes");
const vastAnswer: { offers: Json[] } = recording("vast-bundles");
const ionetAnswer: { status: string; data: Json[] } = recording("ionet-market-snapshot");
const azureAnswer: { Items: Json[]; NextPageLink: string | null } =
  recording("azure-retail-prices");

/** Changes the rows that a test is about. */
const change = (rows: Json[], key: string, value: unknown, changes: Json) =>
  rows.map((row) => (row[key] === value ? { ...row, ...changes } : row));

/** `PART: count min median max`, for the parts that were read. */
const short = (readings: { part: GpuPart; value: GpuPrice }[]) =>
  Object.fromEntries(
    readings.map(({ part, value: { count, min, median, max } }) => [
      part,
      [count, min, median, max],
    ]),
  );

type Call = { url: URL; body?: unknown; timeoutMs: number | undefined };

/** An outbound client that writes down what it is asked; `answer` may throw. */
function fakeHttp(answer: (call: Call, index: number) => unknown) {
  const calls: Call[] = [];
  const note = async (call: Call) => answer(call, calls.push(call) - 1);
  const http: Http = {
    json: (url, options) => note({ url: new URL(url), timeoutMs: options?.timeoutMs }),
    post: (url, body, options) => note({ url: new URL(url), body, timeoutMs: options?.timeoutMs }),
    text: () => Promise.reject(new Error("no text is asked for here")),
    sampled: () => false,
  };
  return { http, calls };
}

describe("Akash", () => {
  const parse = (models: Json[]) => parseAkashGpu({ models }, AT);
  const withH100 = (changes: Json) => change(akashAnswer.models, "model", "h100", changes);

  test("tells the range and median of bids, not how many there are", () => {
    const readings = parseAkashGpu(akashAnswer, AT);
    expect(short(readings)).toEqual({
      "akash-h100-marketplace": [null, 2.04, 2.56, 3.16],
      "akash-a100-80-marketplace": [null, 1.07, 1.83, 1.83],
      "akash-rtx4090-marketplace": [null, 0.28, 0.34, 0.49],
    });
    expect(readings[0]).toMatchObject({
      observedAt: AT,
      value: { seller: "akash", sku: "h100", variant: "SXM", kind: "marketplace", region: null },
    });
  });

  test.each<[what: string, changes: Json]>([
    ["no bids", { price: null }],
    ["no price", { price: undefined }],
    ["a median of 0", { price: { currency: "USD", min: 1, med: 0, max: 2 } }],
    ["a median of null", { price: { currency: "USD", min: 1, med: null, max: 2 } }],
    ["no maximum", { price: { currency: "USD", min: 1, med: 1.5 } }],
    ["another amount of memory", { ram: "94Gi" }],
    ["another interface", { interface: "PCIe" }],
    ["another vendor", { vendor: "<UNKNOWN>" }],
  ])("leaves out a card with %s, and no other", (_what, changes) => {
    const parts = parse(withH100(changes)).map(({ part }) => part);
    expect(parts).toEqual(["akash-a100-80-marketplace", "akash-rtx4090-marketplace"]);
  });

  test("reads a card once when its row comes twice", () => {
    expect(parse([...akashAnswer.models, ...akashAnswer.models])).toHaveLength(3);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { error: "InternalServerError", message: "down" }],
    ["null", null],
    ["a price in words", { models: withH100({ price: { currency: "USD", med: "2.56" } }) }],
    ["another currency", { models: withH100({ price: { currency: "uakt", med: 2 } }) }],
  ])("is refused with %s", (_what, answer) => {
    expect(() => parseAkashGpu(answer, AT)).toThrow();
  });

  test("is given the time that it needs", async () => {
    const { http, calls } = fakeHttp(() => akashAnswer);
    expect(await akashGpu.fetch(akashGpu.offers, http, () => {})).toHaveLength(3);
    expect(calls.map(({ url, timeoutMs }) => [url.href, timeoutMs])).toEqual([
      ["https://console-api.akash.network/v1/gpu-prices", 30_000],
    ]);
  });
});

describe("RunPod", () => {
  const parse = (gpuTypes: Json[]) => short(parseRunpod({ data: { gpuTypes } }, AT));
  const withH100 = (changes: Json) =>
    change(runpodAnswer.data.gpuTypes, "displayName", "H100 SXM", changes);

  test("keeps list, marketplace and spot apart; the 40 GB A100 is another card", () => {
    expect(short(parseRunpod(runpodAnswer, AT))).toEqual({
      "runpod-h100-list": [1, 3.29, 3.29, 3.29],
      "runpod-h100-marketplace": [1, 2.69, 2.69, 2.69],
      "runpod-h100-spot": [2, 1.34, expect.closeTo(1.495, 9), 1.65],
      "runpod-rtx4090-list": [1, 0.74, 0.74, 0.74],
      "runpod-rtx4090-marketplace": [1, 0.34, 0.34, 0.34],
      "runpod-rtx4090-spot": [2, 0.17, expect.closeTo(0.27, 9), 0.37],
    });
  });

  test.each([0, null, undefined, -1])("does not offer what costs %s", (price) => {
    const parts = parse(withH100({ securePrice: price, secureSpotPrice: price }));
    expect(parts).not.toHaveProperty("runpod-h100-list");
    expect(parts).toMatchObject({
      "runpod-h100-marketplace": [1, 2.69, 2.69, 2.69],
      "runpod-h100-spot": [1, 1.34, 1.34, 1.34],
    });
  });

  test("leaves out a card that has another amount of memory", () => {
    expect(parse(withH100({ memoryInGb: 94 }))).not.toHaveProperty("runpod-h100-list");
  });

  test("reads a card once when its row comes twice", () => {
    const { gpuTypes } = runpodAnswer.data;
    expect(parse([...gpuTypes, ...withH100({ securePrice: 9 })])).toEqual(parse(gpuTypes));
  });

  test("is refused with GraphQL errors, even beside data", () => {
    const answer = { ...runpodAnswer, errors: [{ message: "made for a test" }] };
    expect(() => parseRunpod(answer, AT)).toThrow("GraphQL errors");
    expect(() => parseRunpod({ errors: [{}], data: null }, AT)).toThrow("GraphQL errors");
  });

  test("is believed with an empty list of errors", () => {
    expect(parseRunpod({ ...runpodAnswer, errors: [] }, AT)).toHaveLength(6);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { error: { code: -32000 } }],
    ["null", null],
    ["no data", { data: null }],
    ["a price in words", { data: { gpuTypes: withH100({ securePrice: "3.29" }) } }],
    ["a row without id", { data: { gpuTypes: withH100({ id: undefined }) } }],
  ])("is refused with %s", (_what, answer) => {
    expect(() => parseRunpod(answer, AT)).toThrow();
  });

  test("is asked once, by a query", async () => {
    const { http, calls } = fakeHttp(() => runpodAnswer);
    expect(await runpod.fetch(runpod.offers, http, () => {})).toHaveLength(6);
    expect(calls.map(({ url }) => url.href)).toEqual(["https://api.runpod.io/graphql"]);
    expect(calls[0]?.body).toEqual({ query: expect.stringContaining("securePrice") });
  });
});

describe("Vast.ai", () => {
  const H100 = "vast-h100-marketplace";
  const verified = { ...vastAnswer.offers[3], id: 1 };
  const parse = (offers: Json[], part: GpuPart = H100) => short(parseVast({ offers }, part, AT));

  test("counts verified offers only", () => {
    expect(short(parseVast(vastAnswer, H100, AT))).toEqual({ [H100]: [1, 1.7356, 1.7356, 1.7356] });
  });

  test("takes the median, and divides by the number of GPUs", () => {
    const offers = [
      { ...verified, id: 1, dph_total: 2 },
      { ...verified, id: 2, dph_total: 24, num_gpus: 8 },
      { ...verified, id: 3, dph_total: 2.2 },
      { ...verified, id: 4, dph_total: 1.5 },
    ];
    expect(parse(offers)).toEqual({ [H100]: [4, 1.5, expect.closeTo(2.1, 9), 3] });
  });

  test("counts an offer once that comes twice", () => {
    expect(parse([verified, verified])).toEqual({ [H100]: [1, 1.7356, 1.7356, 1.7356] });
  });

  test.each<[what: string, changes: Json]>([
    ["unverified", { verification: "unverified" }],
    ["of no known verification", { verification: null }],
    ["rented", { rented: true }],
    ["not rentable", { rentable: false }],
    ["of another card", { gpu_name: "H100 PCIE" }],
    ["of less memory", { gpu_ram: 40_960 }],
    ["without price", { dph_total: null }],
    ["at 0", { dph_total: 0 }],
    ["at a negative price", { dph_total: -1 }],
  ])("leaves out an offer %s", (_what, changes) => {
    expect(parse([{ ...verified, ...changes }])).toEqual({});
  });

  test("is refused when the list was cut off: the dear half would be missing", () => {
    const offers = Array.from({ length: 1_000 }, (_, id) => ({ ...verified, id }));
    expect(() => parse(offers)).toThrow("more than 1000 offers");
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { success: false, error: "auth_error" }],
    ["null", null],
    ["a price in words", { offers: [{ ...verified, dph_total: "2" }] }],
    ["no GPU", { offers: [{ ...verified, num_gpus: 0 }] }],
  ])("is refused with %s", (_what, answer) => {
    expect(() => parseVast(answer, H100, AT)).toThrow();
  });

  test("is asked for the wanted cards; one that fails costs no other", async () => {
    const { http, calls } = fakeHttp((_call, index) => {
      if (index === 1) throw new Error("HTTP 500");
      return vastAnswer;
    });
    const reports: string[] = [];
    const readings = await vast.fetch([H100, "vast-rtx4090-marketplace"], http, (part, reason) =>
      reports.push(`${part}: ${reason}`),
    );
    expect(readings.map(({ part }) => part)).toEqual([H100]);
    expect(reports).toEqual(["vast-rtx4090-marketplace: HTTP 500"]);
    expect(calls.map(({ body }) => body)).toMatchObject([
      { gpu_name: { eq: "H100 SXM" }, verified: { eq: true }, type: "on-demand", limit: 1000 },
      { gpu_name: { eq: "RTX 4090" }, verified: { eq: true }, type: "on-demand", limit: 1000 },
    ]);
  });
});

describe("io.net", () => {
  const withH100 = (changes: Json) => change(ionetAnswer.data, "id", 224, changes);

  test("tells one list price for each card", () => {
    expect(short(parseIonetGpu(ionetAnswer, AT))).toEqual({
      "ionet-h100-list": [1, 1.19, 1.19, 1.19],
      "ionet-rtx4090-list": [1, 0.25, 0.25, 0.25],
    });
  });

  test.each([0, null, undefined])("leaves out a card at %s", (price) => {
    const readings = parseIonetGpu({ ...ionetAnswer, data: withH100({ price }) }, AT);
    expect(readings.map(({ part }) => part)).toEqual(["ionet-rtx4090-list"]);
  });

  test("reads a card once when its row comes twice", () => {
    const data = [...ionetAnswer.data, ...withH100({ price: 9 })];
    expect(parseIonetGpu({ ...ionetAnswer, data }, AT)).toEqual(parseIonetGpu(ionetAnswer, AT));
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { status: "failed", data: [] }],
    ["null", null],
    ["no data", { status: "succeeded" }],
    ["a price in words", { ...ionetAnswer, data: withH100({ price: "1.19" }) }],
  ])("is refused with %s", (_what, answer) => {
    expect(() => parseIonetGpu(answer, AT)).toThrow();
  });

  test("is asked once", async () => {
    const { http, calls } = fakeHttp(() => ionetAnswer);
    expect(await ionetGpu.fetch(ionetGpu.offers, http, () => {})).toHaveLength(2);
    expect(calls.map(({ url }) => url.searchParams.get("hardware_type"))).toEqual(["gpu"]);
  });
});

describe("Azure", () => {
  const PART = "azure-h100-list";
  const [west, windows, east, spot] = azureAnswer.Items as [Json, Json, Json, Json];
  const parse = (...Items: Json[]) => parseAzure([{ Items }], PART, AT);

  test("tells the price in eastus per GPU, and the range of regions without Windows and Spot", () => {
    expect(parseAzure([azureAnswer], PART, AT)).toEqual([
      {
        part: PART,
        observedAt: AT,
        value: {
          seller: "azure",
          sku: "h100",
          variant: "SXM",
          kind: "list",
          region: "eastus",
          count: 2,
          min: 12.29,
          median: 12.29,
          max: 15.977,
        },
      },
    ]);
  });

  test.each<[what: string, row: Json]>([
    ["Windows", { ...windows, armRegionName: "northeurope" }],
    ["Spot", { ...spot, armRegionName: "northeurope" }],
    ["Low Priority", { ...spot, armRegionName: "northeurope", meterName: "ND96 Low Priority" }],
    ["a government's region", { ...east, armRegionName: "usgovvirginia" }],
    ["another machine", { ...west, armRegionName: "northeurope", armSkuName: "Standard_X" }],
    ["a reservation", { ...west, armRegionName: "northeurope", type: "Reservation" }],
    ["another unit", { ...west, armRegionName: "northeurope", unitOfMeasure: "1/Month" }],
    ["another currency", { ...west, armRegionName: "northeurope", currencyCode: "EUR" }],
    ["a price of 0", { ...west, armRegionName: "northeurope", retailPrice: 0 }],
    ["a price of null", { ...west, armRegionName: "northeurope", retailPrice: null }],
    ["a region that is there already", { ...east, retailPrice: 9 }],
  ])("drops a row with %s", (_what, row) => {
    expect(parse(west, east, row)[0]?.value.count).toBe(2);
  });

  test("is without value where the region of reference is missing", () => {
    expect(parse(west)).toEqual([]);
    expect(parse(west, windows, spot)).toEqual([]);
    expect(parse()).toEqual([]);
    expect(parse({ ...east, retailPrice: -1 }, west)).toEqual([]);
  });

  test("does not divide where the machine has one GPU", () => {
    const row = { ...east, armSkuName: "Standard_NC24ads_A100_v4", retailPrice: 3.67 };
    const [reading] = parseAzure([{ Items: [row] }], "azure-a100-80-list", AT);
    expect(reading?.value).toMatchObject({ median: 3.67, variant: "PCIe", count: 1 });
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { error: { code: "BadRequest" } }],
    ["null", null],
    ["a price in words", { Items: [{ ...east, retailPrice: "98.32" }] }],
    ["a row without region", { Items: [{ ...east, armRegionName: undefined }] }],
  ])("is refused with %s", (_what, answer) => {
    expect(() => parseAzure([answer], PART, AT)).toThrow();
  });

  const page = (NextPageLink: unknown, Items: Json[] = []) => ({ Items, NextPageLink });

  test.each([null, undefined, ""])("ends where the next page is %s", (link) => {
    expect(nextPage(page(link))).toBeNull();
  });

  test("goes on at its own host only", () => {
    const link = "https://prices.azure.com:443/api/retail/prices?$skip=1000";
    expect(nextPage(page(link))).toBe(link);
    expect(() => nextPage(page("https://example.org/prices"))).toThrow("example.org");
    expect(() => nextPage(page("http://prices.azure.com/api"))).toThrow("prices.azure.com");
    expect(() => nextPage(page("more"))).toThrow();
  });

  test("is asked machine by machine, page by page", async () => {
    const link = "https://prices.azure.com/api/retail/prices?$skip=1000";
    const { http, calls } = fakeHttp((_call, index) =>
      index === 0 ? page(link, [west]) : page(null, [east]),
    );
    const readings = await azure.fetch([PART], http, () => {});
    expect(short(readings)).toEqual({ [PART]: [2, 12.29, 12.29, 15.977] });
    expect(calls.map(({ url }) => url.searchParams.get("$filter"))).toEqual([
      "serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armSkuName eq 'Standard_ND96isr_H100_v5'",
      null,
    ]);
    expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 30_000]);
  });

  test("is given up after five pages, which costs no other machine", async () => {
    const link = "https://prices.azure.com/api/retail/prices?$skip=1000";
    const other = { ...east, armSkuName: "Standard_NC24ads_A100_v4" };
    const { http, calls } = fakeHttp(({ url }) =>
      url.href.includes("A100") ? page(null, [other]) : page(link, [west]),
    );
    const reports: string[] = [];
    const readings = await azure.fetch([PART, "azure-a100-80-list"], http, (part, reason) =>
      reports.push(`${part}: ${reason}`),
    );
    expect(readings.map(({ part }) => part)).toEqual(["azure-a100-80-list"]);
    expect(reports).toEqual([`${PART}: more than 5 pages`]);
    expect(calls).toHaveLength(6);
  });
});

describe("the summary of prices", () => {
  const price = fc.double({ min: 0.02, max: 50, noNaN: true });

  test("has its median within its range, and counts what is a price", () => {
    fc.assert(
      fc.property(fc.array(price, { minLength: 1 }), (prices) => {
        const value = summarise("vast-h100-marketplace", [...prices, 0, null, undefined]);
        expect(value?.count).toBe(prices.length);
        expect(value?.min).toBeLessThanOrEqual(value?.median ?? 0);
        expect(value?.max).toBeGreaterThanOrEqual(value?.median ?? 99);
        expect(gpuPriceSchema.safeParse(value).success).toBe(true);
      }),
    );
  });

  test("does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(price), (prices) => {
        const part = "vast-h100-marketplace";
        expect(summarise(part, prices.toReversed())).toEqual(summarise(part, prices));
      }),
    );
  });

  test("is none without a price", () => {
    expect(summarise("vast-h100-marketplace", [0, null, undefined, -1, Number.NaN])).toBeNull();
  });
});

describe("the dataset", () => {
  const value = (min: number, median: number, max: number): GpuPrice => ({
    ...gpuOffers["akash-h100-marketplace"],
    region: null,
    count: null,
    min,
    median,
    max,
  });

  test("has one source for every part", () => {
    const offered = gpuPrices.sources.flatMap(({ offers }) => offers);
    expect(offered.toSorted()).toEqual(gpuParts.toSorted());
  });

  test("names each part after its seller, card and kind", () => {
    const names = gpuParts.map((part) => {
      const { seller, sku, variant, kind } = gpuOffers[part];
      return variant === "NVL" ? `${seller}-${sku}-nvl-${kind}` : `${seller}-${sku}-${kind}`;
    });
    expect(names).toEqual(gpuParts);
  });

  test.each<[what: string, next: GpuPrice, last: GpuPrice | undefined]>([
    ["too cheap", value(0.01, 1, 2), undefined],
    ["too dear", value(1, 2, 51), undefined],
    ["a median below the range", value(2, 1, 3), undefined],
    ["a median above the range", value(1, 4, 3), undefined],
    ["a jump upwards", value(1, 21, 30), value(1, 1, 1)],
    ["a jump downwards", value(1, 1, 1), value(1, 21, 30)],
  ])("holds back what is %s", (_what, next, last) => {
    expect(implausibleGpuPrice(next, last)).not.toBeNull();
  });

  test("believes the recorded prices, and a twentyfold one", () => {
    const readings = [
      ...parseAkashGpu(akashAnswer, AT),
      ...parseRunpod(runpodAnswer, AT),
      ...parseVast(vastAnswer, "vast-h100-marketplace", AT),
      ...parseIonetGpu(ionetAnswer, AT),
      ...parseAzure([azureAnswer], "azure-h100-list", AT),
    ];
    expect(readings.map((reading) => implausibleGpuPrice(reading.value, undefined))).toEqual(
      Array.from({ length: 13 }, () => null),
    );
    expect(implausibleGpuPrice(value(1, 20, 30), value(1, 1, 1))).toBeNull();
  });

  test("holds back prices in a millionth of a dollar", () => {
    const models = akashAnswer.models.map((model) => ({
      ...model,
      price: { currency: "USD", min: 2_040_000, med: 2_560_000, max: 3_160_000 },
    }));
    const reasons = parseAkashGpu({ models }, AT).map((reading) =>
      implausibleGpuPrice(reading.value, undefined),
    );
    expect(reasons).toEqual(Array.from({ length: 3 }, () => expect.stringContaining("bounds")));
  });
});

describe("the recorded upstream", () => {
  const { http } = fakeHttp(({ url, body }) => {
    const route = markets.find(([host, path]) => host === url.host && path.test(url.pathname));
    return route?.[2](url, body);
  });

  test("answers to the sources as they ask", async () => {
    const ask = (source: (typeof gpuPrices.sources)[number]) =>
      source.fetch(source.offers, http, (part, reason) => {
        throw new Error(`${part}: ${reason}`);
      });
    const readings = await Promise.all([runpod, vast, azure].map(ask));
    expect(short(readings.flat())).toMatchObject({
      "runpod-h100-list": [1, 3.29, 3.29, 3.29],
      "vast-h100-marketplace": [1, 1.7356, 1.7356, 1.7356],
      "azure-h100-list": [2, 12.29, 12.29, 15.977],
      "azure-h100-nvl-list": [2, 6.98, 6.98, 9.074],
      "azure-a100-80-list": [2, 3.67, 3.67, 4.771],
    });
  });
});
