/**
 * The document that pages of a site embed, so that keys are stored under the origin of the service.
 * @module
 */
import type { HttpAnswer } from '../http/exchange.js';
import type { SiteOfService } from '../store/tables/sites.js';
import { frameEntry } from './assets.js';

/** Browser features that the frame does not use. `publickey-credentials-get` is not listed: BioKeys need it. */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const permissions = unused.map((feature) => `${feature}=()`).join(', ');

/**
 * Makes the frame document of a site. Browsers revalidate it each time, since the settings of the site may change.
 * @param hash hash over the frame's modules.
 */
export function framePage(site: SiteOfService, hash: string): HttpAnswer {
  const origins = JSON.parse(site.origins) as readonly string[];
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(origins),
      'permissions-policy': permissions,
      'cache-control': 'no-cache',
      // An isolated page (COEP) embeds only documents that allow it and that have the same policy themselves.
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
    },
    body: html(site, origins, hash),
  };
}

function html(site: SiteOfService, origins: readonly string[], hash: string): string {
  const { als: alias, host_pin, service } = site;
  const settings = { alias, origins, hostPin: host_pin === 1, bio: service.bio };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(service.name)}</title>
<meta name="neon-frame" content="${escape(JSON.stringify(settings))}">
<script type="module" src="/frame/v1/${hash}/${frameEntry}"></script>
</head>
<body></body>
</html>
`;
}

/** Registered origins contain no character that ends a directive. */
function policy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    // Set by the build of the frame's module.
    'trusted-types neon-mfa-frame',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.join(' ')}`,
  ].join('; ');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
