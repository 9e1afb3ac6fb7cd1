/** A form that makes a PIN easy to guess. */
export type Weakness = 'repeated' | 'sequence';

/**
 * Names the form of a PIN that the service refuses as too common; undefined for other common PINs, such as a year.
 * @param pin as it was typed.
 */
export function weaknessOf(pin: string): Weakness | undefined {
  const digits = pin.replace(/\D/g, '');
  if (/^(\d+)\1+$/.test(digits)) return 'repeated';
  const steps = new Set(
    [...digits].slice(1).map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10),
  );
  return steps.size === 1 ? 'sequence' : undefined;
}
