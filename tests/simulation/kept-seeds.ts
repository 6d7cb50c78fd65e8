// Seeds whose histories notice a planted fault that few others notice, by the fault. What a seed means changes with the steps'
// weights: `npm run sim -- --mutants` finds others then.
export const keptSeeds: Readonly<Record<string, number>> = {
  'base lifted on a conflict': 1032,
  'the own word taken for what lies beneath it': 11_191,
  'a stale page applied without compare': 56_042,
  'a row taken out unseen': 2021,
  'a choice that overwrites unseen': 1317,
  'a conflict that is not told to the unit a record comes to': 1013,
  'numbers of another life given again': 10_841,
};

/** Run with every test, beside others: seeds that failed while the core and these steps were written. */
export const onceFailing: readonly number[] = [
  3, 56, 84, 153, 177, 197, 372, 440, 504, 527, 722, 1107, 1218, 1326, 101_035, 101_290, 200_234, 3094, 400_016,
  602_106, 708_052, 715_434, 501_445, 502_405, 503_484, 504_556, 505_967, 2_759_305, 2_780_798, 648_443, 742_442,
  3_820_228, 1_589_449, 63_004, 7_093_963, 5_003_348, 36_000_115,
];
