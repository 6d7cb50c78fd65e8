import { describe, expect, test } from 'vitest';
import { fitWithin, resizeRequest } from '../../../src/photo/fit.ts';

describe('a stored picture', () => {
  test('is never enlarged', () => {
    expect(fitWithin({ width: 300, height: 200 }, 1600)).toEqual({ width: 300, height: 200 });
    expect(resizeRequest({ width: 1600, height: 1600 }, 1600)).toEqual({});
  });

  test('[P5] keeps its shape with 1600 px on the long side', () => {
    expect(fitWithin({ width: 4032, height: 3024 }, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin({ width: 1200, height: 1800 }, 1600)).toEqual({ width: 1067, height: 1600 });
  });

  test('of an extreme shape still has a pixel on its short side', () => {
    expect(fitWithin({ width: 90_000, height: 10 }, 320)).toEqual({ width: 320, height: 1 });
  });

  test('is asked of the engine by its long side alone', () => {
    expect(resizeRequest({ width: 4032, height: 3024 }, 1600)).toEqual({ resizeWidth: 1600 });
    expect(resizeRequest({ width: 1200, height: 1800 }, 1600)).toEqual({ resizeHeight: 1600 });
  });
});
