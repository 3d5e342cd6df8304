import { addressOf, type Choice } from './address.ts';

const names = new Map<string, string>();

/** The heading of a card can say who it is from the first moment, when its link did. */
export const rememberName = (choice: Choice, name: string): void => void names.set(addressOf(choice), name);

export const knownName = (choice: Choice): string | null => names.get(addressOf(choice)) ?? null;
