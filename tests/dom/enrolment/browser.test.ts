import { describe, expect, test } from 'vitest';
import { browserPlace } from '../../../src/features/install/browser.ts';
import { deviceName } from '../../../src/features/install/device-name.ts';

const android =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const androidView = android.replace('SM-A155F)', 'SM-A155F; wv)');
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphoneSafari = `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`;
const iphoneView = `${iphone} Mobile/15E148`;
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const place = (userAgent: string, { touch = 5, standalone = false } = {}) =>
  browserPlace({ userAgent, maxTouchPoints: touch, isStandalone: standalone });

describe('inside another app, nothing typed would be kept', () => {
  test.each([
    ['Zalo on Android', `${androidView} Zalo android/24100`, 'Zalo', 'android'],
    ['Zalo on an iPhone', `${iphoneView} Zalo iOS/630`, 'Zalo', 'ios'],
    ['Facebook on Android', `${androidView} [FB_IAB/FB4A;FBAV/480.0.0;]`, 'Facebook', 'android'],
    ['Facebook on an iPhone', `${iphoneView} [FBAN/FBIOS;FBAV/480.0;]`, 'Facebook', 'ios'],
    ['Messenger', `${androidView} [FB_IAB/Orca-Android;FBAV/470;]`, 'Messenger', 'android'],
    ['Instagram', `${iphoneView} Instagram 340.0`, 'Instagram', 'ios'],
    ['TikTok', `${androidView} trill_350 BytedanceWebview/d8a21c6`, 'TikTok', 'android'],
    ['an app we do not know, on Android', androidView, null, 'android'],
    ['an app we do not know, on an iPhone', iphoneView, null, 'ios'],
  ])('%s', (_, userAgent, app, system) => {
    expect(place(userAgent)).toEqual({ type: 'in-app', app, system });
  });
});

describe('a browser of its own', () => {
  test('a tab of iOS waits for the installed app; an iPad that calls itself a Macintosh too', () => {
    expect(place(iphoneSafari)).toEqual({ type: 'ios-tab' });
    expect(place(mac)).toEqual({ type: 'ios-tab' });
  });

  test('a Macintosh without a touch screen is a tab like any other', () => {
    expect(place(mac, { touch: 0 })).toEqual({ type: 'tab', system: 'other' });
  });

  test('the installed app of iOS says nothing of Safari and is still itself', () => {
    expect(place(iphoneView, { standalone: true })).toEqual({ type: 'installed', system: 'ios' });
  });

  test('Chrome on Android and on Windows', () => {
    expect(place(android)).toEqual({ type: 'tab', system: 'android' });
    expect(place(windows, { touch: 0 })).toEqual({ type: 'tab', system: 'other' });
  });
});

test.each([
  [android, 'Android · Chrome 140'],
  [iphoneSafari, 'iPhone · Safari 17'],
  [windows, 'Windows · Chrome 140'],
  [`${windows} Edg/140.0`, 'Windows · Edge 140'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Android · Firefox 143'],
  ['something new', 'Linux'],
])('%s calls itself %s', (userAgent, name) => {
  expect(deviceName({ userAgent, maxTouchPoints: 5 })).toBe(name);
});
