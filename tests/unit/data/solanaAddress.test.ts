import { createPrivateKey, createPublicKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAddress, deriveAddress, encodeAddress, isOnCurve } from "#lib/data/solanaAddress.ts";
import { dayAccounts, subDaoAddress } from "#lib/data/sources/heliumDataCredits.ts";

const MOBILE = "mb1eu7TzEc71KxDpsmsKoucSSuuoGLv1drys1oP2jh6";
/** The address that Helium's program has written down for the mobile network (backstop.rs). */
const MOBILE_SUB_DAO = "Gm9xDCJawDEKDrrQW6haw94gABaYzQwCq4ZQU8h8bd22";
const SYSTEM_PROGRAM = "1".repeat(32);

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** What RFC 8410 puts before the 32 bytes of a private ed25519 key. */
const PKCS8_START = Buffer.from("302e020100300506032b657004220420", "hex");

/** The public key of a private one, by Node's own cryptography: a point of the curve. */
function publicKey(privateKey: Uint8Array): Uint8Array {
  const key = Buffer.concat([PKCS8_START, privateKey]);
  const pair = createPublicKey(createPrivateKey({ key, format: "der", type: "pkcs8" }));
  return pair.export({ format: "der", type: "spki" }).subarray(-32);
}

describe("an address", () => {
  test("survives being read and written", () => {
    fc.assert(
      fc.property(bytes(32), (any) => {
        expect([...decodeAddress(encodeAddress(any))]).toEqual([...any]);
      }),
    );
  });

  test("keeps its leading zeros", () => {
    expect([...decodeAddress(SYSTEM_PROGRAM)]).toEqual(Array.from({ length: 32 }, () => 0));
    expect(encodeAddress(new Uint8Array(32))).toBe(SYSTEM_PROGRAM);
    const one = Uint8Array.from({ length: 32 }, (_, index) => (index === 31 ? 1 : 0));
    expect(encodeAddress(one)).toBe(`${"1".repeat(31)}2`);
  });

  test.each<[what: string, text: string]>([
    ["nothing", ""],
    ["too little", "mb1eu7TzEc71"],
    ["too much", `${MOBILE}z`],
    ["a zero too many", `1${SYSTEM_PROGRAM}`],
    ["a letter that base58 leaves out", MOBILE.replace("m", "l")],
    ["a blank", ` ${MOBILE}`],
  ])("is refused with %s", (_what, text) => {
    expect(() => decodeAddress(text)).toThrow("not");
  });
});

describe("a derived address", () => {
  test("is the one that Helium's program knows", () => {
    expect(subDaoAddress(MOBILE)).toBe(MOBILE_SUB_DAO);
  });

  test("belongs to no key", () => {
    fc.assert(
      fc.property(fc.array(bytes(8), { maxLength: 3 }), (seeds) => {
        expect(isOnCurve(decodeAddress(deriveAddress(seeds, SYSTEM_PROGRAM)))).toBe(false);
      }),
    );
  });

  test("depends on seeds and program", () => {
    const addresses = [
      deriveAddress([Buffer.from("a")], SYSTEM_PROGRAM),
      deriveAddress([Buffer.from("b")], SYSTEM_PROGRAM),
      deriveAddress([Buffer.from("a")], MOBILE),
    ];
    expect(new Set(addresses).size).toBe(3);
  });

  /** By the reference implementation of the research notes. */
  test("is right for each day and subnetwork", () => {
    const accounts = dayAccounts(20_778);
    expect(accounts).toHaveLength(60);
    expect([accounts[0], accounts[29], accounts[30], accounts[59]]).toEqual([
      "FoVwSRuWaPyBzstBP38pqusRJzr6KfkjeZ9zjZ8YpjQ1",
      "24mA1CDdhcopL6DoSN1T68Du9urrFJSXekNBxGLgECHP",
      "4vkG8YgaixnMJMctSRULPfeGDiULLhRJFAgX57p8V1Cc",
      "3hnoZ2Tk769JQh6HpjTEXJph9t5BEiUkKyZCNmgAiFY5",
    ]);
    expect(new Set(accounts).size).toBe(60);
  });
});

test("every public key is a point of the curve", () => {
  fc.assert(fc.property(bytes(32), (key) => isOnCurve(publicKey(key))));
});
