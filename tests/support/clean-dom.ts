// Takes the last test's page away. The library does so by itself only where tests are globals.
import { cleanup } from '@testing-library/preact';
import { afterEach } from 'vitest';

afterEach(cleanup);
