/** Preloaded into a process under measurement: collects all garbage at SIGUSR2 and says so; needs `--expose-gc`. */
import console from 'node:console';
import process from 'node:process';

process.on('SIGUSR2', () => {
	globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
	console.log('garbage collected');
});
