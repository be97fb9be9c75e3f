/** The probability of a value above `z` under the standard normal distribution, to seven digits. */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return 1
  if (z < 0) return 1 - normalTail(-z)
  // The complementary error function: by its continued fraction, or near 0 by its series.
  const x = z / Math.SQRT2
  if (x < 2) {
    let term = x
    let sum = x
    for (let n = 1; n < 60; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return Math.max(0, 0.5 - sum / Math.sqrt(Math.PI))
  }
  let fraction = 0
  for (let n = 40; n > 0; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / (2 * Math.sqrt(Math.PI) * (x + fraction))
}

/**
 * The probability of a value above `t` under Student's t distribution.
 * @param freedom degrees of freedom, above 0
 */
export function studentTail(t: number, freedom: number): number {
  if (Number.isNaN(t) || freedom <= 0) return 1
  const half = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  return t < 0 ? 1 - half : half
}

/**
 * The probability of `heads` or more in `throws` of a fair coin. Both may be fractions; they are
 * rounded.
 */
export function coinTail(heads: number, throws: number): number {
  const n = Math.round(throws)
  const k = Math.round(heads)
  if (n <= 0 || k <= 0) return 1
  // For many throws the binomial distribution is close to the normal one, with a continuity
  // correction of a half.
  if (n > 1000) return normalTail((k - 0.5 - n / 2) / Math.sqrt(n / 4))
  let term = 0.5 ** n
  if (term === 0) return normalTail((k - 0.5 - n / 2) / Math.sqrt(n / 4))
  // Summed from the far end, where the terms are smallest.
  let sum = 0
  for (let tails = 0; tails <= n - k; tails++) {
    sum += term
    term *= (n - tails) / (tails + 1)
  }
  return Math.min(1, sum)
}

/** The regularised incomplete beta function, by Lentz's continued fraction. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b),
  )
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-12) break
  }
  return (front * fraction) / a
}

/** Replaces zero by a tiny number, for divisions. */
function away(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x
}

/**
 * The logarithm of the gamma function, by Stirling's series after shifting the argument to where
 * it is accurate.
 */
function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 8) shift += Math.log(y++)
  const series = 1 / (12 * y) - 1 / (360 * y ** 3) + 1 / (1260 * y ** 5)
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift
}
