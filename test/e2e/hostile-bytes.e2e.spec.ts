import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startApplication, ticketSale, type Application } from '../support/application.js';

/** What only arrives over a connection: bytes that are no text, bodies that are cut, requests that are none. */
describe('hostile bytes', () => {
  let api: Application;
  let port: number;
  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    ({ port } = api.app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => api.close());
  afterEach(async () => {
    expect((await api.request('GET', '/v1/topologies')).body.totalItems).toBe(0);
  });

  const topology = JSON.stringify(ticketSale('topology'));

  async function post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<any> {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/v1/topologies`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${api.tokens.admin}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    return answer.json();
  }

  it.each([
    ['gzip', gzipSync(topology)],
    ['gzip', gzipSync(Buffer.alloc(200_000_000))],
    ['br', brotliCompressSync(topology)],
  ])('a body that is packed with %s is not unpacked', async (coding, body) => {
    expect(await post(new Uint8Array(body), { 'content-encoding': coding })).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
      detail: `Content-Encoding is ${coding}; a body is taken as it is, without Content-Encoding.`,
    });
  });

  it.each(['iso-8859-1', '"utf-16"', 'utf-7'])('a body in %s is not guessed at', async (charset) => {
    const type = `application/json; charset=${charset}`;
    expect(await post(topology, { 'content-type': type })).toMatchObject({
      status: 415,
      detail: `Content-Type says charset=${charset.replaceAll('"', '')}; a body must be in UTF-8.`,
    });
  });

  it.each(['application/yamlbomb', 'application/json-patch+json', 'text/plain'])(
    'a body of type %s is not taken for YAML or JSON',
    async (type) => {
      expect(await post(topology, { 'content-type': type })).toMatchObject({ status: 415 });
    },
  );

  it('bytes that are not UTF-8 are refused, and not stored as something else', async () => {
    const [before, after] = topology.split('concert');
    for (const type of ['application/json', 'application/yaml']) {
      const bytes = Buffer.concat([
        Buffer.from(before ?? ''),
        Buffer.from([0xff, 0xc0]),
        Buffer.from(after ?? ''),
      ]);
      expect(await post(new Uint8Array(bytes), { 'content-type': type })).toMatchObject({
        status: 400,
        code: 'malformed-body',
        detail: 'The body has bytes that are not UTF-8; it must be text in UTF-8.',
      });
    }
  });

  /** What is answered to these bytes, once the connection is closed. */
  async function say(bytes: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.write(bytes);
    await Promise.race([once(socket, 'close'), pause(5000, null, { ref: false })]);
    socket.destroy();
    return answer;
  }

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'malformed-request'],
    [
      'a chunk without a length',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
      400,
      'malformed-request',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed-request',
    ],
    [
      'a path of 20 kB',
      `GET /v1/topologies?name=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ])('%s is answered with a problem, too', async (_name, bytes, status, code) => {
    const [head, body] = (await say(bytes)).split('\r\n\r\n');
    expect(head).toMatch(
      new RegExp(`^HTTP/1.1 ${String(status)} .*\r\ncontent-type: application/problem\\+json`),
    );
    expect(JSON.parse(body ?? '')).toMatchObject({ type: `urn:portplan:problem:${code}`, status, code });
  });

  it('an upload that is cut in the middle stores nothing', async () => {
    const head = [
      'POST /v1/topologies HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${api.tokens.admin}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(topology))}`,
    ].join('\r\n');
    const socket = connect(port, '127.0.0.1');
    socket.write(`${head}\r\n\r\n${topology.slice(0, -1)}`);
    await pause(200);
    socket.destroy();
    await pause(200);
    expect((await api.request('GET', '/v1/topologies')).body.totalItems).toBe(0);
  });
});
