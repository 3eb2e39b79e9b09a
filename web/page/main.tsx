// The page: reads the address, shows the start or a report's workspace. Also brings in the chat element that other pages embed.
import '../chat/element.tsx';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { createClient } from '../client.ts';
import { ENGINE, PROFILES, readRoute, routeHash } from '../state/steps.ts';
import { lazy } from './lazy.tsx';
import { Start } from './start.tsx';
import { Workspace } from './workspace.tsx';

const client = createClient();
const ModelPage = lazy(() => import('./model.tsx').then((m) => m.ModelPage));
const Profiles = lazy(() => import('./profiles.tsx').then((m) => m.Profiles));

function App() {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const read = (): void => setRoute(readRoute(location.hash));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const go = (to: Parameters<typeof routeHash>[0]): void => {
    location.hash = routeHash(to);
  };
  if (route.report === PROFILES)
    return <Profiles client={client} id={route.focus} onShow={(id) => go({ report: PROFILES, focus: id })} />;
  if (route.report === ENGINE) return <ModelPage client={client} />;
  return route.report === null ? (
    <Start client={client} onOpen={(id) => go({ report: id })} />
  ) : (
    <Workspace key={route.report} client={client} report={route.report} route={route} go={go} />
  );
}

const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  render(<App />, root);
}
