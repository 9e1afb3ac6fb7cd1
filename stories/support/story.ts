/**
 * What stories have in common.
 * @module
 */
import type { StoryContext } from '@storybook/web-components-vite';
import { describeElement } from './describe-element.js';
import { Stage, type StageOptions } from './stage.js';

/** What a story takes from its service: options of it, and what happened before the story begins. */
export interface Setting extends StageOptions {
  readonly prepare?: (stage: Stage) => Promise<unknown> | void;
}

/** Parameters of a story that wants more of its service than a site. */
export function on(setting: Setting): { setting: Setting } {
  return { setting };
}

/** Opens the service of a story; the preview does it for each. */
export async function openStage({ parameters }: StoryContext): Promise<{ stage: Stage }> {
  const { prepare, ...options } = (parameters['setting'] ?? {}) as Setting;
  const stage = await Stage.open(options);
  await prepare?.(stage);
  return { stage };
}

/** The service of a story, for `render` and `play`. */
export function stageOf({ loaded }: Pick<StoryContext, 'loaded'>): Stage {
  const stage: unknown = loaded['stage'];
  if (stage instanceof Stage) return stage;
  throw new Error('the story has no service');
}

/** Parameters of the stories of one element: the documentation that its source has. */
export function documentedBy(source: string): { docs: object } {
  return { docs: { description: { component: describeElement(source) } } };
}
