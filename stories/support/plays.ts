/**
 * Plays for every element that starts an operation by a button and asks for the PIN, with a code if the element takes one.
 * @module
 */
import { expect } from 'storybook/test';
import { Person } from './person.js';
import { wrongPin } from './stage.js';

/** An element of the kit. */
type Tag = keyof HTMLElementTagNameMap & `neon-${string}`;

interface Scene {
  readonly canvasElement: HTMLElement;
}

/** The element has no login yet. */
export async function hasNoAccount(scene: Scene, tag: Tag): Promise<void> {
  const element = await new Person(scene).sees(tag);
  await expect(element.part('button').ariaDisabled).toBe('true');
  await expect(element.text('hint')).toBe('Choose an account first.');
}

/** The operation is refused before the person is asked for a PIN. */
export async function isRefused(scene: Scene, tag: Tag, why: string, code?: string): Promise<void> {
  const person = new Person(scene);
  const element = await person.starts(tag, code);
  await person.reads(element, 'message', why);
  await expect(person.prompt.states('asking')).toEqual([]);
}

/** The account is not enrolled in this browser. */
export function isNotEnrolled(scene: Scene, tag: Tag, code?: string): Promise<void> {
  return isRefused(
    scene,
    tag,
    'This account is not set up in this browser, or there is no such account any more.',
    code,
  );
}

/** The operation is refused after the right PIN. */
export async function isRefusedAfter(
  scene: Scene,
  tag: Tag,
  why: string,
  answers: readonly string[],
  code?: string,
): Promise<void> {
  const person = new Person(scene);
  const element = await person.starts(tag, code);
  await person.answers(...answers);
  await person.reads(element, 'message', why);
}

/** Types a code with one wrong character; the element says so as soon as it is complete. */
export async function mistypesCode(scene: Scene, tag: Tag, code = '1234567890'): Promise<void> {
  const person = new Person(scene);
  const form = await person.sees(tag);
  await person.types(form, 'input', code);
  await person.reads(form, 'message', 'There is a typing mistake in this code.');
  await expect(form.part('input').ariaInvalid).toBe('true');
}

/** The dialog stays open after a wrong PIN, and says how many tries are left. */
export async function mistypesPin(scene: Scene, tag: Tag, code?: string): Promise<void> {
  const person = new Person(scene);
  await person.starts(tag, code);
  await person.answers(wrongPin);
  const prompt = await person.isRefused();
  await expect(prompt.text('message')).toBe(
    'One wrong PIN. After 4 more, your account is blocked here.',
  );
  await expect(prompt.focused).toBe('input');
}

/** Closing the dialog is no failure: the element returns to its first state. */
export async function changesMind(scene: Scene, tag: Tag, code?: string): Promise<void> {
  const person = new Person(scene);
  const element = await person.starts(tag, code);
  await person.presses(await person.isAsked(), 'cancel-button');
  await element.until(() => element.part('button').ariaDisabled === 'false');
  await expect(element.states('pending', 'failed')).toEqual([]);
  await expect(element.text('message')).toBe('');
}
