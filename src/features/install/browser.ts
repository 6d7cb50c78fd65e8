// Which browser one is in, as far as keeping records goes. Reads the user agent: in-app browsers have no other sign.

export type System = 'android' | 'ios' | 'other';

export type BrowserPlace =
  /** Inside another app: separate storage, no installation, no sync event. `app` null: one we do not know by name. */
  | { readonly type: 'in-app'; readonly app: string | null; readonly system: System }
  /** A tab of Safari (or another browser of iOS): wiped after seven days without use. */
  | { readonly type: 'ios-tab' }
  | { readonly type: 'installed'; readonly system: System }
  | { readonly type: 'tab'; readonly system: System };

export interface BrowserSigns {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** Started from the home screen. */
  readonly isStandalone: boolean;
}

const inAppBrowsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bZalo/i, 'Zalo'],
  [/Messenger|Orca-Android/i, 'Messenger'],
  [/FBAN|FBAV|FB_IAB|FBIOS/, 'Facebook'],
  [/Instagram/i, 'Instagram'],
  [/musical_ly|BytedanceWebview|TikTok|trill_/i, 'TikTok'],
];

export function browserPlace({ userAgent, maxTouchPoints, isStandalone }: BrowserSigns): BrowserPlace {
  const system = systemOf(userAgent, maxTouchPoints);
  const known = inAppBrowsers.find(([sign]) => sign.test(userAgent));
  if (known) return { type: 'in-app', app: known[1], system };
  if (isStandalone) return { type: 'installed', system };
  // Every WebView of Android says "; wv)"; every browser of iOS says Safari, and a WebView does not.
  if (system === 'android' && /; wv\)/.test(userAgent)) return { type: 'in-app', app: null, system };
  if (system === 'ios') return /Safari\//.test(userAgent) ? { type: 'ios-tab' } : { type: 'in-app', app: null, system };
  return { type: 'tab', system };
}

/** An iPad calls itself a Macintosh; no Macintosh has a touch screen. */
export function systemOf(userAgent: string, maxTouchPoints: number): System {
  if (/Android/.test(userAgent)) return 'android';
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  return 'other';
}

/** The signs of the browser the page runs in. */
export function browserSigns(): BrowserSigns {
  const { userAgent, maxTouchPoints } = navigator;
  const isStandalone =
    matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true);
  return { userAgent, maxTouchPoints, isStandalone };
}
