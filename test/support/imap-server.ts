import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.ts';
import { startTcpServer, type TcpServer } from './tcp-server.ts';

export interface ImapServerOptions {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly certificate: Certificate;
  readonly username: string;
  readonly password: string;
  /** @default `* OK ready` */
  readonly greeting?: string;
}

export interface TestImapServer extends TcpServer {
  /** Every line that clients sent, in order. */
  readonly received: readonly string[];
}

/** `tag COMMAND arguments`. */
const COMMAND = /^(?<tag>\S+) (?<name>\S+) ?(?<rest>.*)$/;

/** Two quoted strings (RFC 9051 §9). Literals are not understood: the tests' credentials need none. */
const LOGIN = /^"(?<username>(?:[^"\\]|\\.)*)" "(?<password>(?:[^"\\]|\\.)*)"$/;

/** As much of an IMAP server (RFC 9051) as a login needs: CAPABILITY, STARTTLS, LOGIN, NOOP and LOGOUT. */
export async function startImapServer(options: ImapServerOptions): Promise<TestImapServer> {
  const received: string[] = [];
  const server = await startTcpServer((socket) => {
    const stream = options.security === 'tls' ? secure(socket, options.certificate) : socket;
    stream.write(`${options.greeting ?? '* OK ready'}\r\n`);
    serve(stream, options, received);
  });
  return { ...server, received };
}

function serve(socket: Socket, options: ImapServerOptions, received: string[]): void {
  const encrypted = socket instanceof TLSSocket;
  let pending = '';
  const onData = (chunk: Buffer): void => {
    const lines = (pending + chunk.toString('latin1')).split('\r\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      received.push(line);
      const { tag = '*', name = '', rest = '' } = COMMAND.exec(line)?.groups ?? {};
      answer(tag, name.toUpperCase(), rest);
    }
  };
  const answer = (tag: string, name: string, rest: string): void => {
    switch (name) {
      case 'CAPABILITY': {
        const login = encrypted || options.security === 'none' ? '' : ' STARTTLS LOGINDISABLED';
        socket.write(`* CAPABILITY IMAP4rev1${login}\r\n${tag} OK done\r\n`);
        return;
      }
      case 'STARTTLS':
        socket.off('data', onData);
        socket.write(`${tag} OK begin\r\n`);
        serve(secure(socket, options.certificate), options, received);
        return;
      case 'LOGIN':
        socket.write(
          knows(options, rest)
            ? `${tag} OK welcome\r\n`
            : `${tag} NO [AUTHENTICATIONFAILED] not with ${rest}\r\n`,
        );
        return;
      case 'NOOP':
        socket.write(`${tag} OK done\r\n`);
        return;
      case 'LOGOUT':
        socket.end(`* BYE\r\n${tag} OK done\r\n`);
        return;
      default:
        socket.write(`${tag} BAD unknown command\r\n`);
    }
  };
  socket.on('data', onData);
}

function knows({ username, password }: ImapServerOptions, argument: string): boolean {
  const given = LOGIN.exec(argument)?.groups;
  const unquote = (text = ''): string => text.replace(/\\(.)/g, '$1');
  return unquote(given?.['username']) === username && unquote(given?.['password']) === password;
}

function secure(socket: Socket, certificate: Certificate): TLSSocket {
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: createSecureContext({ ...certificate }),
  });
  secured.on('error', () => {});
  return secured;
}
