/**
 * Addresses that a Solana program derives for its accounts.
 * https://solana.com/docs/core/pda
 */
import { createHash } from "node:crypto";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ADDRESS_BYTES = 32;

/** The field and the constant of the curve ed25519 (RFC 8032, section 5.1). */
const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** @throws for anything that is no address of 32 bytes */
export function decodeAddress(address: string): Uint8Array {
  let number = 0n;
  for (const character of address) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new Error(`${address} is not base58`);
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16).padStart(ADDRESS_BYTES * 2, "0");
  const bytes = Buffer.from(hex, "hex");
  // Leading zero bytes are written as ones: only one spelling of an address is right.
  if (bytes.length !== ADDRESS_BYTES || encodeAddress(bytes) !== address) {
    throw new Error(`${address} is not an address`);
  }
  return bytes;
}

export function encodeAddress(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = ALPHABET.charAt(Number(number % 58n)) + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return "1".repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/**
 * The address that a program derives from seeds: the first hash, counted down from 255, that is
 * not a point of the curve, so that no private key can belong to it.
 */
export function deriveAddress(seeds: readonly Uint8Array[], program: string): string {
  const end = [decodeAddress(program), Buffer.from("ProgramDerivedAddress")];
  for (let bump = 255; bump >= 0; bump -= 1) {
    const bytes = Buffer.concat([...seeds, Uint8Array.of(bump), ...end]);
    const hash = createHash("sha256").update(bytes).digest();
    if (!isOnCurve(hash)) return encodeAddress(hash);
  }
  throw new Error("no address can be derived from these seeds");
}

/**
 * Whether 32 bytes are the compressed form of a curve point: x² = (y² − 1) / (d·y² + 1) must have
 * a root. A fraction of the field has one exactly if the product of its two numbers has.
 */
export function isOnCurve(bytes: Uint8Array): boolean {
  const littleEndian = Buffer.from(bytes).reverse().toString("hex");
  // The highest bit is the sign of x, which says nothing about there being one.
  const y = BigInt.asUintN(255, BigInt(`0x${littleEndian}`)) % P;
  const square = (y * y) % P;
  const product = ((square + P - 1n) * (D * square + 1n)) % P;
  return product === 0n || power(product, (P - 1n) / 2n) === 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}
