// the office's own time, wherever its reader sits
const STOCKHOLM = { timeZone: 'Europe/Stockholm' } as const;
const DAY = new Intl.DateTimeFormat('sv-SE', { ...STOCKHOLM, dateStyle: 'long' });
const DAY_AND_TIME = new Intl.DateTimeFormat('sv-SE', { ...STOCKHOLM, dateStyle: 'long', timeStyle: 'short' });

export const day = (dateTime: string): string => DAY.format(new Date(dateTime));
export const dayAndTime = (dateTime: string): string => DAY_AND_TIME.format(new Date(dateTime));
