/**
 * A chain's amount in whole tokens, AKT from uakt for instance.
 *
 * Splits the integer before anything becomes a floating-point number: amounts with 18 decimals
 * are far beyond 2^53, and the result is the double nearest to the exact decimal value.
 *
 * @param amount digits in the chain's smallest unit
 * @param decimals how many of them are behind the point
 */
export function fromBaseUnits(amount: string, decimals: number): number {
  const one = 10n ** BigInt(decimals);
  const units = BigInt(amount);
  const fraction = (units % one).toString().padStart(decimals, "0");
  return Number(`${units / one}.${fraction}`);
}
