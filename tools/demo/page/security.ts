/**
 * The script of the security page. Its elements do the work; a change made with one is shown by the others.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-activation-code/define.js';
import '../../../components/neon-bio-key/define.js';
import '../../../components/neon-change-pin/define.js';
import '../../../components/neon-devices/define.js';
import { NeonDevices, NeonProvider } from '../../../components/index.js';
import { offerBiometrics } from './biometrics.js';
import { watchEnrolment } from './enrolment.js';
import { pageElement } from './page-element.js';

const devices = pageElement('devices', NeonDevices);

offerBiometrics(pageElement('provider', NeonProvider));
watchEnrolment('not-enrolled', devices.login);

// Another device may have been set up or removed while this page was hidden.
addEventListener('focus', () => void devices.refresh());
