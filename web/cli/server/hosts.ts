import { isIP } from 'node:net';

/** The names by which a server may be called; what refuses the others keeps pages that point a name of theirs at this machine (DNS rebinding) out. */
export class Hosts {
  readonly #names: ReadonlySet<string> | null;

  /**
   * @param names besides localhost; '*' allows any. None: any, unless the server is this machine's alone
   * @param address that the server listens on
   */
  constructor(names: readonly string[], address: string) {
    const isOpen = names.includes('*') || (names.length === 0 && !isLoopback(address));
    this.#names = isOpen ? null : new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  }

  /** Addresses are no names, and always allowed: nobody can point them elsewhere. */
  allow(name: string): boolean {
    return this.#names === null || this.#names.has(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
  }
}

const isLoopback = (address: string): boolean => address === 'localhost' || address === '::1' || address.startsWith('127.');
