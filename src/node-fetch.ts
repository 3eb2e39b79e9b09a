// The fetch of Node without time limits of its own: a local model may think for longer than the five minutes that Node's allows
// before the first byte. What ends a call is the model room's business.

let loaded: Promise<typeof fetch> | null = null;

async function load(): Promise<typeof fetch> {
  // Only a program that has an endpoint pays for loading it.
  const undici = await import('undici');
  const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const send = undici.fetch as unknown as (url: unknown, init: object) => Promise<Response>;
  return (url, init) => send(url, { ...init, dispatcher });
}

export const nodeFetch: typeof fetch = async (url, init) => {
  loaded ??= load();
  return (await loaded)(url, init);
};
