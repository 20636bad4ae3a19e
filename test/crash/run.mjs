/**
 * The crash test: kills the server, or the job engine alone, under load at random points and checks every promise.
 *
 *   npm run build:server && node test/crash/run.mjs --kills 300 --seed 1 [--from 50] [--engine] [--keep]
 *
 * A failing seed replays the same load and the same choice of kill points. The server lives in one data folder for 50
 * kills, which depend on nothing before: --from repeats a folder by itself (not with --engine).
 */
import { options } from './options.mjs';

await import(options().engine ? './engine.mjs' : './server/run.mjs');
