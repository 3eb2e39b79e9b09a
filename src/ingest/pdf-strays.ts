// pdf.js leaves some promises of a broken file unattended; Node would end the whole process for them. While a PDF is read,
// such strays are caught by their names; every other unattended rejection goes where it would have gone.

/** pdf.js's own exceptions; none of them can come from our code. */
const STRAYS = new Set([
  'ParserEOFException',
  'XRefEntryException',
  'XRefParseException',
  'MissingDataException',
  'FormatError',
  'InvalidPDFException',
  'UnknownErrorException',
  'AbortException',
  'ResponseException',
  'PasswordException',
  'DataCloneError',
]);

type Listener = (reason: unknown, promise: Promise<unknown>) => void;

/** The part of Node's process that is used; other runtimes have none and need none. */
interface Host {
  listeners(event: 'unhandledRejection'): Listener[];
  on(event: 'unhandledRejection', listener: Listener): unknown;
  off(event: 'unhandledRejection', listener: Listener): unknown;
}

let readers = 0;
let others: Listener[] = [];

const nameOf = (reason: unknown): string => (reason instanceof Error ? reason.name : '');

const caught: Listener = (reason, promise) => {
  if (STRAYS.has(nameOf(reason))) return;
  if (others.length === 0) throw reason;
  for (const listener of others) listener(reason, promise);
};

export async function withoutStrays<T>(work: () => Promise<T>): Promise<T> {
  const host = (globalThis as { process?: Partial<Host> }).process;
  if (!host?.listeners || !host.on || !host.off) return work();
  const node = host as Host;
  if (readers++ === 0) {
    others = node.listeners('unhandledRejection');
    for (const listener of others) node.off('unhandledRejection', listener);
    node.on('unhandledRejection', caught);
  }
  try {
    return await work();
  } finally {
    // Strays are told of after the turn in which they were left.
    await new Promise((done) => setTimeout(done));
    if (--readers === 0) {
      node.off('unhandledRejection', caught);
      for (const listener of others) node.on('unhandledRejection', listener);
    }
  }
}
