import { writeHeapSnapshot } from 'node:v8';

/**
 * Loaded with `node --import` before a program: at SIGUSR2 it collects the garbage and writes what is left of the heap to HEAP_SNAPSHOT_FILE,
 * numbers included, and says so on stdout. Start it with `--heap-snapshot-string-limit`, or longer strings are cut at 1,024 characters.
 */
process.on('SIGUSR2', () => {
  writeHeapSnapshot(process.env.HEAP_SNAPSHOT_FILE, { exposeNumericValues: true });
  process.stdout.write('heap snapshot written\n');
});
