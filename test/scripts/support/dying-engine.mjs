/** An engine that ends by itself, for the tests of the comparison: `dying-engine.mjs PORT PATH` ends at a request for PATH, in the middle of its answer; at once without. */
import { createServer } from 'node:http';

const [port, path] = process.argv.slice(2);
const end = () => {
	process.stderr.write('first this,\nthen that: out of memory\n', () => process.exit(3));
};

if (path === undefined) end();
else {
	createServer((request, response) => {
		request.resume();
		request.once('end', () => {
			if (request.url !== path) return response.end('1');
			response.writeHead(200, { 'content-length': 100 });
			response.write('the beginning', end);
		});
	}).listen(Number(port), '127.0.0.1');
}
