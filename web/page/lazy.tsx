// A component whose code is fetched when it is first shown. A lost line is told, with a way to try again.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import * as zh from '../words/zh.ts';
import { Trouble, Waiting } from './bits.tsx';

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, draw] = useState(0);
    const [failed, setFailed] = useState(false);
    const fetchIt = (): void => {
      setFailed(false);
      load().then(
        (c) => {
          known = c;
          draw((n) => n + 1);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!known) fetchIt();
    }, []);
    const C = known;
    if (C) return <C {...props} />;
    return failed ? <Trouble error={zh.errors.offline} again={() => location.reload()} /> : <Waiting />;
  };
}
