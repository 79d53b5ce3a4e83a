/** The small server behind a real socket, for what only a real fetch does: to follow a redirect. */

interface Incoming extends AsyncIterable<Uint8Array> {
  url: string;
  method: string;
  headers: Record<string, string>;
}
interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): Outgoing;
  end(body?: Uint8Array): void;
}

const realFetch = globalThis.fetch;
const ELSEWHERE = "/elsewhere";
const NODE_HTTP = "node:http"; // its types would make the whole browser half believe in Node

async function bodyOf(request: Incoming): Promise<ArrayBuffer> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of request) pieces.push(new Uint8Array(piece));
  return new Blob(pieces).arrayBuffer();
}

/** Node cannot send an ArrayBuffer a second time, which a redirect asks for. */
const repeatable = (init: RequestInit = {}): RequestInit =>
  init.body instanceof ArrayBuffer ? { ...init, body: new Blob([init.body]) } : init;

/** Serves what `fetch` answered until now, here and elsewhere; what begins with `led` elsewhere only. */
export async function openPortal(led: string) {
  const seen: string[] = [];
  const serve = globalThis.fetch;

  async function answer(request: Incoming, response: Outgoing): Promise<void> {
    const body = await bodyOf(request);
    if (request.url.startsWith(led)) {
      response.writeHead(307, { Location: ELSEWHERE + request.url }).end();
      return;
    }
    if (request.url.startsWith(ELSEWHERE)) seen.push(`${request.method} ${request.url}`);
    const text = request.headers["content-type"]?.includes("json");
    const reply = await serve(request.url.replace(ELSEWHERE, ""), {
      method: request.method,
      headers: request.headers,
      body: text ? new TextDecoder().decode(body) : body,
    });
    response
      .writeHead(reply.status, Object.fromEntries(reply.headers))
      .end(new Uint8Array(await reply.arrayBuffer()));
  }

  const { createServer } = await import(/* @vite-ignore */ NODE_HTTP);
  const socket = createServer((request: Incoming, response: Outgoing) => void answer(request, response));
  await new Promise<void>((resolve) => socket.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${socket.address().port}`;
  globalThis.fetch = (path, init) => realFetch(new URL(String(path), origin), repeatable(init));
  return {
    /** What reached the other place. */
    seen,
    close: () => {
      socket.closeAllConnections();
      socket.close();
    },
  };
}
