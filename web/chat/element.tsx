// The custom element <zhibi-chat endpoint report>: a shadow root with its own styles around the conversation. One script tag is
// enough on any page; without a report it offers the reports there are, or a new one.
import { render } from 'preact';
import { createClient } from '../client.ts';
import { lazy } from '../page/lazy.tsx';
import css from './chat.css';
import { Chooser } from './chooser.tsx';
import { workspaceUrl } from './workspace-url.ts';

/** On the service's own page the list of reports is there before the conversation's code is. */
const Chat = lazy(() => import('./chat.tsx').then((m) => m.Chat));

/** Where this script came from is where the service is, unless the element says otherwise. */
const HOME = (() => {
  const script = document.currentScript;
  try {
    return script instanceof HTMLScriptElement && script.src ? new URL('.', script.src).href : '';
  } catch {
    return '';
  }
})();

export interface ChatEvents {
  /** Facts or sections changed in the conversation. */
  'zhibi-change': { report: string };
  /** A report was chosen or made here; '' when the person wants another one. */
  'zhibi-report': { report: string };
  /** The person wants to see a section. */
  'zhibi-section': { report: string; section: string };
}

/** A style sheet that the host page's policy on <style> does not concern; a link to our own file where the constructor is missing. */
function dress(root: ShadowRoot, endpoint: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `${endpoint.replace(/\/+$/, '')}/zhibi-chat.css`;
    root.appendChild(link);
  }
}

export class ZhibiChat extends HTMLElement {
  static observedAttributes = ['endpoint', 'report'];
  private box: HTMLElement | null = null;
  private freshness = 0;
  private offered: { text: string; n: number } = { text: '', n: 0 };

  private get service(): string {
    return this.getAttribute('endpoint') ?? HOME;
  }

  connectedCallback(): void {
    if (!this.box) {
      const root = this.attachShadow({ mode: 'open' });
      dress(root, this.service);
      this.box = document.createElement('div');
      this.box.className = 'mount';
      this.box.lang = 'zh-CN';
      root.appendChild(this.box);
    }
    this.draw();
  }

  disconnectedCallback(): void {
    if (this.box) render(null, this.box);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  /** Reads the next question again, after facts changed outside. */
  refresh(): void {
    this.freshness++;
    this.draw();
  }

  /** Puts words into the box, for the person to complete and send. */
  offer(text: string): void {
    this.offered = { text, n: this.offered.n + 1 };
    this.draw();
  }

  private tell<K extends keyof ChatEvents>(name: K, detail: ChatEvents[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  private draw(): void {
    if (!this.box) return;
    const client = createClient(this.service);
    const report = this.getAttribute('report');
    const embedded = !this.hasAttribute('in-page');
    render(
      report ? (
        <Chat
          key={`${client.base} ${report}`}
          client={client}
          report={report}
          fresh={this.freshness}
          offer={this.offered}
          embedded={embedded}
          onChange={() => this.tell('zhibi-change', { report })}
          onSection={(section) => {
            this.tell('zhibi-section', { report, section });
            if (embedded) window.open(workspaceUrl(client, report, 'draft', section), '_blank', 'noopener');
          }}
          onLeave={() => {
            this.removeAttribute('report');
            this.tell('zhibi-report', { report: '' });
          }}
        />
      ) : (
        <Chooser
          client={client}
          onChosen={(id) => {
            this.setAttribute('report', id);
            this.tell('zhibi-report', { report: id });
          }}
        />
      ),
      this.box,
    );
  }
}

if (!customElements.get('zhibi-chat')) customElements.define('zhibi-chat', ZhibiChat);
