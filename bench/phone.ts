// What a village's phone does with thousands of records, without signal and with its processor slowed.
import type { BrowserContext, Page } from 'playwright-core';
import { offline } from '../tests/support/e2e-browser.ts';
import { openStage } from '../tests/support/e2e-stage.ts';
import type { FaultProxy } from '../tests/support/fault-proxy.ts';
import { held } from './budgets.ts';
import { coldStarts, withWorkerSlowed } from './cold-start.ts';
import type { BenchLine } from './line.ts';
import { recordMany } from './many-records.ts';
import { type PhoneOfMany, phoneOfMany } from './phone-of-many.ts';
import { saves } from './saving.ts';
import { scrollDown } from './scrolling.ts';
import { searches, searchesDrawn } from './searching.ts';
import { median, p95 } from './statistics.ts';

const many = 10_000;
const several = 2_000;
const starts = 5;
const saved = 30;
const nobody = { type: 'answer', status: 502, contentType: 'text/plain', body: '' } as const;

export async function benchPhone(): Promise<BenchLine[]> {
  const stage = await openStage();
  const phones: PhoneOfMany[] = [];
  try {
    const { people, hamlet, school, enrol } = stage.village;
    const officer = await enrol(people.officer);
    await recordMany(officer, hamlet, many, 1);
    await recordMany(officer, school, several, many + 1);
    const full = await phoneOfMany(stage, people.head, many);
    phones.push(full);
    const small = await phoneOfMany(stage, people.teacher, several);
    phones.push(small);
    // What is measured needs nobody: whatever is sent finds no endpoint.
    stage.proxy.fault({ path: /^\/api\//, fault: nobody });
    return [
      { name: `enrolment and first pull of ${many} records`, value: full.pullMs / 1000, unit: 's', note: 'not slowed' },
      ...(await startLines(full, stage.origin)),
      ...(await saveLines(full, stage.origin)),
      ...(await searchLines(full, stage.proxy)),
      ...(await smallSearchLines(small, stage.proxy)),
      ...(await scrollLines(small, stage.origin)),
    ];
  } finally {
    for (const phone of phones) phone.remove();
    await stage.close();
  }
}

async function startLines(phone: PhoneOfMany, origin: string): Promise<BenchLine[]> {
  const unslowed = await coldStarts(phone, origin, 1, starts);
  const slowed = async (rate: number) =>
    withWorkerSlowed(await coldStarts(phone, origin, rate, starts), unslowed, rate);
  const note = (rate: number) =>
    `${many} records; page slowed ${rate}×, time in the worker unslowed × ${rate}; median of ${starts}`;
  return [
    held('cold-start-4x', await slowed(4), note(4)),
    held('cold-start-6x', await slowed(6), note(6)),
    { name: 'the same, nothing slowed', value: unslowed.ms, unit: 'ms' },
    { name: 'of that, waiting for the worker', value: unslowed.workerMs, unit: 'ms' },
  ];
}

async function saveLines(phone: PhoneOfMany, origin: string): Promise<BenchLine[]> {
  return withPage(phone, 6, async (page) => {
    const times = await saves(page, origin, saved);
    const note = `press to frame, strict durability, ${many} records; page slowed 6×, the disk is not`;
    return [
      held('save-p95', p95(times), `${note}; ${times.length} saves`),
      { name: 'save of a nomination, median', value: median(times), unit: 'ms', note },
    ];
  });
}

async function searchLines(phone: PhoneOfMany, proxy: FaultProxy): Promise<BenchLine[]> {
  return withPage(phone, 4, async (page, context) => {
    // The script that searches comes over the network; the search itself needs none.
    await offline(context, false);
    const { firstMs, laterMs } = await searches(page, proxy, phone.accountId);
    await offline(context, true);
    const drawn = await searchesDrawn(page, proxy.origin);
    return [
      held('search-p95', p95(laterMs), `letter to answer, page slowed 4×; ${laterMs.length} queries`),
      { name: 'search, median', value: median(laterMs), unit: 'ms' },
      { name: 'a search before the cards were read', value: firstMs, unit: 'ms' },
      { name: 'search, letter to frame, median', value: median(drawn), unit: 'ms' },
      { name: 'search, letter to frame, p95', value: p95(drawn), unit: 'ms', note: 'drawn without a graphics card' },
    ];
  });
}

/** What a village has, and a person sees: every letter stands on the screen with its answer before the next is typed. */
async function smallSearchLines(phone: PhoneOfMany, proxy: FaultProxy): Promise<BenchLine[]> {
  return withPage(phone, 4, async (page, context) => {
    await offline(context, false);
    const { firstMs, laterMs } = await searches(page, proxy, phone.accountId);
    await offline(context, true);
    const drawn = await searchesDrawn(page, proxy.origin);
    const note = `${several} records, page slowed 4×; ${drawn.length} queries, drawn without a graphics card`;
    return [
      held('search-drawn-p95', p95(drawn), note),
      { name: `search in ${several} records, letter to answer, p95`, value: p95(laterMs), unit: 'ms' },
      { name: `a search in ${several} records before the cards were read`, value: firstMs, unit: 'ms' },
    ];
  });
}

async function scrollLines(phone: PhoneOfMany, origin: string): Promise<BenchLine[]> {
  return withPage(phone, 4, async (page) => {
    const { rows, frames, slowFrames, longestTaskMs } = await scrollDown(page, origin);
    const note = `${rows} rows by wheel, page slowed 4×`;
    return [
      {
        name: 'list, longest task while scrolling',
        value: longestTaskMs,
        unit: 'ms',
        note: `${note}; 0 is none over 50 ms`,
      },
      {
        name: 'list, frames over 50 ms',
        value: (100 * slowFrames) / frames,
        unit: '%',
        note: `of ${frames} frames; drawn without a graphics card`,
      },
    ];
  });
}

async function withPage<T>(
  phone: PhoneOfMany,
  rate: number,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const { page, context, close } = await phone.start(rate);
  try {
    return await work(page, context);
  } finally {
    await close();
  }
}
