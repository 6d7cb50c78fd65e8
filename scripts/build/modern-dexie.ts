// The package's entry is an ES5 script wrapped for require(). No browser above our floor needs it: the same version's modern
// module is 2 KB smaller and starts faster on a slow phone.
export const modernDexie = { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' };
