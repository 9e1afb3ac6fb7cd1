/**
 * What a browser is called in a list of devices, and where it asks for something.
 * @module
 */

/** Token of the user agent string and name. Most specific first: each names itself after its ancestors. */
const browsers = 'Edg=Edge,OPR=Opera,Firefox,FxiOS=Firefox,Chrome,CriOS=Chrome,Safari,Node';
const systems = 'Android,iPhone,iPad,Windows,Mac OS=macOS,CrOS=ChromeOS,Linux';

/** Names browser and system after a user agent string: `Chrome on Linux`. */
export function platformName(userAgent: string): string {
  const find = (names: string) => {
    for (const one of names.split(',')) {
      const [token = '', name = token] = one.split('=');
      if (userAgent.includes(token)) return name;
    }
    return undefined;
  };
  return [find(browsers) ?? 'Browser', find(systems)].filter(Boolean).join(' on ');
}
