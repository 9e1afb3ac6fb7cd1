/**
 * What stories have in common.
 * @module
 */
import type { StoryContext } from '@storybook/web-components-vite';
import { spyOn } from 'storybook/test';
import type { BioKeyProvider } from '../../src/index.js';
import { describeElement } from '../../tools/manifest/element-reference.js';
import { documentedElement } from './manifest.js';
import { goodPassword, goodPin, Stage, type StageOptions } from './stage.js';

/** What a story takes from its service: options of it, and what happened before the story begins. */
export interface Setting extends StageOptions {
  readonly prepare?: (stage: Stage) => Promise<unknown> | void;
  /** What the page offers for biometrics. */
  readonly bioKey?: BioKeyProvider;
}

/** A parameter that takes the place of the one of all stories of a file: what is no function would be merged with it. */
interface OwnSetting {
  readonly setting: () => Setting;
}

/** Parameters of a story that wants more of its service than a site. */
export function on(setting: Setting): OwnSetting {
  return { setting: () => setting };
}

/** Parameters of a story in whose browser ada was set up, and then something happened. */
export function after(
  happened: (stage: Stage) => Promise<unknown> | void,
  setting: Omit<Setting, 'prepare'> = {},
): OwnSetting {
  const prepare = async (stage: Stage): Promise<void> => {
    const isPassword = (setting.settings as { pin?: string } | undefined)?.pin === 'password';
    await stage.enrol('ada', isPassword ? goodPassword : goodPin);
    await happened(stage);
  };
  return on({ ...setting, prepare });
}

/** Parameters of a story in whose browser ada is set up. */
export function enrolled(setting: Omit<Setting, 'prepare'> = {}): OwnSetting {
  return after(() => undefined, setting);
}

/** What a story takes from its service. */
export function settingOf({ parameters }: Pick<StoryContext, 'parameters'>): Setting {
  return (parameters as Partial<OwnSetting>).setting?.() ?? {};
}

/** Parameters of a story whose elements stand in no provider. */
export const alone = { alone: true } as const;

/** Tells whether the elements of a story stand in no provider. */
export function isAlone({ parameters }: Pick<StoryContext, 'parameters'>): boolean {
  return (parameters as Partial<typeof alone>).alone ?? false;
}

/** The services of the stories that are shown, by the place where they are shown. */
const stages = new WeakMap<HTMLElement, { readonly id: string; readonly stage: Stage }>();

/** Opens the service of a story; the preview does it for each. A story that is only drawn again keeps its service. */
export async function openStage(context: StoryContext): Promise<{ stage: Stage }> {
  const { id, canvasElement } = context;
  const present = stages.get(canvasElement);
  if (present?.id === id) return present;
  const { prepare, ...options } = settingOf(context);
  const stage = await Stage.open(options);
  await prepare?.(stage);
  stages.set(canvasElement, { id, stage });
  return { stage };
}

/** Ends the service of a story that is no longer shown. */
export function closeStage(context: StoryContext): void {
  const stage = stageOf(context);
  if (stages.get(context.canvasElement)?.stage === stage) stages.delete(context.canvasElement);
  stage.close();
}

/** The service of a story, for `render` and `play`. */
export function stageOf({ loaded }: Pick<StoryContext, 'loaded'>): Stage {
  const stage: unknown = loaded['stage'];
  if (stage instanceof Stage) return stage;
  throw new Error('the story has no service');
}

/** Keeps warnings that a story expects off the console, for `beforeEach`. `console.warn` tells which there were. */
export function silenceWarnings(): void {
  spyOn(console, 'warn').mockImplementation(() => undefined);
}

/** Parameters of the stories of one element: what the custom elements manifest says of it, and controls for it. */
export function documentedBy(tag: string): object {
  return {
    subject: tag,
    controls: { disable: false },
    docs: { description: { component: describeElement(documentedElement(tag)) } },
  };
}
