// Reading something from the service as a hook: value, error, and reading it again. The old value stays while the new one comes.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { failureWords } from '../client.ts';

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  busy: boolean;
  reload(): Promise<void>;
  set(value: T): void;
}

/** `what` names what is read; a change of it, or of `tick`, reads again. */
export function useLoaded<T>(what: string, tick: number, read: () => Promise<T>): Loaded<T> {
  const [value, set] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const latest = useRef(0);
  const reading = useRef(read);
  reading.current = read;
  const reload = useCallback(async () => {
    const mine = ++latest.current;
    setBusy(true);
    try {
      const got = await reading.current();
      if (mine !== latest.current) return;
      set(got);
      setError(null);
    } catch (e) {
      if (mine === latest.current) setError(failureWords(e));
    } finally {
      if (mine === latest.current) setBusy(false);
    }
  }, [what]);
  useEffect(() => {
    set(null);
  }, [what]);
  useEffect(() => {
    void reload();
  }, [reload, tick]);
  return { value, error, busy, reload, set };
}
