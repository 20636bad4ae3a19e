/** Preloaded into a process under measurement: collects all garbage at SIGUSR2 and says so; needs `--expose-gc`. */
process.on('SIGUSR2', () => {
	global.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
	console.log('garbage collected');
});
