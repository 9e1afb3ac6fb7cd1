/**
 * `npm run bench`: what the kit costs, as ratios of medians over the bare primitives.
 * @module
 */
import { openChromium } from '../../test/support/browsers/chromium.js';
import { BenchService } from './bench-service.js';
import { measureDemo } from './demo-figures.js';
import { measureOperations } from './operation-figures.js';
import { measurePage, servePage } from './page-figures.js';
import { measureService } from './service-figures.js';

const service = await BenchService.start();
const { origin, server } = await servePage();
const browser = await openChromium();
try {
  await measurePage(browser, origin, service);
  await measureOperations(browser, origin, service);
  await measureDemo(browser);
  await measureService(service);
} finally {
  await browser.close();
  server.close();
  await service.stop();
}
