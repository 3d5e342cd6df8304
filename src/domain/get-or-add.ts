type Entries<Value> = { readonly get: (key: string) => Value | undefined; readonly set: (key: string, value: Value) => unknown };

/** The value of a key, created if there is none. The method `memo` of an LRUCache copies its options at each call, and takes ten times as long. */
export function getOrAdd<Value>(entries: Entries<Value>, key: string, create: (key: string) => Value): Value {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const created = create(key);
  entries.set(key, created);
  return created;
}
