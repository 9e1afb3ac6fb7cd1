/**
 * Everything about push, fetched by a page that asks for it.
 * @module
 */
export { answerPush } from './operations/answer-push.js';
export { getRemoteOtpByPush } from './operations/get-remote-otp-by-push.js';
export { pushRequests, watchPushRequests } from './operations/push-requests.js';
