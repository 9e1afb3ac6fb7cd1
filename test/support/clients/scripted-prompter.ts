import type { NewPinRequest, PinAnswer, PinRequest, Prompter } from '../../../src/index.js';

/** A prompter with prepared answers, which records what it was asked. */
export class ScriptedPrompter implements Prompter {
  readonly asked: (PinRequest | NewPinRequest)[] = [];
  asksAgain = false;
  readonly #answers: (string | PinAnswer | Error)[];

  /** @param answers given one after the other; the last one for ever. An error is what it rejects with. */
  constructor(...answers: (string | PinAnswer | Error)[]) {
    this.#answers = answers;
  }

  async askForPin(request: PinRequest): Promise<PinAnswer> {
    const answer = this.#next(request);
    return typeof answer === 'string' ? { value: answer, type: 'pin' } : answer;
  }

  async definePin(request: NewPinRequest): Promise<string> {
    const answer = this.#next(request);
    return typeof answer === 'string' ? answer : answer.value;
  }

  #next(request: PinRequest | NewPinRequest): string | PinAnswer {
    this.asked.push(request);
    const answer = this.#answers.length > 1 ? this.#answers.shift()! : this.#answers[0]!;
    if (answer instanceof Error) throw answer;
    return answer;
  }
}
