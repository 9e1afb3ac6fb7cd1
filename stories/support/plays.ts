/**
 * What people do alike with every element that starts something by a button and asks for the PIN. Where it takes a code,
 * that is given too.
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

/** Nobody has said yet for whom. */
export async function hasNoAccount(scene: Scene, tag: Tag): Promise<void> {
  const element = await new Person(scene).sees(tag);
  await expect(element.part('button').ariaDisabled).toBe('true');
  await expect(element.text('hint')).toBe('Choose an account first.');
}

/** It is refused before anybody is asked for a PIN. */
export async function isRefused(scene: Scene, tag: Tag, why: string, code?: string): Promise<void> {
  const person = new Person(scene);
  const element = await person.starts(tag, code);
  await person.reads(element, 'message', why);
  await expect(person.prompt.states('asking')).toEqual([]);
}

/** The account is none of this browser's. */
export function isNotEnrolled(scene: Scene, tag: Tag, code?: string): Promise<void> {
  return isRefused(scene, tag, 'This account is not set up in this browser.', code);
}

/** It is refused with the PIN given, which was right. */
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

/** A code with one wrong character, of ten digits unless it is given: said as soon as it is complete. */
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
  await expect(prompt.text('message')).toBe('That is not right. 4 tries left.');
  await expect(prompt.focused).toBe('input');
}

/** Closing the dialog is no failure: everything is as it was. */
export async function changesMind(scene: Scene, tag: Tag, code?: string): Promise<void> {
  const person = new Person(scene);
  const element = await person.starts(tag, code);
  await person.presses(await person.isAsked(), 'cancel-button');
  await element.until(() => element.part('button').ariaDisabled === 'false');
  await expect(element.states('pending', 'failed')).toEqual([]);
  await expect(element.text('message')).toBe('');
}
