/**
 * The crash test: kills the server, or the job engine alone, under load at random points and checks every promise.
 *
 *   npm run build:server && node test/crash/run.mjs --kills 300 --seed 1 [--engine] [--keep]
 *
 * A failing seed replays the same load and the same choice of kill points.
 */
import { options } from './options.mjs';

await import(options().engine ? './engine.mjs' : './server/run.mjs');
