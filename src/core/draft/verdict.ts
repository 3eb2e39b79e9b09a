// What the verifier says about one quantity of a text. The rules are in verify.ts.
export interface Verdict {
  text: string;
  start: number;
  end: number;
  standing: 'backed' | 'unbacked' | 'exempt';
  /** The fact or figure key that backs it. */
  by: string | null;
  period?: number | null;
  scope?: string | null;
  why?: string;
}
