/** Storage form. Some phones paste NFD; every text is normalised where it enters. */
export const nfc = (text: string): string => text.normalize('NFC');
