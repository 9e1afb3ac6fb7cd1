/**
 * The script of the page that approves.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-push-inbox/define.js';
import { NeonProvider } from '../../../components/index.js';
import { offerBiometrics } from './biometrics.js';
import { watchEnrolment } from './enrolment.js';
import { pageElement } from './page-element.js';

offerBiometrics(pageElement('provider', NeonProvider));
watchEnrolment('nobody');
