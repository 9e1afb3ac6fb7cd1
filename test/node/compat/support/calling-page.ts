/**
 * A page of a bank whose script calls the documented library, and reports how each call ended.
 * @module
 */
import type { BrowserContext, Page } from 'playwright-core';

/** The documented class. */
export type DocumentedNeon = InstanceType<
  typeof import('../../../../components/entries/simple-neon-lib.js').Neon
>;

/** Arguments of calls, passed to the page as JSON. */
export type Given = Readonly<Record<string, string>>;

/**
 * A call in the page. It is passed as text, so it may use its arguments and nothing else. What it puts
 * into `notes` is kept in the page, see {@link CallingPage.notes}.
 */
export type Call = (
  neon: DocumentedNeon,
  given: Given & { readonly notes: unknown[] },
  onSuccess?: (value: unknown) => void,
  onError?: (error: unknown) => void,
) => unknown;

/** Style of a call. */
export type Form = 'promise' | 'callbacks';

/** An error, as JSON. */
export interface SeenError {
  readonly errCode: string;
  readonly left?: number;
  readonly reason?: string;
  readonly message: string;
  readonly isError: boolean;
}

/** How a call ended. `returned`: its return value. */
export interface Outcome {
  readonly returned: 'promise' | 'nothing';
  readonly value?: unknown;
  readonly error?: SeenError;
}

/** Sources of such a page. */
export interface PageParts {
  /** In the head, before the script of the library. */
  readonly head?: string;
  /** Attributes of the script element. */
  readonly attributes?: string;
  readonly body?: string;
}

/** Its source. `lib`: address of the script. */
export function callingPage(
  lib: string,
  { head = '', attributes = '', body = '' }: PageParts = {},
): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Harbour Bank</title>
${head}
<script src="${lib}" ${attributes}></script>
<main>${body}</main>
</html>`;
}

/** Runs in the page. */
interface InPage {
  neons: Record<string, DocumentedNeon>;
  notes: unknown[];
  /** For each call in callback form, how often either was called. */
  heard: number[];
  Neon: { Neon: new (...options: readonly unknown[]) => DocumentedNeon };
}

/** Runs in the page: makes a call, and says how it ended. */
async function perform(call: Call, name: string, given: Given, form: Form): Promise<Outcome> {
  const page = globalThis as unknown as InPage;
  const notes = (page.notes ??= []);
  const heard = (page.heard ??= []);
  const neon = page.neons[name]!;
  let returned: Outcome['returned'] = 'promise';
  try {
    let value: unknown;
    if (form === 'promise') {
      value = await call(neon, { ...given, notes } as never);
    } else {
      const number = heard.push(0) - 1;
      value = await new Promise((resolve, reject) => {
        const told = (tell: (value: unknown) => void) => (result: unknown) => {
          heard[number]!++;
          tell(result);
        };
        const back = call(neon, { ...given, notes } as never, told(resolve), told(reject));
        returned = back === undefined ? 'nothing' : 'promise';
      });
    }
    return { returned, value };
  } catch (thrown) {
    const { errCode, left, reason, message } = thrown as SeenError;
    const isError = thrown instanceof Error;
    return { returned, error: { errCode, left, reason, message, isError } as SeenError };
  }
}

/** The page, opened by somebody. */
export class CallingPage {
  readonly page: Page;
  /** Errors on the console, and uncaught exceptions. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      // The browser reports refusals of the service as errors.
      const isRefusal = text.startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) this.complaints.push(text);
    });
  }

  static async open(context: BrowserContext, url: string): Promise<CallingPage> {
    const opened = new CallingPage(await context.newPage());
    await opened.page.goto(url);
    return opened;
  }

  /** Makes a `Neon.Neon`, known as `name` from then on; resolves with what its constructor throws, if it does. */
  construct(options: readonly unknown[], name = 'neon'): Promise<string | undefined> {
    return this.page.evaluate(
      ({ options, name }) => {
        const page = globalThis as unknown as InPage;
        try {
          (page.neons ??= {})[name] = new page.Neon.Neon(...options);
          return undefined;
        } catch (error) {
          return (error as Error).name;
        }
      },
      { options, name },
    );
  }

  /** Makes a call and waits for its end. */
  async outcome(
    call: Call,
    given: Given = {},
    { form = 'promise', name = 'neon' }: { form?: Form; name?: string } = {},
  ): Promise<Outcome> {
    const [who, what] = [JSON.stringify(name), JSON.stringify(given)];
    return this.page.evaluate<Outcome>(`(${perform})(${call}, ${who}, ${what}, '${form}')`);
  }

  /** The result of a call that has to succeed. */
  async result(call: Call, given: Given = {}, name = 'neon'): Promise<unknown> {
    const { value, error } = await this.outcome(call, given, { name });
    if (error) throw new Error(`${error.errCode}: ${error.message}`);
    return value;
  }

  /** The code that a call has to end with. */
  async refusal(call: Call, given: Given = {}, name = 'neon'): Promise<string> {
    const { error, value } = await this.outcome(call, given, { name });
    if (!error) throw new Error(`succeeded: ${JSON.stringify(value)}`);
    return error.errCode;
  }

  /** Notes of the calls. */
  notes(): Promise<unknown[]> {
    return this.page.evaluate(() => (globalThis as unknown as InPage).notes ?? []);
  }

  /** How often callbacks were called, for each call that had them. */
  heard(): Promise<number[]> {
    return this.page.evaluate(() => (globalThis as unknown as InPage).heard ?? []);
  }
}
