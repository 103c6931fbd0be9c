import type { Socket } from 'node:net';
import type { ServerRequest } from 'srvx';
import type { FaceAnalyzerResponse } from '../../response.js';

export type Handler = (request: ServerRequest) => Promise<Response>;

/** How a request ended. It holds nothing of what the request said but its method and path. */
export interface Outcome {
  /** When it began. */
  readonly time: Date;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** Of HTTP; 499 where the client left before its answer. */
  readonly status: number;
  /** Of the contract, where it was refused; else empty. */
  readonly code: string;
  /** That came, headers too. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** The address that the connection comes from. */
  readonly client: string;
}

const clientLeft = 499; // as nginx has it

/** Tells, of every request, how it ended, when its answer is sent or its connection gone. */
export function observed(answer: Handler, report: (outcome: Outcome) => void): Handler {
  const bytesRead = new WeakMap<Socket, number>(); // by the requests that a connection brought before
  return async (request) => {
    const { req, res } = request.runtime?.node ?? {};
    if (req === undefined || res === undefined) throw new Error('unreachable: the server is Node\'s');
    const { socket } = req;
    const [time, begin, client] = [new Date(), performance.now(), socket.remoteAddress ?? ''];
    let code = '';
    res.once('close', () => {
      report({
        time,
        method: request.method,
        path: new URL(request.url).pathname,
        status: res.writableFinished ? res.statusCode : clientLeft,
        code: res.writableFinished ? code : '',
        bytes: socket.bytesRead - (bytesRead.get(socket) ?? 0),
        milliseconds: performance.now() - begin,
        client,
      });
      bytesRead.set(socket, socket.bytesRead);
    });
    const response = await answer(request);
    code = await codeOf(response);
    return response;
  };
}

async function codeOf(response: Response): Promise<string> {
  if (response.ok || response.headers.get('content-type') !== 'application/json') return '';
  return ((await response.clone().json()) as FaceAnalyzerResponse).error_detail.code;
}
