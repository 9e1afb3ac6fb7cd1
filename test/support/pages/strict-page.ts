/**
 * A page under the strictest policy that the elements work under, in a frame of the test's page.
 * @module
 */

/** The page in the frame, with its violations and warnings. */
export interface StrictPage {
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  /** Directives that were violated. */
  readonly violations: string[];
  /** What was written to the console as a warning. */
  readonly warnings: string[];
  /** Loads a module; resolves when it has run. */
  load(url: string): Promise<void>;
  close(): void;
}

/** Opens an empty page that may connect to services and load modules of the test server. */
export async function strictPage(): Promise<StrictPage> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.src = '/test/support/pages/strict-page.html';
  frame.title = 'strict page';
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument!;
  const view = frame.contentWindow as Window & typeof globalThis;
  const violations: string[] = [];
  const warnings: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile }) =>
    violations.push(`${effectiveDirective} ${sourceFile}`),
  );
  view.console.warn = (text: unknown) => warnings.push(String(text));
  // An engine without Trusted Types takes texts.
  const { trustedTypes } = view as unknown as { trustedTypes?: TrustedTypes };
  const rules = { createScriptURL: (text: string) => text };
  const policy = trustedTypes?.createPolicy('test', rules) ?? rules;
  return {
    document: page,
    window: view,
    violations,
    warnings,
    load: (url) => load(page, policy.createScriptURL(new URL(url, location.href).href)),
    close: () => frame.remove(),
  };
}

interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}

/** The part of Trusted Types that is needed; the compiler does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: TrustedTypePolicy): TrustedTypePolicy;
}

function load(page: Document, trustedUrl: string): Promise<void> {
  const script = page.createElement('script');
  script.type = 'module';
  script.src = trustedUrl;
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${trustedUrl} was not loaded`)));
    page.head.append(script);
  });
}
