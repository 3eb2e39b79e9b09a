// Whether the window is narrow (a phone, a quarter of a desk): the width at which style/narrow.css lays the page out in one column.
import { useEffect, useState } from 'preact/hooks';

const QUERY = '(max-width: 900px)';

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(QUERY).matches);
  useEffect(() => {
    const list = matchMedia(QUERY);
    const onChange = (): void => setNarrow(list.matches);
    // Chromium 78 knows both names, Safari before 14 only this one.
    list.addListener(onChange);
    return () => list.removeListener(onChange);
  }, []);
  return narrow;
}
