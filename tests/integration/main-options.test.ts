import { describe, expect, test } from 'vitest';
import { addressOf, clientOf } from '../../server/http/address.ts';
import { readOptions } from '../../server/options.ts';

describe('what is typed wrong is said in one line', () => {
  test.each([
    [['--prot', '9000']],
    [['restore']],
    [['serve', 'admin-link']],
    [['--port', 'abc']],
    [['--port', '65536']],
    [['--port']],
    [['--origin', 'viectot.example.vn']],
    [['--origin', 'ftp://viectot.example.vn']],
    [['--origin', 'https://viectot.example.vn/app']],
    [['--database', 'mysql://viectot:secret@db/viectot']],
    [['--tls-cert', 'a.pem']],
    [['--tls-cert', 'a.pem', '--tls-key', 'k.pem', '--origin', 'http://viectot.example.vn']],
  ])('%j', (args) => {
    const result = readOptions(args, {});
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error).toMatch(/^[^\n]+$/);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

test('nothing said: this machine only, port 8080, ./data', () => {
  expect(readOptions([], {})).toEqual({
    ok: true,
    value: {
      command: 'serve',
      demo: false,
      port: 8080,
      host: '127.0.0.1',
      dataDir: './data',
      database: null,
      origin: null,
      tls: null,
    },
  });
});

test('the environment says the same as the options, and the options win', () => {
  const env = {
    PORT: '9000',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv',
    DATABASE_URL: 'postgres://viectot:secret@db/viectot',
    PUBLIC_ORIGIN: 'https://a.vn',
    TLS_CERT: 'c',
    TLS_KEY: 'k',
  };
  const fromEnv = {
    command: 'serve',
    demo: false,
    port: 9000,
    host: '0.0.0.0',
    dataDir: '/srv',
    database: 'postgres://viectot:secret@db/viectot',
    origin: 'https://a.vn',
    tls: { cert: 'c', key: 'k' },
  };
  expect(readOptions([], env)).toEqual({ ok: true, value: fromEnv });
  expect(readOptions(['--port', '1', '--data', 'd', '--database', 'postgresql:///other'], env)).toEqual({
    ok: true,
    value: { ...fromEnv, port: 1, dataDir: 'd', database: 'postgresql:///other' },
  });
});

test('the demo keeps to a folder of its own, and out of the database that the environment names', () => {
  const result = readOptions(['--demo'], { DATABASE_URL: 'postgres://db/viectot' });
  expect(result.ok && result.value).toMatchObject({ demo: true, dataDir: './data-demo', database: null });
  const asked = readOptions(['--demo', '--database', 'postgres://db/demo'], {});
  expect(asked.ok && asked.value.database).toBe('postgres://db/demo');
});

describe('where people reach the installation', () => {
  const here = { tls: false, host: '127.0.0.1', port: 8080 };
  test('directly on this machine: localhost, and a plain cookie', () => {
    expect(addressOf({ ...here, origin: null })).toEqual({
      origin: 'http://localhost:8080',
      https: false,
      plainCookie: true,
      behindProxy: false,
    });
  });
  test('behind a proxy: its address decides, and the cookie is __Host-', () => {
    expect(addressOf({ ...here, origin: 'https://viectot.vn' })).toEqual({
      origin: 'https://viectot.vn',
      https: true,
      plainCookie: false,
      behindProxy: true,
    });
  });
  test('on a plain address of the network no browser takes the cookie', () => {
    expect(addressOf({ ...here, host: '192.168.1.5', origin: null }).plainCookie).toBe(false);
    expect(addressOf({ ...here, origin: 'http://192.168.1.5:8080' }).plainCookie).toBe(false);
  });
});

describe('whom a request comes from', () => {
  test.each([
    ['203.0.113.9', '1.2.3.4', true, '203.0.113.9'], // not from a proxy of ours
    ['127.0.0.1', '1.2.3.4', false, '127.0.0.1'], // no proxy was announced
    ['127.0.0.1', 'nonsense', true, '127.0.0.1'],
    ['127.0.0.1', '6.6.6.6, 1.2.3.4', true, '1.2.3.4'], // what the client itself claims does not count
    ['2001:db8:1:2:3:4:5:6', undefined, false, '2001:db8:1:2'],
    ['2001:db8::1:2:3:4', undefined, false, '2001:db8:0:0'],
    ['2001:db8::5:6:7:8', undefined, false, '2001:db8:0:0'], // the same network
    ['2001:db8:1:2::9', undefined, false, '2001:db8:1:2'],
    ['::1', undefined, false, '0:0:0:0'],
    ['::ffff:203.0.113.9', undefined, false, '::ffff:203.0.113.9'],
    [undefined, undefined, false, 'unknown'],
  ])('peer %s saying %s, proxy %s: %s', (peer, forwarded, proxy, client) => {
    expect(clientOf(peer, forwarded, proxy)).toBe(client);
  });
});
