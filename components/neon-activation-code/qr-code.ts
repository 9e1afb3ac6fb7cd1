import { generate } from 'lean-qr/nano';
import { html, type TemplateResult } from 'lit';

/** Width of the quiet zone, in modules. */
const quietZone = 4;

/** Draws a text as a QR code (ISO/IEC 18004). Scanners need it dark on light, in any colour scheme. */
export function qrCode(text: string): TemplateResult {
  const code = generate(text);
  const whole = code.size + 2 * quietZone;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + quietZone} ${y + quietZone}h1v1h-1z`;
    }
  }
  return html`<svg viewBox="0 0 ${whole} ${whole}" aria-hidden="true" shape-rendering="crispEdges">
    <path d=${path} />
  </svg>`;
}
