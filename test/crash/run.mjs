/**
 * The crash test: kills the server, or the job engine or the event store alone, under load at random points and checks every promise.
 *
 *   npm run build:server && node test/crash/run.mjs --kills 300 --seed 1 [--from 50] [--engine | --events] [--keep]
 *
 * A failing seed replays the same load and the same choice of kill points. The server lives in one data folder for 50
 * kills, which depend on nothing before: --from repeats a folder by itself (not with --engine and --events). The event
 * store has its turn after the server, with a fifth of its kills: in stores of all layouts, amid compressing, compressing anew,
 * listing words, merging, removing and emptying the write-ahead log.
 */
import { options } from './options.mjs';

const { engine, events } = options();
if (engine) await import('./engine.mjs');
else if (!events) await import('./server/run.mjs');
if (!engine) await import('./events.mjs');
