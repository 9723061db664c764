/**
 * The engine adds up in floating point, which is exact only below 2^53. So an amount is kept in two parts of 32 bits, and the
 * sums of parts are exact for two million ads: more than are ever counted at once.
 */
const BASE = 2n ** 32n

export function partsOf(amount: bigint): { readonly high: number; readonly low: number } {
  return { high: Number(amount / BASE), low: Number(amount % BASE) }
}

export function amountOf(high: number, low: number): bigint {
  return BigInt(high) * BASE + BigInt(low)
}
