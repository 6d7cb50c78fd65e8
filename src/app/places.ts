// The app's main places for a person's roles, and where the app opens for them.
import { app } from '../i18n/vi/app.ts';
import { type Assignment, hasRole, mayRecord, unitsOf } from '../shared/domain/role.ts';
import type { NavPlace } from '../ui/NavBar.tsx';

type Person = { readonly assignments: readonly Assignment[] };

export const isOffice = (person: Person): boolean => hasRole(person, 'officer', 'leader');

/** `/` is the unit's own list. Who has no unit begins at the commune's inbox, or with people and phones. */
export function homeOf(person: Person): '/' | '/hop-den' | '/nguoi-va-may' {
  if (unitsOf(person).length > 0) return '/';
  if (isOffice(person)) return '/hop-den';
  return hasRole(person, 'admin') ? '/nguoi-va-may' : '/';
}

/** In the order of the bar. `attention`: records that need a person. */
export function placesFor(person: Person, path: string, attention: number): readonly NavPlace[] {
  const mayWrite = mayRecord(person);
  const seesRecords = mayWrite || isOffice(person);
  const wanted: readonly (Omit<NavPlace, 'current'> & {
    readonly shown: boolean;
    readonly under?: readonly string[];
  })[] = [
    { href: '/', label: app.deeds, icon: 'flower', shown: homeOf(person) === '/', under: ['/r'] },
    { href: '/hop-den', label: app.inbox, icon: 'inbox', shown: isOffice(person) },
    { href: '/ghi', label: app.capture, icon: 'add', primary: true, shown: mayWrite },
    { href: '/sang-kien', label: app.initiatives, icon: 'idea', shown: seesRecords },
    { href: '/nguoi-va-may', label: app.people, icon: 'people', shown: hasRole(person, 'admin') },
    {
      href: '/may-nay',
      label: app.thisDevice,
      icon: 'onPhone',
      shown: true,
      ...(attention > 0 ? { badge: { text: String(attention), label: app.attention(attention) } } : {}),
    },
  ];
  return wanted
    .filter(({ shown }) => shown)
    .map(({ shown: _, under = [], ...place }) => ({
      ...place,
      current: [place.href, ...under].some((root) => path === root || (root !== '/' && path.startsWith(`${root}/`))),
    }));
}

/** On a form and on one record the phone's lower edge belongs to what is done there. */
export const isForm = (path: string): boolean =>
  /^\/(ghi|sang-kien\/moi)(\/|$)/.test(path) || /^\/(r\/[^/]+(\/sua)?|hop-den\/[^/]+)$/.test(path);

/** Paths the page answers itself; a link to any other leaves the app (the public pages). */
export const ownPaths = /^\/($|\?|(ghi|r|sang-kien|may-nay|e|hop-den|nguoi-va-may)(\/|\?|#|$))/;
