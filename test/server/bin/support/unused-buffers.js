/** Preloaded into a process: at its end, makes buffers that nobody uses, and prints the most memory that these came to, MiB. */
process.once('exit', () => {
	let most = 0;
	for (let n = 0; n < 2_000; n++) {
		new ArrayBuffer(100_000);
		most = Math.max(most, process.memoryUsage().arrayBuffers / 2 ** 20);
	}
	process.stderr.write(JSON.stringify({ most }));
});
