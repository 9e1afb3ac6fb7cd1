/**
 * Time that passes while a service keeps house.
 * @module
 */
import { keepHouse } from '../../../../src/service/domain/housekeeping.js';
import type { TestService } from '../../../support/services/test-service.js';

/** Less than the removal of old rows may follow the clock by in one run, in milliseconds. */
const step = 100 * 60_000;

/** Moves the stopped clock of a service on, and keeps house meanwhile and at the end. */
export async function keepHouseFor(service: TestService, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    service.clock.advance(Math.min(step, left));
    await keepHouse(service);
  }
}
