import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A connection to a server on which a test writes what it likes. */
export class RawClient {
  readonly socket: Socket;
  /** All that came. */
  received = '';
  /** Resolves when the connection is over, by whomever. */
  readonly over: Promise<void>;

  /** Resolves when it is connected. */
  static async connect(test: TestContext, origin: string): Promise<RawClient> {
    const { hostname, port } = new URL(origin);
    const client = new RawClient(connect(Number(port), hostname));
    test.after(() => client.socket.destroy());
    await new Promise((resolve) => client.socket.once('connect', resolve));
    return client;
  }

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (data: Buffer) => (this.received += data.toString('latin1')));
    socket.on('error', () => undefined); // a reset is one of the ways in which it ends
    this.over = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  /** Resolves when the bytes are on their way: a server that reads no further holds it up. False where the connection is over. */
  async write(data: string | Uint8Array): Promise<boolean> {
    if (this.socket.destroyed || !this.socket.writable) return false;
    return new Promise((resolve) => {
      const over = (): void => resolve(false);
      this.socket.once('close', over);
      this.socket.write(data, (error) => {
        this.socket.off('close', over);
        resolve(!error);
      });
    });
  }

  /** Resolves with all that came when some of it fits. @throws Error where the connection ends before */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.received)) {
      if (this.socket.destroyed) throw new Error(`it ended with ${JSON.stringify(this.received)}`);
      await new Promise((resolve) => this.socket.once('data', resolve).once('close', resolve));
    }
    return this.received;
  }
}

/** The head of a request with a form. */
export function formHead(path: string, ...headers: readonly string[]): string {
  return [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: multipart/form-data; boundary=x', ...headers, '', ''].join('\r\n');
}
