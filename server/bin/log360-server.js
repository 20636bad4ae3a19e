#!/usr/bin/env node
/* Starts log360-server's command line; written for any Node so that a too old one gets a clear answer. */
'use strict';

var version = process.versions.node.split('.').map(Number);
// From 24.11 on, Node 24 is the version with long support; older ones are tried by nobody.
if (version[0] < 24 || (version[0] === 24 && version[1] < 11)) {
	console.error(
		'log360-server needs Node.js 24.11 or newer, this is ' +
			process.version +
			': use "npm start" in the repository, which brings its own, or install Node.js 24.',
	);
	process.exit(1);
}

var statSync = require('node:fs').statSync;
var dist = require('node:path').join(__dirname, '..', 'dist');

/** When a file was written, ms; 0 = there is none. */
function written(name) {
	var found = statSync(require('node:path').join(dist, name), { throwIfNoEntry: false });
	return found === undefined ? 0 : found.mtimeMs;
}

if (written('cli.js') === 0) {
	console.error(
		'log360-server is not built yet: run "npm run build:server" in the repository first.',
	);
	process.exit(1);
}
// The bundle counts while it is not older than what it was made of: the compiler alone does not renew it.
var bundle = written('cli.bundle.js');
var cli = bundle > 0 && bundle >= written('.tsbuildinfo') ? 'cli.bundle.js' : 'cli.js';
// Compiled code is kept between starts: it halves the time to the first answer.
require('node:module').enableCompileCache();
require(require('node:path').join(dist, cli)).main(process.argv.slice(2));
