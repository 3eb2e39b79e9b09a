// Puts values into the `{name}` places of a wording.

/** A name without a value stays visible, so that a mistake shows. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
