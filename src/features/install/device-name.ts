// What a phone calls itself on the list of devices.
import { type BrowserSigns, systemOf } from './browser.ts';

/** "Android · Chrome 140". */
export function deviceName({ userAgent, maxTouchPoints }: Omit<BrowserSigns, 'isStandalone'>): string {
  const machine = machines.find(([sign]) => sign.test(userAgent))?.[1] ?? 'Linux';
  const system = systemOf(userAgent, maxTouchPoints) === 'ios' && machine === 'Mac' ? 'iPad' : machine;
  for (const [sign, name] of browsers) {
    const major = sign.exec(userAgent)?.[1];
    if (major !== undefined) return `${system} · ${name} ${major}`;
  }
  return system;
}

const machines: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/CocCoc\/(\d+)|coc_coc_browser\/(?:\d+)/i, 'Cốc Cốc'],
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[.\d]* .*Safari/, 'Safari'],
];
