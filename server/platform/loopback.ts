/** Tells addresses of this machine alone from those that others can reach. */

/** Whether a bind address or host name stands for this machine alone: `localhost`, `127.0.0.0/8`, `::1`. */
export function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
	return (
		name === 'localhost' ||
		name === '::1' ||
		/^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
	);
}
