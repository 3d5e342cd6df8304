/** The gateway takes so many contacts in one operation. */
export const MOST_CONTACTS = 100;

const FIRST = 1_001;
const COUNT = 50;

/** C1001 to C1050: ordinary contacts of the sandbox. */
export const DEFAULT_IDS = Array.from({ length: COUNT }, (_, index) => `C${FIRST + index}`);

/** Ids between spaces, lines, commas or semicolons, each once. */
export const parseIds = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
