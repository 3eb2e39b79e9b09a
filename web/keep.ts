// Unsent words, kept for this tab only: sessionStorage, never localStorage, because desks are shared. Failing storage is no fault.
const PREFIX = 'zhibi:';

export function kept<T>(name: string): T | null {
  try {
    const raw = sessionStorage.getItem(PREFIX + name);
    return raw === null ? null : (JSON.parse(raw) as T);
  } catch {
    return null;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    if (value === null || value === '') sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private mode or a full store: the words stay on the page, only a reload would lose them.
  }
}
