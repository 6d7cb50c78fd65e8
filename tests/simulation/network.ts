// The line between phones and server: requests and answers lie here until a step delivers them, in any order, or harms them.
import type { Outcome } from '../../src/shared/sync/classify.ts';
import type { Up } from '../../src/shared/wire/up.ts';
import type { SimPhone } from './sim-phone.ts';

export const faults = [
  'request-lost',
  'answer-lost',
  'duplicated',
  'server-error',
  'portal',
  'busy',
  'killed-before-storing',
  'frozen',
] as const;
export type Fault = (typeof faults)[number];

interface Flight {
  readonly phone: SimPhone;
  readonly up: Up;
  /** Which of its phone's requests it is. */
  readonly request: number;
  /** Null: on its way up. */
  answer: Outcome | null;
  readonly land: (outcome: Outcome) => void;
}

const failed: Outcome = { type: 'failed' };
const spoken = (status: number, json: unknown): Outcome => ({ type: 'response', status, json, retryAfter: null });

export class Network {
  readonly #flights: Flight[] = [];
  readonly #answer: (phone: SimPhone, up: Up) => Promise<Outcome>;
  lostAnswers = 0;

  constructor(answer: (phone: SimPhone, up: Up) => Promise<Outcome>) {
    this.#answer = answer;
  }

  get isQuiet(): boolean {
    return this.#flights.length === 0;
  }

  get size(): number {
    return this.#flights.length;
  }

  /** Resolves when a step lets it. */
  send(phone: SimPhone, up: Up): Promise<Outcome> {
    return new Promise((land) => this.#flights.push({ phone, up, request: phone.disk.requests, answer: null, land }));
  }

  /** What is under way for a phone that was killed lands nowhere. */
  forget(phone: SimPhone): void {
    for (let at = this.#flights.length - 1; at >= 0; at -= 1)
      if (this.#flights[at]?.phone === phone) this.#flights.splice(at, 1);
  }

  /**
   * The server's lines are cut: the first request of a phone names no life of its database, and would be taken for a new phone's;
   * one that its phone has sent again is not on its way for as long as a restore takes. All others, and every answer, may lie
   * in a frozen tab across it.
   */
  cut(): void {
    const isCut = ({ up, answer, request, phone }: Flight) =>
      up.pull?.epoch === null || (answer === null && request !== phone.disk.requests);
    for (const flight of this.#flights.filter(isCut)) this.#land(flight, failed, null);
  }

  /** One of those under way goes on: up to the server, or down to its phone. Gives the fault that really happened. */
  async deliver(at: number, fault: Fault | null): Promise<Fault | null> {
    const flight = this.#flights[Math.max(0, at) % Math.max(1, this.#flights.length)];
    if (flight === undefined) return null;
    return flight.answer === null ? this.#up(flight, fault) : this.#down(flight, flight.answer, fault);
  }

  async #up(flight: Flight, fault: Fault | null): Promise<Fault | null> {
    switch (fault) {
      case 'request-lost':
        return this.#land(flight, failed, fault);
      case 'server-error':
        return this.#land(flight, spoken(502, undefined), fault);
      case 'portal':
        return this.#land(flight, spoken(200, { portal: 'Mời đăng nhập Wi-Fi' }), fault);
      case 'busy':
        return this.#land(flight, spoken(503, undefined), fault);
      case 'duplicated':
        await this.#answer(flight.phone, flight.up);
        flight.answer = await this.#answer(flight.phone, flight.up);
        return fault;
      case 'frozen':
        flight.phone.freeze();
        return fault;
      default:
        flight.answer = await this.#answer(flight.phone, flight.up);
        return null;
    }
  }

  #down(flight: Flight, answer: Outcome, fault: Fault | null): Fault | null {
    switch (fault) {
      case 'answer-lost':
        this.lostAnswers += 1;
        return this.#land(flight, failed, fault);
      case 'portal':
        this.lostAnswers += 1;
        return this.#land(flight, spoken(200, { portal: 'Mời đăng nhập Wi-Fi' }), fault);
      case 'killed-before-storing':
        this.lostAnswers += 1;
        flight.phone.crash();
        this.forget(flight.phone);
        return fault;
      case 'frozen':
        flight.phone.freeze();
        return fault;
      default:
        this.#land(flight, answer, null);
        return null;
    }
  }

  #land(flight: Flight, outcome: Outcome, fault: Fault | null): Fault | null {
    this.#flights.splice(this.#flights.indexOf(flight), 1);
    flight.land(outcome);
    return fault;
  }
}
