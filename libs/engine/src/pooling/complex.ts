/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const ZERO: Complex = { re: 0, im: 0 };

export function add(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function subtract(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function multiply(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function divide(a: Complex, b: Complex): Complex {
  const norm = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / norm, im: (a.im * b.re - a.re * b.im) / norm };
}

export function scale(factor: number, a: Complex): Complex {
  return { re: factor * a.re, im: factor * a.im };
}

/** `1 − a`. */
export function complement(a: Complex): Complex {
  return { re: 1 - a.re, im: -a.im };
}

/** The square root in the right half plane. */
export function squareRoot(a: Complex): Complex {
  const re = Math.sqrt((Math.sqrt(a.re * a.re + a.im * a.im) + Math.abs(a.re)) / 2);
  if (re === 0) return { re: 0, im: 0 };
  const im = a.im / (2 * re);
  return a.re >= 0 ? { re, im } : { re: Math.abs(im), im: a.im < 0 ? -re : re };
}

export function exponential(a: Complex): Complex {
  const modulus = Math.exp(a.re);
  return { re: modulus * Math.cos(a.im), im: modulus * Math.sin(a.im) };
}

export function logarithm(a: Complex): Complex {
  return { re: Math.log(a.re * a.re + a.im * a.im) / 2, im: Math.atan2(a.im, a.re) };
}

/** `ln(1 − a)`, with all its digits where `a` is small. */
export function logarithmOfComplement(a: Complex): Complex {
  const square = a.re * a.re + a.im * a.im;
  if (square > 0.25) return logarithm(complement(a));
  return { re: Math.log1p(square - 2 * a.re) / 2, im: Math.atan2(-a.im, 1 - a.re) };
}

/** `1 − e^a`, with all its digits where `a` is small. */
export function complementOfExponential(a: Complex): Complex {
  const half = Math.sin(a.im / 2);
  return {
    re: 2 * half * half - Math.expm1(a.re) * Math.cos(a.im),
    im: -Math.exp(a.re) * Math.sin(a.im),
  };
}

export function squaredModulus(a: Complex): number {
  return a.re * a.re + a.im * a.im;
}
