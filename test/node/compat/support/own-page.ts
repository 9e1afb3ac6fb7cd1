/**
 * A page of a bank that was written for the documented library: its calls, and controls named like those of
 * the documented sample.
 * @module
 */

/** Its source. `lib`: address of the script. */
export function ownPage(lib: string, alias: string, useIframe: boolean): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Harbour Bank</title>
<main>
  <form><input name="code"><input name="tokenName">
    <input type="button" value="Enrol" onclick="enrol(code.value, tokenName.value)"></form>
  <form id="activateAskForPin" hidden><input id="activateAskForPinInput" type="password">
    <input id="activateAskForPinButton" type="button" value="OK"></form>
  <form id="activateDefinePin" hidden><input id="activateDefinePinInput1" type="password">
    <input id="activateDefinePinInput2" type="password">
    <input id="activateDefinePinButton" type="button" value="OK"></form>
  <p id="activateResult"></p><p id="logins"></p>
  <form><input name="login"><input type="button" value="Sign in" onclick="sign(login.value)"></form>
  <form id="getOnlineOtpAskForPin" hidden><input id="getOnlineOtpAskForPinInput" type="password">
    <input id="getOnlineOtpAskForPinButton" type="button" value="OK"></form>
  <p id="getOnlineOtpResult"></p><p id="problem"></p>
</main>
<script src="${lib}"></script>
<script>
  const part = (id) => document.getElementById(id);
  const problem = (error) => { part('problem').textContent = error.errCode; console.log(error); };
  const answer = (form, read) => new Promise((resolve) => {
    part(form).hidden = false;
    part(form + 'Button').onclick = () => { part(form).hidden = true; resolve(read()); };
  });
  const askForPin = () => answer('activateAskForPin', () => part('activateAskForPinInput').value);
  const definePin = () => answer('activateDefinePin', () => part('activateDefinePinInput1').value);
  const askForOtpPin = (biokeyAllowed) => answer('getOnlineOtpAskForPin', () => (
    { value: part('getOnlineOtpAskForPinInput').value, wiktype: 'PASSWORD' }));
  function enrol(code, name) {
    neon.activate(code, name, askForPin, definePin)
      .then((login) => { part('activateResult').textContent = 'success for ' + login; }, problem);
  }
  function sign(login) {
    part('getOnlineOtpResult').textContent = '';
    neon.getOnlineOtp(login, askForOtpPin,
      (otp) => { part('getOnlineOtpResult').textContent = otp; }, problem);
  }
  const neon = new Neon.Neon({ alias: '${alias}', appDescription: 'bank', useIframe: ${useIframe} });
  neon.initOnline().then((logins) => { part('logins').textContent = logins.join() || 'none'; })
    .catch((error) => console.error('not initialised', error));
</script>
</html>`;
}
