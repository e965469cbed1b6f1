/** Check digit by ISO 7064 MOD 11,10: finds every single wrong digit and nearly every swap of neighbours. */
function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/** The n-th number of this hospital with its check digit, digits only: 1048827 for n = 104882. */
export function mrnAt(n: number): string {
  const digits = String(n).padStart(6, '0');
  return digits + String(checkDigit(digits));
}

/** True for digits that end in their check digit. */
export function isMrn(value: string): boolean {
  return /^\d{7,}$/.test(value) && checkDigit(value.slice(0, -1)) === Number(value.at(-1));
}

/** As it is read aloud and printed: `104 882-7`. Numbers of other hospitals stay as they are. */
export function mrnText(value: string): string {
  if (!isMrn(value)) return value;
  const digits = value.slice(0, -1);
  return `${digits.slice(0, -3)} ${digits.slice(-3)}-${value.at(-1) ?? ''}`;
}
